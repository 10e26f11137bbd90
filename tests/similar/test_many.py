"""Stories of a city that has thousands of messages: what is looked for everywhere, what among the latest."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import asyncpg
import pytest

from core.incidents.values import OPEN, Location, State
from core.similar.model import Sought
from core.similar.search import search
from storage.postgres.pool import Database
from storage.postgres.reference import synchronise
from storage.postgres.shares import Counted, Shares
from storage.postgres.similar import CANDIDATES, LATEST, PgSimilar, plan
from tests.contract.stage import DEMO, EAST, MUNICIPALITIES
from tests.similar.generated import COLUMNS, NOW, Generated, messages

MANY = 8000
SINCE = NOW - timedelta(days=2000)
EVERY = frozenset(State)


async def _fill(url: str, *more: Generated) -> None:
    connection = await asyncpg.connect(url)
    records = [each.record() for each in (*messages(MANY), *more)]
    await connection.copy_records_to_table("incidents", records=records, columns=COLUMNS)
    await connection.execute("ANALYZE incidents")
    await connection.close()


def _old(text: str, number: int, address: str | None = None) -> Generated:
    """A message older than all others."""
    return Generated(number, text, "other", address, None, "answered", NOW - timedelta(days=1500))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A city's messages of four years, and a few from before."""
    made = Database(database_url, size=1)
    await synchronise(made, MUNICIPALITIES, (), ())
    await _fill(
        database_url,
        _old("Дирижабль задел провода на нашей улице", 0),
        _old("Двор не убран", -1),
        _old("Двор не убран", -2, "Ленина, 777"),
    )
    yield made
    await made.close()


async def _numbers(
    database: Database, sought: Sought, states: frozenset[State] = EVERY, limit: int = 40
) -> list[int]:
    got = await PgSimilar(database, Counted(database)).candidates(
        DEMO, sought, states=states, since=SINCE, limit=limit
    )
    return [each.number for each in got]


async def test_a_rare_word_is_found_however_long_ago(database: Database) -> None:
    """Before all that share a common one."""
    assert (await _numbers(database, Sought(text="Дирижабль во дворе")))[0] == 0


async def test_a_common_word_is_looked_for_among_the_latest(database: Database) -> None:
    """There are enough of them."""
    found = await _numbers(database, Sought(text="Двор"), limit=500)
    assert len(found) > 40
    assert min(found) > MANY - LATEST


async def test_a_house_is_found_however_long_ago_and_comes_first(database: Database) -> None:
    """Whatever is common in the words."""
    sought = Sought(text="Двор", location=Location(address="ул. Ленина, д. 777"))
    assert (await _numbers(database, sought))[0] == -2


async def test_a_phrase_is_as_rare_as_the_rarer_of_its_words(database: Database) -> None:
    """A beginning counts all words that begin so; what is not among the common ones counts nothing."""
    shares = await Counted(database).shares()
    assert shares.rows >= MANY
    assert shares.of(DEMO, "двор") > 0.005
    assert shares.of(DEMO, "двор*") >= shares.of(DEMO, "двор")
    assert shares.of(DEMO, "дирижапл") == 0
    assert shares.of_all(DEMO, ("двор", "дирижапл")) == 0
    assert shares.of(EAST, "двор") == 0


def test_of_a_street_with_very_many_messages_its_house_is_looked_for() -> None:
    """And the street among the latest ones only; a quiet street is read whole."""
    asked = search("Двор не убран", Location(address="Ленина 5"))
    (street,) = asked.street
    busy = Shares.counted(100_000, [f"demo:{street}"], [0.05])
    found, quiet = plan(DEMO, asked, busy), plan(DEMO, asked, Shares())
    assert (found.place, quiet.place) == (found.house, quiet.street)
    assert found.every is not None
    assert str(found.street) in found.every
    assert str(quiet.street) not in str(quiet.every)


async def test_answers_are_looked_for_behind_all_that_is_not_answered_yet(database: Database) -> None:
    """The latest ones wait for theirs: what counts are the latest answered ones."""
    answered = frozenset({State.ANSWERED})
    assert len(await _numbers(database, Sought(text="Двор"), answered)) == 40


async def test_the_search_is_read_from_indexes_made_for_it(database: Database) -> None:
    """Nothing is read from end to end, whatever is looked for."""
    listed = ", ".join(f"'{state}'" for state in OPEN)
    asked = '[{"query": "\'demo:лифт\':* | \'demo:капин\'", "weight": 1}]'
    await database.run(f"PREPARE asked AS {CANDIDATES}")
    rows = await database.rows(
        f"EXPLAIN (COSTS OFF) EXECUTE asked ('demo', $${asked}$$, ARRAY[{listed}], now(),"
        " $$'demo:линин'$$, $$'demo:линин' & 'demo:5'$$, 55.7, 55.8, 37.6, 37.7, NULL, 40,"
        " $$'demo:капин'$$, $$'demo:лифт':*$$, $$'demo:линин'$$)"
    )
    plan = "\n".join(row[0] for row in rows)
    assert re.findall(r"Seq Scan on .*|Hash Join.*", plan) == []
    assert plan.count("Bitmap Index Scan on incidents_words") == 2
    assert "incidents_point" in plan
    assert "Index Scan Backward using incidents_number" in plan


async def test_without_any_statistics_the_search_still_ends(database_url: str) -> None:
    """A city that was just imported: every word counts as rare until autovacuum has looked."""
    made = Database(database_url, size=1)
    await synchronise(made, MUNICIPALITIES, (), ())
    connection = await asyncpg.connect(database_url)
    await connection.copy_records_to_table(
        "incidents", records=[each.record() for each in messages(300)], columns=COLUMNS
    )
    await connection.close()
    assert len(await _numbers(made, Sought(text="Яма на дороге"))) > 10
    await made.close()
