"""Who is told what of a message's way: recipients, terms, buttons."""

from dataclasses import replace
from typing import Any

import pytest

from core.deadlines.terms import Kind
from core.incidents.values import State
from core.notices.letter import CURATORS, GLANCE
from core.notices.model import Lane, Notice, ToPerson, ToRole
from core.notices.policy import notices_of
from core.shared.facts import Fact
from core.shared.msg import Msg
from core.shared.roles import Role
from tests.core import told_facts as sample
from tests.core.told_facts import ANNA, BORIS, ID, PETER, ROADS, VERA, due

HEADS = {ToRole(Role.CITY_HEAD), ToRole(Role.HEAD)}


def ids(notice: Notice) -> list[str]:
    """Every text in it, inner ones too, in order."""
    found: list[str] = []

    def look(msg: Any) -> None:
        if isinstance(msg, Msg):
            found.append(msg.id)
            for arg in msg.args.values():
                look(arg)

    for msg in notice.text:
        look(msg)
    return found


def terms(notice: Notice) -> dict[str, Any]:
    """The terms it tells, by their names."""
    found: dict[str, Any] = {}

    def look(msg: Any) -> None:
        if isinstance(msg, Msg):
            if msg.id == "notice-due":
                found[msg.args["what"].id] = msg.args["at"]  # type: ignore[union-attr]  # a text names it
            for arg in msg.args.values():
                look(arg)

    for msg in notice.text:
        look(msg)
    return found


def opens(notice: Notice) -> list[str]:
    """The dialogs its buttons open."""
    return [button.dialog for button in notice.buttons]


def told(fact: Fact) -> dict[object, Notice]:
    """Each recipient's notice."""
    return {notice.to: notice for notice in notices_of(fact)}


def test_a_new_message_is_told_to_curators_with_the_time_they_have() -> None:
    """Number, topic, terms, the beginning of the text, hints; route or open. The resident has the dialog."""
    [notice] = notices_of(sample.REGISTERED)

    assert notice.to == CURATORS
    assert terms(notice) == {"due-triage": due(Kind.TRIAGE), "due-answer": due(Kind.ANSWER)}
    assert opens(notice) == ["triage", "incident"]
    assert {"incident-point", "incident-files", "hint-threat"} <= set(ids(notice))
    assert max(len(str(msg.args.get("text", ""))) for msg in notice.text) <= GLANCE


def test_a_repeat_and_a_message_from_elsewhere_say_so() -> None:
    """Where it stood, its link, and that it was asked before (ZAR-4, ZAR-17)."""
    [notice] = notices_of(sample.FOUND)

    assert {"notice-repeat", "notice-source", "source-network", "notice-link"} <= set(ids(notice))


def test_an_assignment_is_told_to_everybody_it_concerns() -> None:
    """The executor and their specialists, the one before, and the author, who learns no names."""
    found = told(sample.ASSIGNED)

    executor, unit = found[ToPerson(PETER)], found[ToRole(Role.SPECIALIST, ROADS)]
    assert set(terms(executor)) == {"due-return", "due-draft", "due-answer"}
    assert opens(executor) == ["draft", "give-back", "incident"]
    assert "notice-high" in ids(executor)
    assert opens(unit) == ["draft", "incident"]
    assert ids(found[ToPerson(VERA)]) == ["notice-withdrawn"]
    assert ids(found[ToPerson(ANNA)]) == ["notice-taken-up", "notice-answer-by"]
    assert len(found) == 4


def test_the_first_of_several_is_asked_for_a_part_in_time() -> None:
    """Whose turn, that the last one writes; the term is that of a part (ZAR-16)."""
    executor = told(sample.GROUP)[ToPerson(PETER)]

    assert "notice-first-of" in ids(executor)
    assert set(terms(executor)) == {"due-return", "due-contribution", "due-answer"}
    assert opens(executor)[0] == "contribute"


@pytest.mark.parametrize(
    ("last", "turn", "dialog", "term"),
    [
        (False, "notice-your-turn", "contribute", "due-contribution"),
        (True, "notice-last-turn", "draft", "due-draft"),
    ],
)
def test_a_part_goes_on_to_the_next_with_what_was_said(
    last: bool,  # noqa: FBT001 (a case of the story)
    turn: str,
    dialog: str,
    term: str,
) -> None:
    """The last one writes the answer and finds all parts on the card."""
    [notice] = notices_of(replace(sample.PASSED, last=last))

    assert notice.to == ToPerson(VERA)
    assert turn in ids(notice)
    assert opens(notice)[0] == dialog
    assert term in terms(notice)
    assert notice.text[-1].args["text"] == "Дорогу осмотрели"


