"""What a killed process left: taken up by the next one, and given up if that kills it again and again."""

import asyncio

import orjson

from core.shared.inbox import Received
from storage.memory import World
from tests.turns.desk import AwayError, Desk, message


async def test_what_a_killed_process_left_is_handled_after_the_restart() -> None:
    killed = Desk()
    await killed.intake.polled([message(1, "left behind")])
    for task in killed.tasks:
        task.cancel()
    again = Desk(world=killed.world)
    assert await again.intake.recover() == 1
    await again.settle()
    assert again.texts() == ["left behind"]


async def test_an_update_that_kills_its_process_each_time_is_buried_and_the_others_are_not() -> None:
    """Taken up alone after the second kill; after the fifth the person hears of it."""
    world = World()
    rows = [Received(str(n), orjson.dumps({**message(n, f"word {n}"), "from": f"p{n}"})) for n in range(1, 6)]
    await world.inbox.store("telegram-citizen", rows)
    for _ in range(4):
        lived = Desk(world=world, marks=True)
        lived.handler.deadly = "3"
        recovering = asyncio.ensure_future(lived.intake.recover())
        await lived.handler.killed.wait()
        for task in [recovering, *lived.tasks]:
            task.cancel()
    last = Desk(world=world, marks=True)
    await last.intake.recover()
    await last.settle()
    assert [update.keys for update in last.sorry] == [("3",)]
    states = {key: row.state for (_, key), row in world.state.inbox.items()}
    assert states.pop("3") == "dead"
    assert await world.inbox.pending("telegram-citizen") == ()


async def test_a_database_that_was_away_counts_for_one_try() -> None:
    """It is not the update's fault."""
    desk = Desk()
    await desk.world.inbox.store("telegram-citizen", [Received("1", orjson.dumps(message(1, "hello")))])
    desk.handler.failures = [AwayError(), AwayError(), AwayError()]
    await desk.intake.recover()
    await desk.settle()
    assert desk.texts() == ["hello"]
    assert [row.tries for row in desk.world.state.inbox.values()] == [1]


async def test_a_stored_update_that_can_no_longer_be_read_never_blocks_the_next() -> None:
    desk = Desk()
    rows = [Received("1", b'{"update_id": 1}'), Received("2", orjson.dumps(message(2, "fine")))]
    await desk.world.inbox.store("telegram-citizen", rows)
    await desk.intake.recover()
    await desk.settle()
    assert desk.texts() == ["fine"]
    assert [row.state for row in desk.world.state.inbox.values()] == ["dead", "received"]


async def test_parts_of_a_pushed_album_are_kept_and_outlive_the_process() -> None:
    killed = Desk()
    for n in (1, 2):
        await killed.intake.pushed(orjson.dumps(message(n, "", photos=[f"p{n}"], album="a1")))
    for task in killed.tasks:
        task.cancel()
    again = Desk(world=killed.world)
    assert await again.intake.recover() == 2
    await again.settle()
    assert [update.keys for update in again.handler.came] == [("1", "2")]
