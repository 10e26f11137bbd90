"""A dialog that is gone on with after days: its files are kept on, or it says that they are gone."""

from datetime import timedelta

import pytest

from core.shared.ids import FileId
from core.shared.msg import Msg
from dialogs.engine.dialog import Dialog, Media, Text
from dialogs.engine.player import Player
from dialogs.engine.twins import MemoryKeeper, SetClock
from tests.dialogs.engine.samples import ANNA, REPORT, Town, as_app, keep_all, registry, words
from tests.dialogs.engine.test_media import at_photos

DAY = timedelta(days=1)
GONE = "engine-files-gone"
PROOF = Dialog(name="proof", steps=(Media(name="photos"), Text(name="text", parse=words(3))), finish=keep_all)


@pytest.fixture
def keeper() -> MemoryKeeper:
    """Who keeps the files."""
    return MemoryKeeper()


@pytest.fixture
def clock() -> SetClock:
    """What day it is."""
    return SetClock()


@pytest.fixture
def player(town: Town, keeper: MemoryKeeper, clock: SetClock) -> Player:
    """Anna, over them."""
    return Player(registry(PROOF), as_app(town), actor=ANNA, keeper=keeper, clock=clock)


async def test_files_of_a_dialog_are_kept_on_once_a_day(
    player: Player, keeper: MemoryKeeper, clock: SetClock
) -> None:
    """On the day they came nobody has to be asked."""
    await at_photos(player)
    await player.photo("one", "two")
    await player.press("engine-done")
    assert keeper.renewed == []
    clock.advance(DAY)
    await player.press("report-photos.change")
    await player.press("engine-back")
    assert keeper.renewed == [{"one", "two"}]
    clock.advance(DAY)
    await player.start()
    assert keeper.renewed[1:] == [{"one", "two"}]


async def test_what_was_removed_meanwhile_is_told_and_not_sent(
    player: Player, keeper: MemoryKeeper, clock: SetClock, town: Town
) -> None:
    """Whoever presses "send" after ten days sees first what is missing; the rest is as it was."""
    await at_photos(player)
    await player.photo("one", "two")
    await player.press("engine-done")
    clock.advance(10 * DAY)
    keeper.gone.add(FileId("one"))
    await player.press("engine-confirm")
    assert player.ids == [GONE, "report-summary"]
    assert player.screen.media == ("two",)
    assert town.sent == {}

    await player.press("engine-confirm")
    assert [sent["photos"] for sent in town.sent.values()] == [["two"]]


async def test_what_was_gathered_so_far_is_filtered_and_the_new_photo_taken(
    player: Player, keeper: MemoryKeeper, clock: SetClock
) -> None:
    """It answers the question that stands there."""
    await at_photos(player)
    await player.photo("one")
    clock.advance(10 * DAY)
    keeper.gone.add(FileId("one"))
    await player.photo("new")
    assert player.ids[0] == GONE
    assert player.text[2] == Msg("engine-media-count", {"count": 1, "most": 3})
    await player.press("engine-done")
    assert player.screen.media == ("new",)


async def test_a_question_that_needs_its_picture_is_asked_again(
    player: Player, keeper: MemoryKeeper, clock: SetClock, town: Town
) -> None:
    """The words were meant for another question; they stay in the chat and answer nothing."""
    await player.start(PROOF)
    await player.photo("one")
    await player.press("engine-done")
    clock.advance(10 * DAY)
    keeper.gone.add(FileId("one"))
    await player.say("All is repaired")
    assert player.ids == [GONE, "proof-photos"]

    await player.photo("two")
    await player.press("engine-done")
    await player.say("All is repaired")
    assert [sent["photos"] for sent in town.sent.values()] == [["two"]]


async def test_a_dialog_that_waits_below_is_mended_too(
    player: Player, keeper: MemoryKeeper, clock: SetClock
) -> None:
    """It says so when the person comes back to the bot, not only when it is their turn."""
    await player.start(PROOF)
    await player.photo("one")
    await player.press("engine-done")
    await player.start()
    clock.advance(10 * DAY)
    keeper.gone.add(FileId("one"))
    await player.start(REPORT)
    assert player.ids == [GONE, "report-text"]
    await player.press("engine-cancel")
    await player.press("engine-continue")
    assert player.ids == ["proof-photos"]
