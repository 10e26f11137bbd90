"""The clocks of a message by the regulation, clause by clause, in the working time of Zarechny."""

from datetime import UTC, datetime, timedelta

import pytest

from core.deadlines.terms import Kind, SourceKind, SourceTerm, Terms
from core.deadlines.timer import WorkingTime
from core.incidents.facts import Assigned, GivenBack, Passed
from core.incidents.model import Incident
from core.incidents.occasion import Occasion
from core.incidents.parts import Executor, Origin, Routing
from core.incidents.values import (
    AnswerText,
    Decline,
    DraftKind,
    Importance,
    IncidentText,
    Location,
    PostLink,
    Remark,
    State,
    Words,
)
from core.shared.refusal import Refusal
from tests.core.case import (
    ANNA,
    CALENDAR,
    IVAN,
    OLGA,
    PETER,
    TOPIC,
    VERA,
    Case,
)


def test_detection_starts_triage_draft_and_answer() -> None:
    """60 minutes to route (ZAR-8), the draft 3 hours before the answer (ZAR-11), the answer in 8 (ZAR-10)."""
    case = Case()
    assert [case.due(kind) for kind in (Kind.TRIAGE, Kind.DRAFT, Kind.ANSWER)] == [1, 5, 8]


def test_the_draft_is_counted_forward_over_a_short_day() -> None:
    """Thursday 30.04.2026 10:00, shortened: the draft the same day at 16:00, the answer Monday at 11:00."""
    case = Case(start=datetime(2026, 4, 30, 7, 0, tzinfo=UTC))
    draft, answer = case.incident.deadline(Kind.DRAFT), case.incident.deadline(Kind.ANSWER)
    assert draft is not None
    assert answer is not None
    assert draft.due_at == datetime(2026, 4, 30, 13, 0, tzinfo=UTC)
    assert answer.due_at == datetime(2026, 5, 4, 8, 0, tzinfo=UTC)


def test_one_full_rework_by_the_letter_breaks_the_answers_term() -> None:
    """Draft at 5, returned at 6, reworked at 7, approved at 8, published at 8:30: ZAR-10 is broken by it all.

    Everybody was in time but the answer; it is booked to the executor and their unit (ZAR-20).
    """
    case = Case(origin=Origin(kind=SourceKind.NETWORK, link="https://vk.com/wall-1_2"))
    case.route(1, PETER)
    case.incident.return_draft(case.draft(5), Remark.parse("Приложите фото"), at=case.at(6, OLGA))
    case.incident.approve(case.draft(7), at=case.at(8, OLGA))
    link = PostLink.parse("https://vk.com/wall-1_2?reply=3")
    case.incident.publish(2, link, at=case.at(8.5, PETER))

    assert list(case.missed()) == [(Kind.ANSWER, "peter", "roads")]
    assert case.incident.state is State.ANSWERED


def test_a_term_that_was_over_before_its_work_was_called_off_is_booked_all_the_same() -> None:
    """A part an hour late, and then "not mine": booked to whom it was late (ZAR-20); nothing escalates."""
    case = Case()
    case.route(1, PETER, VERA)
    case.incident.give_back(Words.parse("Не наша территория"), at=case.at(4, PETER))
    assert list(case.missed()) == [(Kind.CONTRIBUTION, "peter", "roads")]
    case.incident.decline(Decline.INSULT, "", at=case.at(9, OLGA))
    missed = [kind for kind, _, _ in case.missed()]
    assert sorted(missed) == sorted([Kind.CONTRIBUTION, Kind.TRIAGE, Kind.DRAFT, Kind.ANSWER])


def test_a_reply_after_its_term_is_booked_to_nobody() -> None:
    """An author owes nothing: the question's term only closes the message (ZAR-20)."""
    case = Case(origin=Origin(bot="max-citizen"))
    case.incident.author = ANNA.person
    case.incident.ask(AnswerText.parse("У какого дома яма?"), at=case.at(0.1, OLGA))
    case.route(0.2, PETER)
    case.incident.author_writes(Words.parse("У пятого"), (), at=case.at(33, ANNA))
    assert list(case.missed()) == []


