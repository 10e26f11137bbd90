"""The clock: empty looks, firing against bare SQL, lateness, a day of downtime, a changed calendar."""

import asyncio
import gc
import random
import shutil
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import asyncpg
import orjson
import uvloop

from bots.wiring.calendars import load_shelf
from bots.wiring.clockwork import until
from bots.wiring.profiles import load_rules
from core.deadlines.calendar import WorkingCalendar
from core.deadlines.recalculation import Recalculate
from core.incidents.occasion import Desk
from core.notices.firing import TOGETHER, FireDeadlines
from core.shared.ids import MunicipalityId
from storage.embedded import start
from storage.migrations import upgrade
from storage.postgres.bell import Bell
from storage.postgres.deadlines import PgDeadlines
from storage.postgres.pool import Database
from storage.postgres.reference import synchronise
from tests.benchmarks import deadlines_sql as sql
from tests.benchmarks.measure import percentile
from tests.benchmarks.places import make_home

DEMO: Final = MunicipalityId("demo")
PENDING: Final = (10_000, 100_000, 1_000_000)
MANY: Final = 10_000
BARE: Final = 100
"""So many the bare SQL claims in a statement, as one would write it without a thought."""

ROUNDS: Final = 5
LOOKS: Final = 300
SPREAD: Final = 12.0
"""Seconds over which deadlines come due while the clock is watched."""

STARTED: Final = datetime(2026, 4, 20, 6, 0, tzinfo=UTC)
"""A Monday, 9:00 in the demo city."""


@dataclass(slots=True)
class Hand:
    """A clock that stands where it is put, or runs from there."""

    at: datetime = STARTED
    since: float | None = None

    def now(self) -> datetime:
        """Its moment."""
        gone = 0.0 if self.since is None else time.monotonic() - self.since
        return self.at + timedelta(seconds=gone)


@dataclass(slots=True)
class Names:
    """Names of runs."""

    made: int = 0

    def new(self) -> str:
        """Another one."""
        self.made += 1
        return f"run-{self.made}"


@dataclass(slots=True)
class Place:
    """A database of its own, the demo city's terms, forty executors and three curators."""

    raw: Any
    database: Database
    calendars: list[WorkingCalendar]
    clock: Hand = field(default_factory=Hand)
    names: Names = field(default_factory=Names)

    @property
    def store(self) -> PgDeadlines:
        """The clock's store."""
        return PgDeadlines(self.database, Bell(self.database))

    @property
    def fire(self) -> FireDeadlines:
        """As the worker has it."""
        rules = load_rules(None)
        desk = Desk(clock=self.clock, calendar=lambda _: self.calendars[-1], terms=rules.terms)
        return FireDeadlines(
            deadlines=self.store,
            desk=desk,
            homes=(DEMO,),
            close=_nobody,  # type: ignore[arg-type]  # no questions are asked here
            ids=self.names,
            other_calendar=lambda: None,
        )

    async def empty_looks(self, pending: int) -> float:
        """Median milliseconds of a look at the clock with so many deadlines to come."""
        await self.raw.execute(sql.EMPTY)
        await self.raw.execute(sql.PENDING, pending, STARTED + timedelta(days=30))
        await self.raw.execute("VACUUM (ANALYZE) deadlines")
        self.clock.at = STARTED + timedelta(hours=2)
        fire = self.fire
        spent = []
        for _ in range(LOOKS):
            begun = time.perf_counter()
            fired = await fire()
            await fire.soonest()
            spent.append((time.perf_counter() - begun) * 1000)
            if fired:
                raise AssertionError("nothing was due")
        return statistics.median(spent)

    async def due(self, count: int, moment: datetime) -> None:
        """So many deadlines of the answer, the last step before the breach behind them, due then."""
        await self.raw.execute(sql.EMPTY)
        version = self.calendars[-1].version
        await self.raw.execute(sql.DUE, moment, count, STARTED.isoformat(), version)
        await self.raw.execute("VACUUM (ANALYZE) deadlines")
        await self.raw.execute("VACUUM journal")

    async def bare(self, moment: datetime, together: int) -> float:
        """A second's deadlines by SQL alone: claim, update, one journal row each, so many a statement."""
        begun, done = time.perf_counter(), 0
        while count := await self.database.value(sql.BARE, moment, together):
            done += count
        return done / (time.perf_counter() - begun)

    async def ours(self) -> float:
        """A second's deadlines by the clock, with everything it decides, books and tells."""
        begun = time.perf_counter()
        done = await self.fire()
        return done / (time.perf_counter() - begun)


