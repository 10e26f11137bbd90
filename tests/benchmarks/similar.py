"""Similar messages among a hundred thousand: how long a search takes, judging included, and what it finds.

python -m tests.benchmarks.similar   prints milliseconds and a share as JSON
"""

import asyncio
import gc
import shutil
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

import asyncpg
import orjson

from core.incidents.values import OPEN
from core.people.model import Person
from core.people.passport import actor_of
from core.shared.ids import PersonId
from core.shared.roles import Role
from core.similar.model import Sought
from core.similar.use_cases import LOOKED_AT, EarlierSimilar, SimilarOpen
from storage.embedded import start
from storage.migrations import upgrade
from storage.postgres.pool import Database
from storage.postgres.reference import synchronise
from storage.postgres.shares import Counted
from storage.postgres.similar import PgSimilar
from tests.benchmarks.measure import Row, cpu_seconds, percentile
from tests.benchmarks.places import make_home
from tests.contract.stage import DEMO, MUNICIPALITIES
from tests.similar.generated import COLUMNS, NOW, Generated, messages
from tests.similar.labels import PARTS, Side, pairs

MANY = 100_000
ROUNDS, WARM = 3, 20
GOAL = 50.0
NAMES = {
    "open p50": "open messages like this one, among 100 000, p50",
    "open p99": "open messages like this one, among 100 000, p99",
    "earlier p50": "earlier messages like this one, among 100 000, p50",
    "earlier p99": "earlier messages like this one, among 100 000, p99",
    "answers p99": "answers to messages like this one, among 100 000, p99",
    "cpu p99": "CPU of such a search, PostgreSQL and judging together, p99",
    "found": "labelled messages found among 100 000",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A clock that stands where the generated messages end."""

    def now(self) -> datetime:
        """Then."""
        return NOW


def rows(found: Mapping[str, float]) -> list[Row]:
    """The figures as lines of the table."""
    timed = [
        Row(name=title, ours=found[name], unit="ms", goal=_goal(name), met=_met(name, found[name]))
        for name, title in NAMES.items()
        if name != "found"
    ]
    return [*timed, Row(name=NAMES["found"], ours=100 * found["found"], unit="%")]


def _goal(name: str) -> str:
    return f"at most {GOAL:g}" if name.endswith("p99") else ""


def _met(name: str, milliseconds: float) -> bool | None:
    return milliseconds <= GOAL if name.endswith("p99") else None


async def main() -> None:
    """Servers with durable data, filled; gone afterwards."""
    home = make_home()
    servers = await start(home / "data")
    database = Database(servers.addresses.database_url, size=1)
    try:
        await upgrade(servers.addresses.database_url)
        await synchronise(database, MUNICIPALITIES, (), ())
        await fill(servers.addresses.database_url, MANY)
        found = await measured(database)
    finally:
        await database.close()
        await servers.stop()
        shutil.rmtree(home, ignore_errors=True)
    sys.stdout.write(orjson.dumps(found).decode())


async def fill(url: str, count: int) -> None:
    """So many messages, and among them the second of each labelled pair, as autovacuum leaves them."""
    connection = await asyncpg.connect(url)
    made = [*messages(count), *_labelled(count)]
    await connection.copy_records_to_table(
        "incidents", records=(each.record() for each in made), columns=COLUMNS
    )
    await connection.execute("VACUUM ANALYZE incidents")
    await connection.close()


def _labelled(after: int) -> list[Generated]:
    """Open ones of the last months; their numbers tell which pair each belongs to."""
    return [
        _generated(pair.other, after + 1 + place, NOW - timedelta(days=place))
        for place, pair in enumerate(pairs("development"))
    ]


def _generated(side: Side, number: int, at: datetime) -> Generated:
    place = side.location
    point = (place.latitude, place.longitude) if place.latitude and place.longitude else None
    return Generated(number, side.text, side.topic, place.address, point, "new", at)


async def measured(database: Database) -> dict[str, float]:
    """Milliseconds by what was asked, and the share of labelled messages among the candidates."""
    queries = PgSimilar(database, Counted(database))
    offer = SimilarOpen(queries=queries, clock=Standing())
    earlier = EarlierSimilar(queries=queries, clock=Standing())
    resident = actor_of(_person("resident"), "Europe/Moscow")
    curator = actor_of(_person("curator", Role.CURATOR), "Europe/Moscow")
    gc.freeze()

    def opened(sought: Sought) -> Awaitable[Any]:
        return offer(sought.text, sought.location, sought.topic, by=resident)

    def repeats(sought: Sought) -> Awaitable[Any]:
        return earlier(sought, by=curator, same_place=True)

    def answers(sought: Sought) -> Awaitable[Any]:
        return earlier(sought, by=curator, answered=True)

    spent = await _spent(repeats, await database.value("SELECT pg_backend_pid()"))
    times = {
        name: await _times(act)
        for name, act in (("open", opened), ("earlier", repeats), ("answers", answers))
    }
    return {
        "open p50": percentile(times["open"], 0.5),
        "open p99": percentile(times["open"], 0.99),
        "earlier p50": percentile(times["earlier"], 0.5),
        "earlier p99": percentile(times["earlier"], 0.99),
        "answers p99": percentile(times["answers"], 0.99),
        "cpu p99": percentile(spent, 0.99),
        "found": await _found(queries),
    }


async def _times(act: Callable[[Sought], Awaitable[Any]]) -> list[float]:
    """Milliseconds of each search, after a few that warm the connection."""
    taken = []
    for sought in await _warm(act) * ROUNDS:
        started = time.perf_counter()
        await act(sought)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


async def _spent(act: Callable[[Sought], Awaitable[Any]], backend: int) -> list[float]:
    """Milliseconds of the processor for each search, here and there: other processes do not count."""
    taken = []
    for sought in await _warm(act) * ROUNDS:
        before = cpu_seconds(backend) + time.thread_time()
        await act(sought)
        taken.append((cpu_seconds(backend) + time.thread_time() - before) * 1000)
    return taken


async def _warm(act: Callable[[Sought], Awaitable[Any]]) -> list[Sought]:
    """What is asked, after some of it was asked once."""
    asked = [pair.one.sought for part in PARTS for pair in pairs(part)]
    for sought in islice(asked, WARM):
        await act(sought)
    return asked


async def _found(queries: PgSimilar) -> float:
    """How often the other message of a similar pair is among the candidates."""
    hits = []
    for place, pair in enumerate(pairs("development")):
        if pair.similar:
            got = await queries.candidates(
                DEMO, pair.one.sought, states=OPEN, since=NOW - timedelta(days=365), limit=LOOKED_AT
            )
            hits.append(any(each.number == MANY + 1 + place for each in got))
    return sum(hits) / len(hits)


def _person(name: str, *roles: Role) -> Person:
    return Person(id=PersonId(name), municipality=DEMO, name=name, roles=frozenset(roles))


if __name__ == "__main__":
    asyncio.run(main())
