"""The database or Redis goes away and comes back: calls fail at once, clearly, and then work again."""

import asyncio
import time
from contextlib import suppress

import asyncpg
import pytest

from core.shared.actor import Cause
from core.shared.inbox import Admission
from storage import Unavailable
from storage.postgres.inbox import PgInbox
from storage.postgres.pool import Database
from storage.redis.conversations import RedisConversations
from tests.storage.wiretap import Wiretap

Line = tuple[Wiretap, str]
QUESTION = "SELECT 1"
DONE = "SELECT count(*) FROM inbox WHERE state = 'done'"


async def test_a_database_that_went_away_is_unavailable_until_it_is_back(database_line: Line) -> None:
    """Connections that died are replaced, nobody has to restart anything."""
    tap, url = database_line
    database = Database(url, size=3)
    await asyncio.gather(*(database.value(QUESTION) for _ in range(3)))
    tap.cut()
    for _ in range(5):
        with pytest.raises(Unavailable):
            await database.value(QUESTION)
    tap.mend()
    assert await asyncio.gather(*(database.value(QUESTION) for _ in range(6))) == [1] * 6
    await database.close()


async def test_a_connection_that_breaks_in_the_middle_is_unavailable(database_line: Line) -> None:
    """Whether the statement was done is not known; the cause makes its repetition safe."""
    tap, url = database_line
    database = Database(url)
    asked = asyncio.ensure_future(database.value("SELECT pg_sleep(30)"))
    async with asyncio.timeout(10):
        while tap.flights == 0:  # noqa: ASYNC110 (the tap has no event to wait for)
            await asyncio.sleep(0.01)
    tap.cut()
    with pytest.raises(Unavailable):
        await asked
    await database.close()


async def test_a_frozen_database_does_not_hang_anybody(database_line: Line) -> None:
    """A statement that gets no answer is given up, its connection too."""
    tap, url = database_line
    database = Database(url, size=2, patience=0.2, answer=0.2)
    assert await database.value(QUESTION) == 1
    tap.freeze()
    began = time.monotonic()
    outcomes = await asyncio.gather(*(database.value(QUESTION) for _ in range(4)), return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {Unavailable}
    assert time.monotonic() - began < 60
    tap.thaw()
    assert await _answered(database) == 1
    await database.close()


async def _answered(database: Database) -> int:
    """As soon as it answers: a new connection may take longer than this impatient one waits."""
    for _ in range(100):
        with suppress(Unavailable):
            return int(await database.value(QUESTION))
    raise AssertionError("it does not answer any more")


async def test_a_wrong_statement_costs_no_connection(database_line: Line) -> None:
    """Only trouble with the line does."""
    _, url = database_line
    database = Database(url, size=1)
    pid = await database.value("SELECT pg_backend_pid()")
    with pytest.raises(asyncpg.PostgresError):
        await database.value("SELECT 1 / 0")
    assert await database.value("SELECT pg_backend_pid()") == pid
    await database.close()


async def test_who_stops_waiting_for_an_answer_leaves_no_broken_connection(database: Database) -> None:
    """A cancelled turn in the middle of a statement."""
    asked = asyncio.ensure_future(database.value("SELECT pg_sleep(30)"))
    await asyncio.sleep(0.05)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert await asyncio.gather(*(database.value(QUESTION) for _ in range(12))) == [1] * 12


async def test_a_closed_database_answers_nobody(database_line: Line) -> None:
    """Nor is there a connection left."""
    _, url = database_line
    database = Database(url)
    assert await database.value(QUESTION) == 1
    await database.close()
    with pytest.raises(Unavailable):
        await database.value(QUESTION)


async def test_marks_outlive_an_outage(database_line: Line) -> None:
    """What could not be written stays gathered."""
    tap, url = database_line
    database = Database(url)
    inbox = PgInbox(database)
    inbox.done(Cause("max-citizen", ("a",)))
    tap.cut()
    with pytest.raises(Unavailable):
        await inbox.flush()
    inbox.done(Cause("max-citizen", ("b",)))
    tap.mend()
    await inbox.flush()
    assert await inbox.admit(Cause("max-citizen", ("a", "b"))) is Admission.DONE
    await database.close()


async def test_marks_are_written_by_themselves_and_the_last_ones_at_the_end(database_line: Line) -> None:
    """A loop that met an outage goes on after it."""
    tap, url = database_line
    database = Database(url)
    inbox = PgInbox(database)
    inbox.start()
    inbox.start()
    tap.cut()
    inbox.done(Cause("max-citizen", ("a",)))
    await asyncio.sleep(0.4)
    tap.mend()
    watching = Database(url)
    async with asyncio.timeout(20):
        while not await watching.value(DONE):  # noqa: ASYNC110 (the database has no event to wait for)
            await asyncio.sleep(0.05)
    inbox.done(Cause("max-citizen", ("b",)))
    await inbox.stop()
    assert await watching.value(DONE) == 2
    await database.close()
    await watching.close()


async def test_redis_away_is_unavailable_and_the_hold_is_found_again(redis_line: Line) -> None:
    """A lock that this process lost sight of does not keep the person waiting for a minute."""
    tap, url = redis_line
    talks = RedisConversations(url, wait=2)
    hold, _ = await talks.take("max-citizen", "1")
    tap.cut()
    with pytest.raises(Unavailable):
        await talks.save(hold, b"one")
    for _ in range(8):
        with pytest.raises(Unavailable):
            await talks.take("max-citizen", "1")
    tap.mend()
    again, kept = await talks.take("max-citizen", "1")
    assert kept is None
    await talks.save(again, b"two")
    _, kept = await talks.take("max-citizen", "1")
    assert kept == b"two"
    await talks.close()


async def test_a_redis_that_was_restarted_is_noticed_without_a_failure(redis_line: Line) -> None:
    """Old connections are dead, the first call makes a new one."""
    tap, url = redis_line
    talks = RedisConversations(url)
    holds = [(await talks.take("max-citizen", str(n)))[0] for n in range(3)]
    tap.cut()
    tap.mend()
    await talks.save(holds[0], b"one")
    await talks.close()


async def test_a_frozen_redis_does_not_hang_anybody(
    redis_line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call that gets no answer is given up."""
    monkeypatch.setattr("storage.redis.link.ANSWER", 0.2)
    tap, url = redis_line
    talks = RedisConversations(url)
    await talks.take("max-citizen", "1")
    tap.freeze()
    with pytest.raises(Unavailable):
        await talks.take("max-citizen", "2")
    tap.thaw()
    await talks.take("max-citizen", "2")
    await talks.close()
