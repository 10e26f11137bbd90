"""One MAX bot: its calls, its updates, its files, and what it tells about itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiomax
from yarl import URL

from bots.delivery.fetching import fetched
from bots.delivery.limits import Limits
from bots.delivery.ports import BotInfo, TokenRefused
from bots.delivery.raw import as_dict, as_id, as_int, as_list, as_text, full_name
from core.shared.ids import BotId
from dialogs.engine.ports import Rejected

from .wire import TIMEOUT, Wire

PUBLIC_API = "https://platform-api2.max.ru"
FILE_HOSTS = ("max.ru", "oneme.ru", "okcdn.ru", "mycdn.me", "vkuser.net")
POLL_SECONDS = 25
POLL_LIMIT = 100
MOST_COMMANDS = 32
_ANSWER_MARGIN = 10.0
_VIDEO_SIZES = ("mp4_720", "mp4_480", "mp4_360", "mp4_1080", "mp4_240", "mp4_144")


@dataclass(frozen=True, slots=True)
class Batch:
    """Raw updates, and the marker that acknowledges them when it is sent."""

    updates: list[Any]
    marker: int | None


class MaxClient:
    """A real `aiomax.Bot`, used as a typed HTTP client: its session is our `Wire`. Raises as that does."""

    def __init__(
        self,
        bot: BotId,
        token: str,
        *,
        limits: Limits,
        api_url: str | None = None,
        ca_file: Path | None = None,
        file_hosts: Sequence[str] = FILE_HOSTS,
    ) -> None:
        url = api_url or PUBLIC_API
        if not token.isascii() or not token.isprintable() or not token:
            raise TokenRefused(f"{bot}: this is no MAX token; copy it anew from the bot's settings.")
        self.limits = limits
        self.wire = Wire(bot, token, limits, url, ca_file)
        self.bot = aiomax.Bot(token, api_url=url, max_messages_cached=0)
        self.bot.session = self.wire
        base = URL(url)
        self._hosts = {*file_hosts, f"{base.host}:{base.port}"}

    async def get(self, path: str, params: Mapping[str, Any], *, seconds: float = TIMEOUT) -> dict[str, Any]:
        """GET; the JSON object."""
        return as_dict(await (await self.bot.get(path, params=params, timeout=seconds)).json())

    async def post(self, path: str, params: Mapping[str, Any], body: Any) -> dict[str, Any]:
        """POST; the JSON object."""
        return as_dict(await (await self.bot.post(path, params=params, json=body)).json())

    async def put(self, path: str, params: Mapping[str, Any], body: Any) -> dict[str, Any]:
        """PUT; the JSON object."""
        return as_dict(await (await self.bot.put(path, params=params, json=body)).json())

    async def delete(self, path: str, params: Mapping[str, Any]) -> dict[str, Any]:
        """DELETE; the JSON object."""
        return as_dict(await (await self.bot.delete(path, params=params)).json())

    async def updates(self, marker: int | None, *, seconds: int = POLL_SECONDS) -> Batch:
        """Raw updates; `marker` acknowledges all before it, without one come those not acknowledged yet."""
        params: dict[str, Any] = {"limit": POLL_LIMIT, "timeout": seconds}
        if marker is not None:
            params["marker"] = marker
        answer = await self.get("updates", params, seconds=seconds + _ANSWER_MARGIN)
        return Batch(as_list(answer.get("updates")), as_int(answer.get("marker")))

    async def me(self) -> BotInfo:
        """Who the bot is."""
        user = await self.get("me", {})
        name = full_name(user.get("first_name"), user.get("last_name"))
        return BotInfo(id=as_id(user.get("user_id")), name=name, username=as_text(user.get("username")))

    async def set_commands(self, commands: Sequence[tuple[str, str]], language: str | None = None) -> None:
        """The commands menu. MAX knows no languages: only the menu for all (`language` None) is set."""
        if language is not None:
            return
        menu = [{"name": name, "description": text} for name, text in commands[:MOST_COMMANDS]]
        await self.bot.patch("me/commands", json={"commands": menu})

    async def upload(self, kind: str, name: str, content: bytes) -> str:
        """Upload a photo or video (`kind`); the token to attach it by. Raises `TryLater` when it got lost."""
        photo = kind == "photo"
        slot = await self.post("uploads", {"type": "image" if photo else "video"}, None)
        told = as_dict(await self.wire.upload(as_text(slot.get("url")), "data", name, content))
        photos = as_dict(told.get("photos"))
        tokens = [as_text(as_dict(one).get("token")) for one in photos.values()]
        token = next(iter(tokens), "") or as_text(told.get("token")) or as_text(slot.get("token"))
        if not token:
            raise Rejected("POST uploads: no token came")
        return token

    async def fetch(self, ref: str) -> bytes:
        """The content behind a `RemoteMedia.ref`; refuses `media-too-big` and `media-unreadable`."""
        kind, _, rest = ref.partition(":")
        token, _, url = rest.partition("|")
        if kind == "video" and token:
            url = await self._video_url(token) or url
        return await fetched(self.wire.bare(), url, self._hosts)

    def reusable(self, ref: str) -> str | None:  # noqa: ARG002 (the port's signature)
        """None: MAX may keep a picture's metadata, so that ours is uploaded anew."""
        return None

    async def close(self) -> None:
        """Close the connections."""
        await self.wire.close()

    async def _video_url(self, token: str) -> str:
        """Where the file itself is; what comes with the message may be a page that plays it."""
        try:
            urls = as_dict((await self.get(f"videos/{token}", {})).get("urls"))
        except Rejected:
            return ""
        return next((url for size in _VIDEO_SIZES if (url := as_text(urls.get(size)))), "")
