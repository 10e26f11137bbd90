"""The way of a message by the regulation, clause by clause, on the working-time clock of Zarechny."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bots.wiring.calendars import load_shelf
from core.deadlines.calendar import WorkingCalendar
from core.deadlines.model import Outcome
from core.deadlines.terms import Kind, SourceKind, SourceTerm, Terms
from core.deadlines.timer import WorkingTime
from core.incidents.facts import Answered, Assigned, DeadlineMissed, DraftEndorsed, GivenBack, Passed
from core.incidents.model import Incident
from core.incidents.occasion import Occasion
from core.incidents.parts import Executor, Origin, Routing, Topic
from core.incidents.side_facts import AuthorWrote, BecameSignificant, ClosedUnanswered
from core.incidents.values import (
    AnswerText,
    Decline,
    DraftKind,
    Importance,
    IncidentText,
    Location,
    PostLink,
    Remark,
    Score,
    State,
    Words,
)
from core.shared.actor import Absent, Actor
from core.shared.ids import MunicipalityId, PersonId, TopicId, UnitId
from core.shared.refusal import Refusal
from core.shared.roles import Role

HOME = MunicipalityId("zarechny")
CALENDAR = WorkingCalendar.of(load_shelf(None).plans["zarechny"])
TUESDAY = datetime(2026, 5, 5, 5, 0, tzinfo=UTC)
"""08:00 in Zarechny: the day begins, lunch is at 12:00, the day ends at 17:00."""

TOPIC = Topic(
    id=TopicId("pothole"), municipality=HOME, sector="roads", title_ru="Яма", title_en="Pothole", unit=None
)
ANSWER = AnswerText.parse("Засыпали яму сегодня утром")


def person(name: str, *roles: Role, unit: str | None = None, absent: tuple[Absent, ...] = ()) -> Actor:
    """Somebody of Zarechny."""
    return Actor(
        person=PersonId(name),
        municipality=HOME,
        name=name,
        roles=frozenset(roles),
        unit=UnitId(unit) if unit else None,
        absent=absent,
    )


ANNA = person("anna")
OLGA = person("olga", Role.CURATOR)
PETER = person("peter", Role.EXECUTOR, unit="roads")
VERA = person("vera", Role.EXECUTOR, unit="housing")
IVAN = person("ivan", Role.EXECUTOR, unit="energy")


class Case:
    """An incident, and its time of work: `at(hours)` is so much working time after it was detected."""

    def __init__(
        self,
        *,
        terms: Terms | None = None,
        origin: Origin | None = None,
        start: datetime = TUESDAY,
        key: str = "1",
    ) -> None:
        self.terms = terms or Terms()
        self.start = start
        self.incident = Incident.register(
            new_id=key.zfill(26),
            key=key,
            text=IncidentText.parse("Яма на улице Ленина, объехать нельзя"),
            topic=TOPIC,
            location=Location(),
            media=(),
            origin=origin or Origin(bot="max-citizen"),
            author=ANNA.person if origin is None else None,
            at=self.at(0, OLGA),
        )
        self.incident.number = int(key)

    def at(self, hours: float, by: Actor) -> Occasion:
        """So many working hours after the detection."""
        now = CALENDAR.add(self.start, timedelta(hours=hours))
        return Occasion(by=by, now=now, calendar=CALENDAR, terms=self.terms)

    def route(self, hours: float, *executors: Actor, by: Actor = OLGA, **more: Any) -> None:
        """The curator routes it."""
        plan = Routing(
            topics=(TOPIC,),
            location=Location(),
            executors=tuple(Executor(person=each.person, unit=each.unit) for each in executors),
            **more,
        )
        self.incident.route(plan, at=self.at(hours, by))

    def draft(self, hours: float, by: Actor = PETER, kind: DraftKind = DraftKind.ANSWER) -> int:
        """A draft is handed in; its number."""
        self.incident.submit_draft(ANSWER, (), at=self.at(hours, by), kind=kind)
        return len(self.incident.drafts)

    def missed(self) -> Iterator[tuple[Kind, PersonId | None, UnitId | None]]:
        """What was booked as late, to whom."""
        for fact in self.incident.facts:
            if isinstance(fact, DeadlineMissed):
                yield fact.kind, fact.owner, fact.unit

    def due(self, kind: Kind) -> float:
        """When a running clock is due, in working hours after the detection."""
        found = self.incident.deadline(kind)
        assert found is not None
        assert found.due_at is not None
        return CALENDAR.between(self.start, found.due_at) / timedelta(hours=1)


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
def test_not_mine_is_late_after_half_an_hour_and_never_refused(hours: float, late: bool) -> None:  # noqa: FBT001
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