async def firing(place: Place) -> dict[str, float]:
    """Right after each other, in an alternating order; the medians of the ratios within each round."""
    moment = place.calendars[-1].add(STARTED, timedelta(hours=8)) + timedelta(microseconds=1)
    place.clock.at = moment + timedelta(seconds=1)
    legs: dict[str, Callable[[], Awaitable[float]]] = {
        "ours": place.ours,
        "bare": lambda: place.bare(place.clock.at, BARE),
        "alike": lambda: place.bare(place.clock.at, TOGETHER),
    }
    rounds = []
    for number in range(ROUNDS):
        found = {}
        for name in sorted(legs, reverse=bool(number % 2)):
            await place.due(MANY, moment)
            found[name] = await legs[name]()
        rounds.append(found)
    return {
        **{name: statistics.median(found[name] for found in rounds) for name in legs},
        "ratio": statistics.median(found["ours"] / found["bare"] for found in rounds),
        "alike-ratio": statistics.median(found["ours"] / found["alike"] for found in rounds),
    }


async def downtime(place: Place) -> dict[str, float]:
    """A day later, every rung of the ladder passed: seconds until each was fired, and whether once."""
    moment = place.calendars[-1].add(STARTED, timedelta(hours=8)) + timedelta(microseconds=1)
    await place.due(MANY, moment)
    place.clock.at = moment + timedelta(days=1, hours=1)
    begun = time.perf_counter()
    await place.fire()
    seconds = time.perf_counter() - begun
    again = await place.fire()
    booked, distinct, digests = await place.raw.fetchrow(sql.BOOKED, place.clock.at)
    right = booked == distinct == MANY and not again
    return {"seconds": seconds, "once": float(right), "digests": float(digests)}


async def lateness(place: Place) -> float:
    """Milliseconds from a deadline's moment to the commit that fired it, p99, while the worker looks."""
    begins = STARTED + timedelta(hours=1)
    await place.due(0, begins)
    moments = sorted(begins + timedelta(seconds=random.uniform(1, SPREAD)) for _ in range(400))  # noqa: S311 (no secret)
    await place.raw.execute(sql.ONE_BY_ONE, moments, STARTED.isoformat(), place.calendars[-1].version)
    place.clock.at, place.clock.since = begins, time.monotonic()
    fire, late, fired = place.fire, [], 0
    while fired < len(moments):
        count = await fire()
        late += [(place.clock.now() - at).total_seconds() for at in moments[fired : fired + count]]
        fired += count
        await asyncio.sleep(until(await fire.soonest(), place.clock.now()))
    place.clock.since = None
    return percentile(late, 0.99) * 1000


async def edit(place: Place) -> float:
    """Seconds until every open clock is laid under a changed calendar."""
    moment = place.calendars[-1].add(STARTED, timedelta(hours=8))
    await place.due(MANY, moment)
    shelf = load_shelf(None)
    place.calendars.append(WorkingCalendar.of(shelf.plans["zarechny"]))
    lay = Recalculate(
        deadlines=place.store,
        homes=(DEMO,),
        calendar=lambda _: place.calendars[-1],
        terms=load_rules(None).terms,
    )
    begun = time.perf_counter()
    laid = await lay()
    seconds = time.perf_counter() - begun
    place.calendars.pop()
    if laid != MANY:
        raise AssertionError(f"{laid} were laid")
    return seconds


async def _nobody(*_given: Any, **_named: Any) -> None:
    raise AssertionError("no questions are asked here")


async def main() -> None:
    """Everything, in a process and on a server of its own."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    home = make_home()
    servers = await start(home / "data")
    try:
        sys.stdout.write(orjson.dumps(await _measured(servers.addresses.database_url)).decode())
    finally:
        await servers.stop()
        shutil.rmtree(home, ignore_errors=True)


async def _measured(url: str) -> dict[str, Any]:
    await upgrade(url)
    database, raw = Database(url, answer=60), await asyncpg.connect(url)
    profile = load_rules(None).of(DEMO)
    await synchronise(database, [profile.municipality], list(profile.units), list(profile.topics))
    for statement in sql.PEOPLE:
        await raw.execute(statement)
    await raw.execute(sql.INCIDENTS, STARTED, MANY)
    await raw.execute("VACUUM (ANALYZE)")
    place = Place(raw, database, [WorkingCalendar.of(load_shelf(None).plans["demo"])])
    found: dict[str, Any] = {"empty": {count: await place.empty_looks(count) for count in PENDING}}
    found["firing"] = await firing(place)
    found["downtime"] = await downtime(place)
    found["lateness"] = await lateness(place)
    found["edit"] = await edit(place)
    await raw.close()
    await database.close()
    return {**found, "empty": {str(count): spent for count, spent in found["empty"].items()}}


if __name__ == "__main__":
    uvloop.run(main())
