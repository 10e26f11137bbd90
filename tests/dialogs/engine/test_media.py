"""Photos and videos: gathered over messages and albums, counted, removed, left out."""

import pytest

from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.fetching import fetch
from dialogs.engine.player import Player
from dialogs.engine.ports import Rejected, TryLater, Uncertain
from dialogs.engine.twins import MemoryKeeper
from dialogs.engine.update import Point, RemoteMedia, Said
from tests.dialogs.engine.samples import ANNA, REPORT, SURVEY, Town, as_app, registry

ONE = (RemoteMedia(kind="photo", ref="one"),)


async def at_photos(player: Player) -> None:
    """The question for pictures."""
    await player.start(REPORT)
    await player.say("A bench is broken in the park")
    await player.press("Area parks")
    await player.press("topic-trees")
    await player.press("engine-skip")


async def test_pictures_add_up_until_done(player: Player) -> None:
    """One by one or as an album; the count stands on the screen; a repeat is not counted twice."""
    await at_photos(player)
    assert "engine-skip" in player.titles

    await player.photo("one")
    await player.photo("two", "one")
    assert player.text[1] == Msg("engine-media-count", {"count": 2, "most": 3})
    assert player.screen.fresh
    assert "engine-skip" not in player.titles

    await player.press("engine-done")
    assert player.screen.media == ("one", "two")


async def test_pictures_can_all_be_removed(player: Player) -> None:
    """Then the step can be skipped again."""
    await at_photos(player)
    await player.photo("one")

    await player.press("engine-media-clear")
    assert player.ids == ["report-photos"]
    await player.press("engine-skip")
    assert player.screen.media == ()


async def test_too_many_pictures_are_left_out_and_told(player: Player) -> None:
    """The first ones stay."""
    await at_photos(player)
    await player.photo("one", "two", "three", "four")
    assert Msg("engine-media-most", {"most": 3}) == player.error

    await player.press("engine-done")
    assert player.screen.media == ("one", "two", "three")


async def test_a_caption_is_not_lost_silently(player: Player) -> None:
    """The picture is kept, and the person is told where words are changed."""
    await at_photos(player)
    await player.photo("one", text="It is the left one")
    assert player.ids == ["engine-media-caption", "report-photos", "engine-media-count"]


async def test_words_alone_are_no_picture(player: Player) -> None:
    """The person is asked for a picture, politely."""
    await at_photos(player)
    await player.say("later")
    assert Msg("engine-expected-media") == player.error


async def test_pictures_wait_while_an_earlier_answer_is_mended(player: Player) -> None:
    """Going back does not throw away what was gathered."""
    await at_photos(player)
    await player.photo("one")
    await player.press("engine-back")
    await player.press("engine-skip")
    assert player.text[1] == Msg("engine-media-count", {"count": 1, "most": 3})


async def test_what_the_keeper_refuses_is_told_on_the_step(town: Town) -> None:
    """Too big, unreadable: the reason, and the question stays with what was gathered."""
    keeper = MemoryKeeper(troubles=[Refusal("media-too-big", limit=20)])
    player = Player(registry(), as_app(town), actor=ANNA, keeper=keeper)
    await at_photos(player)

    await player.photo("huge")
    assert Msg("refusal-media-too-big", {"limit": 20}) == player.error
    await player.photo("small")
    assert player.text[1] == Msg("engine-media-count", {"count": 1, "most": 3})


async def test_media_is_fetched_only_where_it_is_asked_for(player: Player) -> None:
    """A photo sent where nothing in the dialog asks for one is not fetched at all."""
    await player.start(SURVEY)
    await player.do(Said(media=ONE))
    assert player.error == Msg("engine-expected-choices")
    assert isinstance(player.ports.keeper, MemoryKeeper)
    assert player.ports.keeper.kept == []


async def test_pictures_sent_before_their_question_are_kept_for_it(player: Player) -> None:
    """Residents send the photo first: one after another, at any question, as many as there is room for."""
    await player.start(REPORT)
    await player.photo("one")
    assert (player.ids, player.error) == (["engine-brought-media", "report-text"], None)
    await player.say("A bench is broken in the park")
    await player.press("Area parks")
    await player.press("topic-trees")
    assert player.ids == ["report-place"]
    await player.photo("one", "two")
    await player.press("engine-skip")
    assert player.screen.media == ("one", "two")

    await player.photo("three", "four")  # on the check page
    assert player.screen.media == ("one", "two", "three")
    assert player.error == Msg("engine-media-most", {"most": 3})
    await player.photo("five")
    assert player.screen.media == ("one", "two", "three")
    assert player.error == Msg("engine-media-most", {"most": 3})


async def test_a_picture_that_cannot_be_fetched_is_told_of_at_any_question(player: Player) -> None:
    """The question stays, and so does what was answered."""
    assert isinstance(player.ports.keeper, MemoryKeeper)
    player.ports.keeper.troubles.append(Rejected("no such file"))
    await player.start(REPORT)
    await player.photo("one")
    assert player.ids == ["report-text"]
    assert player.error == Msg("refusal-media-unreadable")


async def test_a_place_sent_before_its_question_is_kept_for_it(player: Player) -> None:
    """At the question for words; one that was given stays."""
    await player.start(REPORT)
    await player.do(Said(point=Point(56.8, 61.3)))
    assert (player.ids, player.error) == (["engine-brought-place", "report-text"], None)
    await player.say("A bench is broken in the park")
    await player.press("Area parks")
    await player.press("topic-trees")
    assert player.ids == ["report-photos"]
    await player.do(Said(point=Point(10.0, 10.0)))
    assert player.error == Msg("engine-expected-media")


async def test_a_hesitating_messenger_is_asked_again() -> None:
    """A file that is not ready yet comes with the next try."""
    keeper = MemoryKeeper(troubles=[TryLater(0.0), Uncertain()])
    assert await fetch(keeper, "max-citizen", ONE) == ("one",)


@pytest.mark.parametrize(
    ("troubles", "code"),
    [
        ([TryLater(0.0)] * 3, "media-later"),
        ([Rejected("no such file")], "media-unreadable"),
        ([TryLater(0.0), TryLater(0.0), Rejected("gone")], "media-unreadable"),
    ],
)
async def test_a_file_that_does_not_come_is_told(troubles: list[Exception], code: str) -> None:
    """The person is asked to send it again, or something else."""
    with pytest.raises(Refusal) as refused:
        await fetch(MemoryKeeper(troubles=troubles), "max-citizen", ONE)
    assert refused.value.code == code
