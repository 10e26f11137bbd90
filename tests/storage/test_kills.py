"""PostgreSQL and Valkey are killed in the middle of many commits: every fact once, nobody in two places."""

import asyncio
import os
import signal
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from core.notices.model import Lane
from core.people.model import Person
from core.shared.actor import Cause
from core.shared.holds import Busy, LostHold
from core.shared.unit_of_work import Duplicate
from storage import Unavailable
from storage.embedded import EmbeddedServers, start
from storage.migrations import upgrade
from storage.postgres.bell import Bell
from storage.postgres.outbox import PgOutbox
from storage.postgres.pool import Database
from storage.postgres.unit import Units
from storage.redis.conversations import RedisConversations
from tests.contract.stage import acts
from tests.storage.town import STAFF_BOT, report, settle, units_over

REPORTS = 200
WRITERS = 8
KILLS = 4


@pytest.fixture
def short_place() -> Iterator[Path]:
    """A folder that the servers' user may pass; sockets have short names."""
    with tempfile.TemporaryDirectory(prefix="vk", dir="/tmp") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.fixture
async def servers(short_place: Path) -> AsyncIterator[EmbeddedServers]:
    """A pair of our own, to be killed."""
    made = await start(short_place / "data", fast=True)
    yield made
    await made.stop()


async def _insist(units: Units, anna: Person, number: int) -> None:
    """As a messenger does: the same update again until it is done."""
    while True:
        by = acts(anna, Cause("max-citizen", (f"u{number}",)))
        try:
            async with units() as work:
                work.incidents.add(report(number, by))
                await work.commit(by)
        except Unavailable:
            await asyncio.sleep(0.02)
        except Duplicate:
            return
        else:
            return


async def _kill_at(servers: EmbeddedServers, moments: list[int], ended: Callable[[], int]) -> None:
    """Kill PostgreSQL when so many reports have ended."""
    for moment in moments:
        while ended() < moment:  # noqa: ASYNC110 (counted by the writers)
            await asyncio.sleep(0.002)
        if servers.pids.postgres is not None:
            os.kill(servers.pids.postgres, signal.SIGKILL)


async def _delivered(outbox: PgOutbox) -> list[str]:
    """What the curators' sender gets: which incidents the parcels are about."""
    got: list[str] = []
    while parcels := await outbox.claim(STAFF_BOT, Lane.INTERACTIVE, 50):
        for parcel in parcels:
            got.append(parcel.about)
            await outbox.sent(parcel, "m")
    return got


async def test_no_report_is_lost_or_doubled_when_postgresql_is_killed(servers: EmbeddedServers) -> None:
    """Numbers without a gap, one parcel each, whatever the connection knew of its last statement."""
    await upgrade(servers.addresses.database_url)
    database = Database(servers.addresses.database_url)
    bell = Bell(database)
    units = units_over(database, bell)
    anna, _ = await settle(database, units)
    left, ended = iter(range(REPORTS)), [0]

    async def write() -> None:
        for number in left:
            await _insist(units, anna, number)
            ended[0] += 1

    moments = [killing * REPORTS // (KILLS + 1) for killing in range(1, KILLS + 1)]
    await asyncio.gather(_kill_at(servers, moments, lambda: ended[0]), *(write() for _ in range(WRITERS)))
    rows = await database.rows("SELECT number FROM incidents ORDER BY number")
    assert [row["number"] for row in rows] == list(range(1, REPORTS + 1))
    assert await database.value("SELECT count(*) FROM journal") == REPORTS
    assert await database.value("SELECT count(*) FROM inbox WHERE state = 'done'") == REPORTS
    got = await _delivered(PgOutbox(database, bell))
    assert len(got) == len(set(got)) == REPORTS
    await database.close()


async def test_nobody_saves_over_anybody_when_valkey_is_killed(servers: EmbeddedServers) -> None:
    """A conversation that was saved stays saved; a hold never has two holders."""
    talks = RedisConversations(servers.addresses.redis_url)
    turns = 60
    inside = [0]

    async def turn() -> None:
        while True:
            try:
                hold, kept = await talks.take("max-citizen", "1")
                inside[0] += 1
                assert inside[0] == 1
                await asyncio.sleep(0.001)
                inside[0] -= 1
                await talks.save(hold, b"%d" % (int(kept or b"0") + 1))
            except (Unavailable, Busy, LostHold):
                await asyncio.sleep(0.02)
            else:
                return

    async def kill() -> None:
        for _ in range(KILLS):
            await asyncio.sleep(0.05)
            if servers.pids.valkey is not None:
                os.kill(servers.pids.valkey, signal.SIGKILL)

    await asyncio.gather(kill(), *(turn() for _ in range(turns)))
    _, kept = await talks.take("max-citizen", "1")
    assert kept is not None
    assert int(kept) >= turns
    await talks.close()
