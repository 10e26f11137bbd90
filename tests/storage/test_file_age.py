"""How old a kept file is: whoever sends it again, or goes on with it, makes it young."""

import asyncio

import asyncpg

from storage.postgres.files import PgFiles
from storage.postgres.pool import Database

AGED = "UPDATE files SET kept_at = now() - interval '6 days'"
WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
YOUNG = "SELECT count(*) FROM files WHERE kept_at > now() - interval '1 minute'"


async def test_a_file_sent_again_is_as_good_as_new(database: Database) -> None:
    """However long ago somebody else sent it."""
    files = PgFiles(database)
    await files.keep("photo", "image/jpeg", b"one")
    await database.run(AGED)
    await files.keep("photo", "image/jpeg", b"one")
    assert await database.value(YOUNG) == 1


async def test_a_file_that_a_dialog_goes_on_with_is_as_good_as_new(database: Database) -> None:
    """And those nobody asked about grow old."""
    files = PgFiles(database)
    one = await files.keep("photo", "image/jpeg", b"one")
    await files.keep("photo", "image/jpeg", b"two")
    await database.run(AGED)
    assert await files.renew([one]) == {one}
    assert await database.value(YOUNG) == 1


async def test_a_young_file_is_not_written_again(database: Database) -> None:
    """Renewing costs a look."""
    files = PgFiles(database)
    one = await files.keep("photo", "image/jpeg", b"one")
    before = await database.value("SELECT xmin::text FROM files")
    await files.renew([one])
    assert await database.value("SELECT xmin::text FROM files") == before


async def test_two_people_who_go_on_with_the_same_files_at_once_both_have_them(database: Database) -> None:
    """In whichever order each names them."""
    files = PgFiles(database)
    ids = [await files.keep("photo", "image/jpeg", b"%d" % n) for n in range(20)]
    await database.run(AGED)
    both = await asyncio.gather(files.renew(ids), files.renew(ids[::-1]))
    assert both == [frozenset(ids)] * 2


async def test_a_file_that_is_being_removed_at_that_moment_is_gone(database: Database) -> None:
    """Whoever goes on with it waits for the removal, and is told the truth; sent again, it is there again."""
    files = PgFiles(database)
    one = await files.keep("photo", "image/jpeg", b"one")
    await database.run(AGED)
    remover = await asyncpg.connect(database.dsn)
    removal = remover.transaction()
    await removal.start()
    await remover.execute("DELETE FROM files")
    both = asyncio.gather(files.renew([one]), files.keep("photo", "image/jpeg", b"one"))
    while await database.value(WAITING) < 2:  # noqa: ASYNC110 (locks ring no bell)
        await asyncio.sleep(0.01)
    await removal.commit()
    await remover.close()
    assert await both == [frozenset(), one]
    assert (await files.get(one)).content == b"one"
