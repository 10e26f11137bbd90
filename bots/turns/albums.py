"""Albums arrive as several messages: their parts are gathered into one update."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from dialogs.engine.update import Said, Update

QUIET = 0.5
LONGEST = 2.0


def merged(parts: list[Update]) -> Update:
    """One update of all parts: keys and pictures in order of arrival, the first text that is there."""
    parts = sorted(parts, key=lambda part: (part.at, part.keys))
    said = [part.act for part in parts if isinstance(part.act, Said)]
    act = replace(
        said[0],
        text=next((one.text for one in said if one.text), ""),
        media=tuple(piece for one in said for piece in one.media),
    )
    return replace(parts[0], keys=tuple(key for part in parts for key in part.keys), act=act)


class Albums:
    """Gathers parts until none has come for `QUIET` seconds, at most `LONGEST`."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str], tuple[list[Update], asyncio.Future[None], asyncio.Event]] = {}

    def join(self, update: Update) -> "asyncio.Future[None] | None":
        """Add a part to an album that is being gathered; its end, or None when none is."""
        if update.album is None:
            return None
        found = self._open.get((update.account.user, update.album))
        if found is None:
            return None
        parts, end, more = found
        parts.append(update)
        more.set()
        return end

    def open(self, update: Update) -> None:
        """Start gathering, before the first part waits for its lane, so that no part is missed."""
        if update.album is not None:
            end: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._open[update.account.user, update.album] = ([update], end, asyncio.Event())

    async def finish(self, update: Update, handle: Callable[[Update], Awaitable[None]]) -> None:
        """Wait for the other parts, handle all as one, tell those who wait how it ended."""
        if update.album is None:
            raise AssertionError("only albums are gathered")
        key = (update.account.user, update.album)
        parts, end, more = self._open[key]
        deadline = asyncio.get_running_loop().time() + LONGEST
        while (left := deadline - asyncio.get_running_loop().time()) > 0:
            more.clear()
            try:
                await asyncio.wait_for(more.wait(), min(QUIET, left))
            except TimeoutError:
                break
        del self._open[key]
        try:
            await handle(merged(parts))
        except BaseException as error:
            if not end.done():
                end.set_exception(error)
                end.exception()  # the parts that wait re-raise it; none waiting is no warning
            raise
        if not end.done():
            end.set_result(None)
