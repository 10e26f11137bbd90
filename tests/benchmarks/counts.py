"""Exact counts: what a turn costs in trips to PostgreSQL, flights to Redis, calls to the messenger."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from tests.benchmarks.crowd import Act
from tests.benchmarks.places import Place
from tests.benchmarks.taps import Tap, tapped_database, tapped_redis

BACKGROUND = {
    "marks of handled updates, many in one statement, four times a second": "SELECT r.bot, r.key, 'done'",
    "the sender looks for notices, twice a second or when it is woken": "WITH heads AS",
    "other processes are told of new notices, at most every 20 ms": "pg_notify",
    "another process holds a lock: asked again four times a second": "pg_try_advisory_lock",
    "old updates are forgotten once a minute": "DELETE FROM inbox",
    "how the other bots are called, every five seconds": "FROM deployment",
    "units that administrators changed, every three seconds": "FROM units WHERE edited",
    "topics that administrators changed, every three seconds": "FROM topics WHERE edited",
}
"""What a process does by the clock and not by the turn, recognised by a part of its statement."""

PING = "SELECT 1"
"""Connections that only wait are asked whether they live."""

PREPARED = "prepare: "
"""How a tap names the trip that prepares a statement."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Of several turns: statements and commands by name, calls by method."""

    turns: int
    database: Counter[str]
    redis: Counter[str]
    http: Counter[str]

    def each(self) -> dict[str, float]:
        """For one turn, whatever happens by the clock left out."""
        return {
            "database": self.trips.total() / self.turns,
            "redis": self.redis.total() / self.turns,
            "http": self.http.total() / self.turns,
        }

    @property
    def trips(self) -> Counter[str]:
        """The turns' own round trips; what is prepared once a connection belongs to none of them."""
        own = {sql: number for sql, number in self.database.items() if not _by_the_clock(sql)}
        return Counter(
            {sql: each for sql, each in own.items() if each >= self.turns or not sql.startswith(PREPARED)}
        )


@dataclass(frozen=True, slots=True)
class Meter:
    """Counts what passes while somebody acts."""

    place: Place
    database: Tap
    redis: Tap

    async def count(self, act: Act, people: Sequence[int]) -> Counts:
        """One person after another, so that nothing can be shared by chance."""
        gauges = (self.database.counted, self.redis.counted, self.place.town.calls)
        before = [Counter(gauge) for gauge in gauges]
        for user in people:
            await act(user)
        database, redis, http = (gauge - was for gauge, was in zip(gauges, before, strict=True))
        return Counts(len(people), database, redis, http)


@asynccontextmanager
async def metered(place: Place, name: str) -> AsyncIterator[Meter]:
    """The same place seen through taps: processes that are started there are counted."""
    folder = place.home / f"taps-{name}"
    database_url, database = tapped_database(place.database_url, folder)
    redis_url, redis = tapped_redis(place.redis_url, folder)
    await database.start()
    await redis.start()
    there = replace(place, database_url=database_url, redis_url=redis_url, started=[])
    try:
        yield Meter(there, database, redis)
    finally:
        await there.stop()
        await database.stop()
        await redis.stop()


def _by_the_clock(sql: str) -> bool:
    return sql.removeprefix(PREPARED) == PING or any(part in sql for part in BACKGROUND.values())
