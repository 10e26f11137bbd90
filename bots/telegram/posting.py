"""Puts texts, pictures and videos into a Telegram chat, each message within the limits."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from bots.delivery.html import shown_units, split
from bots.delivery.inorder import in_order
from bots.delivery.limits import Urgency
from bots.delivery.raw import as_dict, as_list, as_text
from core.notices.outbox import Files
from core.shared.ids import BotId, FileId

from .client import TelegramClient
from .keyboard import Markup
from .refusals import FileRefused
from .session import Upload

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ALBUM_MOST = 10
NO_PREVIEW = {"is_disabled": True}
_EXTENSIONS = {"photo": "jpg", "video": "mp4"}
_METHODS = {"photo": "sendPhoto", "video": "sendVideo"}

Json = dict[str, Any]
Place = tuple[int, Urgency]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What one screen or notice puts into the chat; `first` is a keyboard for the first of several texts."""

    html: str
    markup: Markup | None = None
    media: tuple[FileId, ...] = ()
    first: Markup | None = None

    @property
    def captioned(self) -> bool:
        """One picture with the text as its caption."""
        return len(self.media) == 1 and (
            len(self.html) * 2 <= CAPTION_LIMIT or shown_units(self.html) <= CAPTION_LIMIT
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """A file on its way: known to this bot by `token` (`photo:<id>`), or uploaded."""

    file: FileId
    kind: str
    token: str | None
    content: bytes = b""


class Post:
    """One bot's hand that writes. Every message takes its turn in the limits."""

    def __init__(self, bot: BotId, client: TelegramClient, files: Files) -> None:
        self._bot = bot
        self._client = client
        self._files = files

    async def put(self, chat: int, paper: Paper, urgency: Urgency) -> list[int]:
        """Send; the ids of all messages, the one with the keyboard last."""
        place = (chat, urgency)
        pieces = await self.pieces(paper.media)
        if len(pieces) == 1 and paper.captioned:
            return [await self._captioned(place, pieces[0], paper)]
        calls: list[Callable[[], Awaitable[list[int]]]] = [
            partial(self._album, place, pieces[start : start + ALBUM_MOST])
            for start in range(0, len(pieces), ALBUM_MOST)
        ]
        parts = split(paper.html, TEXT_LIMIT)
        for number, part in enumerate(parts, 1):
            markup = paper.markup if number == len(parts) else (paper.first if number == 1 else None)
            calls.append(partial(self._text, place, part, markup))
        return [one for ids in await in_order(calls) for one in ids]

    async def _text(self, place: Place, html: str, markup: Markup | None) -> list[int]:
        return [await self.text(place, html, markup)]

    async def text(self, place: Place, html: str, markup: Markup | None) -> int:
        """Send one text; its id."""
        params = {"chat_id": place[0], "text": html, "parse_mode": "HTML", "link_preview_options": NO_PREVIEW}
        if markup is not None:
            params["reply_markup"] = markup
        await self._client.limits.take(str(place[0]), place[1])
        return _id_of(await self._client.call("sendMessage", params))

    async def _captioned(self, place: Place, piece: Piece, paper: Paper) -> int:
        params: Json = {"chat_id": place[0], "caption": paper.html, "parse_mode": "HTML"}
        if paper.markup is not None:
            params["reply_markup"] = paper.markup

        def single(media: list[Json]) -> tuple[str, Json]:
            return _METHODS[piece.kind], {**params, piece.kind: media[0]["media"]}

        return _id_of(await self.with_files(place, [piece], single))

    async def _album(self, place: Place, pieces: Sequence[Piece]) -> list[int]:
        def group(media: list[Json]) -> tuple[str, Json]:
            if len(media) == 1:
                return _METHODS[media[0]["type"]], {"chat_id": place[0], media[0]["type"]: media[0]["media"]}
            return "sendMediaGroup", {"chat_id": place[0], "media": media}

        sent = await self.with_files(place, pieces, group)
        return [_id_of(one) for one in (sent if isinstance(sent, list) else [sent])]

    async def pieces(self, files: Sequence[FileId]) -> list[Piece]:
        """The files with the names this bot knows them by; one that is lost is left out."""
        found = [await self._piece(file, known=True) for file in files]
        return [piece for piece in found if piece is not None]

    async def with_files(
        self, place: Place, pieces: Sequence[Piece], build: Callable[[list[Json]], tuple[str, Json]]
    ) -> Any:
        """Make a call with files: by their known names, uploaded where there is none or it is refused."""
        await self._client.limits.take(str(place[0]), place[1])
        try:
            return await self._sent(pieces, build)
        except FileRefused:
            if all(piece.token is None for piece in pieces):
                raise
        loaded = [await self._piece(piece.file, known=False) for piece in pieces]
        return await self._sent([piece for piece in loaded if piece is not None], build)

    async def _sent(self, pieces: Sequence[Piece], build: Callable[[list[Json]], tuple[str, Json]]) -> Any:
        uploads: dict[str, Upload] = {}
        media: list[Json] = []
        for number, piece in enumerate(pieces):
            if piece.token is not None:
                media.append({"type": piece.kind, "media": piece.token.partition(":")[2]})
                continue
            name = f"file{number}"
            uploads[name] = (f"{name}.{_EXTENSIONS[piece.kind]}", piece.content)
            media.append({"type": piece.kind, "media": f"attach://{name}"})
        method, params = build(media)
        result = await self._client.call(method, params, files=uploads)
        messages = result if isinstance(result, list) else [result]
        for piece, message in zip(pieces, messages, strict=False):
            if piece.token is None and (name := _file_name(as_dict(message), piece.kind)):
                await self._files.remember(piece.file, self._bot, f"{piece.kind}:{name}")
        return result

    async def _piece(self, file: FileId, *, known: bool) -> Piece | None:
        token = await self._files.token(file, self._bot) if known else None
        if token is not None:
            return Piece(file, token.partition(":")[0], token)
        try:
            kept = await self._files.get(file)
        except KeyError:
            return None
        return Piece(file, kept.kind if kept.kind in _METHODS else "video", None, kept.content)


def _id_of(message: Any) -> int:
    return int(as_dict(message).get("message_id") or 0)


def _file_name(message: Json, kind: str) -> str:
    if kind == "photo":
        sizes = as_list(message.get("photo"))
        return as_text(as_dict(sizes[-1]).get("file_id")) if sizes else ""
    return as_text(as_dict(message.get("video")).get("file_id"))
