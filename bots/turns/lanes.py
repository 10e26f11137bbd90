"""One person at a time within a process, in the order of arrival; different people side by side."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


class Lanes:
    """A first-come lock a person; a lane that nobody waits for is forgotten."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    async def run(self, person: str, work: Callable[[], Awaitable[T]]) -> T:
        """Do `work` after everything that came before for this person."""
        lock, waiting = self._locks.get(person, (None, 0))
        if lock is None:
            lock = asyncio.Lock()
        self._locks[person] = (lock, waiting + 1)
        try:
            async with lock:
                return await work()
        finally:
            _, left = self._locks[person]
            if left == 1:
                del self._locks[person]
            else:
                self._locks[person] = (lock, left - 1)

    def __len__(self) -> int:
        """How many people are being served or wait."""
        return len(self._locks)
