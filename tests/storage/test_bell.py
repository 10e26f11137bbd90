"""News for senders: at once in this process, soon in the others."""

import asyncio

from storage.postgres.bell import Bell
from storage.postgres.pool import Database
from tests.storage.wiretap import Wiretap

LONG = 3600.0


async def test_a_sender_in_another_process_is_woken(database: Database) -> None:
    """Many rings are told together; bots nobody rang for sleep on."""
    here, there = Bell(database), Bell(database)
    there.start()
    here.start()
    heard = asyncio.ensure_future(there.heard("max-citizen", LONG))
    other = asyncio.ensure_future(there.heard("max-staff", LONG))
    async with asyncio.timeout(20):
        while not heard.done():
            here.ring(["max-citizen", None, "max-citizen"])
            await asyncio.sleep(0.02)
    assert not other.done()
    other.cancel()
    await here.stop()
    await there.stop()


async def test_a_ring_before_the_sender_listens_is_not_lost(database: Database) -> None:
    """It may come between its look and its sleep."""
    bell = Bell(database)
    await bell.heard("max-citizen", 0)
    bell.ring(["max-citizen"])
    await bell.heard("max-citizen", LONG)
    assert not await _rings(bell)


async def _rings(bell: Bell) -> bool:
    """Whether there is another one waiting."""
    listening = asyncio.ensure_future(bell.heard("max-citizen", LONG))
    await asyncio.sleep(0.01)
    rung = listening.done()
    listening.cancel()
    return rung


async def test_a_bell_whose_line_broke_listens_again(
    database_line: tuple[Wiretap, str], database: Database
) -> None:
    """And until it does, senders look every half second anyway."""
    tap, url = database_line
    behind = Database(url)
    bell, ringing = Bell(behind), Bell(database)
    bell.start()
    ringing.start()
    await _hear(bell, ringing)
    tap.cut()
    tap.mend()
    await _hear(bell, ringing)
    await bell.stop()
    await ringing.stop()
    await behind.close()


async def _hear(bell: Bell, ringing: Bell) -> None:
    heard = asyncio.ensure_future(bell.heard("max-citizen", LONG))
    async with asyncio.timeout(20):
        while not heard.done():
            ringing.ring(["max-citizen"])
            await asyncio.sleep(0.02)
