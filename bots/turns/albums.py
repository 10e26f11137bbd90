"""Albums arrive as several messages: their parts are gathered into one update."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from dialogs.engine.update import Said, Update

QUIET = 0.5
LONGEST = 2.0


def merged(parts: list[Update]) -> Update:
    """One update of all parts: keys and pictures in order of arrival, the first text that is there.

    A part that was delivered more than once counts once.
    """
    parts = sorted({part.keys: part for part in parts}.values(), key=lambda part: (part.at, part.keys))
    said = [part.act for part in parts if isinstance(part.act, Said)]
    act = replace(
        said[0],
        text=next((one.text for one in said if one.text), ""),
        media=tuple(piece for one in said for piece in one.media),
        origin=next((one.origin for one in said if one.origin), None),
    )
    return replace(parts[0], keys=tuple(key for part in parts for key in part.keys), act=act)


@dataclass(slots=True)
class _Gathering:
    parts: list[Update]
    end: "asyncio.Future[None]"
    more: asyncio.Event = field(default_factory=asyncio.Event)


class Albums:
    """Gathers parts until none has come for `QUIET` seconds, at most `LONGEST`."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str], _Gathering] = {}

    def join(self, update: Update) -> "asyncio.Future[None] | None":
        """Add a part to an album that is being gathered; its end, or None when none is."""
        found = self._open.get((update.account.user, update.album or ""))
        if found is None:
            return None
        found.parts.append(update)
        found.more.set()
        return found.end

    async def handle(self, first: Update, work: Callable[[Update], Awaitable[None]]) -> None:
        """Wait for the other parts, do `work` with the whole, tell those who wait how it ended.

        `open` has been called with the first part. An update that is no album is handled as it is.
        """
        if first.album is None:
            await work(first)
            return
        gathering = self._open[first.account.user, first.album]
        await self._gather(gathering)
        del self._open[first.account.user, first.album]
        try:
            await work(merged(gathering.parts))
        except BaseException as error:
            gathering.end.set_exception(error)
            gathering.end.exception()  # the parts that wait re-raise it; none waiting is no warning
            raise
        gathering.end.set_result(None)

    def open(self, first: Update) -> None:
        """Start gathering before the first part waits for its lane, so that no part is missed."""
        if first.album is not None:
            end: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._open[first.account.user, first.album] = _Gathering([first], end)

    @staticmethod
    async def _gather(gathering: _Gathering) -> None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + LONGEST
        while (left := deadline - loop.time()) > 0:
            gathering.more.clear()
            try:
                await asyncio.wait_for(gathering.more.wait(), min(QUIET, left))
            except TimeoutError:
                return
