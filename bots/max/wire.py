"""The one choke point of all calls to MAX: what aiomax takes for its session, with our errors."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import orjson
import structlog
from yarl import URL

from bots.delivery.limits import PATIENCE, Limits
from bots.delivery.raw import NotJson, parsed
from dialogs.engine.ports import TryLater, Uncertain

from .refusals import Throttled, refusal
from .tls import trusting

log = structlog.get_logger()

NETWORK_PAUSE = 2.0
UNTRUSTED_PAUSE = 30.0
UNTRUSTED = (
    "put the certificates of MAX's servers (Russian Trusted Sub CA) into the file VECHE_MAX_CA_FILE names"
)
THROTTLED_TRIES = 3
TIMEOUT = 30.0
UPLOAD_TIMEOUT = 180.0
_OK = 200


class Answer:
    """A success, in the shape that aiomax expects of aiohttp."""

    __slots__ = ("body", "status")

    def __init__(self, status: int, body: Any) -> None:
        self.status = status
        self.body = body

    async def json(self) -> Any:
        """The parsed body."""
        return self.body


class Wire:
    """Stands at `aiomax.Bot.session`, so that every call of the library comes through here too.

    Raises `PersonGone`, `TryLater`, `Uncertain`, `Rejected` and its kinds, `TokenRefused`, `Displaced`.
    """

    def __init__(self, label: str, token: str, limits: Limits, api_url: str, ca_file: Path | None) -> None:
        self._label = label
        self._token = token
        self._limits = limits
        self._base = api_url.rstrip("/") + "/"
        self._ca_file = ca_file
        self._api: aiohttp.ClientSession | None = None
        self._open: aiohttp.ClientSession | None = None
        self._timeouts: dict[float, aiohttp.ClientTimeout] = {}
        self.closed = False

    async def get(self, url: str, **more: Any) -> Answer:
        """GET."""
        return await self.request("GET", url, **more)

    async def post(self, url: str, **more: Any) -> Answer:
        """POST."""
        return await self.request("POST", url, **more)

    async def put(self, url: str, **more: Any) -> Answer:
        """PUT."""
        return await self.request("PUT", url, **more)

    async def patch(self, url: str, **more: Any) -> Answer:
        """PATCH."""
        return await self.request("PATCH", url, **more)

    async def delete(self, url: str, **more: Any) -> Answer:
        """DELETE."""
        return await self.request("DELETE", url, **more)

    async def request(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        timeout: float = TIMEOUT,  # noqa: ASYNC109 (a property of the request, handed to aiohttp)
    ) -> Answer:
        """One call. A short 429 is waited out, a long one raises `TryLater`."""
        address = self._address(url, params)
        body = None if json is None else orjson.dumps(json)
        for left in reversed(range(THROTTLED_TRIES)):
            await self._limits.calm()
            try:
                return await self._once(method, url, address, body, timeout)
            except Throttled as error:
                self._limits.pause(error.after)
                if error.after > PATIENCE or not left:
                    raise
        raise AssertionError("unreachable")

    async def upload(self, url: str, field: str, name: str, content: bytes) -> Any:
        """Hand a file to the upload host, which never sees our token; its JSON, or None when it gave none."""
        form = aiohttp.FormData(quote_fields=False)
        form.add_field(field, content, filename=name, content_type="application/octet-stream")
        try:
            session = self.bare()
            async with session.post(url, data=form, timeout=self._timeout(UPLOAD_TIMEOUT)) as answer:
                status, raw = answer.status, await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            # A lost upload was told to nobody: nothing was delivered.
            raise TryLater(NETWORK_PAUSE) from None
        told = _parsed(raw)
        if status != _OK:
            raise refusal(self._label, "POST upload", status, told, {})
        return told

    def bare(self) -> aiohttp.ClientSession:
        """A session without the token, for hosts that are not the API."""
        if self._open is None or self._open.closed:
            self._open = self._session({})
        return self._open

    async def close(self) -> None:
        """Close the connections."""
        self.closed = True
        for session in (self._api, self._open):
            if session is not None:
                await session.close()

    async def _once(self, method: str, url: str, address: URL, body: bytes | None, seconds: float) -> Answer:
        if self._api is None or self._api.closed:
            self._api = self._session({"Authorization": self._token, "Content-Type": "application/json"})
        # Errors of the network leave without their cause: its text may hold the address with its ids.
        try:
            async with self._api.request(
                method, address, data=body, timeout=self._timeout(seconds), allow_redirects=False
            ) as answer:
                status, raw, headers = answer.status, await answer.read(), answer.headers
        except aiohttp.ClientConnectorCertificateError:
            log.error("certificate-not-trusted", bot=self._label, remedy=UNTRUSTED)  # noqa: TRY400 (no traceback)
            raise TryLater(UNTRUSTED_PAUSE) from None
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise TryLater(NETWORK_PAUSE) from None
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise Uncertain("no answer came") from None
        told = _parsed(raw)
        if status == _OK and isinstance(told, dict) and told.get("success", True) is True:
            return Answer(status, told)
        raise refusal(self._label, f"{method} {url.partition('/')[0]}", status, told, headers)

    def _address(self, url: str, params: Mapping[str, Any] | None) -> URL:
        if params:
            query = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in params.items())
            url = f"{url}?{query}"
        return URL(self._base + url, encoded=True)

    def _session(self, headers: dict[str, str]) -> aiohttp.ClientSession:
        context = trusting(self._ca_file) if self._base.startswith("https") else True
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(ssl=context, limit=100, ttl_dns_cache=300),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=headers,
            skip_auto_headers=("Accept", "Accept-Encoding", "User-Agent"),
        )

    def _timeout(self, seconds: float) -> aiohttp.ClientTimeout:
        found = self._timeouts.get(seconds)
        if found is None:
            found = self._timeouts[seconds] = aiohttp.ClientTimeout(total=seconds, sock_connect=10)
        return found


def _parsed(raw: bytes) -> Any:
    try:
        return parsed(raw)
    except NotJson:
        return None
