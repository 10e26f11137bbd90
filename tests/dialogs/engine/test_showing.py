"""Messengers in trouble: screens come later, once, or not at all, and nobody else waits."""

import pytest
import structlog.testing

from core.shared.msg import Msg
from dialogs.engine.player import Player
from dialogs.engine.ports import PersonGone, Rejected, TryLater, Uncertain
from dialogs.engine.showing import PATIENCE
from dialogs.engine.twins import MemoryPassports
from dialogs.engine.update import Pressed
from tests.dialogs.engine.samples import HOUSE, REPORT


async def test_a_screen_refused_for_now_is_shown_later(player: Player) -> None:
    """The answer was taken; the screen comes when the messenger says, error and all."""
    await player.start(REPORT)
    player.outbound.troubles = [TryLater(7.0)]
    await player.say("short")
    assert [seconds for seconds, _ in player.after.waiting] == [7.0]

    await player.after.run()
    assert Msg("report-text.too-short", {"min": 10, "length": 5}) == player.error
    assert player.conversation.view == {"message": 2}
    assert player.after.waiting == []


async def test_a_later_screen_is_not_shown_over_a_newer_one(player: Player) -> None:
    """The person went on meanwhile."""
    await player.start(REPORT)
    player.outbound.troubles = [TryLater(1.0)]
    await player.say("A tree fell on the path")
    await player.say("area parks")
    shown = len(player.outbound.shown)

    await player.after.run()
    assert len(player.outbound.shown) == shown
    assert player.ids == ["report-topic"]


async def test_a_messenger_that_stays_refusing_is_asked_less_and_less_then_left(player: Player) -> None:
    """Pauses grow to a minute; then it is logged, and the next press shows where the person is."""
    player.outbound.troubles = [TryLater(1.0)] * (PATIENCE + 1)
    pauses = []
    with pytest.raises(AssertionError, match="nothing was shown"):
        await player.start(REPORT)
    with structlog.testing.capture_logs() as logs:
        while player.after.waiting:
            pauses += [seconds for seconds, _ in player.after.waiting]
            await player.after.run()
    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]
    assert [log["event"] for log in logs] == ["screen-given-up"]

    await player.press_data("01234567.0.b")
    assert player.ids == ["report-text"]


async def test_who_is_busy_when_the_screen_comes_is_asked_again(player: Player) -> None:
    """Another update of theirs is being handled at that moment."""
    await player.start(REPORT)
    player.outbound.troubles = [TryLater(1.0)]
    await player.say("A tree fell on the path")
    hold, _ = await player.conversations.take(player.account.bot, player.account.user)
    await player.after.run()
    assert len(player.after.waiting) == 1

    await player.conversations.release(hold)
    await player.after.run()
    assert player.ids == ["report-area"]


@pytest.mark.parametrize("trouble", [Uncertain(), Rejected("text is too long")])
async def test_a_screen_that_may_not_have_arrived_is_logged_and_the_answer_kept(
    player: Player, trouble: Exception
) -> None:
    """Without a word of what stood on it."""
    await player.start(REPORT)
    player.outbound.troubles = [trouble]
    with structlog.testing.capture_logs() as logs:
        await player.say("A tree fell on the path")
    assert logs == [
        {
            "event": "screen-not-shown",
            "log_level": "warning",
            "bot": "telegram-citizen",
            "kind": type(trouble).__name__,
            "screen": "report-area",
        }
    ]
    assert player.after.waiting == []
    await player.say("area parks")
    assert player.ids == ["report-topic"]


@pytest.mark.parametrize("trouble", [Uncertain(), Rejected("no"), PersonGone()])
async def test_a_later_screen_may_fail_for_good(player: Player, trouble: Exception) -> None:
    """Then it is left at that."""
    await player.start(REPORT)
    player.outbound.troubles = [TryLater(1.0), trouble]
    await player.say("A tree fell on the path")
    await player.after.run()
    assert player.after.waiting == []
    assert player.conversations.held == {}
    assert player.reach.log == ([("left", "1001")] if isinstance(trouble, PersonGone) else [])


async def test_a_bug_in_a_later_screen_lets_the_person_go(player: Player) -> None:
    """The hold is released, the failure goes to whoever supervises."""
    await player.start(REPORT)
    player.outbound.troubles = [TryLater(1.0), ZeroDivisionError()]
    await player.say("A tree fell on the path")
    with pytest.raises(ZeroDivisionError):
        await player.after.run()
    assert player.conversations.held == {}


async def test_who_left_is_marked_and_read_anew_when_they_return(player: Player) -> None:
    """The channel is marked at the first screen that finds nobody."""
    await player.start(HOUSE, "h1")
    player.outbound.troubles = [PersonGone()]
    await player.press("Paint")
    assert player.reach.log == [("left", "1001")]
    assert player.conversation.who is None

    passports = player.ports.passports
    assert isinstance(passports, MemoryPassports)
    passports.gone.add("1001")
    await player.start()
    assert player.reach.log[-1] == ("came-back", "1001")


@pytest.mark.parametrize("trouble", [Uncertain(), Rejected("no"), PersonGone(), TryLater(1.0)])
async def test_an_answer_to_a_press_given_up_may_fail(player: Player, trouble: Exception) -> None:
    """It is of no consequence."""
    await player.start(REPORT)
    update = player.update(Pressed(data="x", callback="c", message="m"))
    player.inbox.dead[player.account.bot, update.keys[0]] = "a bug"
    player.outbound.troubles = [trouble]
    await player.deliver(update)
    assert player.ids == ["report-text"]


async def test_a_label_typed_by_a_keyboard_is_a_press_without_a_toast(player: Player) -> None:
    """There is nothing to flash over: the remark stands above, and the screen comes anew."""
    await player.start(REPORT)
    await player.do(Pressed(data="garbage", callback="", message="m"))
    assert player.ids == ["engine-stale", "report-text"]
    assert player.toast is None
    assert player.screen.fresh
