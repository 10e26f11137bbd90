"""Who does what on the way of a message, clause by clause: chains, substitutes, authors, merges."""

import pytest

from core.deadlines.model import Outcome
from core.deadlines.terms import Kind, SourceKind, Terms
from core.incidents.beside import NOTES_MAX
from core.incidents.facts import Answered, DraftEndorsed
from core.incidents.parts import Origin
from core.incidents.side_facts import AuthorWrote, BecameSignificant, ClosedUnanswered
from core.incidents.values import (
    AnswerText,
    Decline,
    DraftKind,
    Importance,
    PostLink,
    Remark,
    Score,
    State,
    Words,
)
from core.shared.actor import Absent
from core.shared.ids import PersonId
from core.shared.refusal import Refusal
from core.shared.roles import Role
from tests.core.case import (
    ANNA,
    OLGA,
    PETER,
    VERA,
    Case,
    person,
)


def test_a_question_does_not_hold_the_clocks_and_closes_after_three_days() -> None:
    """The regulation is silent; so it is decided, and so a profile may change it."""
    case = Case()
    case.route(1, PETER)
    case.incident.ask(AnswerText.parse("Назовите номер дома"), at=case.at(1.5, OLGA))
    assert (case.due(Kind.DRAFT), case.due(Kind.ANSWER)) == (5, 8)
    case.incident.close_unanswered(at=case.at(20, OLGA))
    assert case.incident.state is State.ASSIGNED
    case.incident.close_unanswered(at=case.at(33, OLGA))
    assert case.incident.state is State.CLOSED
    assert [type(fact) for fact in case.incident.facts][-1] is ClosedUnanswered
    assert not any(each.is_open for each in case.incident.deadlines)


def test_where_the_profile_says_so_a_question_holds_draft_and_answer() -> None:
    """Two hours of waiting in working time are two hours more, never wall time (T3, T6)."""
    case = Case(terms=Terms(pause_on_clarification=True))
    case.route(1, PETER)
    case.incident.ask(AnswerText.parse("Назовите номер дома"), at=case.at(2, OLGA))
    held = case.incident.deadline(Kind.ANSWER)
    assert held is not None
    assert (held.due, held.fires_at) == (None, None)
    case.incident.author_writes(Words.parse("Дом 5"), (), at=case.at(4, ANNA))
    assert (case.due(Kind.DRAFT), case.due(Kind.ANSWER)) == (7, 10)


def test_a_question_by_the_executor_goes_through_approval() -> None:
    """Nothing reaches an author unapproved (ZAR-6); the reply goes to the executor."""
    case = Case()
    case.route(1, PETER)
    case.incident.approve(case.draft(2, kind=DraftKind.QUESTION), at=case.at(2.5, OLGA))
    assert (case.incident.state, case.incident.question) == (State.ASSIGNED, 1)
    with pytest.raises(Refusal, match="question-open"):
        case.draft(3, kind=DraftKind.QUESTION)
    case.incident.author_writes(Words.parse("Дом 5"), (), at=case.at(3, ANNA))
    assert case.incident.question is None
    (wrote,) = [fact for fact in case.incident.facts if isinstance(fact, AuthorWrote)]
    assert (wrote.replied, wrote.executor) == (True, "peter")


def test_thank_you_after_an_answer_starts_nothing() -> None:
    """T20: it is kept and told, no clock runs, the state stays."""
    case = Case()
    case.route(1, PETER)
    case.incident.approve(case.draft(2), at=case.at(3, OLGA))
    case.incident.author_writes(Words.parse("Спасибо!"), (), at=case.at(3.5, ANNA))
    assert case.incident.state is State.ANSWERED
    assert not any(each.is_open for each in case.incident.deadlines)
    assert [note.text for note in case.incident.notes] == ["Спасибо!"]


