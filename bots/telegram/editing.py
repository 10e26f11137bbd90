"""Turns the live message into the next screen where Telegram allows it, and clears away what is over."""

import contextlib
from collections.abc import Sequence
from typing import Any

import structlog

from bots.delivery.html import shown_units
from bots.delivery.limits import Urgency
from core.shared.ids import FileId
from dialogs.engine.ports import PersonGone, Rejected, TryLater, Uncertain

from .client import TelegramClient
from .keyboard import Markup
from .posting import NO_PREVIEW, TEXT_LIMIT, Json, Paper, Post
from .refusals import EditImpossible, NotModified

log = structlog.get_logger()

_NO_BUTTONS: Markup = {"inline_keyboard": []}


class Editor:
    """Edits and removals of one bot's messages."""

    def __init__(self, client: TelegramClient, post: Post) -> None:
        self._client = client
        self._post = post

    async def edit(self, chat: int, target: int, paper: Paper, old: dict[str, Any]) -> dict[str, Any] | None:
        """Edit the message into the new screen; its view, or None when Telegram cannot do that."""
        where: Json = {"chat_id": chat, "message_id": target, "reply_markup": paper.markup or _NO_BUTTONS}
        view: dict[str, Any] = {"m": target, "k": int(paper.markup is not None)}
        album = old.get("x") or []
        if other_kind(paper.media, old):
            return None
        try:
            if paper.captioned and not album:
                return await self._captioned(where, view, paper, old)
            if not _fits(paper.html) or (paper.media and not album):
                return None
            await self._text(where, paper)
            if album:
                return {**view, "x": album, "a": old["a"]}
        except EditImpossible:
            return None
        return view

    async def strip(self, chat: int, message: int) -> None:
        """Take the keyboard off an old message; if that fails, its buttons are stale anyway."""
        try:
            await self._client.call("editMessageReplyMarkup", {"chat_id": chat, "message_id": message})
        except (PersonGone, TryLater, Uncertain, Rejected) as error:
            log.debug("keyboard-not-removed", error=type(error).__name__)

    async def remove(self, chat: int, messages: list[int]) -> None:
        """Delete our own messages; what is too old to be deleted loses its keyboard."""
        try:
            await self._client.call("deleteMessages", {"chat_id": chat, "message_ids": messages})
        except (PersonGone, TryLater, Uncertain):
            return
        except Rejected:
            await self.strip(chat, messages[0])

    async def _text(self, where: Json, paper: Paper) -> None:
        await self._call(
            "editMessageText",
            {**where, "text": paper.html, "parse_mode": "HTML", "link_preview_options": NO_PREVIEW},
        )

    async def _captioned(
        self, where: Json, view: dict[str, Any], paper: Paper, old: dict[str, Any]
    ) -> dict[str, Any] | None:
        caption = {"caption": paper.html, "parse_mode": "HTML"}
        if old.get("f") == list(paper.media):
            await self._call("editMessageCaption", {**where, **caption})
            return {**view, "f": old["f"]}
        pieces = await self._post.pieces(paper.media)
        if not pieces:
            return None

        def with_picture(media: list[Json]) -> tuple[str, Json]:
            return "editMessageMedia", {**where, "media": {**media[0], **caption}}

        with contextlib.suppress(NotModified):
            await self._post.with_files((where["chat_id"], Urgency.SCREEN), pieces, with_picture)
        return {**view, "f": list(paper.media)}

    async def _call(self, method: str, params: Json) -> None:
        """An edit may be repeated without harm, so a silence is no reason to give up at once."""
        await self._client.limits.take(str(params["chat_id"]), Urgency.SCREEN)
        with contextlib.suppress(NotModified):
            try:
                await self._client.call(method, params)
            except Uncertain:
                await self._client.call(method, params)


def other_kind(media: Sequence[FileId], old: dict[str, Any]) -> bool:
    """Whether no edit leads from the old view to a screen with these pictures.

    An album stays as it is, a picture gives way to another one only, words take at most one.
    """
    if old.get("x"):
        return not media or list(media) != (old.get("a") or [])
    return len(media) > 1 or (bool(old.get("f")) and not media)


def _fits(html: str) -> bool:
    return len(html) * 2 <= TEXT_LIMIT or shown_units(html) <= TEXT_LIMIT
