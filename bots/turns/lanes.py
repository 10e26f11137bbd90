"""One person at a time within a process, in the order of arrival; different people side by side."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class _Lane:
    """`all` who are served or wait; `behind`: how many of those that wait will draw a screen."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    all: int = 0
    behind: int = 0


class Lanes:
    """A first-come lock a person; a lane that nobody waits for is forgotten."""

    def __init__(self) -> None:
        self._lanes: dict[str, _Lane] = {}

    async def run(self, person: str, work: Callable[[], Awaitable[T]], *, draws: bool = True) -> T:
        """Do `work` after everything that came before for this person; `draws`: it ends with a screen."""
        lane = self._lanes.setdefault(person, _Lane())
        lane.all += 1
        lane.behind += draws
        began = False
        try:
            async with lane.lock:
                began = True
                lane.behind -= draws
                return await work()
        finally:
            lane.all -= 1
            if not began:
                lane.behind -= draws
            if not lane.all:
                del self._lanes[person]

    def busy(self, person: str) -> bool:
        """Whether somebody's update is being handled, or waits."""
        return person in self._lanes

    def followed(self, person: str) -> bool:
        """Whether something that will draw a screen waits behind what is being handled."""
        lane = self._lanes.get(person)
        return lane is not None and lane.behind > 0

    def __len__(self) -> int:
        """How many people are being served or wait."""
        return len(self._lanes)
