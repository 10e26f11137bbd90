"""Choosing: one option, several, from long lists, by words instead of buttons."""

import pytest

from core.shared.msg import Msg
from core.shared.voice import Voice
from dialogs.engine.player import Player
from dialogs.engine.screen import Label
from dialogs.engine.twins import MemoryPassports
from tests.dialogs.engine.samples import ANNA, REPORT, STREETS, SURVEY, Town, as_app, registry


async def test_a_title_may_be_typed_instead_of_pressed(player: Player) -> None:
    """Case, ё and punctuation do not matter; the beginning of one title alone is enough."""
    await player.start(REPORT)
    await player.say("A bench is broken")

    await player.say("  area ROADS! ")
    assert player.ids == ["report-topic"]


async def test_words_that_fit_two_titles_choose_neither(player: Player) -> None:
    """The person is asked to be clearer, and stays."""
    await player.start(REPORT)
    await player.say("A bench is broken")

    await player.say("area")
    assert Msg("engine-expected-choice") == player.error
    assert player.ids == ["report-area"]


@pytest.mark.parametrize("titles", [{"topic-benches": "Скамейки"}])
async def test_words_are_compared_in_the_language_the_person_reads(
    town: Town, titles: dict[str, str]
) -> None:
    """A title that is a text's id is matched as it stands on the screen."""

    def wording(label: Label, voice: Voice) -> str:
        assert voice.language == "ru"
        return label if isinstance(label, str) else titles.get(label.id, label.id)

    player = Player(registry(), as_app(town), actor=ANNA, wording=wording)
    await player.start(REPORT)
    await player.say("A bench is broken")
    await player.press("Area parks")

    await player.say("скамейки")
    assert player.conversation.session is not None
    assert player.conversation.session.answers["topic"] == "benches"


async def test_a_picture_is_no_choice(player: Player) -> None:
    """It is kept for its own question, and said so; the options stay."""
    await player.start(REPORT)
    await player.say("A bench is broken")

    await player.photo()
    assert player.ids == ["engine-brought-media", "report-area"]
    assert player.error is None
    assert "Area parks" in player.titles


async def test_a_picture_with_words_that_are_no_choice_is_kept_all_the_same(player: Player) -> None:
    """What cannot be understood is said."""
    await player.start(REPORT)
    await player.say("A bench is broken")

    await player.photo(text="over there")
    assert player.ids == ["engine-brought-media", "report-area"]
    assert Msg("engine-expected-choice") == player.error


async def test_the_only_option_is_chosen_by_itself_and_back_passes_it_by(player: Player) -> None:
    """With one topic in an area nobody is asked for it, neither on the way forth nor on the way back."""
    await player.start(REPORT)
    await player.say("The pipe has burst")
    await player.press("Area water")
    assert player.ids == ["report-place"]

    await player.press("engine-back")
    assert player.ids == ["report-area", "engine-now"]


async def test_a_long_choice_turns_pages(player: Player) -> None:
    """More options than a messenger takes are shown ten at a time; any may be typed."""
    await player.start(STREETS)
    assert player.text[1] == Msg("engine-page", {"page": 1, "pages": 5})
    assert "engine-previous" not in player.titles

    await player.press("engine-next")
    assert "Street 10" in player.titles
    await player.press("engine-previous")
    assert "Street 0" in player.titles

    await player.say("street 44")
    assert player.ids == ["survey-thanks", "menu"]


async def test_several_options_are_ticked_then_done(player: Player, town: Town) -> None:
    """Ticks can be taken back; "done" comes with the first tick, and the order is the options'."""
    await player.start(SURVEY)
    assert "engine-done" not in player.titles

    await player.press("Blue")
    await player.press("Red")
    await player.press("Red")
    await player.press("colour-green")
    assert [button.title for button in player.buttons if "icked" in str(button.title)] == [
        Msg("engine-unticked", {"title": "Red"}),
        Msg("engine-ticked", {"title": Msg("colour-green")}),
        Msg("engine-ticked", {"title": "Blue"}),
    ]

    await player.press("engine-done")
    assert player.ids == ["survey-age"]
    assert player.conversation.session is not None
    assert player.conversation.session.answers == {"colours": ["green", "blue"]}
    assert town.sent == {}


async def test_no_more_than_the_most_can_be_ticked(player: Player) -> None:
    """One too many is told, the others stay ticked."""
    await player.start(SURVEY)
    await player.press("Red")
    await player.press("Blue")

    await player.press("colour-green")
    assert Msg("engine-choose-most", {"most": 2}) == player.error
    assert Msg("engine-ticked", {"title": "Red"}) in [button.title for button in player.buttons]


async def test_a_double_press_on_a_tick_does_not_undo_itself(player: Player) -> None:
    """The button says which way it ticks: pressed twice before the screen came, it still ticks."""
    await player.start(SURVEY)
    red = player.button("Red").data

    await player.press_data(red)
    await player.press_data(red)
    assert Msg("engine-ticked", {"title": "Red"}) in [button.title for button in player.buttons]


async def test_a_typed_title_ticks(player: Player) -> None:
    """Words tick as presses do; other words ask for a press."""
    await player.start(SURVEY)
    await player.say("red")
    assert Msg("engine-ticked", {"title": "Red"}) in [button.title for button in player.buttons]

    await player.say("purple")
    assert Msg("engine-expected-choices") == player.error


async def test_ticks_survive_going_back_and_forth(player: Player) -> None:
    """Coming back to the question, the person sees what they ticked."""
    await player.start(SURVEY)
    await player.press("Red")
    await player.press("engine-done")

    await player.press("engine-back")
    assert Msg("engine-ticked", {"title": "Red"}) in [button.title for button in player.buttons]
    await player.press("engine-keep")
    assert player.ids == ["survey-age"]


async def test_an_option_that_is_gone_is_told(player: Player) -> None:
    """A forged option, or one withdrawn meanwhile, is not taken."""
    await player.start(REPORT)
    await player.say("A bench is broken")
    forged = player.button("Area parks").data.replace("oparks", "onowhere")

    await player.press_data(forged)
    assert Msg("engine-option-gone") == player.error
    assert isinstance(player.ports.passports, MemoryPassports)
    assert player.ids == ["report-area"]
