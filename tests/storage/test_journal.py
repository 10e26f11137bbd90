"""The journal is only ever added to."""

import asyncpg
import pytest

from storage.postgres.pool import Database

ENTRY = """
INSERT INTO journal (municipality_id, area, name, subject, at, by_id, details)
VALUES ('demo', 'stories', 'told', 's', now(), 'anna', '{}')
"""


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE journal SET by_id = 'eve'",
        "DELETE FROM journal",
        "TRUNCATE journal",
        "TRUNCATE journal CASCADE",
    ],
)
async def test_nobody_rewrites_the_journal(database: Database, attempt: str) -> None:
    """Neither one line nor all of it."""
    await database.run(ENTRY)
    with pytest.raises(asyncpg.PostgresError, match="only ever added to"):
        await database.run(attempt)
    assert await database.value("SELECT by_id FROM journal") == "anna"