def test_three_co_executors_by_the_letter_break_the_drafts_term() -> None:
    """1 + 2 + 2 + 2 hours: the draft is due at 5 (ZAR-11) and comes at 7 (ZAR-16)."""
    case = Case()
    case.route(1, PETER, VERA, IVAN)
    case.incident.contribute(Words.parse("Асфальт наш"), (), at=case.at(3, PETER))
    case.incident.contribute(Words.parse("Трубы наши"), (), at=case.at(5, VERA))
    case.draft(7, IVAN)

    assert list(case.missed()) == [(Kind.DRAFT, "ivan", "energy")]
    passed = [fact for fact in case.incident.facts if isinstance(fact, Passed)]
    assert [(fact.executor, fact.last) for fact in passed] == [("vera", False), ("ivan", True)]


def test_only_the_last_in_order_writes_the_answer() -> None:
    """And only whose turn it is gives a part (ZAR-16)."""
    case = Case()
    case.route(1, PETER, VERA)
    with pytest.raises(Refusal, match="contributions-missing"):
        case.draft(1.5, PETER)
    with pytest.raises(Refusal, match="incident-not-yours"):
        case.incident.contribute(Words.parse("Моя часть"), (), at=case.at(1.5, VERA))
    case.incident.contribute(Words.parse("Моя часть"), (), at=case.at(2, PETER))
    with pytest.raises(Refusal, match="no-contribution"):
        case.incident.contribute(Words.parse("Моя часть"), (), at=case.at(2.5, VERA))
    assert case.due(Kind.CONTRIBUTION) == 4
    assert case.draft(3, VERA) == 1


@pytest.mark.parametrize("kind", list(DraftKind))
def test_a_draft_is_decided_within_an_hour_and_reworked_within_an_hour(kind: DraftKind) -> None:
    """From its arrival (ZAR-12), from its return (ZAR-13), each time anew; what is done in time stops."""
    case = Case()
    case.route(1, PETER)
    number = case.draft(2, kind=kind)
    assert case.due(Kind.APPROVAL) == 3
    case.incident.return_draft(number, Remark.parse("Нужно фото"), at=case.at(2.5, OLGA))
    assert case.incident.deadline(Kind.APPROVAL) is None
    assert case.due(Kind.REWORK) == 3.5
    number = case.draft(3.25, kind=kind)
    assert case.incident.deadline(Kind.REWORK) is None
    assert case.due(Kind.APPROVAL) == 4.25
    case.incident.approve(number, at=case.at(4.5, OLGA))
    assert case.incident.deadline(Kind.APPROVAL) is None
    assert [kind for kind, *_ in case.missed()] == [Kind.APPROVAL]


def test_routing_again_gives_no_time_back() -> None:
    """Draft and answer stay due where they were, whoever has it now answers for them."""
    case = Case()
    case.route(1, PETER)
    case.route(4, VERA)
    assert (case.due(Kind.DRAFT), case.due(Kind.ANSWER)) == (5, 8)
    assert case.due(Kind.RETURN) == 4.5
    answer = case.incident.deadline(Kind.ANSWER)
    assert answer is not None
    assert (answer.owner, answer.unit) == ("vera", "housing")


@pytest.mark.parametrize(("hours", "late"), [(1.4, False), (1.5, False), (1.6, True), (6, True)])
def test_not_mine_is_late_after_half_an_hour_and_never_refused(hours: float, late: bool) -> None:  # noqa: FBT001 (pytest gives it by name)
    """From receipt, not from detection (ZAR-9); a new routing has its hour, the answer none more."""
    case = Case()
    case.route(1, PETER)
    case.incident.give_back(Words.parse("Это дорога области"), at=case.at(hours, PETER))
    (fact,) = [fact for fact in case.incident.facts if isinstance(fact, GivenBack)]
    assert (fact.reason, fact.late) == ("Это дорога области", late)
    assert case.incident.state is State.NEW
    assert case.due(Kind.TRIAGE) == hours + 1
    assert case.due(Kind.ANSWER) == 8


