"""The one choke point of all calls to Telegram: aiogram's session, without its costs and with our errors."""

import ssl
from collections.abc import Mapping
from typing import Any, TypeVar, cast

import aiohttp
import certifi
import orjson
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.methods import Response, TelegramMethod
from yarl import URL

from bots.delivery.caller import Caller, NoAnswer, NoConnection, Origin, origin
from bots.delivery.limits import PATIENCE, Limits
from bots.delivery.raw import NotJson, parsed
from dialogs.engine.ports import TryLater, Uncertain

from .refusals import Throttled, refusal

T = TypeVar("T")

NETWORK_PAUSE = 2.0
THROTTLED_TRIES = 3
TIMEOUT = 30.0
UPLOAD_TIMEOUT = 120.0
_JSON = {"Content-Type": "application/json"}
_OK = 200

Upload = tuple[str, bytes]


class Session(AiohttpSession):
    """Calls by name with plain JSON; aiogram's typed methods come through here too.

    Raises `PersonGone`, `TryLater`, `Uncertain`, `Rejected` and its kinds, `TokenRefused`, `Displaced`.
    """

    def __init__(self, label: str, limits: Limits, api_url: str | None) -> None:
        server = PRODUCTION if api_url is None else TelegramAPIServer.from_base(api_url.rstrip("/"))
        super().__init__(api=server)
        self._label = label
        self._limits = limits
        self._secure = server.base.startswith("https")
        self._caller = Caller(_JSON, _trusting() if self._secure else None)
        self._paths: dict[str, tuple[Origin, str]] = {}

    async def create_session(self) -> aiohttp.ClientSession:
        """A session without cookies and without headers that nobody reads."""
        if self._session is None or self._session.closed:
            context = _trusting() if self._secure else False
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(ssl=context, limit=100, ttl_dns_cache=300),
                cookie_jar=aiohttp.DummyCookieJar(),
                skip_auto_headers=("Accept", "Accept-Encoding", "User-Agent"),
            )
            self._should_reset_connector = False
        return self._session

    async def close(self) -> None:
        """Close the connections."""
        await self._caller.close()
        if self._session is not None and not self._session.closed:
            await self._session.close()

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[T],
        timeout: int | None = None,  # noqa: ASYNC109 (aiogram's signature)
    ) -> T:
        """The library's own way in, for calls that are rare: typed on both sides, the same choke point."""
        files: dict[str, Any] = {}
        params = {
            name: ready
            for name, value in method.model_dump(warnings=False).items()
            if (ready := self.prepare_value(value, bot=bot, files=files, _dumps_json=False)) is not None
        }
        if files:
            raise AssertionError("uploads go through `call`")
        result = await self.call(bot.token, method.__api_method__, params, timeout=float(timeout or TIMEOUT))
        typed = Response[method.__returning__].model_validate(  # type: ignore[name-defined]  # aiogram's own idiom
            {"ok": True, "result": result}, context={"bot": bot}
        )
        return cast("T", typed.result)

    async def call(
        self,
        token: str,
        method: str,
        params: Mapping[str, Any],
        *,
        files: Mapping[str, Upload] | None = None,
        timeout: float = TIMEOUT,  # noqa: ASYNC109 (a property of the request, handed to aiohttp)
    ) -> Any:
        """Call a method; its `result`. A short 429 is waited out, a long one raises `TryLater`."""
        for left in reversed(range(THROTTLED_TRIES)):
            await self._limits.calm()
            try:
                return await self._once(token, method, params, files, timeout)
            except Throttled as error:
                self._limits.pause(error.after)
                if error.after > PATIENCE or not left:
                    raise
        raise AssertionError("unreachable")

    async def _once(
        self,
        token: str,
        method: str,
        params: Mapping[str, Any],
        files: Mapping[str, Upload] | None,
        timeout: float,  # noqa: ASYNC109 (as above)
    ) -> Any:
        # Errors of the network leave without their cause: its text holds the address, and with it the token.
        if files:
            status, raw = await self._upload(token, method, _form(params, files), timeout)
        else:
            status, raw = await self._call(token, method, orjson.dumps(params), timeout)
        try:
            answer = parsed(raw)
        except NotJson:
            answer = None
        if status == _OK and isinstance(answer, dict) and answer.get("ok") is True:
            return answer.get("result")
        raise refusal(self._label, method, status, answer)

    async def _call(self, token: str, method: str, body: bytes, seconds: float) -> tuple[int, bytes]:
        there, path = self._paths.get(method) or self._remember(token, method)
        try:
            answer = await self._caller.call("POST", there, path, body, seconds=seconds)
        except NoConnection:
            raise TryLater(NETWORK_PAUSE) from None
        except NoAnswer:
            raise Uncertain("no answer came") from None
        return answer.status, answer.body

    async def _upload(
        self, token: str, method: str, form: aiohttp.FormData, seconds: float
    ) -> tuple[int, bytes]:
        session = self._session or await self.create_session()
        url = URL(self.api.api_url(token=token, method=method), encoded=True)
        limit = aiohttp.ClientTimeout(total=max(seconds, UPLOAD_TIMEOUT), sock_connect=10)
        try:
            async with session.post(url, data=form, timeout=limit) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise TryLater(NETWORK_PAUSE) from None
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise Uncertain("no answer came") from None

    def _remember(self, token: str, method: str) -> tuple[Origin, str]:
        url = URL(self.api.api_url(token=token, method=method), encoded=True)
        found = self._paths[method] = origin(str(url.origin())), url.raw_path_qs
        return found


def _trusting() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())


def _form(params: Mapping[str, Any], files: Mapping[str, Upload]) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    for name, value in params.items():
        form.add_field(name, value if isinstance(value, str) else orjson.dumps(value).decode())
    for name, (filename, content) in files.items():
        form.add_field(name, content, filename=filename, content_type="application/octet-stream")
    return form
