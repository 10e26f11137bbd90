"""PostgreSQL or Valkey away, at the start or later: answers resume, nothing accepted is lost."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import get_args

import psutil
import pytest

from tests.chaos.campaign import Crowd, Plan, crowd, settle
from tests.chaos.fleet import ALL, SERVERS, Fleet, Way, sailing
from tests.chaos.ledger import read_ledger
from tests.chaos.person import Mood
from tests.chaos.residents import Resident

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("chaos")]

AWAY = 7.0
"""Seconds of silence: longer than a statement or a call may take."""


@contextmanager
def silenced(fleet: Fleet, server: str) -> Iterator[None]:
    """A server that neither answers nor refuses, as behind a broken switch; its children with it."""
    pid = getattr(fleet.embedded.pids, server)
    parent = psutil.Process(pid)
    parent.send_signal(signal.SIGSTOP)  # first, so that it has no more children
    whole = [parent, *parent.children(recursive=True)]
    try:
        _signal(whole, signal.SIGSTOP)
        yield
    finally:
        _signal(whole, signal.SIGCONT)


def _signal(whole: list[psutil.Process], what: signal.Signals) -> None:
    """Those of killed programs may be about to end."""
    for process in whole:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(what)


@asynccontextmanager
async def peopled(way: Way) -> AsyncIterator[tuple[Fleet, Crowd]]:
    """A running product with staff, and two residents in each messenger about to report."""
    mood = Mood(random.Random(1), think=(0.0, 0.2), returns=0.0, whole=False)  # noqa: S311 (people's dice)
    mood.closing.set()
    plan = Plan(way=way, people=4, kills=0, seconds=0, seed=1)
    async with sailing(way, members=(ALL,)) as fleet, crowd(fleet, plan, mood) as people:
        for number in range(plan.people):
            phone = await people.sim.phone("max" if number % 2 else "telegram", "citizen", f"Житель {number}")
            people.residents.append(Resident(phone, mood, photos=0))
        yield fleet, people


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("way", get_args(Way))
async def test_answers_resume_when_a_server_returns(way: Way, server: str) -> None:
    """It falls silent in the middle of four conversations; all come to their end, each report once."""
    async with peopled(way) as (fleet, people):
        for resident in people.residents:
            people.begin(resident.live())
        await asyncio.sleep(1.0)
        with silenced(fleet, server):
            await asyncio.sleep(AWAY)
        await settle(fleet, people)
        ledger = await read_ledger(fleet)
        assert [resident.ended for resident in people.residents] == [True] * 4
        assert sorted(row["text"] for row in ledger.incidents) == sorted(
            resident.problems[0].text for resident in people.residents
        )
        assert [row["state"] for row in ledger.incidents] == ["answered"] * 4
        assert {row["state"] for row in ledger.inbox.values()} <= {"done", "received"}


@pytest.mark.parametrize("server", SERVERS)
async def test_a_program_started_while_a_server_is_away_serves_when_it_returns(server: str) -> None:
    """What people wrote meanwhile is answered then."""
    async with peopled("webhook") as (fleet, people):
        fleet.kill(ALL)
        for resident in people.residents:
            people.begin(resident.live())
        with silenced(fleet, server):
            fleet.launch(ALL)
            await asyncio.sleep(AWAY)
            assert fleet.processes[ALL].poll() is None
        await fleet.answers(ALL)
        await settle(fleet, people)
        assert [resident.ended for resident in people.residents] == [True] * 4


async def test_servers_killed_again_and_again_are_there_again() -> None:
    """Not one kill but five in a row; the guard starts them each time."""
    async with peopled("polling") as (fleet, people):
        for resident in people.residents:
            people.begin(resident.live())
        for _ in range(5):
            for server in SERVERS:
                fleet.kill(server)
            await asyncio.sleep(0.5)
        await settle(fleet, people)
        assert [resident.ended for resident in people.residents] == [True] * 4
