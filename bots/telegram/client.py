"""One Telegram bot: its calls, its updates, its files, and what it tells about itself."""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from aiogram import Bot
from aiogram.types import BotCommand
from aiogram.utils.token import TokenValidationError
from yarl import URL

from bots.delivery.fetching import fetched
from bots.delivery.html import plain
from bots.delivery.limits import Limits
from bots.delivery.ports import BotInfo, TokenRefused
from bots.delivery.raw import as_dict, as_int, as_list, as_text
from core.shared.ids import BotId
from core.shared.refusal import Refusal
from dialogs.engine.ports import Rejected

from .refusals import BadMarkup
from .session import Session, Upload

log = structlog.get_logger()

WANTED = ("message", "callback_query", "my_chat_member")
POLL_SECONDS = 25
_ANSWER_MARGIN = 10.0
_REUSABLE = ("photo:", "video:")


class TelegramClient:
    """A real aiogram `Bot` whose session is ours. Raises as `Session` does."""

    def __init__(self, bot: BotId, token: str, *, limits: Limits, api_url: str | None = None) -> None:
        self.limits = limits
        self._session = Session(bot, limits, api_url)
        try:
            self.bot = Bot(token, session=self._session)
        except TokenValidationError:
            raise TokenRefused(
                f"{bot}: this is no Telegram token; it looks like 123456789:AAF..., copy it from @BotFather."
            ) from None
        self._token = token

    async def call(
        self, method: str, params: Mapping[str, Any], *, files: Mapping[str, Upload] | None = None
    ) -> Any:
        """Call a method by name; its `result`, as JSON. Markup that is refused goes as plain words."""
        try:
            return await self._session.call(self._token, method, params, files=files)
        except BadMarkup as error:
            log.error("markup-refused", why=str(error))  # noqa: TRY400 (no traceback is of use)
        return await self._session.call(self._token, method, _plainly(params), files=files)

    async def updates(self, offset: int | None, *, seconds: int = POLL_SECONDS) -> list[Any]:
        """Raw updates from `offset` on, waiting up to `seconds`; the offset acknowledges all before it."""
        params: dict[str, Any] = {"timeout": seconds, "limit": 100, "allowed_updates": WANTED}
        if offset is not None:
            params["offset"] = offset
        limit = seconds + _ANSWER_MARGIN
        return as_list(await self._session.call(self._token, "getUpdates", params, timeout=limit))

    async def me(self) -> BotInfo:
        """Who the bot is."""
        user = await self.bot.get_me()
        return BotInfo(id=str(user.id), name=user.full_name, username=user.username or "")

    async def set_commands(self, commands: Sequence[tuple[str, str]], language: str | None = None) -> None:
        """The commands menu: names with descriptions, for one language or (None) for all others."""
        menu = [BotCommand(command=name, description=text) for name, text in commands]
        await self.bot.set_my_commands(menu, language_code=language)

    async def fetch(self, ref: str) -> bytes:
        """The content behind a `RemoteMedia.ref`; refuses `media-too-big` and `media-unreadable`."""
        _, _, file_id = ref.partition(":")
        try:
            file = as_dict(await self.call("getFile", {"file_id": file_id}))
        except Rejected as error:
            code = "media-too-big" if "too big" in str(error).lower() else "media-unreadable"
            raise Refusal(code, max=20) from None
        path = as_text(file.get("file_path"))
        if not path:
            raise Refusal("media-unreadable")
        url = URL(self._session.api.file_url(self._token, path))
        session = await self._session.create_session()
        return await fetched(session, url, {f"{url.host}:{url.port}"})

    def reusable(self, ref: str) -> str | None:
        """Photos and videos (not files) may be sent again by their id: Telegram cleaned them already."""
        return ref if ref.startswith(_REUSABLE) else None

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()


def _plainly(params: Mapping[str, Any]) -> dict[str, Any]:
    """The same call without markup."""
    words = {name: plain(params[name]) for name in ("text", "caption") if name in params}
    return {name: value for name, value in params.items() if name != "parse_mode"} | words


def update_number(raw: Any) -> int | None:
    """The number of a raw update, if it has one."""
    return as_int(as_dict(raw).get("update_id"))
