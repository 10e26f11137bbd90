"""The clock's statements go by index and by place, before PostgreSQL has counted anything."""

import re

import pytest

from storage.postgres import deadlines_sql as sql
from storage.postgres.pool import Database

NOON = "'2026-04-22 09:00+00'"
MANY = """
INSERT INTO deadlines (municipality_id, subject, kind, generation, timer, due_at, calendar_version, fires_at,
    progress, outcome)
SELECT 'demo', 'i' || n, 'answer', 1, '{}', now(), '1', now() + n * interval '1 second', 0, 'open'
FROM generate_series(1, 5000) AS n
"""
NOTHING = "'{}'"
FIRED = ["'demo'", *[NOTHING] * 8, NOON, *[NOTHING] * 5, "'[]'", "'[]'"]


@pytest.fixture
async def filled(database: Database) -> Database:
    """Five thousand deadlines nobody has counted."""
    await database.run(MANY)
    return database


async def _plan(database: Database, asked: str, given: list[str]) -> str:
    async with database.transaction() as connection:
        await connection.execute(f"PREPARE asked AS {asked}")
        rows = await connection.fetch(f"EXPLAIN (COSTS OFF) EXECUTE asked ({', '.join(given)})")
        await connection.execute("DEALLOCATE asked")
    return "\n".join(row[0] for row in rows)


@pytest.mark.parametrize(
    ("asked", "given", "by"),
    [
        (sql.DUE, ["'{demo,east}'", NOON], "deadlines_open"),
        (sql.SOONEST, ["'{demo,east}'", NOON], "deadlines_open"),
        (sql.CLAIM, ["'demo'", NOON, "100", "'-infinity'"], "deadlines_open"),
        (sql.STAFF, ["'demo'"], "persons"),
        (sql.FIRED, FIRED, "TID Cond: .*ctid"),
        (sql.TOLD, ["'demo'", "'[]'", "'[]'"], "accounts"),
        (sql.RATES, ["'demo'", NOON, NOON, NOON], "incidents_registered"),
        (sql.STALE, ["'demo'", "'2'", "100"], "deadlines_open"),
        (sql.HOLD_OPEN, ["'demo'", "'{i1,i2}'"], "incidents_pkey"),
        (sql.LAID, ["'demo'", NOTHING, NOTHING, NOTHING, "'2'"], "TID Cond: .*ctid"),
        (sql.NEXT, ["'demo'", "'{i1,i2}'"], "incidents_pkey"),
    ],
    ids=["due", "soonest", "claim", "staff", "fired", "told", "rates", "stale", "hold", "laid", "next"],
)
async def test_no_statement_of_the_clock_reads_a_whole_table(
    filled: Database, asked: str, given: list[str], by: str
) -> None:
    """A look costs a look, a batch costs a batch."""
    plan = await _plan(filled, asked, given)

    assert re.findall(r"Seq Scan on .*|Hash Join.*", plan) == []
    assert re.search(by, plan)
