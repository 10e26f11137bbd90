"""The product's clock in a campaign: it goes by small steps, and now and then a night or a weekend."""

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

from bots.wiring.calendars import load_shelf
from bots.wiring.profiles import load_rules
from core.deadlines.calendar import WorkingCalendar
from core.deadlines.terms import Terms
from core.shared.ids import MunicipalityId
from storage.errors import Unavailable
from storage.postgres.clock import ClockShift
from storage.postgres.pool import Database
from tests.chaos.fleet import Fleet

HOME: Final = MunicipalityId("demo")

NIGHT, WEEKEND = 12, 40
"""Every so many steps somebody's evening, and somebody's days off, are over at once."""

MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
LEFT: Final = timedelta(days=60)
"""So much of the calendar is never used up: terms have to end within it."""

BESIDE: Final = timedelta(minutes=10)
"""The last moment of a campaign lies so far from opening and closing: nothing waits for the next day."""

FIRED_WITHIN: Final = 90.0
LOOK: Final = 0.2

_DUE: Final = "SELECT count(*) FROM deadlines WHERE outcome = 'open' AND fires_at <= $1"


@cache
def calendar() -> WorkingCalendar:
    """The demo city's working time."""
    return WorkingCalendar.of(load_shelf(None).plans[HOME])


@cache
def terms() -> Terms:
    """The demo city's terms."""
    return load_rules(None).terms(HOME)


@dataclass(frozen=True, slots=True)
class Move:
    """The clock was ahead by `shift` from a real moment on: no process can have known of it earlier."""

    since: datetime
    shift: timedelta


@dataclass
class Clock:
    """Moves the product's clock as `veche clock advance` does; remembers when it moved.

    `pace` is how many seconds go by from one step to the next, on average.
    """

    database: Database
    chance: random.Random
    pace: float = 1.0
    moves: list[Move] = field(default_factory=list)

    def at(self, real: datetime) -> datetime:
        """The latest that any process can have taken a real moment for."""
        known = [move.shift for move in self.moves if move.since <= real]
        return real + (known[-1] if known else timedelta())

    def now(self) -> datetime:
        """The present moment."""
        return self.at(datetime.now(UTC))

    @property
    def days(self) -> float:
        """How far it went, in days."""
        return (self.moves[-1].shift - self.moves[0].shift) / timedelta(days=1) if self.moves else 0.0

    async def forward(self, length: timedelta) -> None:
        """Whatever time it is. In doubt it did move: what is kept is looked up."""
        since, kept = datetime.now(UTC), ClockShift(self.database)
        ahead: float | None = None
        with contextlib.suppress(Unavailable):
            ahead = await kept.advance(length.total_seconds())
        while ahead is None:
            await asyncio.sleep(LOOK)
            with contextlib.suppress(Unavailable):
                ahead = await kept.read()
        self.moves.append(Move(since, timedelta(seconds=ahead)))

    async def work(self, amount: timedelta) -> None:
        """So much working time."""
        now = self.now()
        await self.forward(calendar().add(now, amount) - now)

    async def to_work(self) -> None:
        """On to a moment well inside of working time."""
        now = self.now()
        awake = calendar().is_working(now - BESIDE) and calendar().is_working(now)
        if not awake or calendar().changes(now) - now < BESIDE:
            after = calendar().changes(now) if calendar().is_working(now) else now
            await self.forward(calendar().next_working(after) + BESIDE - now)

    async def live(self) -> None:
        """Step after step, until cancelled. While PostgreSQL is down, time stands still."""
        step = 0
        while True:
            await asyncio.sleep(self.pace * self.chance.uniform(0.5, 1.5))
            step += 1
            await self.step(step)

    async def step(self, number: int) -> None:
        """Minutes, sometimes an hour or two; the rarer ones as they come round."""
        if self.now() + LEFT > datetime.combine(calendar().last, datetime.min.time(), UTC):
            return
        if number % WEEKEND == WEEKEND // 2:
            await self.forward(self.chance.uniform(48, 72) * HOUR)
        elif number % NIGHT == NIGHT // 2:
            await self.forward(self.chance.uniform(5, 18) * HOUR)
        elif self.chance.random() < 0.2:
            await self.work(self.chance.uniform(30, 120) * MINUTE)
        else:
            await self.work(self.chance.uniform(2, 15) * MINUTE)

    async def ring_out(self) -> datetime:
        """Everything that is due by now has fired when this returns, if it ever does; the moment it was."""
        await self.to_work()
        now, until = self.now(), time.monotonic() + FIRED_WITHIN
        while time.monotonic() < until:
            await asyncio.sleep(LOOK)
            if not await self.database.value(_DUE, now):
                break
        return now


@contextlib.asynccontextmanager
async def clock_of(fleet: Fleet, chance: random.Random, pace: float = 1.0) -> AsyncIterator[Clock]:
    """The clock of a fleet, in the morning of a working day; it stands still until it is let live."""
    database = Database(fleet.embedded.addresses.database_url, size=1)
    try:
        clock = Clock(database, chance, pace)
        await clock.to_work()
        yield clock
    finally:
        await database.close()
