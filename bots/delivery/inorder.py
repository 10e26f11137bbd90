"""Several calls that make one message: once the first part has arrived, the rest must not be lost."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from dialogs.engine.ports import Rejected, TryLater, Uncertain

T = TypeVar("T")

TRIES = 5
LONGEST_WAIT = 10.0


async def in_order(calls: Sequence[Callable[[], Awaitable[T]]]) -> list[T]:
    """Make the calls one after another.

    A failure of the first is the caller's. A later one that may be tried again is waited for here; if
    that does not help, raises `Uncertain`: something was delivered, so "nothing was" would be a lie.
    """
    first = await calls[0]()
    return [first, *[await _insist(call) for call in calls[1:]]]


async def _insist(call: Callable[[], Awaitable[T]]) -> T:
    for _ in range(TRIES):
        try:
            return await call()
        except TryLater as error:
            if error.after > LONGEST_WAIT:
                break
            await asyncio.sleep(error.after)
        except Rejected:
            break
    raise Uncertain