def test_a_flood_of_words_by_one_person_silences_nobody_else() -> None:
    """Whoever joins may write as often as the author; the author's reply and the status still come in."""
    case, troll = Case(), person("troll")
    case.route(1, PETER)
    case.incident.follow(at=case.at(1, troll))
    for number in range(NOTES_MAX):
        case.incident.author_writes(Words.parse(f"Флуд {number}"), (), at=case.at(1, troll))
    with pytest.raises(Refusal, match="notes-too-many"):
        case.incident.author_writes(Words.parse("Ещё"), (), at=case.at(1, troll))
    case.incident.ask(AnswerText.parse("Назовите номер дома"), at=case.at(1.5, OLGA))

    case.incident.author_writes(Words.parse("Дом 5"), (), at=case.at(2, ANNA))
    case.incident.tell_status(Words.parse("Едем"), at=case.at(2, PETER))

    assert case.incident.question is None
    assert [note.text for note in case.incident.notes[-2:]] == ["Дом 5", "Едем"]


def test_significant_is_told_once() -> None:
    """ZAR-23: when a curator finds it so, not again when it is routed anew."""
    case = Case()
    case.route(1, PETER, importance=Importance.SIGNIFICANT)
    case.route(2, VERA, importance=Importance.SIGNIFICANT)
    assert sum(isinstance(fact, BecameSignificant) for fact in case.incident.facts) == 1


def test_a_specialist_drafts_and_the_executor_approves_before_the_curator() -> None:
    """Where the profile's chain has it; each approval has its own hour."""
    case = Case(terms=Terms(approval_chain=(Role.EXECUTOR, Role.CURATOR)))
    case.route(1, PETER)
    nina = person("nina", Role.SPECIALIST, unit="roads")
    number = case.draft(2, nina)
    with pytest.raises(Refusal, match="incident-not-yours"):
        case.incident.approve(number, at=case.at(2.5, OLGA))
    case.incident.approve(number, at=case.at(2.5, PETER))
    (endorsed,) = [fact for fact in case.incident.facts if isinstance(fact, DraftEndorsed)]
    assert endorsed.awaits is Role.CURATOR
    assert case.due(Kind.APPROVAL) == 3.5
    case.incident.approve(number, at=case.at(3, OLGA))
    assert case.incident.state is State.ANSWERED


def test_what_an_executor_writes_needs_no_approval_of_their_own() -> None:
    """The chain begins after them; a specialist of another unit may not write at all."""
    case = Case(terms=Terms(approval_chain=(Role.EXECUTOR, Role.CURATOR)))
    case.route(1, PETER)
    with pytest.raises(Refusal, match="incident-not-yours"):
        case.draft(2, person("oleg", Role.SPECIALIST, unit="housing"))
    case.draft(2, PETER)
    assert case.incident.awaits is Role.CURATOR


def test_a_post_is_answered_where_it_stands_and_the_link_is_kept() -> None:
    """Half an hour from approval (ZAR-14); a second link changes nothing."""
    case = Case(origin=Origin(kind=SourceKind.NETWORK, link="https://vk.com/wall-1_2"))
    case.route(1, PETER)
    case.incident.approve(case.draft(2), at=case.at(3, OLGA))
    assert case.incident.state is State.APPROVED
    assert case.due(Kind.PUBLISH) == 3.5
    link = PostLink.parse("vk.com/wall-1_2?reply=3")
    for hours in (3.2, 3.3):
        case.incident.publish(1, link, at=case.at(hours, PETER))
    (fact,) = [fact for fact in case.incident.facts if isinstance(fact, Answered)]
    assert (fact.link, fact.author) == ("https://vk.com/wall-1_2?reply=3", None)
    assert case.incident.answer is not None
    assert case.incident.answer.link == "https://vk.com/wall-1_2?reply=3"


def test_a_substitute_acts_in_the_absent_persons_name() -> None:
    """The journal says for whom (ZAR-7); the absent one may act, too; nobody else."""
    case = Case()
    case.route(1, PETER)
    absent = Absent(person=PETER.person, name="peter", roles=PETER.roles, unit=PETER.unit)
    case.draft(2, person("vera", Role.EXECUTOR, absent=(absent,)))
    assert case.incident.facts[-1].by.acting_for == "peter"
    assert case.incident.drafts[-1].by == "vera"
    case.draft(2.5, PETER)
    assert case.incident.facts[-1].by.acting_for is None
    with pytest.raises(Refusal, match="incident-not-yours"):
        case.draft(3, VERA)


