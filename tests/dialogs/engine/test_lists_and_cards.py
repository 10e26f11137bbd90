"""Paged lists, cards and their actions."""

from collections.abc import Sequence
from dataclasses import replace

from core.shared.msg import Msg
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Card, Dialog, Done, View
from dialogs.engine.player import Player
from tests.dialogs.engine.samples import APPROVE, HOUSE, HOUSES, SURVEY, Town


async def test_a_list_turns_pages_and_remembers_where_it_was(player: Player) -> None:
    """An item opens its card; back from it, the person is on the same page."""
    await player.start(HOUSES)
    assert player.text[1] == Msg("engine-page", {"page": 1, "pages": 3})
    await player.press("engine-next")
    await player.press("engine-next")
    assert player.titles == [
        "House 20",
        "House 21",
        "House 22",
        "House 23",
        "House 24",
        "engine-previous",
        "engine-menu",
    ]

    await player.press("House 22")
    assert Msg("house-card", {"id": "h22"}) in player.text
    await player.press("engine-back")
    assert player.text[1] == Msg("engine-page", {"page": 3, "pages": 3})


async def test_an_item_may_be_typed(player: Player) -> None:
    """The title of an item on the page is enough."""
    await player.start(HOUSES)
    await player.say("house 3")
    assert player.text == (Msg("house-card", {"id": "h3"}),)

    await player.press("engine-back")
    await player.say("castle")
    assert Msg("engine-expected-item") == player.error


async def test_an_empty_list_says_so(player: Player, town: Town) -> None:
    """There is a text of its own for it, and a way out."""
    town.houses = 0
    await player.start(HOUSES)
    assert player.ids == ["houses-list.empty"]
    assert player.titles == ["engine-menu"]

    await player.say("castle")
    assert Msg("engine-expected-button") == player.error


async def test_a_list_that_became_shorter_shows_its_last_page(player: Player, town: Town) -> None:
    """Nobody ends on a page that no longer is."""
    await player.start(HOUSES)
    await player.press("engine-next")
    town.houses = 5

    await player.press("engine-next")
    assert "House 4" in player.titles
    assert player.ids == ["houses-list"]


async def test_an_action_says_what_it_did_and_the_card_stays(player: Player, town: Town) -> None:
    """A message of an action is a toast; each action has a key of its own."""
    await player.start(HOUSE, "h1")
    await player.press("Paint")
    assert Msg("house-painted") == player.toast
    assert player.text == (Msg("house-card", {"id": "h1"}),)

    await player.press("Paint")
    assert len(town.sent) == town.commits == 2


async def test_a_refused_action_is_told_on_the_card(player: Player, town: Town) -> None:
    """The reason stands above the card."""
    await player.start(HOUSE, "h1")
    town.refuse = "no-right"
    await player.press("Paint")
    assert Msg("refusal-no-right") == player.error
    assert player.text == (Msg("house-card", {"id": "h1"}),)


async def test_an_action_that_ends_the_card_leads_back(player: Player) -> None:
    """What was told stands above where the person came from."""
    await player.start(HOUSES)
    await player.press("House 3")
    await player.press("Pull down")
    assert player.ids == ["house-gone", "houses-list", "engine-page"]


async def test_a_card_that_can_no_longer_be_shown_gives_way(player: Player, town: Town) -> None:
    """Somebody else closed it: the reason is told, and the person is back at the list."""
    await player.start(HOUSES)
    town.closed.add("h3")
    await player.press("House 3")
    assert Msg("refusal-house-unknown") == player.error
    assert player.ids == ["houses-list", "engine-page"]


async def test_an_action_opens_another_dialog_with_answers_given(player: Player) -> None:
    """What is known already is not asked; cancelled, the card is there again."""
    await player.start(HOUSE, "h1")
    await player.press("Report")
    assert player.ids == ["report-area"]

    await player.press("engine-cancel")
    assert player.text == (Msg("house-card", {"id": "h1"}),)
    assert Msg("engine-cancelled") == player.toast


async def test_words_on_a_card_ask_for_a_button(player: Player) -> None:
    """Except the title of something to open; what acts at once is never done by words."""
    await player.start(HOUSE, "h1")
    for words in ("what is this?", "Paint"):
        await player.say(words)
        assert Msg("engine-expected-button") == player.error

    await player.say("next door")
    assert player.text == (Msg("house-card", {"id": "h10"}),)


async def test_a_dialog_without_questions_acts_at_once_and_leads_on(player: Player, town: Town) -> None:
    """The button "approve" under a notice: done, told, and the subject's card is open."""
    await player.start(APPROVE, "h7")
    assert town.commits == 1
    assert player.text == (Msg("approved", {"id": "h7"}), Msg("house-card", {"id": "h7"}))


async def test_a_dialog_without_questions_that_refuses_leaves_the_person_where_they_were(
    player: Player, town: Town
) -> None:
    """The reason is told above what they were doing."""
    town.closed.add("h7")
    await player.start(SURVEY)
    await player.press("Red")
    await player.start(APPROVE, "h7")
    assert Msg("refusal-house-unknown") == player.error
    assert player.ids == ["survey-colours"]
    assert Msg("engine-ticked", {"title": "Red"}) in [button.title for button in player.buttons]


async def test_the_menu_itself_can_act(player: Player) -> None:
    """An action of the menu that is over leaves the menu."""

    async def clean(_: Ctx) -> Done:
        return Done(Msg("cleaned"))

    async def actions(_: Ctx) -> Sequence[Action]:
        return (Action("clean", "Clean", clean),)

    async def show(_: Ctx) -> View:
        return View((Msg("menu"),))

    acting = Dialog(name="menu", steps=(Card(name="card", show=show, actions=actions),))
    player.registry = replace(player.registry, dialogs={**player.registry.dialogs, "menu": acting})
    await player.start()
    await player.press("Clean")
    assert player.ids == ["cleaned", "menu"]
