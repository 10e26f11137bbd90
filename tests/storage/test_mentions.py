"""Whatever refers to files is written down: a file that nothing names is removed."""

import re

from sqlalchemy import Column
from sqlalchemy.dialects.postgresql import JSONB

from storage.postgres.forgetting import _FILES, _PARCELS
from storage.postgres.mentions import MENTIONS, NO_FILES
from storage.postgres.pool import Database
from storage.postgres.tables import metadata

TELLTALE = re.compile(r"media|file|photo|picture|video|film|attachment")
LISTED = {f"{each.table}.{each.column}" for each in MENTIONS}


def _could_name_files(column: "Column[object]") -> bool:
    """Its name tells, or JSON may hold anything."""
    return isinstance(column.type, JSONB) or bool(TELLTALE.search(column.name))


def test_every_column_that_could_name_files_is_asked_or_excused() -> None:
    """A new one has to be entered in `storage.postgres.mentions` before anything is lost by it."""
    could = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if _could_name_files(column)
    }
    assert could == LISTED | NO_FILES.keys()


async def _plan(database: Database, sql: str, *given: str) -> str:
    """How PostgreSQL goes about a statement, prepared as it is at run time."""
    await database.run(f"PREPARE asked AS {sql}")
    rows = await database.rows(f"EXPLAIN (COSTS OFF) EXECUTE asked ({', '.join(given)})")
    await database.run("DEALLOCATE asked")
    return "\n".join(row[0] for row in rows)


async def test_each_of_them_finds_one_file_by_an_index(database: Database) -> None:
    """However many messages there are: neither statement of a round reads a whole table."""
    alone = Database(database.dsn, size=1)
    plan = await _plan(alone, _FILES, "now()", "''") + await _plan(alone, _PARCELS, "90")
    await alone.close()
    assert "Seq Scan" not in plan
    assert "outbox_settled" in plan
    assert "incidents_files_in_drafts" in plan
