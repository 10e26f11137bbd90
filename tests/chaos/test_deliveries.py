"""Every update delivered three times and shuffled gives the same final state as once."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import pytest

from core.shared.ids import BOTS
from tests.chaos.campaign import Crowd, Plan, crowd, settle
from tests.chaos.fleet import ALL, Fleet, Way, sailing
from tests.chaos.ledger import Ledger, read_ledger
from tests.chaos.person import Mood
from tests.chaos.residents import ANSWERED, Resident

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("chaos")]

PHOTOS = (0, 2, 1, 0)
"""How many photos each resident sends; two are an album."""


@dataclass(frozen=True, slots=True)
class End:
    """What became of one resident's report: facts in order, drafts, photos, answers on their phone."""

    facts: tuple[str, ...]
    drafts: int
    photos: int
    answers: int


@pytest.mark.parametrize("way", get_args(Way))
async def test_three_shuffled_deliveries_end_like_one(way: Way) -> None:
    """The same people's story, once as usual and once with every update thrice and out of order."""
    plan = Plan(way=way, people=len(PHOTOS), kills=0, seconds=0, seed=1)
    mood = Mood(random.Random(1), think=(0.0, 0.05), returns=0.0, whole=False)  # noqa: S311 (people's dice)
    mood.closing.set()
    async with sailing(way, members=(ALL,)) as fleet, crowd(fleet, plan, mood) as people:
        once = await _play(fleet, people)
        for bot in BOTS:
            await people.sim.call("POST", "/sim/delivery", json={"bot": bot, "repeat": 3, "shuffle": True})
        thrice = await _play(fleet, people)
        ledger = await read_ledger(fleet)
        assert _ends(ledger, thrice) == _ends(ledger, once)
        assert _ends(ledger, once) == [
            End(("registered", "assigned", "draft-submitted", "answered"), 1, count, 1) for count in PHOTOS
        ]
        assert len(ledger.incidents) == 2 * len(PHOTOS)
        assert {row["state"] for row in ledger.inbox.values()} == {"done"}


async def _play(fleet: Fleet, people: Crowd) -> list[Resident]:
    """One group of residents, from Start to the answer."""
    group = []
    for number, photos in enumerate(PHOTOS):
        phone = await people.sim.phone("max" if number % 2 else "telegram", "citizen", f"Житель {number}")
        group.append(Resident(phone, people.mood, photos=photos))
    people.residents += group
    for resident in group:
        people.begin(resident.live())
    await settle(fleet, people)
    await asyncio.sleep(0.5)  # marks are written a moment later
    return group


def _ends(ledger: Ledger, group: Sequence[Resident]) -> list[End]:
    return [_end(ledger, resident) for resident in group]


def _end(ledger: Ledger, resident: Resident) -> End:
    [problem] = resident.problems
    [incident] = [row for row in ledger.incidents if row["text"] == problem.text]
    return End(
        facts=tuple(row["name"] for row in ledger.journal if row["subject"] == incident["id"]),
        drafts=len(incident["drafts"]),
        photos=len(incident["media"]),
        answers=sum(
            bool(ANSWERED.match(message["text"])) and not message["mine"]
            for message in resident.phone.seen.values()
        ),
    )
