"""The check page, going back, changing answers, skipping, conditions."""

from dataclasses import replace

from core.shared.msg import Msg
from dialogs.engine.dialog import Check, Dialog
from dialogs.engine.player import Player
from tests.dialogs.engine.samples import REPORT, Town, summary


async def checked(
    player: Player, area: str = "parks", topic: str = "topic-trees", dialog: Dialog = REPORT
) -> None:
    """Everything answered: the check page."""
    await player.start(dialog)
    await player.say("A tree fell on the path")
    await player.press(f"Area {area}")
    await player.press(topic)
    await player.press("engine-skip")
    await player.press("engine-skip")


def answers(player: Player) -> dict[str, object]:
    """What was answered so far."""
    session = player.conversation.session
    return {} if session is None else session.answers


async def test_each_answer_can_be_changed_and_the_page_returns(player: Player, town: Town) -> None:
    """The text is typed anew, everything else stays, and it is sent as changed."""
    await checked(player)
    assert player.titles == [
        "engine-confirm",
        "report-text.change",
        "report-area.change",
        "report-topic.change",
        "report-place.change",
        "report-photos.change",
        "engine-back",
        "engine-cancel",
    ]

    await player.press("report-text.change")
    assert Msg("engine-now", {"value": "A tree fell on the path"}) in player.text
    assert player.titles == ["engine-back"]
    await player.say("Two trees fell on the path")
    assert Msg("report-summary", {"text": "Two trees fell on the path"}) in player.text

    await player.press("engine-confirm")
    assert [sent["text"] for sent in town.sent.values()] == ["Two trees fell on the path"]


async def test_changes_stand_in_the_order_in_which_the_author_names_them(
    player: Player,
) -> None:
    """What is changed most comes first, wherever it is asked; what has no answer is left out."""
    check = Check(name="check", show=summary, changeable=("place", "phone", "topic", "text"))
    await checked(player, dialog=replace(REPORT, steps=(*REPORT.steps[:-1], check)))
    changes = ["report-place.change", "report-topic.change", "report-text.change"]
    assert player.titles == ["engine-confirm", *changes, "engine-back", "engine-cancel"]


async def test_changes_stand_side_by_side_so_that_the_page_is_short(player: Player) -> None:
    """Confirming has a row of its own, the changes share theirs by two."""
    await checked(player)
    assert [len(row) for row in player.screen.rows] == [1, 2, 2, 1, 2]


async def test_back_from_a_change_returns_to_the_check_page(player: Player) -> None:
    """Nothing is changed by looking."""
    await checked(player)
    await player.press("report-topic.change")
    await player.press("engine-back")
    assert player.ids == ["report-summary"]
    assert answers(player)["topic"] == "trees"


async def test_a_change_that_makes_another_answer_impossible_asks_for_that_again(player: Player) -> None:
    """Benches belong to parks alone: with roads, the topic is asked again, the rest is kept."""
    await checked(player, topic="topic-benches")
    await player.press("report-area.change")
    await player.press("Area roads")
    assert player.ids == ["report-topic"]

    await player.press("topic-holes")
    assert player.ids == ["report-summary"]


async def test_a_change_that_keeps_another_answer_possible_keeps_it(player: Player) -> None:
    """Trees grow in parks and on roads alike."""
    await checked(player, topic="topic-trees")
    await player.press("report-area.change")
    await player.press("Area roads")
    assert player.ids == ["report-summary"]
    assert answers(player)["topic"] == "trees"


async def test_a_change_may_bring_a_question_that_was_left_out(player: Player, town: Town) -> None:
    """For water a phone is asked; the only topic there is chosen by itself."""
    await checked(player)
    await player.press("report-area.change")
    await player.press("Area water")
    assert player.ids == ["report-phone"]
    await player.say("12345")
    await player.press("engine-confirm")
    assert [(sent["topic"], sent["phone"]) for sent in town.sent.values()] == [("pipes", "12345")]