def test_a_curators_substitute_approves_in_their_name() -> None:
    """Whoever has the role themselves acts for themselves."""
    case = Case()
    case.route(1, PETER)
    number = case.draft(2)
    absent = Absent(person=OLGA.person, name="olga", roles=OLGA.roles)
    case.incident.approve(number, at=case.at(3, person("vera", Role.EXECUTOR, absent=(absent,))))
    assert case.incident.facts[-1].by.acting_for == "olga"


def test_whoever_may_not_approve_is_refused() -> None:
    """An executor alone, forging a curator's button."""
    case = Case()
    case.route(1, PETER)
    number = case.draft(2)
    with pytest.raises(Refusal, match="no-right"):
        case.incident.approve(number, at=case.at(3, PETER))


def test_of_two_decisions_on_one_draft_the_first_counts() -> None:
    """One curator approves while another returns."""
    case = Case()
    case.route(1, PETER)
    number = case.draft(2)
    case.incident.approve(number, at=case.at(3, OLGA))
    with pytest.raises(Refusal, match="incident-answered"):
        case.incident.return_draft(number, Remark.parse("Нет фото"), at=case.at(3, OLGA))


def test_what_was_merged_escalates_no_more_and_its_author_gets_the_same_answer() -> None:
    """T14: all clocks of the second end with it."""
    first, second = Case(key="1"), Case(key="2")
    second.incident.author = PersonId("boris")
    first.route(1, PETER)
    second.incident.join(first.incident, at=second.at(1, OLGA))
    assert second.incident.state is State.JOINED
    assert {each.outcome for each in second.incident.deadlines} == {Outcome.CANCELLED}
    first.incident.approve(first.draft(2), at=first.at(3, OLGA))
    (fact,) = [fact for fact in first.incident.facts if isinstance(fact, Answered)]
    assert (fact.author, fact.followers) == ("anna", ("boris",))


def test_declined_and_redirected_messages_have_no_clocks() -> None:
    """ZAR-19 and ZAR-2; a second decision is refused with how things stand."""
    case, other = Case(), Case(key="2")
    case.incident.decline(Decline.THREAT, "", at=case.at(1, OLGA))
    other.incident.redirect(at=other.at(1, OLGA))
    for each in (case, other):
        assert not any(deadline.is_open for deadline in each.incident.deadlines)
        with pytest.raises(Refusal, match="incident-closed"):
            each.route(2, PETER)


def test_an_answer_is_rated_by_its_author_and_graded_by_a_curator() -> None:
    """NVK-3.1; nobody else's score counts, none before the answer."""
    case = Case()
    case.route(1, PETER)
    with pytest.raises(Refusal, match="not-answered-yet"):
        case.incident.rate(Score.of(5), "", at=case.at(2, ANNA))
    case.incident.approve(case.draft(2), at=case.at(3, OLGA))
    with pytest.raises(Refusal, match="incident-not-yours"):
        case.incident.rate(Score.of(1), "", at=case.at(3, PETER))
    case.incident.rate(Score.of(2), "Яма снова там", at=case.at(3, ANNA))
    case.incident.grade(Score.of(4), at=case.at(3, OLGA))
    assert case.incident.rating is not None
    assert (case.incident.rating.score, case.incident.quality) == (2, 4)


def test_an_executor_who_left_leaves_the_clocks_running() -> None:
    """Back to the curators, with an hour to route it anew."""
    case = Case()
    case.route(1, PETER)
    case.draft(2)
    case.incident.dismiss(PETER.person, at=case.at(3, OLGA))
    assert (case.incident.state, case.incident.executor) == (State.NEW, None)
    assert case.due(Kind.ANSWER) == 8
    assert case.incident.deadline(Kind.APPROVAL) is None
    case.incident.dismiss(PETER.person, at=case.at(3, OLGA))
    assert case.due(Kind.TRIAGE) == 4