def test_what_comes_back_is_the_curators_with_the_reason() -> None:
    """Late or not; nobody's message is routed anew, too (ZAR-9)."""
    [back] = notices_of(sample.GIVEN_BACK)
    [left] = notices_of(sample.LEFT)

    assert "notice-given-back-late" in ids(back)
    assert back.text[-1].args["text"] == "Это дорога области"
    assert [opens(back), opens(left)] == [["triage", "incident"]] * 2


def test_a_draft_is_told_with_all_that_a_decision_needs() -> None:
    """The whole text, the photos, the slack of a rework; approve, return, open, for this very draft."""
    [notice] = notices_of(sample.SUBMITTED)

    assert notice.to == CURATORS
    assert {"due-approval", "due-answer"} == set(terms(notice))
    assert {"kind-answer", "notice-slack", "span-hours"} <= set(ids(notice))
    assert notice.text[-1] == Msg("notice-text", {"text": "Засыпали"})
    assert notice.media == (sample.PHOTO,)
    which = [(button.dialog, button.arg) for button in notice.buttons]
    assert which == [("approve", f"{ID}.1"), ("return", f"{ID}.1"), ("incident", ID)]


def test_whoever_the_chain_asks_gets_the_draft() -> None:
    """The executor for their specialists, then the curators; a rework that breaks the term is warned of."""
    [mine] = notices_of(sample.FOR_EXECUTOR)
    [next_one] = notices_of(sample.ENDORSED)

    assert mine.to == ToPerson(PETER)
    assert "notice-no-slack" in ids(mine)
    assert next_one.to == CURATORS
    assert {"notice-endorsed", "kind-interim"} <= set(ids(next_one))


def test_a_returned_draft_is_told_with_its_remark_and_its_term() -> None:
    """To the executor, with the way back to the draft (ZAR-13)."""
    [notice] = notices_of(sample.RETURNED)

    assert notice.to == ToPerson(PETER)
    assert "due-rework" in terms(notice)
    assert notice.text[-1] == Msg("notice-remark", {"text": "Когда?"})
    assert opens(notice) == ["draft", "incident"]


def test_an_approved_answer_for_elsewhere_is_ready_to_be_published() -> None:
    """Its text, where it goes, by when, and the way to send the link (ZAR-14)."""
    [notice] = notices_of(sample.APPROVED)

    assert {"notice-publish-there", "notice-link", "due-publish"} <= set(ids(notice))
    [by_phone] = notices_of(replace(sample.APPROVED, post=None))
    assert "notice-publish-otherwise" in ids(by_phone)
    assert [(button.dialog, button.arg) for button in notice.buttons] == [
        ("publish", f"{ID}.2"),
        ("incident", ID),
    ]


def test_an_answer_goes_to_the_author_and_to_those_who_joined_each_once() -> None:
    """With its photos, five scores in one row, and the way to say that it is not solved (NVK-3.1)."""
    found = told(sample.ANSWERED)

    assert set(found) == {ToPerson(ANNA), ToPerson(BORIS), ToPerson(PETER)}
    answer = found[ToPerson(ANNA)]
    assert answer.media == (sample.PHOTO,)
    scores = answer.buttons[:5]
    assert [button.arg for button in scores] == [f"{ID}.{score}" for score in range(1, 6)]
    assert [button.beside for button in scores] == [False, True, True, True, True]
    assert opens(answer)[5:] == ["unsolved", "incident"]


def test_interim_answers_and_questions_reach_whom_they_concern() -> None:
    """News are for all who wait, a question is the author's alone (ZAR-6, ZAR-15)."""
    interim, asked = told(sample.INTERIM), told(sample.ASKED)

    assert set(interim) == {ToPerson(ANNA), ToPerson(BORIS), ToPerson(PETER)}
    assert "due-final-draft" in terms(interim[ToPerson(PETER)])
    assert set(asked) == {ToPerson(ANNA), ToPerson(PETER)}
    assert opens(asked[ToPerson(ANNA)]) == ["reply", "incident"]
    assert asked[ToPerson(ANNA)].text[-1].args["at"] == due(Kind.CLARIFICATION)