def test_received_outside_working_hours_it_may_be_returned_after_the_opening() -> None:
    """T25: assigned on Friday at 20:00, the half hour begins on Monday at 08:00."""
    case = Case(start=datetime(2026, 5, 15, 13, 0, tzinfo=UTC))
    plan = Routing(topics=(TOPIC,), location=Location(), executors=(Executor(person=PETER.person),))
    night = Occasion(by=OLGA, now=datetime(2026, 5, 15, 17, 0, tzinfo=UTC), calendar=CALENDAR, terms=Terms())
    case.incident.route(plan, at=night)
    window = case.incident.deadline(Kind.RETURN)
    assert window is not None
    assert window.due_at == datetime(2026, 5, 18, 5, 30, tzinfo=UTC)


def test_an_interim_answer_replaces_the_term_by_seven_working_days() -> None:
    """24.12.2026 gives 13.01.2027, closing time (ZAR-15); the chain goes on, a second one is refused."""
    case = Case(start=datetime(2026, 12, 24, 5, 0, tzinfo=UTC))
    case.route(1, PETER)
    case.incident.approve(case.draft(2, kind=DraftKind.INTERIM), at=case.at(3, OLGA))
    assert case.incident.state is State.INTERIM
    assert case.incident.deadline(Kind.ANSWER) is None
    final = case.incident.deadline(Kind.FINAL_DRAFT)
    assert final is not None
    assert final.due_at == datetime(2027, 1, 13, 14, 0, tzinfo=UTC)
    with pytest.raises(Refusal, match="interim-given"):
        case.draft(4, kind=DraftKind.INTERIM)
    case.incident.approve(case.draft(20), at=case.at(21, OLGA))
    assert case.incident.state is State.ANSWERED
    assert list(case.missed()) == []


def test_a_shortened_term_counts_from_the_detection() -> None:
    """4 hours instead of 8, set after one: the draft at 2, 3 before would be too near the start (T4)."""
    case = Case()
    case.route(1, PETER, shortened=timedelta(hours=4), importance=Importance.HIGH)
    assert (case.due(Kind.DRAFT), case.due(Kind.ANSWER)) == (2, 4)
    case.route(1.5, PETER)
    assert (case.due(Kind.DRAFT), case.due(Kind.ANSWER)) == (5, 8)


def test_sources_have_terms_of_their_own() -> None:
    """The trust line's is the shortest (LAB-3.4.2)."""
    terms = Terms(sources=(SourceTerm(source=SourceKind.HOTLINE, answer=WorkingTime(timedelta(hours=4))),))
    case = Case(terms=terms, origin=Origin(kind=SourceKind.HOTLINE))
    assert case.due(Kind.ANSWER) == 4


def test_the_same_plan_twice_is_one_assignment() -> None:
    """Two curators press at once; an order is another plan."""
    case = Case()
    case.route(1, PETER)
    case.route(1.1, PETER)
    case.route(1.2, PETER, VERA)
    assigned = [fact for fact in case.incident.facts if isinstance(fact, Assigned)]
    assert [fact.group for fact in assigned] == [("peter",), ("peter", "vera")]


def test_beyond_the_calendar_a_message_is_taken_in_all_the_same() -> None:
    """Its clocks stand without a moment until the calendar is continued: nothing accepted is lost."""
    late = datetime(2031, 1, 9, 9, 0, tzinfo=UTC)
    at = Occasion(by=ANNA, now=late, calendar=CALENDAR, terms=Terms())
    incident = Incident.register(
        new_id="9".zfill(26),
        key="9",
        text=IncidentText.parse("Яма на улице Ленина"),
        topic=TOPIC,
        location=Location(),
        media=(),
        origin=Origin(bot="max-citizen"),
        author=ANNA.person,
        at=at,
    )
    assert [(each.due, each.fires_at) for each in incident.deadlines] == [(None, None)] * 3
