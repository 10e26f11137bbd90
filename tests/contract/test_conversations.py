"""Stories of conversations: one at a time, in the order they came, and nobody saves over another."""

import asyncio

import pytest

from core.shared.holds import Busy, LostHold
from core.shared.ids import BotId
from tests.contract.stage import Stage

BOT: BotId = "max-citizen"


async def test_what_is_saved_is_found_by_the_next(stage: Stage) -> None:
    """Each bot and each person has their own."""
    talks = stage.talks()
    hold, kept = await talks.take(BOT, "1")
    assert kept is None
    await talks.save(hold, b'{"\x00": 1}')
    hold, kept = await talks.take(BOT, "1")
    assert kept == b'{"\x00": 1}'
    await talks.release(hold)
    elsewhere: tuple[tuple[BotId, str], ...] = ((BOT, "2"), ("max-staff", "1"))
    for bot, user in elsewhere:
        _, other = await talks.take(bot, user)
        assert other is None


async def test_releasing_saves_nothing(stage: Stage) -> None:
    """A turn that failed leaves the dialog where it was."""
    talks = stage.talks()
    for content in (b"one", None):
        hold, _ = await talks.take(BOT, "1")
        await (talks.save(hold, content) if content else talks.release(hold))
    _, kept = await talks.take(BOT, "1")
    assert kept == b"one"


async def test_one_person_at_a_time_in_the_order_they_came(stage: Stage) -> None:
    """Ten updates at once: each sees what the one before it saved."""
    talks = stage.talks()

    async def turn(mark: str) -> None:
        hold, kept = await talks.take(BOT, "1")
        await asyncio.sleep(0.001)
        await talks.save(hold, (kept or b"") + mark.encode())

    await asyncio.gather(*(turn(str(n)) for n in range(10)))
    _, kept = await talks.take(BOT, "1")
    assert kept == b"0123456789"


async def test_people_do_not_wait_for_each_other(stage: Stage) -> None:
    """A hold is one person's in one bot."""
    talks = stage.talks()
    await talks.take(BOT, "1")
    hold, _ = await talks.take(BOT, "2")
    await talks.save(hold, b"free")


async def test_who_waits_too_long_is_told_that_it_is_busy(stage: Stage) -> None:
    """The messenger delivers the update again then; whoever comes next is not harmed."""
    talks = stage.talks(wait=0.05)
    hold, _ = await talks.take(BOT, "1")
    with pytest.raises(Busy):
        await talks.take(BOT, "1")
    await talks.save(hold, b"done")
    _, kept = await talks.take(BOT, "1")
    assert kept == b"done"


async def test_a_hold_that_lapsed_saves_nothing_over_the_next_one(stage: Stage) -> None:
    """The fence: a token is good until somebody else has one."""
    talks = stage.talks(hold=0.1, wait=5)
    slow, _ = await talks.take(BOT, "1")
    quick, _ = await talks.take(BOT, "1")
    with pytest.raises(LostHold):
        await talks.save(slow, b"stale")
    await talks.release(slow)
    await talks.save(quick, b"fresh")
    _, kept = await talks.take(BOT, "1")
    assert kept == b"fresh"


async def test_a_saved_hold_is_over(stage: Stage) -> None:
    """Saving twice is a bug that must not pass for a success."""
    talks = stage.talks()
    hold, _ = await talks.take(BOT, "1")
    await talks.save(hold, b"one")
    with pytest.raises(LostHold):
        await talks.save(hold, b"two")


async def test_who_gives_up_waiting_leaves_the_way_free(stage: Stage) -> None:
    """A cancelled update passes its turn on."""
    talks = stage.talks()
    hold, _ = await talks.take(BOT, "1")
    waiting = [asyncio.ensure_future(talks.take(BOT, "1")) for _ in range(3)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    await talks.save(hold, b"one")
    second, kept = await waiting[1]
    assert kept == b"one"
    waiting[2].cancel()
    await talks.save(second, b"two")
    _, kept = await talks.take(BOT, "1")
    assert kept == b"two"


async def test_a_forgotten_conversation_starts_anew(stage: Stage) -> None:
    """The next update starts from the database."""
    talks = stage.talks()
    hold, _ = await talks.take(BOT, "1")
    await talks.save(hold, b"one")
    await talks.forget(BOT, "1")
    _, kept = await talks.take(BOT, "1")
    assert kept is None
