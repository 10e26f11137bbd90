"""The inbox forgets: what was handled after a week, dead letters with their words after a month."""

import asyncio

from storage.postgres.inbox import PgInbox
from storage.postgres.pool import Database

FILL = """
INSERT INTO inbox (bot, key, state, tries, payload, received_at, settled_at)
SELECT 'max-citizen', $1 || $3::integer || '-' || n, $1, 1, $2, now() - make_interval(days => $3::integer),
    CASE WHEN $1 IN ('done', 'dead') THEN now() - make_interval(days => $3::integer) END
FROM generate_series(1, $4::integer) n
"""
SOON = 10.0


async def _emptied(database: Database, *, but: int) -> None:
    inbox = PgInbox(database)
    inbox.start()
    async with asyncio.timeout(SOON):
        while await database.value("SELECT count(*) FROM inbox") > but:  # noqa: ASYNC110 (rows ring no bell)
            await asyncio.sleep(0.05)
    await inbox.stop()


async def test_a_busy_week_is_forgotten_as_fast_as_it_came(database: Database) -> None:
    """Not a thousand updates a minute, whatever came in."""
    await database.run(FILL, "done", None, 8, 3500)
    await database.run(FILL, "done", None, 6, 5)
    await _emptied(database, but=5)


async def test_a_dead_letter_keeps_a_persons_words_for_a_month_and_no_longer(database: Database) -> None:
    """Long enough to look into it."""
    await database.run(FILL, "dead", b"words", 31, 3)
    await _emptied(database, but=0)
    await database.run(FILL, "dead", b"words", 29, 3)
    await _emptied(database, but=3)


async def test_what_a_messenger_never_delivered_again_is_forgotten_too(database: Database) -> None:
    """Unless polling stored it: then it is ours to handle."""
    await database.run(FILL, "received", None, 8, 3)
    await _emptied(database, but=0)
    await database.run(FILL, "received", b"words", 8, 3)
    await _emptied(database, but=3)


async def test_dead_letters_are_counted_from_an_index_of_their_own(database: Database) -> None:
    """A week holds millions of updates."""
    plan = await database.rows("EXPLAIN SELECT count(*) FROM inbox WHERE state = 'dead'")
    assert "inbox_dead" in " ".join(row[0] for row in plan)
