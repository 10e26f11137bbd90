"""Lists stay quick however much lies behind them: they are read from indexes made for them."""

import re
from collections.abc import AsyncIterator, Iterator

import pytest

from core.incidents.ports import Wanted
from core.incidents.values import OPEN, WORKING, State
from core.shared.ids import PersonId, UnitId
from core.shared.roles import Role
from storage.postgres import answer_parts, catalogue, incident_parts, lists, outbox_sql, parts, people_parts
from storage.postgres.incidents import BY_NUMBER, GET, OPEN_OF
from storage.postgres.people import _BY_ACCOUNT, _GET
from storage.postgres.pool import Database
from storage.postgres.queries import CARD, HISTORY, OF_AUTHOR
from storage.postgres.roster import _DUE, _NEXT, _READ
from storage.postgres.statement import statement
from tests.contract.stage import NOON
from tests.servers import Backstage, Databases
from tests.storage.years import OUTBOX, fill


@pytest.fixture(scope="module")
def crowded_url(databases: Databases, database_template: str, backstage: Backstage) -> Iterator[str]:
    """A city that has used the bots for years; filled once, and only looked at."""
    name = backstage.run(databases.clone(database_template))
    backstage.run(fill(databases.url(name)))
    yield databases.url(name)
    backstage.run(databases.drop(name))


@pytest.fixture
async def crowded(crowded_url: str) -> AsyncIterator[Database]:
    """One connection there."""
    database = Database(crowded_url, size=1)
    yield database
    await database.close()


async def _plan(database: Database, sql: str, *given: str, how: str = "") -> str:
    """How PostgreSQL goes about a statement, prepared as it is at run time."""
    await database.run(f"PREPARE asked AS {sql}")
    try:
        listed = f" ({', '.join(given)})" if given else ""
        rows = await database.rows(f"EXPLAIN ({how}COSTS OFF) EXECUTE asked{listed}")
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
    given = ["'demo'", "8", "0", *map(_literal, lists.given_for(wanted))]
    page = await _plan(crowded, lists.listed(wanted), *given)
    count = await _plan(crowded, lists.counted(wanted), *given)
    for plan in (page, count):
        assert _whole(plan) == []
        assert set(re.findall(r"incidents_(?!pkey)\w+", plan)) == {index}
    assert "Sort Key: i.due_at" not in page


@pytest.mark.parametrize("cut", CUTS)
async def test_a_page_looks_at_no_more_than_a_page_of_each_walk_and_counts_to_a_thousand(
    crowded: Database, cut: str
) -> None:
    """However much lies behind, or beside."""
    wanted, _ = CUTS[cut]
    given = ["'demo'", "8", "0", *map(_literal, lists.given_for(wanted))]
    plan = await _plan(crowded, lists.listed(wanted), *given, how="ANALYZE, TIMING OFF, BUFFERS OFF, ")
    taken = re.findall(r"on incidents.*actual rows=([\d.]+) loops=(\d+)", plan)
    left = re.findall(r"Rows Removed by Filter: (\d+)", plan)
    looked_at = sum(float(rows) * int(loops) for rows, loops in taken) + sum(map(int, left))
    assert looked_at <= lists.CAP + 8 * (len(State) + 1)


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    return f"'{{{','.join(value)}}}'" if isinstance(value, list) else f"'{value}'"


async def test_lists_of_people_cards_and_histories_are_read_from_indexes(crowded: Database) -> None:
    """A resident's own with what they joined, one card, its history, an incident by its number."""
    plan = await _plan(crowded, OF_AUTHOR, "'demo'", "8", "0", "'p1'")
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
        assert _whole(await _plan(crowded, sql, "'demo'", *given)) == []


async def test_a_person_is_read_with_those_they_substitute_from_indexes(crowded: Database) -> None:
    """So are a roster, and the next moment at which one changes."""
    for sql, given in (
        (_BY_ACCOUNT, ["'max-staff'", "'u7'"]),
        (_GET, ["'demo'", "'p7'"]),
        (_READ, ["'demo'"]),
        (_DUE, ["now()"]),
        (_NEXT, []),
    ):
        plan = await _plan(crowded, sql, *given)
        assert _whole(plan) == [], sql


async def test_a_sender_claims_from_its_own_index(crowded: Database) -> None:
    """However much was sent before."""
    plan = await _plan(crowded, outbox_sql.CLAIM, "'max-citizen'", "'broadcast'", "48")
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
        (outbox_sql.RESOLVE, ["'demo'", "7", "true", "'[]'", "1"]),
        (outbox_sql.DOUBTS, ["'demo'"]),
        (outbox_sql.UNREACHED, []),
        (outbox_sql.TOLD, ["'demo'", "'[]'", "'{7}'", "''"]),
        (outbox_sql.LEFT, ["'max-citizen'", "'u7'", "7"]),
        (outbox_sql.CAME_BACK, ["'max-citizen'", "'u7'", "'c'"]),
        (outbox_sql.HAS_LEFT, ["'max-citizen'", "'u7'"]),
    ],
)
async def test_nothing_a_sender_says_reads_the_whole_outbox(
    crowded: Database, sql: str, given: list[str]
) -> None:
    """What was sent lies there for ever."""
    plan = await _plan(crowded, sql, *given)
    assert _whole(plan) == []


@pytest.mark.parametrize("caused", [True, False])
async def test_no_part_of_a_commit_reads_a_whole_table(crowded: Database, caused: bool) -> None:  # noqa: FBT001 (a parameter of pytest)
    """Whatever a unit of work writes, it looks its rows up."""
    areas = (answer_parts, catalogue, people_parts, incident_parts, parts)
    named = {name: part for area in areas for name, part in vars(area).items()}
    everything = [part for part in named.values() if isinstance(part, parts.Part)]
    given = ["'demo'", *(["'max-citizen'", "'{u}'", "'p1'"] if caused else [])]
    for part in everything:
        given += ["'[]'", *(["0"] if part.refuses else [])]
    plan = await _plan(crowded, statement(everything, caused=caused), *given)
    assert len(everything) >= 24
    assert _whole(plan) == []


async def test_counts_are_exact_up_to_a_thousand_beyond_the_page(crowded: Database) -> None:
    """Counting on would cost more than it tells."""
    answered, new = Wanted(states=frozenset({State.ANSWERED})), Wanted(states=frozenset({State.NEW}))
    known = await crowded.value("SELECT count(*) FROM incidents WHERE state = 'new'")
    for wanted, page, total in ((answered, 0, 1000), (answered, 10, 1080), (new, 0, known)):
        rows = await crowded.rows(lists.listed(wanted), "demo", 8, page * 8, *lists.given_for(wanted))
        assert rows[0]["total"] == total
