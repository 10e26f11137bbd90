"""The one choke point of all calls to MAX: what aiomax takes for its session, with our errors."""

import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import orjson
import structlog

from bots.delivery.caller import Caller, NoAnswer, NoConnection, origin
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
        self._limits = limits
        self._base = api_url.rstrip("/") + "/"
        self._ca_file = ca_file
        self._caller = Caller({"Authorization": token, "Content-Type": "application/json"}, self._trusting())
        self._open: aiohttp.ClientSession | None = None
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
        path = _path(url, params)
        body = None if json is None else orjson.dumps(json)
        for left in reversed(range(THROTTLED_TRIES)):
            await self._limits.calm()
            try:
                return await self._once(method, path, body, timeout)
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
            limit = aiohttp.ClientTimeout(total=UPLOAD_TIMEOUT, sock_connect=10)
            async with session.post(url, data=form, timeout=limit) as answer:
                status, raw = answer.status, await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            # A lost upload was told to nobody: nothing was delivered.
            raise TryLater(NETWORK_PAUSE) from None
        told = _parsed(raw)
        if status != _OK:
            raise refusal(self._label, "POST upload", status, told, "")
        return told

    def bare(self) -> aiohttp.ClientSession:
        """A session without the token, for hosts that are not the API."""
        if self._open is None or self._open.closed:
            self._open = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(ssl=self._trusting() or True, limit=100, ttl_dns_cache=300),
                cookie_jar=aiohttp.DummyCookieJar(),
                skip_auto_headers=("Accept", "Accept-Encoding", "User-Agent"),
            )
        return self._open

    async def close(self) -> None:
        """Close the connections."""
        self.closed = True
        await self._caller.close()
        if self._open is not None:
            await self._open.close()

    async def _once(self, method: str, path: str, body: bytes | None, seconds: float) -> Answer:
        # Errors of the network leave without their cause: its text may hold the address with its ids.
        try:
            answer = await self._caller.call(method, origin(self._base), path, body, seconds=seconds)
        except NoConnection as error:
            if error.untrusted:
                log.error("certificate-not-trusted", bot=self._label, remedy=UNTRUSTED)  # noqa: TRY400 (no traceback)
            raise TryLater(UNTRUSTED_PAUSE if error.untrusted else NETWORK_PAUSE) from None
        except NoAnswer:
            raise Uncertain("no answer came") from None
        told = _parsed(answer.body)
        if answer.status == _OK and isinstance(told, dict) and told.get("success", True) is True:
            return Answer(answer.status, told)
        call = f"{method} {path[1:].partition('?')[0].partition('/')[0]}"
        raise refusal(self._label, call, answer.status, told, answer.header("Retry-After"))

    def _trusting(self) -> ssl.SSLContext | None:
        return trusting(self._ca_file) if self._base.startswith("https") else None


def _path(url: str, params: Mapping[str, Any] | None) -> str:
    """`url` is a path of the API without its first slash."""
    if not params:
        return f"/{url}"
    query = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in params.items())
    return f"/{url}?{query}"


def _parsed(raw: bytes) -> Any:
    try:
        return parsed(raw)
    except NotJson:
        return None
