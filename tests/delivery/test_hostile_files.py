"""Files made to hurt: nested without end, and many big ones at once."""

import asyncio
from typing import Any

import pytest

from bots.delivery import media as keeping
from bots.delivery.films import blanked
from bots.delivery.media import AT_ONCE, Keeper
from core.shared.ids import BotId
from dialogs.engine.update import RemoteMedia
from storage.memory import World
from tests.delivery.films import photo

BOT: BotId = "max-citizen"


def test_boxes_in_boxes_without_end_are_no_trouble() -> None:
    """The film is kept as it is."""
    film = b"".join((8 * left).to_bytes(4) + b"moov" for left in range(100_000, 0, -1))
    assert blanked(film) == film


class Counting:
    """A source that counts the files in memory: fetched, and not yet kept."""

    def __init__(self) -> None:
        self.held = self.most = 0

    async def fetch(self, ref: str) -> bytes:
        del ref
        self.held += 1
        self.most = max(self.most, self.held)
        await asyncio.sleep(0)
        return photo(64, 64)

    def reusable(self, ref: str) -> str | None:
        del ref
        return None


async def test_many_big_files_at_once_wait_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is fetched quicker than it is drawn would fill the memory."""
    source, world = Counting(), World()
    keep = type(world.files).keep

    async def kept(files: Any, kind: str, mime: str, content: bytes) -> Any:
        source.held -= 1
        return await keep(files, kind, mime, content)

    monkeypatch.setattr(type(world.files), "keep", kept)
    monkeypatch.setattr(keeping, "DRAWN_AT_ONCE", 1)
    keeper = Keeper(world.files, {BOT: source})
    crowd = [keeper.keep(BOT, [RemoteMedia(kind="photo", ref=f"photo:{n}")] * 4) for n in range(5)]
    await asyncio.gather(*crowd)
    assert source.most <= AT_ONCE
