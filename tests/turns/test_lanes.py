"""Lanes: one person at a time in the order of arrival, different people side by side."""

import asyncio

import pytest

from bots.turns.lanes import Lanes


async def test_one_person_s_updates_are_handled_in_the_order_they_came() -> None:
    """The first is slow; the second waits for it all the same."""
    lanes, told = Lanes(), []

    async def work(name: str, pause: float) -> None:
        await asyncio.sleep(pause)
        told.append(name)

    await asyncio.gather(
        lanes.run("maria", lambda: work("first", 0.05)),
        lanes.run("maria", lambda: work("second", 0)),
        lanes.run("maria", lambda: work("third", 0)),
    )
    assert told == ["first", "second", "third"]


async def test_different_people_do_not_wait_for_each_other() -> None:
    """Each waits for the other to have begun: in one lane this would never end."""
    lanes = Lanes()
    begun = {"maria": asyncio.Event(), "ivan": asyncio.Event()}

    async def meet(me: str, other: str) -> str:
        begun[me].set()
        await begun[other].wait()
        return me

    async with asyncio.timeout(5):
        met = await asyncio.gather(
            lanes.run("maria", lambda: meet("maria", "ivan")),
            lanes.run("ivan", lambda: meet("ivan", "maria")),
        )
    assert met == ["maria", "ivan"]


async def test_what_is_handled_knows_whether_something_that_draws_waits_behind_it() -> None:
    """Whoever waits for nothing to see does not count; nor does whoever gave up waiting."""
    lanes, told = Lanes(), []

    async def work() -> None:
        await asyncio.sleep(0)
        told.append(lanes.followed("maria"))

    waiting = [asyncio.ensure_future(lanes.run("maria", work, draws=draws)) for draws in (True, True, False)]
    given_up = asyncio.ensure_future(lanes.run("maria", work))
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.gather(*waiting)
    assert told == [True, False, False]
    assert not lanes.followed("maria")
    assert not lanes.busy("maria")


async def test_a_failure_lets_the_next_one_in_and_a_lane_nobody_uses_is_forgotten() -> None:
    """What breaks one turn is its own."""
    lanes = Lanes()

    async def break_down() -> None:
        raise ValueError("broken")

    async def go_on() -> str:
        return "on"

    with pytest.raises(ValueError, match="broken"):
        await lanes.run("maria", break_down)
    assert await lanes.run("maria", go_on) == "on"
    assert len(lanes) == 0
