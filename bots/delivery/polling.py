"""The polling loop: fetch, hand over, and only then move on; trouble is waited out with a clear line."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

import structlog

from core.shared.ids import BotId
from dialogs.engine.ports import Rejected, TryLater, Uncertain

from .backoff import pause
from .ports import Displaced, TokenRefused

log = structlog.get_logger()

Take = Callable[[list[Any]], Awaitable[None]]

REFUSED_PAUSE = 30.0
DISPLACED_PAUSE = 5.0
_LONGEST = 30.0


class Feed(Protocol):
    """One messenger's updates, in the order they happened."""

    async def fetch(self) -> Sequence[Any]:
        """The next raw updates, waiting for some; not yet acknowledged."""
        ...

    def accept(self) -> None:
        """What was fetched last is durable: the next fetch may acknowledge it."""
        ...


async def poll(bot: BotId, feed: Feed, take: Take, stop: asyncio.Event) -> None:
    """Hand batches to `take` until `stop`.

    `take` returns when its batch is durably stored; when it raises, the same batch is fetched again.
    """
    stopped = asyncio.ensure_future(stop.wait())
    failures = 0
    try:
        while not stop.is_set():
            error = await _step(feed, take, stopped)
            if error is None:
                failures = 0
                continue
            wait = _report(bot, error, failures)
            failures += 1
            await asyncio.wait((stopped,), timeout=wait)
    finally:
        stopped.cancel()


async def _step(feed: Feed, take: Take, stopped: "asyncio.Future[Any]") -> Exception | None:
    """One fetch and its batch; what went wrong, if anything did. A stop interrupts the fetch only."""
    fetching = asyncio.ensure_future(feed.fetch())
    try:
        await asyncio.wait((fetching, stopped), return_when=asyncio.FIRST_COMPLETED)
        if not fetching.done():
            return None
        batch = fetching.result()
        if batch:
            await take(list(batch))
        feed.accept()
    except Exception as error:  # noqa: BLE001 (whatever went wrong, nothing was acknowledged: try again)
        return error
    finally:
        fetching.cancel()
    return None


def _report(bot: BotId, error: Exception, failures: int) -> float:
    """One clear line; seconds until the next try."""
    if isinstance(error, TokenRefused):
        log.error("token-refused", bot=bot, remedy=str(error))
        return REFUSED_PAUSE
    if isinstance(error, Displaced):
        log.error("updates-fetched-elsewhere", bot=bot, remedy=str(error))
        return DISPLACED_PAUSE
    wait = pause(failures, longest=_LONGEST)
    if isinstance(error, TryLater):
        wait = max(wait if failures else 0.0, error.after)
        log.warning("messenger-not-reachable", bot=bot, again_in=round(wait, 1))
    elif isinstance(error, Uncertain):
        log.warning("messenger-silent", bot=bot, again_in=round(wait, 1))
    elif isinstance(error, Rejected):
        log.error("updates-refused", bot=bot, why=str(error))
    else:
        log.error("updates-not-stored", bot=bot, error=type(error).__name__, again_in=round(wait, 1))
    return wait
