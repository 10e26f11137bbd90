"""Lists stay quick however much lies behind them: they are read from indexes made for them."""

import re

import pytest

from storage.postgres import outbox_sql, parts, people_parts
from storage.postgres.people import _BY_ACCOUNT, _GET
from storage.postgres.pool import Database
from storage.postgres.queries import _CARD, _HISTORY, _OF_AUTHOR, _OF_EXECUTOR, _QUEUES
from storage.postgres.reference import synchronise
from storage.postgres.roster import _DUE, _NEXT, _READ
from storage.postgres.statement import statement
from tests.contract.stage import MUNICIPALITIES

MANY = 20_000

PEOPLE = """
INSERT INTO persons (municipality_id, id, name, sort_name, language, version)
SELECT 'demo', 'p' || n, 'Житель', 'житель', 'ru', 1 FROM generate_series(0, 999) n
"""
INCIDENTS = f"""
INSERT INTO incidents (municipality_id, id, key, number, author_id, source, text, topic_id, topic_title,
    state, executor_id, registered_at, version)
SELECT 'demo', 'i' || n, 'k' || n, n, 'p' || n % 1000, 'max-citizen', 'Яма', 't', 'Ямы',
    CASE WHEN n % 100 > 4 THEN 'answered'
        ELSE (ARRAY['new', 'assigned', 'on-approval', 'rework', 'new'])[n % 5 + 1] END,
    CASE WHEN n % 5 > 0 THEN 'p' || n % 7 END, now(), 1
FROM generate_series(1, {MANY}) n
"""  # noqa: S608 (a constant)
JOURNAL = f"""
INSERT INTO journal (municipality_id, area, name, subject, at, by_id, details)
SELECT 'demo', 'incidents', 'registered', 'i' || n, now(), 'p1', '{{}}' FROM generate_series(1, {MANY}) n
"""  # noqa: S608 (a constant)
OUTBOX = f"""
INSERT INTO outbox (municipality_id, key, person_id, audience, bot, user_id, chat, body, about, assurance,
    lane, state)
SELECT 'demo', 'k' || n, 'p' || n % 1000, 'citizen', 'max-citizen', 'u' || n % 1000, 'c', '{{}}', '',
    'least', 'broadcast', CASE WHEN n % 10 = 0 THEN 'pending' ELSE 'sent' END
FROM generate_series(1, {MANY}) n
"""  # noqa: S608 (a constant)


@pytest.fixture
async def crowded(database: Database) -> Database:
    """A city that has used the bots for years."""
    await synchronise(database, MUNICIPALITIES, (), ())
    for filling in (PEOPLE, INCIDENTS, JOURNAL, OUTBOX):
        await database.run(filling)
    for table in ("persons", "incidents", "journal", "outbox"):
        await database.run(f"ANALYZE {table}")
    return database


async def _plan(database: Database, sql: str, *given: str) -> str:
    """How PostgreSQL goes about a statement, prepared as it is at run time."""
    await database.run(f"PREPARE asked AS {sql}")
    try:
        listed = f" ({', '.join(given)})" if given else ""
        rows = await database.rows(f"EXPLAIN (COSTS OFF) EXECUTE asked{listed}")
        return "\n".join(row[0] for row in rows)
    finally:
        await database.run("DEALLOCATE asked")


def _whole(plan: str) -> list[str]:
    """Tables that are read from end to end, or hashed for a join."""
    return re.findall(r"Seq Scan on .*|Hash Join.*", plan)


@pytest.mark.parametrize("queue", sorted(_QUEUES))
async def test_each_queue_is_read_from_its_own_index(crowded: Database, queue: str) -> None:
    """In order, so that a page costs a page."""
    database = Database(crowded.dsn, size=1)
    plan = await _plan(database, _QUEUES[queue], "'demo'", "NULL", "8", "0")  # type: ignore[index]  # the keys themselves
    await database.close()
    assert _whole(plan) == []
    assert f"incidents_{queue.replace('-', '_')}" in plan


