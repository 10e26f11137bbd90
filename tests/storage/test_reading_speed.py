"""Lists stay quick however much lies behind them: they are read from indexes made for them."""

import re

import pytest

from core.incidents.ports import Wanted
from core.incidents.values import OPEN, WORKING, State
from core.shared.ids import PersonId, UnitId
from core.shared.roles import Role
from storage.postgres import incident_parts, lists, outbox_sql, parts, people_parts
from storage.postgres.incidents import BY_NUMBER, GET, OPEN_OF
from storage.postgres.people import _BY_ACCOUNT, _GET
from storage.postgres.pool import Database
from storage.postgres.queries import CARD, HISTORY, OF_AUTHOR
from storage.postgres.reference import synchronise
from storage.postgres.roster import _DUE, _NEXT, _READ
from storage.postgres.statement import statement
from tests.contract.stage import MUNICIPALITIES, NOON

MANY = 20_000

PEOPLE = """
INSERT INTO persons (municipality_id, id, name, sort_name, language, version)
SELECT 'demo', 'p' || n, 'Житель', 'житель', 'ru', 1 FROM generate_series(0, 999) n
"""
INCIDENTS = """
INSERT INTO incidents (municipality_id, id, key, number, author_id, source, text, topic_id, topic_title,
    state, executor_id, unit_id, awaits, due_at, followers, shares, registered_at, version)
SELECT 'demo', 'i' || n, 'k' || n, n, 'p' || n % 1000, 'max-citizen', 'Яма', 't', 'Ямы', s.state,
    CASE WHEN n % 5 > 0 THEN 'p' || n % 7 END, 'u' || n % 30,
    CASE WHEN s.state = 'on-approval' THEN (ARRAY['curator', 'executor', 'head'])[n / 6 % 3 + 1] END,
    CASE WHEN s.state IN ('new', 'assigned', 'on-approval', 'rework', 'interim', 'approved')
        THEN now() + (n * 7919 % 20000 - 2000) * interval '1 minute' END,
    CASE WHEN n % 50 = 0 THEN ARRAY['p' || n % 999, 'p' || n % 998] ELSE '{{}}' END,
    CASE WHEN n % 60 = 0 THEN '[{{"executor": "p3"}}]'::jsonb ELSE '[]' END, now(), 1
FROM generate_series(1, {many}) n CROSS JOIN LATERAL (SELECT CASE
    WHEN n % 100 > {open} THEN (ARRAY['answered', 'declined', 'closed', 'joined', 'answered'])[n % 5 + 1]
    ELSE (ARRAY['new', 'assigned', 'on-approval', 'rework', 'interim', 'approved'])[n % 6 + 1]
END AS state) s
"""
DEADLINES = """
INSERT INTO deadlines (municipality_id, subject, kind, generation, owner_id, timer, due_at, fires_at,
    progress, outcome)
SELECT i.municipality_id, i.id, kind, 1, i.executor_id,
    '{"term": {"working-time": 3600}, "started": "2026-03-02T09:00:00Z", "happened": []}', i.due_at, i.due_at,
    0, CASE WHEN i.due_at IS NULL THEN 'met' ELSE 'open' END
FROM incidents i CROSS JOIN unnest(ARRAY['triage', 'draft', 'answer']) AS kind
"""
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
    for filling in (PEOPLE, INCIDENTS.format(many=MANY, open=4), DEADLINES, JOURNAL, OUTBOX):
        await database.run(filling)
    for table in ("persons", "incidents", "deadlines", "journal", "outbox"):
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


P3 = frozenset({PersonId("p3")})
CUTS: dict[str, tuple[Wanted, str]] = {
    "open": (Wanted(states=OPEN), "incidents_state"),
    "new": (Wanted(states=frozenset({State.NEW})), "incidents_state"),
    "working": (Wanted(states=WORKING), "incidents_state"),
    "over": (Wanted(states=frozenset(State) - OPEN), "incidents_state"),
    "late": (Wanted(states=OPEN, late=NOON), "incidents_state"),
    "unit": (Wanted(states=OPEN, unit=UnitId("u3")), "incidents_unit"),
    "late of a unit": (Wanted(states=OPEN, unit=UnitId("u3"), late=NOON), "incidents_unit"),
    "mine": (Wanted(states=OPEN, executors=P3), "incidents_executor"),
    "awaiting": (
        Wanted(states=frozenset({State.ON_APPROVAL}), awaits=frozenset({Role.CURATOR}), executors=P3),
        "incidents_awaits",
    ),
    "awaiting me": (
        Wanted(states=frozenset({State.ON_APPROVAL}), awaits=frozenset({Role.EXECUTOR}), executors=P3),
        "incidents_executor",
    ),
}


@pytest.mark.parametrize("cut", CUTS)
async def test_each_list_is_walked_along_its_index(crowded: Database, cut: str) -> None:
    """In order, so that a page costs a page: only the ends of walks are sorted, never what lies behind."""
    wanted, index = CUTS[cut]
    database = Database(crowded.dsn, size=1)
    given = ["'demo'", "8", "0", *map(_literal, lists.given_for(wanted))]
    page = await _plan(database, lists.listed(wanted), *given)
    count = await _plan(database, lists.counted(wanted), *given)
    await database.close()
    for plan in (page, count):
        assert _whole(plan) == []
        assert set(re.findall(r"incidents_(?!pkey)\w+", plan)) == {index}
    assert "Sort Key: i.due_at" not in page


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    return f"'{{{','.join(value)}}}'" if isinstance(value, list) else f"'{value}'"


async def test_lists_of_people_cards_and_histories_are_read_from_indexes(crowded: Database) -> None:
    """A resident's own with what they joined, one card, its history, an incident by its number."""
    database = Database(crowded.dsn, size=1)
    plan = await _plan(database, OF_AUTHOR, "'demo'", "8", "0", "'p1'")
    assert _whole(plan) == []
    assert "incidents_author" in plan
    assert "incidents_followers" in plan
    for sql, *given in (
        (CARD, "'i77'"),
        (HISTORY, "'i77'"),
        (GET, "'i77'"),
        (BY_NUMBER, "77"),
        (OPEN_OF, "'p1'", "'{new}'"),
    ):
        assert _whole(await _plan(database, sql, "'demo'", *given)) == []
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
        (outbox_sql.RESOLVE, ["'demo'", "7", "true", "'[]'"]),
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
    named = {**vars(people_parts), **vars(incident_parts), **vars(parts)}
    everything = [part for part in named.values() if isinstance(part, parts.Part)]
    given = ["'demo'", *(["'max-citizen'", "'{u}'", "'p1'"] if caused else [])]
    for part in everything:
        given += ["'[]'", *(["0"] if part.refuses else [])]
    plan = await _plan(database, statement(everything, caused=caused), *given)
    await database.close()
    assert len(everything) >= 19
    assert _whole(plan) == []


async def test_counts_are_exact_up_to_a_thousand_beyond_the_page(crowded: Database) -> None:
    """Counting on would cost more than it tells."""
    answered, new = Wanted(states=frozenset({State.ANSWERED})), Wanted(states=frozenset({State.NEW}))
    known = await crowded.value("SELECT count(*) FROM incidents WHERE state = 'new'")
    for wanted, page, total in ((answered, 0, 1000), (answered, 10, 1080), (new, 0, known)):
        rows = await crowded.rows(lists.listed(wanted), "demo", 8, page * 8, *lists.given_for(wanted))
        assert rows[0]["total"] == total
