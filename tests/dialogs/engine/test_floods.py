"""Many acts of one person at once: the last screen is drawn, nothing said on the others is lost."""

import pytest

from core.shared.msg import Msg
from dialogs.engine.player import Player
from dialogs.engine.ports import TryLater
from dialogs.engine.session import dump, load
from dialogs.engine.update import Left, Pressed, Said, Started
from tests.dialogs.engine.samples import HOUSE, REPORT, Town
from tests.dialogs.engine.stories import checked

SHORT = Msg("report-text.too-short", {"min": 10, "length": 5})


async def flood(player: Player, *words: str) -> None:
    """All of it waits in the lane already when the first is handled."""
    for number, word in enumerate(words, 1):
        await player.deliver(player.update(Said(text=word)), followed=number < len(words))


async def test_of_many_answers_in_a_row_only_the_last_screen_is_drawn(player: Player) -> None:
    """Each is taken, in its order; the screen comes anew, below what was typed."""
    await player.start(REPORT)
    shown = len(player.outbound.shown)
    await flood(player, "A tree fell on the path", "area parks", "topic-trees")
    assert len(player.outbound.shown) == shown + 1
    assert player.ids == ["report-place"]
    assert player.screen.fresh


async def test_an_error_on_a_screen_left_out_stands_above_the_last_one(player: Player) -> None:
    """Once, however often it was made; one that stands there anyway is not repeated."""
    await player.start(REPORT)
    await flood(player, "short", "other", "short", "A tree fell on the path")
    assert player.text == (SHORT, Msg("report-area"))
    await player.say("area parks")
    assert player.ids == ["report-topic"]


async def test_two_hundred_words_at_the_menu_are_one_screen(player: Player) -> None:
    """What is wrong with them is said once."""
    await player.start()
    shown = len(player.outbound.shown)
    await flood(player, *(["hello"] * 200))
    assert len(player.outbound.shown) == shown + 1
    assert player.ids == ["menu"]
    assert player.error is not None


async def test_a_remark_on_a_screen_left_out_is_not_lost(player: Player) -> None:
    """That it was cancelled was a paragraph, because nothing was pressed."""
    await player.start(REPORT)
    await flood(player, "engine-cancel", "hello")
    assert player.ids == ["engine-cancelled", "menu"]


async def test_a_result_is_always_shown(player: Player, town: Town) -> None:
    """A register number is worth a screen, whoever waits behind it."""
    await player.deliver(await checked(player), followed=True)
    assert len(town.sent) == 1
    assert player.ids == ["report-sent", "menu"]


async def test_every_press_is_answered_whether_or_not_its_screen_is_drawn(player: Player) -> None:
    """With its remark; the rest of two hundred presses find the button spent."""
    await player.start(HOUSE, "h1")
    shown, paint = len(player.outbound.shown), player.button("Paint").data
    for number in range(200):
        press = Pressed(data=paint, callback=f"c{number}", message="m")
        await player.deliver(player.update(press), followed=number < 199)
    await player.after.run()
    assert len(player.outbound.shown) == shown + 1
    toasts = player.outbound.toasts[1:]
    assert len(toasts) == 200
    assert toasts.count(Msg("house-painted")) == 1
    assert toasts.count(Msg("engine-stale")) == 199


async def test_a_press_after_typed_words_draws_the_screen_below_them(player: Player) -> None:
    """Its message lies above; editing it would be missed."""
    await player.start(REPORT)
    await player.deliver(player.update(Said(text="A tree fell on the path")), followed=True)
    await player.press_data("01234567.0.b")
    assert player.ids == ["report-area"]
    assert player.screen.fresh


async def test_what_is_owed_outlives_the_process(player: Player) -> None:
    """The next one takes up what waited, and says it all."""
    await player.start(REPORT)
    await player.deliver(player.update(Said(text="short")), followed=True)
    kept = player.conversation
    assert load(dump(kept)) == kept
    await player.deliver_again()
    assert player.text == (SHORT, Msg("report-text"))


async def test_a_screen_refused_for_now_is_shown_later_with_all_of_it(player: Player) -> None:
    """Unless the person went on, as ever."""
    await player.start(REPORT)
    player.outbound.troubles = [TryLater(1.0)]
    await flood(player, "short", "A tree fell on the path")
    await player.after.run()
    assert player.text == (SHORT, Msg("report-area"))


async def test_what_was_given_up_does_not_leave_the_person_without_a_screen(player: Player) -> None:
    """The one before it was left out for its sake."""
    await player.start(REPORT)
    await player.deliver(player.update(Said(text="A tree fell on the path")), followed=True)
    last = player.update(Said(text="area parks"))
    player.inbox.dead[player.account.bot, last.keys[0]] = "a bug"
    await player.deliver(last)
    assert player.ids == ["report-area"]


@pytest.mark.parametrize("kept", ['{"say": 5}', '{"say": [{"args": 1}]}', "[]", '{"say": [{"id": 7}]}'])
def test_what_is_not_ours_to_read_is_not_owed(kept: str) -> None:
    """Nothing in there can raise."""
    assert load(b'{"": "v1", "seen": [], "owed": ' + kept.encode() + b"}").owed is None


async def test_who_leaves_is_owed_nothing(player: Player) -> None:
    """They begin anew."""
    await player.start(REPORT)
    await player.deliver(player.update(Said(text="short")), followed=True)
    await player.deliver(player.update(Left()))
    await player.deliver(player.update(Started()))
    assert player.ids == ["menu"]
