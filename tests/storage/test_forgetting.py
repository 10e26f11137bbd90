"""What is removed after its time, and what never is."""

import asyncio

import asyncpg
import pytest

from storage.postgres import forgetting
from storage.postgres.files import PgFiles
from storage.postgres.forgetting import Forgetting
from storage.postgres.pool import Database
from storage.postgres.reference import synchronise
from tests.contract.stage import MUNICIPALITIES

PARCELS = """
INSERT INTO outbox (municipality_id, key, person_id, audience, body, about, assurance, lane, state,
    changed_at)
SELECT 'demo', $1 || $2::integer || n, 'p', 'citizen', '{}', '', 'least', 'interactive', $1,
    now() - make_interval(days => $2::integer)
FROM generate_series(1, $3::integer) n
"""
AGED = "UPDATE files SET kept_at = now() - interval '8 days'"
PERSON = """
INSERT INTO persons (municipality_id, id, name, sort_name, language, version)
VALUES ('demo', 'p', 'Анна', 'анна', 'ru', 1)
"""
INCIDENT = """
INSERT INTO incidents (municipality_id, id, key, number, author_id, source, text, topic_id, topic_title,
    media, state, drafts, shares, life, registered_at, version)
VALUES ('demo', 'i', 'k', 1, 'p', 'max-citizen', 'Яма', 't', 'Ямы', $1, 'new', $2, $3, $4, now(), 1)
"""
PARCEL = """
INSERT INTO outbox (municipality_id, key, person_id, audience, body, about, assurance, lane, state)
VALUES ('demo', 'k', 'p', 'citizen', $1, '', 'once', 'interactive', 'waiting')
"""
LEFT = "SELECT count(*) FROM files"


async def _rounds(database: Database, days: int = 90) -> int:
    """One whole round; how many steps it took."""
    made, steps = Forgetting(database, days=days), 1
    while await made.step():
        steps += 1
    return steps


async def test_notices_that_need_nothing_more_are_forgotten_after_their_days(database: Database) -> None:
    """Those a person still has to decide on, or to come back for, are not, however old."""
    for state in ("sent", "left", "dropped", "pending", "uncertain", "failed", "waiting"):
        await database.run(PARCELS, state, 91, 3)
        await database.run(PARCELS, state, 89, 2)
    await _rounds(database)
    rows = await database.rows("SELECT state, count(*) FROM outbox GROUP BY state ORDER BY state")
    assert dict(rows) == {
        "dropped": 2,
        "left": 2,
        "sent": 2,
        "failed": 5,
        "pending": 5,
        "uncertain": 5,
        "waiting": 5,
    }


async def test_many_are_removed_batch_by_batch(database: Database) -> None:
    """No statement takes long, however many there are."""
    await database.run(PARCELS, "sent", 5, 2 * forgetting.BATCH + 1)
    assert await _rounds(database, days=6) == 1
    assert await _rounds(database, days=4) == 3
    assert await database.value("SELECT count(*) FROM outbox") == 0


async def test_files_of_abandoned_dialogs_are_removed_after_a_week(database: Database) -> None:
    """With whatever messengers call them."""
    files = PgFiles(database)
    old = await files.keep("photo", "image/jpeg", b"old")
    await files.remember(old, "max-citizen", "token")
    await database.run(AGED)
    young = await files.keep("photo", "image/jpeg", b"young")
    await _rounds(database)
    assert await files.renew([old, young]) == {young}
    assert await files.token(old, "max-citizen") is None


@pytest.mark.parametrize("where", ["media", "drafts", "shares", "life", "outbox"])
async def test_files_that_something_refers_to_are_never_removed(database: Database, where: str) -> None:
    """A message's pictures, those of any draft, share or note, those of a notice on its way."""
    await synchronise(database, MUNICIPALITIES, (), ())
    await database.run(PERSON)
    files = PgFiles(database)
    named = await files.keep("photo", "image/jpeg", b"named")
    await files.keep("photo", "image/jpeg", b"loose")
    other, rows = '{"media": []}', f'[{{"media": []}}, {{"media": ["x", "{named}"]}}]'
    await database.run(
        INCIDENT,
        [named, "x"] if where == "media" else [],
        rows if where == "drafts" else f"[{other}]",
        rows if where == "shares" else "[]",
        f'{{"notes": {rows}}}' if where == "life" else "{}",
    )
    await database.run(PARCEL, f'{{"media": ["{named}"]}}' if where == "outbox" else other)
    await database.run(AGED)
    await _rounds(database)
    assert [row["id"] for row in await database.rows("SELECT id FROM files")] == [named]


async def test_a_long_row_of_needed_files_does_not_hide_the_loose_ones(database: Database) -> None:
    """They are gone through by age to the end, and the next round begins anew."""
    await synchronise(database, MUNICIPALITIES, (), ())
    await database.run(PERSON)
    files = PgFiles(database)
    count = forgetting.BATCH + 20
    await database.run(
        "INSERT INTO files (id, kind, mime, size, content, kept_at)"
        " SELECT 'f' || n, 'photo', 'image/jpeg', 1, 'x', now() - interval '9 days'"
        " FROM generate_series(1, $1::integer) n",
        count,
    )
    await database.run(INCIDENT, [f"f{n}" for n in range(1, count + 1)], "[]", "[]", "{}")
    await files.keep("photo", "image/jpeg", b"loose")
    await database.run("UPDATE files SET kept_at = now() - interval '8 days' WHERE id NOT LIKE 'f%'")
    keeper = Forgetting(database, days=90)
    assert [await keeper.step() for _ in range(3)] == [True, True, False]
    assert await database.value(LEFT) == count
    await files.keep("photo", "image/jpeg", b"another")
    await database.run(AGED + " WHERE length(id) = 64")
    assert [await keeper.step() for _ in range(3)] == [True, True, False]
    assert await database.value(LEFT) == count


async def test_a_file_that_is_sent_again_at_that_moment_stays(database: Database) -> None:
    """Neither waits for the other."""
    files = PgFiles(database)
    one = await files.keep("photo", "image/jpeg", b"one")
    await database.run(AGED)
    sender = await asyncpg.connect(database.dsn)
    sending = sender.transaction()
    await sending.start()
    await sender.execute("UPDATE files SET kept_at = now()")
    async with asyncio.timeout(5):
        await _rounds(database)
    await sending.commit()
    await sender.close()
    await _rounds(database)
    assert (await files.get(one)).content == b"one"
