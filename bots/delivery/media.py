"""Keeps what people send: fetched once, checked, cleaned of metadata, stored by content."""

import asyncio
from collections.abc import Collection, Mapping, Sequence

from core.notices.outbox import Files
from core.shared.ids import BotId, FileId
from core.shared.refusal import Refusal
from dialogs.engine.update import RemoteMedia

from .films import blanked
from .pictures import HugePicture, UnreadablePicture, redrawn
from .ports import Source
from .sniff import Sniffed, sniff

BIGGEST = 20 * 1024 * 1024
AT_ONCE = 3
DRAWN_AT_ONCE = 1
"""A picture may take `pictures.MOST_MEMORY` while it is drawn; a tenth of a second each."""


def too_big() -> Refusal:
    """The refusal of a file over 20 MB, the most that bots may fetch."""
    return Refusal("media-too-big", max=BIGGEST // 1024 // 1024)


class Keeper:
    """`dialogs.engine.ports.MediaKeeper` over the bots' adapters."""

    def __init__(self, files: Files, sources: Mapping[BotId, Source]) -> None:
        self._files = files
        self._sources = sources
        self._room = asyncio.Semaphore(AT_ONCE)
        self._drawing = asyncio.Semaphore(DRAWN_AT_ONCE)

    async def keep(self, bot: BotId, media: Sequence[RemoteMedia]) -> tuple[FileId, ...]:
        """The kept files, in order; refuses `media-too-big`, `media-too-detailed`, `media-unreadable`.

        Raises `TryLater`.
        """
        if any(one.size is not None and one.size > BIGGEST for one in media):
            raise too_big()
        found = await asyncio.gather(*(self._one(bot, one) for one in media), return_exceptions=True)
        kept: list[FileId] = []
        for one in found:
            if isinstance(one, BaseException):
                raise one
            kept.append(one)
        return tuple(kept)

    async def renew(self, files: Collection[FileId]) -> frozenset[FileId]:
        """Keep these on, for days; which of them are still there."""
        return await self._files.renew(files)

    async def _one(self, bot: BotId, media: RemoteMedia) -> FileId:
        """Few at once from beginning to end: what is fetched quicker than drawn would fill the memory."""
        source = self._sources[bot]
        async with self._room:
            content = await source.fetch(media.ref)
            if len(content) > BIGGEST:
                raise too_big()
            sniffed = sniff(content)
            if sniffed is None:
                raise Refusal("media-unreadable")
            file = await self._stored(sniffed, content)
        name = source.reusable(media.ref)
        if name is not None and sniffed.kind == media.kind and await self._files.token(file, bot) is None:
            await self._files.remember(file, bot, name)
        return file

    async def _stored(self, sniffed: Sniffed, content: bytes) -> FileId:
        if sniffed.kind == "video":
            return await self._files.keep("video", sniffed.mime, await asyncio.to_thread(blanked, content))
        try:
            async with self._drawing:
                clean = await asyncio.to_thread(redrawn, content)
        except UnreadablePicture:
            raise Refusal("media-unreadable") from None
        except HugePicture:
            raise Refusal("media-too-detailed") from None
        return await self._files.keep("photo", "image/jpeg", clean)