async def test_an_answer_that_no_longer_applies_is_not_sent(player: Player, town: Town) -> None:
    """The phone given for water is not sent with a report about parks."""
    await checked(player)
    await player.press("report-area.change")
    await player.press("Area water")
    await player.say("12345")
    await player.press("report-area.change")
    await player.press("Area parks")
    await player.press("topic-benches")
    await player.press("engine-confirm")
    assert ["phone" in sent for sent in town.sent.values()] == [False]


async def test_what_chose_itself_is_not_offered_for_change(player: Player) -> None:
    """There is nothing to choose between."""
    await player.start(REPORT)
    await player.say("The pipe has burst")
    await player.press("Area water")
    await player.press("engine-skip")
    await player.press("engine-skip")
    await player.say("12345")
    assert "report-topic.change" not in player.titles


async def test_back_is_derived_from_the_answers(player: Player) -> None:
    """The question before is the one that was asked before; its answer is shown and can be left."""
    await player.start(REPORT)
    assert player.titles == ["engine-cancel"]
    await player.say("A tree fell on the path")
    await player.press("Area parks")
    await player.press("engine-back")
    assert player.text == (Msg("report-area"), Msg("engine-now", {"value": "Area parks"}))

    await player.press("engine-back")
    assert player.text == (Msg("report-text"), Msg("engine-now", {"value": "A tree fell on the path"}))
    await player.press("engine-keep")
    assert player.ids == ["report-topic"]


async def test_back_from_the_check_page_and_forth_again(player: Player) -> None:
    """The last question again; left as it is, the check page again."""
    await checked(player)
    await player.press("engine-back")
    assert player.ids == ["report-photos"]
    await player.press("engine-keep")
    assert player.ids == ["report-summary"]


async def test_an_optional_answer_can_be_taken_back_on_the_check_page(player: Player) -> None:
    """What was given can be left out again; what was not given only goes back; photos have their own way."""
    await checked(player)
    await player.press("report-place.change")
    assert player.titles == ["engine-back"]
    await player.say("Lenin street, 5")
    await player.press("report-place.change")
    assert player.titles == ["engine-drop", "engine-back"]
    await player.press("engine-drop")
    assert answers(player)["place"] is None

    await player.press("report-photos.change")
    await player.photo("one")
    await player.press("engine-done")
    await player.press("report-photos.change")
    assert player.titles == ["engine-done", "engine-media-clear", "engine-back"]
    await player.press("engine-media-clear")
    await player.press("engine-skip")
    assert (player.ids, player.screen.media) == (["report-summary"], ())


async def test_words_on_the_check_page_ask_for_a_button(player: Player) -> None:
    """A typed "yes" might be anything."""
    await checked(player)
    await player.say("yes")
    assert Msg("engine-expected-button") == player.error
    assert player.ids == ["report-summary"]


async def test_a_refused_finish_is_told_on_the_check_page_and_can_be_tried_again(
    player: Player, town: Town
) -> None:
    """The reason stands above the page; the second try has the same key."""
    await checked(player)
    town.refuse = "too-many"
    await player.press("engine-confirm")
    assert Msg("refusal-too-many") == player.error
    assert player.ids == ["report-summary"]

    key = player.conversation.session
    town.refuse = ""
    await player.press("engine-confirm")
    assert key is not None
    assert list(town.sent) == [key.id]


async def test_only_optional_questions_can_be_skipped(player: Player) -> None:
    """A forged skip on another question changes nothing."""
    await player.start(REPORT)
    cancel = player.button("engine-cancel").data
    await player.press_data(cancel[:-1] + "s")
    assert Msg("engine-stale") == player.toast
    assert player.ids == ["report-text"]


async def test_a_forged_change_is_stale(player: Player) -> None:
    """Only what the page offers can be changed."""
    await checked(player)
    change = player.button("report-text.change").data
    await player.press_data(change.replace("gtext", "gcheck"))
    assert Msg("engine-stale") == player.toast
    assert player.ids == ["report-summary"]
