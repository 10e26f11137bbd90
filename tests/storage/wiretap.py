"""A Unix socket before a server's: counts round trips, and can be cut or frozen like a real line."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path


class Wiretap:
    """Passes on whatever comes; `flights` counts the times a client spoke and the server answered."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._lines: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._refusing = False
        self.flights = 0

    def cut(self) -> None:
        """Every line breaks, new ones too, until `mend`."""
        self._refusing = True
        for line in self._lines:
            line.transport.abort()

    def mend(self) -> None:
        """New lines hold again."""
        self._refusing = False

    def freeze(self) -> None:
        """Nothing passes any more, nothing breaks either."""
        self._flowing.clear()

    def thaw(self) -> None:
        """It passes again."""
        self._flowing.set()

    async def serve(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """One client."""
        if self._refusing:
            back.transport.abort()
            return
        far, forth = await asyncio.open_unix_connection(str(self._target))
        self._lines |= {back, forth}
        spoke = [False]
        there = asyncio.ensure_future(self._pass(near, forth, spoke, counts=False))
        here = asyncio.ensure_future(self._pass(far, back, spoke, counts=True))
        self._tasks |= {there, here}

    async def end(self) -> None:
        """Break everything and wait for it."""
        self.cut()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _pass(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, spoke: list[bool], *, counts: bool
    ) -> None:
        while data := await source.read(65536):
            await self._flowing.wait()
            if counts and spoke[0]:
                self.flights += 1
            spoke[0] = not counts
            target.write(data)
        target.transport.abort()


@asynccontextmanager
async def tapped(target: Path, folder: Path) -> AsyncIterator[tuple[Wiretap, Path]]:
    """A tap before the socket `target`, and its own socket in `folder`, of the same name."""
    tap = Wiretap(target)
    own = folder / target.name
    server = await asyncio.start_unix_server(tap.serve, str(own))
    try:
        yield tap, own
    finally:
        server.close()
        await tap.end()
        own.unlink(missing_ok=True)
