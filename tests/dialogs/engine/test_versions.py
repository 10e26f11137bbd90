"""A dialog changes with a deployment while people are in the middle of it."""

from collections.abc import Sequence
from dataclasses import replace

from core.shared.msg import Msg
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Check, Choice, Dialog, Number, Option, Text
from dialogs.engine.player import Player
from tests.dialogs.engine.samples import REPORT, SURVEY, Town, areas, send, summary, topics, words


async def trees(_: Ctx) -> Sequence[Option]:
    """A topic for everybody."""
    return [Option("trees", "Trees"), Option("benches", "Benches")]


def deployed(player: Player, dialog: Dialog) -> None:
    """From now on the dialog is this one."""
    player.registry = replace(player.registry, dialogs={**player.registry.dialogs, dialog.name: dialog})


async def test_answers_that_fit_are_kept_and_the_first_open_question_is_asked(player: Player) -> None:
    """A new question in the middle; the person is told why they see it."""
    await player.start(REPORT)
    await player.say("A tree fell on the path")
    await player.press("Area parks")
    await player.press("topic-trees")
    asked = Number(name="trees", least=1, most=9)
    deployed(player, replace(REPORT, version=2, steps=(*REPORT.steps[:1], asked, *REPORT.steps[1:])))

    await player.press("engine-skip")
    assert player.ids == ["engine-changed", "report-trees"]
    assert Msg("engine-stale") == player.toast

    await player.say("2")
    assert player.ids == ["report-place"]
    session = player.conversation.session
    assert session is not None
    assert session.answers == {
        "text": "A tree fell on the path",
        "area": "parks",
        "topic": "trees",
        "trees": 2,
    }


async def test_answers_that_no_longer_fit_are_asked_again(player: Player) -> None:
    """The parser became stricter, a step is gone, a topic is another kind of answer."""
    await player.start(REPORT)
    await player.say("A tree fell")
    await player.press("Area parks")
    await player.press("topic-trees")
    steps = (
        Text(name="text", parse=words(20)),
        Number(name="area", least=1, most=5),
        Check(name="check", show=summary),
    )
    deployed(player, replace(REPORT, version=2, steps=steps))

    await player.say("Lenin street, 5")
    assert player.ids == ["engine-changed", "report-text"]
    await player.say("A tall tree fell across the path")
    session = player.conversation.session
    assert session is not None
    assert session.answers == {"text": "A tall tree fell across the path"}
    assert player.ids == ["report-area"]


async def test_a_typed_answer_goes_to_the_question_it_was_typed_for(player: Player) -> None:
    """If that question is still the one that stands."""
    await player.start(REPORT)
    deployed(player, replace(REPORT, version=2))
    await player.say("A tree fell on the path")
    assert player.ids == ["engine-changed", "report-area"]


async def test_a_typed_answer_to_a_question_that_moved_is_not_taken_for_another(player: Player) -> None:
    """The person sees the new question before anything is taken as its answer."""
    await player.start(REPORT)
    asked = Text(name="name", parse=words(1))
    deployed(player, replace(REPORT, version=2, steps=(asked, *REPORT.steps)))
    await player.say("A tree fell on the path")
    assert player.ids == ["engine-changed", "report-name"]
    session = player.conversation.session
    assert session is not None
    assert session.answers == {}


async def test_nothing_is_finished_by_a_deployment(player: Player, town: Town) -> None:
    """With every question answered and no check page, the last question stands there again."""
    await player.start(SURVEY)
    await player.press("Red")
    await player.press("engine-done")
    deployed(player, replace(SURVEY, version=2, steps=SURVEY.steps[:1]))

    await player.start()
    await player.press("engine-continue")
    assert player.ids == ["engine-changed", "survey-colours"]
    assert town.sent == {}
    await player.press("engine-keep")
    assert [sent["colours"] for sent in town.sent.values()] == [["red"]]


async def test_a_dialog_that_waits_below_is_fitted_when_it_comes_up(player: Player) -> None:
    """Interrupted, deployed, continued."""
    await player.start(REPORT)
    await player.say("A tree fell on the path")
    await player.start(SURVEY)
    short = (REPORT.steps[0], Choice(name="topic", options=areas), Check(name="check", show=summary))
    deployed(player, Dialog(name="report", version=5, steps=short, finish=send))
    await player.press("engine-cancel")
    assert player.ids == ["engine-changed", "report-topic"]
    assert topics is not areas


async def test_answers_behind_a_new_question_wait_until_it_is_answered(player: Player) -> None:
    """Their options may depend on it: nothing is asked of them before."""
    await player.start(REPORT)
    await player.say("A tree fell on the path")
    text, area, *others = REPORT.steps
    before = tuple(step for step in (text, Choice(name="topic", options=trees), *others[1:]))
    deployed(player, replace(REPORT, version=2, steps=before))
    await player.press_data("01234567.0.b")
    await player.press("Trees")
    deployed(player, replace(REPORT, version=3, steps=(text, area, *others)))

    await player.press_data("01234567.0.b")
    assert player.ids == ["engine-changed", "report-area"]
    await player.press("Area parks")
    assert player.ids == ["report-place"]
