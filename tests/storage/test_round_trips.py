"""A fact costs one flight to PostgreSQL, a change two, a turn's conversation two to Redis."""

from collections.abc import AsyncIterator

import pytest

from core.shared.actor import Cause
from core.shared.ids import IncidentId
from storage.postgres.inbox import PgInbox
from storage.postgres.pool import Database
from storage.redis.conversations import RedisConversations
from tests.contract.stage import DEMO, acts, at, routed
from tests.storage.town import STAFF_BOT, report, settle, units_over
from tests.storage.wiretap import Wiretap

WARM = 6
"""Statements are prepared once a connection; PostgreSQL looks at types once."""


@pytest.fixture
async def line(database_line: tuple[Wiretap, str]) -> AsyncIterator[tuple[Wiretap, Database]]:
    """One connection behind a tap."""
    tap, url = database_line
    database = Database(url, size=1)
    yield tap, database
    await database.close()


async def test_a_report_is_one_round_trip_and_a_change_is_two(line: tuple[Wiretap, Database]) -> None:
    """Rows, clocks, number, journal, notices to the curator and the inbox mark: one flight."""
    tap, database = line
    units = units_over(database)
    anna, mary = await settle(database, units)
    for number in range(WARM):
        by = acts(anna, Cause("max-citizen", (f"u{number}",)))
        tap.flights = 0
        async with units() as work:
            work.incidents.add(report(number, by))
            await work.commit(by)
        reporting = tap.flights
        by = acts(mary, Cause(STAFF_BOT, (f"c{number}",)))
        tap.flights = 0
        async with units() as work:
            found = await work.incidents.get(DEMO, IncidentId(f"i{number}"))
            found.route(routed(mary), at=at(mary))
            work.incidents.change(found)
            await work.commit(by)
        changing = tap.flights
    assert (reporting, changing) == (1, 2)
    assert await database.value("SELECT count(DISTINCT about) FROM outbox") == WARM
    assert await database.value("SELECT count(*) FROM deadlines") == 4 * WARM


async def test_a_hundred_marks_are_one_round_trip(line: tuple[Wiretap, Database]) -> None:
    """Turns without a fact are marked together."""
    tap, database = line
    inbox = PgInbox(database)
    for round_ in range(WARM):
        for number in range(100):
            inbox.done(Cause("max-citizen", (f"{round_}-{number}",)))
        tap.flights = 0
        await inbox.flush()
    assert tap.flights == 1
    assert await database.value("SELECT count(*) FROM inbox WHERE state = 'done'") == 100 * WARM


async def test_a_turn_is_two_flights_to_redis(redis_line: tuple[Wiretap, str]) -> None:
    """Take with the words, save with the lock's end."""
    tap, url = redis_line
    talks = RedisConversations(url)
    for _ in range(WARM):
        tap.flights = 0
        hold, _kept = await talks.take("max-citizen", "1")
        await talks.save(hold, b"{}")
    assert tap.flights == 2
    await talks.close()