async def test_lists_of_people_cards_and_histories_are_read_from_indexes(crowded: Database) -> None:
    """A resident's own, an executor's open ones, one card, its history."""
    database = Database(crowded.dsn, size=1)
    for sql, subject, index in (
        (_OF_AUTHOR, "'p1'", "incidents_author"),
        (_OF_EXECUTOR, "'p1'", "incidents_executor"),
    ):
        plan = await _plan(database, sql, "'demo'", subject, "8", "0")
        assert _whole(plan) == []
        assert index in plan
    for sql in (_CARD, _HISTORY):
        assert _whole(await _plan(database, sql, "'demo'", "'i77'")) == []
    await database.close()


async def test_a_person_is_read_with_those_they_substitute_from_indexes(crowded: Database) -> None:
    """So are a roster, and the next moment at which one changes."""
    database = Database(crowded.dsn, size=1)
    for sql, given in (
        (_BY_ACCOUNT, ["'max-staff'", "'u7'"]),
        (_GET, ["'demo'", "'p7'"]),
        (_READ, ["'demo'"]),
        (_DUE, ["now()"]),
        (_NEXT, []),
    ):
        plan = await _plan(database, sql, *given)
        assert _whole(plan) == [], sql
    await database.close()


async def test_a_sender_claims_from_its_own_index(crowded: Database) -> None:
    """However much was sent before."""
    database = Database(crowded.dsn, size=1)
    plan = await _plan(database, outbox_sql.CLAIM, "'max-citizen'", "'broadcast'", "48")
    await database.close()
    assert _whole(plan) == []
    assert "outbox_pending" in plan


async def test_a_broadcast_that_nobody_counted_yet_is_claimed_by_recipient(database: Database) -> None:
    """Fifty thousand rows may come before PostgreSQL has looked at the table."""
    await database.run(OUTBOX)
    alone = Database(database.dsn, size=1)
    plan = await _plan(alone, outbox_sql.CLAIM, "'max-citizen'", "'broadcast'", "48")
    await alone.close()
    assert "Index Cond: ((bot = $1) AND (user_id = o.user_id))" in re.sub(r"o_\d", "o", plan)


@pytest.mark.parametrize(
    ("sql", "given"),
    [
        (outbox_sql.SENDING, ["'max-citizen'"]),
        (outbox_sql.RECOVER, ["'max-citizen'"]),
        (outbox_sql.SENT, ["'{demo}'", "'{7}'", "'{m}'"]),
        (outbox_sql.LATER, ["'demo'", "7", "1"]),
        (outbox_sql.UNCERTAIN, ["'demo'", "'[]'", "'{7}'", "NULL"]),
        (outbox_sql.RESOLVE, ["'demo'", "7", "true"]),
        (outbox_sql.DOUBTS, ["'demo'"]),
        (outbox_sql.LEFT, ["'max-citizen'", "'u7'", "7"]),
        (outbox_sql.CAME_BACK, ["'max-citizen'", "'u7'", "'c'"]),
        (outbox_sql.HAS_LEFT, ["'max-citizen'", "'u7'"]),
    ],
)
async def test_nothing_a_sender_says_reads_the_whole_outbox(
    crowded: Database, sql: str, given: list[str]
) -> None:
    """What was sent lies there for ever."""
    database = Database(crowded.dsn, size=1)
    plan = await _plan(database, sql, *given)
    await database.close()
    assert _whole(plan) == []


@pytest.mark.parametrize("caused", [True, False])
async def test_no_part_of_a_commit_reads_a_whole_table(crowded: Database, caused: bool) -> None:  # noqa: FBT001 (a parameter of pytest)
    """Whatever a unit of work writes, it looks its rows up."""
    database = Database(crowded.dsn, size=1)
    named = {**vars(parts), **vars(people_parts)}
    everything = [part for part in named.values() if isinstance(part, parts.Part)]
    given = ["'demo'", *(["'max-citizen'", "'{u}'", "'p1'"] if caused else [])]
    for part in everything:
        given += ["'[]'", *(["0"] if part.refuses else [])]
    plan = await _plan(database, statement(everything, caused=caused), *given)
    await database.close()
    assert len(everything) >= 17
    assert _whole(plan) == []


async def test_counts_are_exact_up_to_a_thousand_beyond_the_page(crowded: Database) -> None:
    """Counting on would cost more than it tells."""
    for queue, page, total in (("answered", 0, 1000), ("answered", 10, 1080), ("new", 0, 400)):
        rows = await crowded.rows(_QUEUES[queue], "demo", None, 8, page * 8)  # type: ignore[index]  # the keys themselves
        assert rows[0]["total"] == total