def test_an_author_who_is_elsewhere_gets_nothing_from_our_bots() -> None:
    """The executor publishes it there."""
    alone = [
        replace(fact, author=None, followers=())
        for fact in (sample.ANSWERED, sample.INTERIM, sample.ASKED, sample.DECLINED)
    ]
    for fact in (*alone, replace(sample.ASSIGNED, author=None)):
        assert {notice.audience for notice in notices_of(fact)} <= {"staff"}
    answer, interim, question, _ = alone
    assert notices_of(answer) == notices_of(question) == (), "whoever published it needs no word of it"
    [by_phone] = notices_of(interim)
    [published] = notices_of(replace(interim, link="https://vk.com/wall-1_22"))
    assert ids(by_phone)[0] == "notice-interim-out.by-phone"
    assert ids(published)[0] == "notice-interim-out.published"
    assert "due-final-draft" in terms(published)


@pytest.mark.parametrize(
    ("state", "executor", "to"),
    [
        (State.ASSIGNED, PETER, ToPerson(PETER)),
        (State.NEW, None, CURATORS),
        (State.ANSWERED, PETER, CURATORS),
        (State.CLOSED, PETER, CURATORS),
    ],
)
def test_words_of_the_author_reach_whoever_can_act(state: State, executor: Any, to: object) -> None:
    """The executor while they work on it, else the curators."""
    [notice] = notices_of(replace(sample.WROTE, state=state.value, executor=executor))

    assert notice.to == to
    assert notice.media == (sample.PHOTO,)


def test_a_threat_is_told_to_the_heads_at_once_and_kindly_declined() -> None:
    """ZAR-19: in the lane of what cannot wait; other reasons alarm nobody."""
    found = told(sample.DECLINED)

    assert set(found) > HEADS
    assert {found[head].lane for head in HEADS} == {Lane.URGENT}  # type: ignore[index]  # recipients
    assert "declined-threat" in ids(found[ToPerson(ANNA)])
    assert ids(found[ToPerson(BORIS)]) == ["notice-closed-follower"]
    other = told(next(fact for fact in sample.FACTS if getattr(fact, "reason", None) == "harm"))
    assert not HEADS & set(other)


def test_a_significant_message_is_told_to_the_heads_at_once() -> None:
    """ZAR-23."""
    found = told(sample.SIGNIFICANT)

    assert set(found) == HEADS
    assert {notice.lane for notice in found.values()} == {Lane.URGENT}


def test_what_ended_without_an_answer_is_told_with_the_way_on() -> None:
    """An appeal with the way to file it, a merged one with the other's card, a closed one with its own."""
    ways = {
        fact.name: opens(told(fact)[ToPerson(ANNA)])
        for fact in (sample.REDIRECTED, sample.JOINED, sample.UNANSWERED)
    }

    assert ways == {"redirected": ["appeal"], "joined": ["incident"], "closed-unanswered": ["incident"]}
    assert told(sample.JOINED)[ToPerson(ANNA)].buttons[0].arg == sample.OTHER
    assert all(
        ToPerson(PETER) in told(fact) for fact in (sample.REDIRECTED, sample.JOINED, sample.UNANSWERED)
    )


@pytest.mark.parametrize(("score", "comment", "count"), [(2, "Яма", 1), (3, "Яма", 0), (1, "", 0)])
def test_a_bad_mark_with_its_reason_is_shown_to_the_curators(score: int, comment: str, count: int) -> None:
    """NVK-3.1: what there is nothing to learn from disturbs nobody."""
    assert len(notices_of(replace(sample.RATED, score=score, comment=comment))) == count


def test_status_is_asked_and_told_with_one_button_each() -> None:
    """NVK-4.2."""
    [asked], [answer], [linked] = map(notices_of, (sample.STATUS_ASKED, sample.STATUS_TOLD, sample.LINKED))

    assert (asked.to, opens(asked)) == (ToPerson(PETER), ["status", "incident"])
    assert (answer.to, answer.text[-1].args["text"]) == (CURATORS, "Ждём асфальт")
    assert linked.to == ToPerson(PETER)
