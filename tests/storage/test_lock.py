"""One sender a bot: an exclusive right that waits, is passed on, and is lost loudly."""

import asyncio
import time

import pytest

from storage import LockLost, Unavailable
from storage.postgres.lock import exclusive
from storage.postgres.pool import Database
from tests.storage.wiretap import Wiretap


async def test_only_one_at_a_time_and_the_next_one_after_it(database: Database) -> None:
    """Other names are other rights."""
    order: list[str] = []

    async def hold(name: str, mark: str, until: asyncio.Event) -> None:
        async with exclusive(database, name):
            order.append(f"{mark} in")
            await until.wait()
            order.append(f"{mark} out")

    first_may_go, others_may_go = asyncio.Event(), asyncio.Event()
    others_may_go.set()
    first = asyncio.ensure_future(hold("max-citizen", "first", first_may_go))
    while not order:  # noqa: ASYNC110 (the story has no event to wait for)
        await asyncio.sleep(0.01)
    second = asyncio.ensure_future(hold("max-citizen", "second", others_may_go))
    await hold("max-staff", "other", others_may_go)
    first_may_go.set()
    await asyncio.gather(first, second)
    assert order == ["first in", "other in", "other out", "first out", "second in", "second out"]


async def test_whoever_loses_the_connection_loses_the_lock_and_stops(
    database_line: tuple[Wiretap, str], database: Database
) -> None:
    """The next holder starts at once; the first one is no longer at work by then."""
    tap, url = database_line
    working = asyncio.Event()

    async def work() -> None:
        async with exclusive(Database(url), "max-citizen"):
            working.set()
            await asyncio.sleep(3600)

    holder = asyncio.ensure_future(work())
    await working.wait()
    tap.cut()
    with pytest.raises(LockLost):
        await holder
    async with asyncio.timeout(20), exclusive(database, "max-citizen"):
        assert holder.done()


async def test_being_stopped_is_no_loss(database: Database) -> None:
    """A cancelled sender is cancelled, and the lock is free."""
    working = asyncio.Event()

    async def work() -> None:
        async with exclusive(database, "max-citizen"):
            working.set()
            await asyncio.sleep(3600)

    holder = asyncio.ensure_future(work())
    await working.wait()
    holder.cancel()
    with pytest.raises(asyncio.CancelledError):
        await holder
    async with asyncio.timeout(20), exclusive(database, "max-citizen"):
        assert time.monotonic() > 0


async def test_without_a_database_there_is_no_lock(database_line: tuple[Wiretap, str]) -> None:
    """Nobody works without knowing that they are alone."""
    tap, url = database_line
    tap.cut()
    with pytest.raises(Unavailable):
        async with exclusive(Database(url), "max-citizen"):
            raise AssertionError("nobody gets in")


async def test_a_waiting_process_keeps_no_transaction_open(database: Database) -> None:
    """An open one would keep PostgreSQL from cleaning up, and slow everything down."""
    async with exclusive(database, "max-citizen"):
        waiting = asyncio.ensure_future(_enter(database))
        await asyncio.sleep(0.4)
        open_for = await database.value(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL"
        )
    await waiting
    assert open_for == 0


async def _enter(database: Database) -> None:
    async with exclusive(database, "max-citizen"):
        pass
