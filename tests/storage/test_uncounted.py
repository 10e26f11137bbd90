"""Before PostgreSQL has counted a table, plans that would read all of it look as cheap as any other."""

import re

from storage.postgres.parts import NOTICES
from storage.postgres.pool import Database
from storage.postgres.statement import statement


async def _plan(database: Database, sql: str, given: str) -> str:
    await database.run(f"PREPARE uncounted AS {sql}")
    rows = await database.rows(f"EXPLAIN (COSTS OFF) EXECUTE uncounted({given})")
    await database.run("DEALLOCATE uncounted")
    return "\n".join(row[0] for row in rows)


def _looked_up(plan: str, index: str) -> list[str]:
    """By what an index is searched, each time; PostgreSQL numbers the names of what it searches for."""
    found = re.findall(rf"using {index} on .*\n *Index Cond: \((.*)\)", plan)
    return [re.sub(r"_\d+", "", each) for each in found]


async def test_in_the_first_minute_of_a_city_recipients_are_looked_up_one_by_one(database: Database) -> None:
    """However many people there are before the plan is made anew."""
    alone = Database(database.dsn, size=1)
    plan = await _plan(alone, statement((NOTICES,), caused=False), "'demo', '[]'")
    await alone.close()
    assert _looked_up(plan, "persons_pkey") == ["(municipality_id = $1) AND (id = t.person_id)"]
