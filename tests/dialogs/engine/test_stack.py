"""Dialogs on top of each other: notices, commands, links, /start in the middle, nothing lost."""

from collections.abc import Sequence
from dataclasses import replace

from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Card, Dialog, View
from dialogs.engine.player import Player
from dialogs.engine.session import DEPTH, chain
from tests.dialogs.engine.samples import HOUSE, HOUSES, REPORT, SURVEY


def stack(player: Player) -> list[str]:
    """The dialogs that lie on each other, newest first."""
    return [one.dialog for one in chain(player.conversation.session)]


async def test_a_notice_interrupts_and_the_person_returns(player: Player) -> None:
    """What was typed before the notice is there after it."""
    await player.start(REPORT)
    await player.say("A tree fell on the path")

    await player.start(HOUSE, "h5")
    assert player.text == (Msg("house-card", {"id": "h5"}),)
    assert player.screen.fresh
    await player.press("engine-back")
    assert player.ids == ["report-area"]

    session = player.conversation.session
    assert session is not None
    assert session.answers == {"text": "A tree fell on the path"}


async def test_a_result_is_told_above_what_was_interrupted(player: Player) -> None:
    """The end of the interrupting dialog is told, then the old question stands there again."""
    await player.start(REPORT)
    await player.start(HOUSE, "h5")
    await player.press("Pull down")
    assert player.ids == ["house-gone", "report-text"]


async def test_a_card_left_open_is_not_come_back_to(player: Player) -> None:
    """What a notice led to ends where the person would go next: hours later nobody waits for that card."""
    await player.start(HOUSE, "h5")
    await player.start(HOUSE, "h6")
    await player.press("Pull down")
    assert player.ids == ["house-gone", "menu"]


async def test_the_same_notice_pressed_twice_opens_one_card(player: Player) -> None:
    """A second press shows what is open already."""
    await player.start(HOUSE, "h5")
    await player.start(HOUSE, "h5")
    assert stack(player) == ["house"]


async def test_a_notice_about_something_under_way_goes_on_with_it(player: Player) -> None:
    """The dialog about the same subject is brought to the top, whatever lay above it waits."""
    await player.start(HOUSE, "h5")
    await player.start(REPORT)
    await player.say("A tree fell on the path")
    await player.start(HOUSE, "h5")
    assert stack(player) == ["house", "report"]

    await player.press("engine-back")
    assert player.ids == ["report-area"]


async def test_start_in_the_middle_shows_the_menu_and_offers_to_continue(player: Player) -> None:
    """/start is no cancel: the report waits under the menu, by its title."""
    await player.start(REPORT)
    await player.say("A tree fell on the path")
    await player.start()
    assert player.ids == ["menu"]

    await player.press(Msg("engine-continue-with", {"what": Msg("menu.report")}))
    assert player.ids == ["report-area"]


async def test_a_dialog_without_a_title_can_be_continued_too(player: Player) -> None:
    """The button then names nothing."""
    await player.start(SURVEY)
    await player.press("Red")
    await player.start()
    await player.press("engine-continue")
    assert player.ids == ["survey-colours"]


async def test_nothing_to_continue_is_not_offered(player: Player) -> None:
    """Neither a form nobody wrote in, nor a list that was looked at."""
    await player.start(REPORT)
    await player.start()
    await player.start(HOUSES)
    await player.press("House 1")
    await player.start()
    assert player.titles == ["Report", "Survey", "Houses", "Streets"]
    assert stack(player) == ["menu"]


async def test_a_second_report_leaves_the_first_under_the_menu(
    player: Player,
) -> None:
    """From the menu a new one begins; when it is cancelled, the first can still be continued."""
    await player.start(REPORT)
    await player.say("A tree fell on the path")
    await player.start()
    await player.press("Report")
    assert player.ids == ["report-text"]
    await player.press("engine-cancel")
    await player.press("engine-continue-with")
    assert player.ids == ["report-area"]


async def test_a_command_opens_its_dialog_and_the_old_one_waits(player: Player) -> None:
    """Commands are entries like any other; the menu's command is the menu."""
    await player.start(REPORT)
    await player.say("A tree fell on the path")
    await player.command("houses")
    assert player.ids == ["houses-list", "engine-page"]
    await player.command("menu")
    assert "engine-continue-with" in player.titles


async def test_an_unknown_command_is_told(player: Player) -> None:
    """On the screen where the person is; also one that is only a slash and spaces."""
    await player.start(REPORT)
    for name in ("nonsense", ""):
        await player.command(name)
        assert Msg("engine-unknown-command") == player.error
        assert player.ids == ["report-text"]


async def test_a_deep_link_opens_its_subject(player: Player) -> None:
    """One that means nothing shows the menu."""
    await player.link("h3")
    assert player.text == (Msg("house-card", {"id": "h3"}),)
    await player.link("nonsense")
    assert player.ids == ["menu"]


async def test_words_at_the_menu_begin_the_dialog_meant_for_them(player: Player) -> None:
    """A problem typed without choosing anything is the report's text."""
    await player.start()
    await player.say("The lamp at the school is broken")
    assert player.ids == ["report-area"]


