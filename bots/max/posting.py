"""Puts texts, pictures and videos into a MAX dialog, each message within the limits."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from bots.delivery.html import split, units
from bots.delivery.inorder import in_order
from bots.delivery.limits import Urgency
from bots.delivery.raw import as_dict, as_id
from core.notices.outbox import Files
from core.shared.ids import BotId, FileId
from dialogs.engine.ports import TryLater

from .client import MaxClient
from .refusals import AGAIN_AFTER, Failed, FileRefused, NotReady

TEXT_LIMIT = 4000
MEDIA_MOST = 11
NOT_READY_PAUSES = (0.3, 0.7, 1.5, 3.0, 5.0)
NOT_READY_AGAIN = 10.0
_EXTENSIONS = {"photo": "jpg", "video": "mp4"}
_TYPES = {"photo": "image", "video": "video"}

Json = dict[str, Any]
Place = tuple[str, Urgency]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What one screen or notice puts into the dialog; `keyboard` is a ready attachment."""

    html: str
    keyboard: Json | None = None
    media: tuple[FileId, ...] = ()

    @property
    def single(self) -> bool:
        """Whether it fits one message. MAX's limit counts the tags as well."""
        return len(self.media) <= MEDIA_MOST and units(self.html) <= TEXT_LIMIT


class Post:
    """One bot's hand that writes. Every message takes its turn in the limits."""

    def __init__(self, bot: BotId, client: MaxClient, files: Files) -> None:
        self._bot = bot
        self._client = client
        self._files = files

    async def put(self, chat: str, paper: Paper, urgency: Urgency) -> list[str]:
        """Send; the ids of all messages: pictures with the first, the keyboard with the last."""
        place = (chat, urgency)
        parts = split(paper.html, TEXT_LIMIT, units)
        groups = [paper.media[n : n + MEDIA_MOST] for n in range(0, len(paper.media), MEDIA_MOST)] or [()]
        calls: list[Callable[[], Awaitable[str]]] = [
            partial(self._one, place, None, group, None) for group in groups[:-1]
        ]
        for number, part in enumerate(parts):
            keyboard = paper.keyboard if number == len(parts) - 1 else None
            calls.append(partial(self._one, place, part, groups[-1] if number == 0 else (), keyboard))
        return await in_order(calls)

    async def with_body(
        self, text: str | None, media: Sequence[FileId], keyboard: Json | None, call: Callable[[Json], Any]
    ) -> Any:
        """Make a call with a message body: files by their known tokens, uploaded anew where refused."""
        body: Json = {} if text is None else {"text": text, "format": "html"}
        extra = [] if keyboard is None else [keyboard]
        body["attachments"] = [*await self._attached(media, known=True), *extra]
        try:
            return await _when_ready(call, body)
        except FileRefused:
            if not media:
                raise
        body["attachments"] = [*await self._attached(media, known=False), *extra]
        return await _when_ready(call, body)

    async def _one(
        self, place: Place, text: str | None, media: Sequence[FileId], keyboard: Json | None
    ) -> str:
        async def send(body: Json) -> Json:
            await self._client.limits.take(*place)
            return await self._client.post("messages", recipient(place[0]), body)

        try:
            result = await self.with_body(text, media, keyboard, send)
        except Failed:
            # MAX gives no reason: nothing was sent, and there is nothing to correct.
            raise TryLater(AGAIN_AFTER) from None
        return as_id(as_dict(as_dict(as_dict(result).get("message")).get("body")).get("mid"))

    async def _attached(self, media: Sequence[FileId], *, known: bool) -> list[Json]:
        found = [await self._attachment(file, known=known) for file in media]
        return [one for one in found if one is not None]

    async def _attachment(self, file: FileId, *, known: bool) -> Json | None:
        """The file by `<kind>:<token>`; one that is lost is left out."""
        named = await self._files.token(file, self._bot) if known else None
        if named is None:
            try:
                kept = await self._files.get(file)
            except KeyError:
                return None
            kind = kept.kind if kept.kind in _TYPES else "video"
            name = f"{file[:12]}.{_EXTENSIONS[kind]}"
            named = f"{kind}:{await self._client.upload(kind, name, kept.content)}"
            await self._files.remember(file, self._bot, named)
        kind, _, token = named.partition(":")
        return {"type": _TYPES[kind], "payload": {"token": token}}


def recipient(chat: str) -> Json:
    """Query parameters that name a dialog: by its number, or (`u...`) by its person."""
    where = {"user_id": chat[1:]} if chat.startswith("u") else {"chat_id": chat}
    return {**where, "disable_link_preview": "true"}


async def _when_ready(call: Callable[[Json], Any], body: Json) -> Any:
    """Repeat while MAX still works on an upload, a bounded number of times."""
    for pause in NOT_READY_PAUSES:
        try:
            return await call(body)
        except NotReady:
            await asyncio.sleep(pause)
    try:
        return await call(body)
    except NotReady:
        raise TryLater(NOT_READY_AGAIN) from None
