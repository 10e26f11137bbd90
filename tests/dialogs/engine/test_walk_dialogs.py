"""Random walks over the real dialogs: residents and every post of the staff, in a city with work to do."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core.shared.ids import BotId
from core.shared.roles import Role
from dialogs.engine.walk import Walker
from tests.dialogs.town import Human, Town

WALK = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking a failure would take minutes
)


async def city() -> tuple[Town, dict[str, Sequence[str]]]:
    """A city with incidents, and the subjects that notices open dialogs at."""
    town = Town()
    author = await town.resident("author")
    incidents = [str(await town.report(author, media=("file-1",))) for _ in range(3)]
    drafts = [f"{incident}.{number}" for incident in incidents for number in (1, 2)]
    subjects = [*incidents, *drafts]
    names = {*town.human("max-citizen").registry.dialogs, *town.human("max-staff").registry.dialogs}
    return town, dict.fromkeys(names, subjects)


async def wander(human: Human, args: dict[str, Sequence[str]], drawn: st.DataObject, steps: int) -> None:
    """Walk, with every screen read in both languages; notices go out in between."""

    def choose(several: Sequence[Any]) -> Any:
        return drawn.draw(st.sampled_from(several))

    walker = Walker(human, choose, args=args, payloads=("report", f"incident-{args['incident'][0]}"))
    for _ in range(steps):
        await walker.step()
    await human.town.post()


@WALK
@given(st.data(), st.integers(5, 40), st.booleans(), st.sampled_from(["max-citizen", "telegram-citizen"]))
def test_a_resident_can_do_anything(drawn: st.DataObject, steps: int, known: bool, bot: BotId) -> None:  # noqa: FBT001 (drawn)
    """Known or new, in either messenger: always a screen, with a way on or back."""

    async def story() -> int:
        town, args = await city()
        human = await town.newcomer(bot) if known else town.human(bot)
        await wander(human, args, drawn, steps)
        return len(human.outbound.shown)

    assert asyncio.run(story()) > 0


@pytest.mark.parametrize("role", list(Role))
@WALK
@given(st.data(), st.integers(5, 40))
def test_staff_can_do_anything(role: Role, drawn: st.DataObject, steps: int) -> None:
    """Every post, whatever it may not do: a refusal is a sentence on a screen."""

    async def story() -> int:
        town, args = await city()
        human = await town.colleague(role, "Иванова Мария")
        await wander(human, args, drawn, steps)
        return len(human.outbound.shown)

    assert asyncio.run(story()) > 0


@WALK
@given(st.data(), st.integers(3, 20))
def test_a_stranger_gets_nowhere_in_the_staff_bot(drawn: st.DataObject, steps: int) -> None:
    """Without an invitation there is only the question for its code."""

    async def story() -> set[str]:
        town, args = await city()
        human = town.human("max-staff")
        await wander(human, args, drawn, steps)
        return {screen.text[-1].id for screen in human.outbound.shown}

    assert asyncio.run(story()) <= {"sign-in-code"}