async def test_pictures_and_places_at_the_menu_become_answers(player: Player) -> None:
    """A photo with a caption is a report with both."""
    await player.start()
    await player.photo("lamp", text="The lamp at the school is broken")
    session = player.conversation.session
    assert session is not None
    assert session.answers == {"text": "The lamp at the school is broken", "photos": ["lamp"]}

    await player.press("engine-cancel")
    await player.place(55.0, 37.0)
    session = player.conversation.session
    assert session is not None
    assert session.answers == {"place": {"latitude": 55.0, "longitude": 37.0}}


async def test_words_that_are_too_short_are_explained_where_they_belong(player: Player) -> None:
    """The dialog opens at the question they would have answered, with the reason."""
    await player.start()
    await player.say("lamp")
    assert Msg("report-text.too-short", {"min": 10, "length": 4}) == player.error
    assert player.ids == ["report-text"]


async def test_words_at_the_menu_that_mean_nothing_ask_for_a_button(player: Player) -> None:
    """Unless they are the title of one."""
    await player.start()
    await player.say("hello")
    assert Msg("engine-expected-button") == player.error

    await player.say("houses")
    assert player.ids == ["houses-list", "engine-page"]


async def test_no_more_than_four_dialogs_lie_on_each_other(player: Player) -> None:
    """What was only looked at goes first: the report that was begun is still there."""
    await player.start(REPORT)
    await player.say("A tree fell on the path")
    for number in range(6):
        await player.start(HOUSES, f"street-{number}")
    assert stack(player) == ["houses"] * (DEPTH - 1) + ["report"]

    for _ in range(DEPTH - 1):
        await player.press("engine-back")
    assert player.ids == ["report-area"]


async def test_an_old_menu_still_opens_things(player: Player) -> None:
    """Its buttons do not ask for the live screen."""
    await player.start()
    old = player.button("Houses").data
    await player.start(REPORT)
    await player.say("A tree fell on the path")

    await player.press_data(old)
    assert player.ids == ["houses-list", "engine-page"]
    assert stack(player) == ["houses", "report"]


async def test_the_result_stays_in_the_chat(player: Player) -> None:
    """The screen with a result is not edited away: the next one is sent anew."""
    await player.start(HOUSES)
    await player.press("House 3")
    result = await player.press("Pull down")
    assert not result.fresh
    assert player.ids[0] == "house-gone"

    after = await player.press("engine-next")
    assert after.fresh
    assert "house-gone" not in player.ids
    later = await player.press("engine-next")
    assert not later.fresh


async def test_words_on_a_card_begin_a_report_where_the_registry_says_so(player: Player) -> None:
    """Nothing is asked on a card or a list; in the middle of a form words are its answer."""
    player.registry = replace(player.registry, anywhere=True)
    await player.start(HOUSES)
    await player.say("The lamp at the school is broken")
    assert player.ids == ["report-area"]
    assert stack(player) == ["report", "houses"]

    await player.say("Another lamp at the school is broken")
    assert Msg("engine-expected-choice") == player.error


async def refusing(_: Ctx) -> View:
    """Nothing to show."""
    raise Refusal("changed-meanwhile")


async def nothing(_: Ctx) -> Sequence[Action]:
    """Nothing to do."""
    return ()


async def test_a_menu_that_cannot_be_drawn_offers_to_try_again(player: Player) -> None:
    """The reason is told; the button draws it once it can be."""
    good = player.registry
    bad = Dialog(name="menu", steps=(Card(name="card", show=refusing, actions=nothing),))
    player.registry = replace(good, dialogs={**good.dialogs, "menu": bad})
    await player.start()
    assert Msg("refusal-changed-meanwhile") == player.error
    assert player.ids == ["engine-nothing"]

    player.registry = good
    await player.press("engine-menu")
    assert player.ids == ["menu"]


async def test_a_gate_that_cannot_be_drawn_lets_nobody_past(newcomer: Player) -> None:
    """It is tried again, too."""
    good = newcomer.registry
    bad = Dialog(name="welcome", steps=(Card(name="card", show=refusing, actions=nothing),))
    newcomer.registry = replace(good, dialogs={**good.dialogs, "welcome": bad})
    await newcomer.link("h3")
    assert newcomer.ids == ["engine-nothing"]
    newcomer.registry = good
    await newcomer.press("engine-menu")
    assert newcomer.ids[-1] == "welcome-language"


async def test_a_card_in_the_middle_that_cannot_be_drawn_gives_way_to_the_question_before(
    player: Player,
) -> None:
    """The person is back where something can be chosen."""
    steps = (*HOUSES.steps, Card(name="card", show=refusing, actions=nothing))
    await player.start(Dialog(name="looking", steps=steps))
    await player.press("House 1")
    assert Msg("refusal-changed-meanwhile") == player.error
    assert player.ids == ["looking-list", "engine-page"]


async def test_a_dialog_without_an_ending_closes_after_its_last_question(player: Player) -> None:
    """Nothing is told, the person is back at the menu."""
    await player.start(Dialog(name="looking", steps=HOUSES.steps))
    await player.press("House 1")
    assert player.ids == ["menu"]
