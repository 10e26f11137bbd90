"""Whatever staff, authors and time do, in whatever order: the aggregate agrees with a plain model of it.

Two machines: one compares state and refusals with a model told in the plainest way; its invariants watch
the clocks: none is lost, none runs twice, none runs where nobody has anything to do.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.deadlines.model import BREACH, Deadline, Outcome
from core.deadlines.terms import Kind, Rung, Terms
from core.incidents.facts import DeadlineMissed
from core.incidents.model import Incident
from core.incidents.occasion import Occasion
from core.incidents.parts import Executor, Origin, Routing, Topic
from core.incidents.values import (
    OPEN,
    WORKING,
    AnswerText,
    Decline,
    DraftKind,
    Importance,
    IncidentText,
    Location,
    Remark,
    State,
    Words,
)
from core.shared.actor import Absent, Actor
from core.shared.facts import Fact
from core.shared.ids import MunicipalityId, PersonId, TopicId
from core.shared.refusal import Refusal
from core.shared.roles import Role
from tests.core.city import CALENDAR, NOON
from tests.core.plain_incident import Model

DEMO = MunicipalityId("demo")
TERMS = Terms(ladder=(Rung(role=Role.HEAD, after=timedelta(hours=1)),))
TOPIC = Topic(id=TopicId("pothole"), municipality=DEMO, sector="roads", title_ru="Яма", title_en="Pothole")
PEOPLE = ("peter", "vera", "ivan")

executors = st.sampled_from(PEOPLE)
orders = st.lists(executors, min_size=1, max_size=3, unique=True)
steps = st.sampled_from([1, 5, 17, 45, 90, 240, 1000])
numbers = st.integers(min_value=1, max_value=5)
drafts = st.sampled_from(DraftKind)


def actor(name: str, *roles: Role, absent: tuple[Absent, ...] = ()) -> Actor:
    """Somebody of the demo city."""
    return Actor(person=PersonId(name), municipality=DEMO, name=name, roles=frozenset(roles), absent=absent)


class IncidentWalk(RuleBasedStateMachine):
    """Curators, executors, substitutes, the author and the clock do whatever comes to mind."""

    @initialize()
    def register(self) -> None:
        self.now = NOON
        self.model = Model()
        self.facts: list[Fact] = []
        self.keys = count(1)
        self.fired: list[tuple[Kind, int, int]] = []
        self.away: set[str] = set()
        self.incident = Incident.register(
            new_id="1".zfill(26),
            key="key",
            text=IncidentText.parse("Яма на дороге у дома 5"),
            topic=TOPIC,
            location=Location(),
            media=(),
            origin=Origin(bot="max-citizen"),
            author=PersonId("anna"),
            at=self.at(actor("anna")),
        )

    def at(self, by: Actor) -> Occasion:
        return Occasion(by=by, now=self.now, calendar=CALENDAR, terms=TERMS)

    def staff(self, who: str) -> Actor:
        """The executor, or while they are away their substitute."""
        if who not in self.away:
            return actor(who, Role.EXECUTOR)
        absent = Absent(person=PersonId(who), name=who, roles=frozenset({Role.EXECUTOR}))
        return actor("substitute", Role.EXECUTOR, absent=(absent,))

    def curator(self) -> Occasion:
        return self.at(actor("curator", Role.CURATOR))

    def refused(self, act: Callable[[], None], expected: str | None) -> None:
        """The aggregate refuses exactly what the model refuses."""
        code = None
        try:
            act()
        except Refusal as refusal:
            code = refusal.code
        assert code == expected
        self.facts += self.incident.take()

    @rule(minutes=steps)
    def time_goes_on(self, minutes: int) -> None:
        """And whatever is due fires: the most advanced step once."""
        self.now += timedelta(minutes=minutes)
        for deadline in list(self.incident.deadlines):
            self.fire(deadline)

    def fire(self, deadline: Deadline) -> None:
        steps = deadline.steps(CALENDAR, TERMS, deadline.due)
        due = [step for step in steps if step.at <= self.now]
        if not deadline.is_open or not due:
            return
        assert deadline.fires_at is not None
        assert deadline.fires_at <= self.now
        self.fired += [(deadline.kind, deadline.generation, step.progress) for step in due]
        turned = deadline.turned(self.now, CALENDAR, TERMS)
        assert turned.step == due[-1]
        self.incident._put(turned.deadline)
        if deadline.kind is Kind.CLARIFICATION and due[-1].is_breach:
            self.close_unanswered()

    def close_unanswered(self) -> None:
        closable = {State.NEW, State.ASSIGNED, State.INTERIM}
        if self.model.question and self.model.state in closable:
            self.model.state, self.model.question = State.CLOSED, False
        self.incident.close_unanswered(at=self.at(actor("system")))

    @rule(who=executors)
    def leave_begins_or_ends(self, who: str) -> None:
        self.away ^= {who}

    @rule(order=orders)
    def route(self, order: list[str]) -> None:
        expected = self.model.route(order)
        plan = Routing(
            topics=(TOPIC,),
            location=Location(),
            executors=tuple(Executor(person=PersonId(name)) for name in order),
            importance=self.incident.importance,
            shortened=self.incident.shortened,
        )
        self.refused(lambda: self.incident.route(plan, at=self.curator()), expected)

    @precondition(lambda self: self.model.order and self.model.state in WORKING and self.model.given == 0)
    @rule(hours=st.sampled_from([None, 2, 4]))
    def shorten(self, hours: int | None) -> None:
        """The same people under another term: what has passed stays passed (T4)."""
        before = self.incident.deadline(Kind.ANSWER)
        plan = Routing(
            topics=(TOPIC,),
            location=Location(),
            executors=tuple(Executor(person=PersonId(name)) for name in self.model.order),
            importance=Importance.HIGH,
            shortened=timedelta(hours=hours) if hours else None,
        )
        self.refused(lambda: self.incident.route(plan, at=self.curator()), None)
        after = self.incident.deadline(Kind.ANSWER)
        if before and after:
            assert after.timer.started == before.timer.started
            assert after.progress == before.progress

    @rule(who=executors)
    def not_mine(self, who: str) -> None:
        expected = self.model.give_back(who)
        reason = Words.parse("Это дорога области")
        self.refused(lambda: self.incident.give_back(reason, at=self.at(self.staff(who))), expected)

    @rule(who=executors)
    def contribute(self, who: str) -> None:
        expected = self.model.contribute(who)
        said = Words.parse("Наша часть сделана")
        self.refused(lambda: self.incident.contribute(said, (), at=self.at(self.staff(who))), expected)

    @rule(who=executors, kind=drafts)
    def submit(self, who: str, kind: DraftKind) -> None:
        expected = self.model.submit(who, kind)
        text = AnswerText.parse(f"Сделали: {who}, завтра проверим")
        key = f"session-{next(self.keys)}"
        self.refused(
            lambda: self.incident.submit_draft(text, (), at=self.at(self.staff(who)), kind=kind, key=key),
            expected,
        )

    @rule(number=numbers)
    def send_back(self, number: int) -> None:
        expected = self.model.decide(number, approve=False)
        remark = Remark.parse("Уточните срок")
        self.refused(lambda: self.incident.return_draft(number, remark, at=self.curator()), expected)

    @rule(number=numbers)
    def approve(self, number: int) -> None:
        expected = self.model.decide(number, approve=True)
        self.refused(lambda: self.incident.approve(number, at=self.curator()), expected)

    @rule()
    def ask(self) -> None:
        expected = self.model.ask()
        text = AnswerText.parse("Назовите номер дома, пожалуйста")
        self.refused(lambda: self.incident.ask(text, at=self.curator()), expected)

    @rule()
    def author_writes(self) -> None:
        """In any state; "thank you" after an answer starts no clock (T20)."""
        running = {(each.kind, each.generation) for each in self.incident.deadlines if each.is_open}
        self.model.reply()
        key = f"note-{next(self.keys)}"
        self.refused(
            lambda: self.incident.author_writes(
                Words.parse("Спасибо"), (), at=self.at(actor("anna")), key=key
            ),
            None,
        )
        assert {(each.kind, each.generation) for each in self.incident.deadlines if each.is_open} <= running

    @precondition(lambda self: len(self.model.drafts) > 2)
    @rule(threat=st.booleans())
    def end_otherwise(self, threat: bool) -> None:  # noqa: FBT001 (Hypothesis gives it by name)
        expected = self.model.end(State.DECLINED if threat else State.REDIRECTED)
        at = self.curator()
        if threat:
            self.refused(lambda: self.incident.decline(Decline.THREAT, "", at=at), expected)
        else:
            self.refused(lambda: self.incident.redirect(at=at), expected)

    @invariant()
    def agrees(self) -> None:
        assert self.incident.state is self.model.state
        if self.model.state in OPEN:
            assert self.incident.executor == self.model.executor
            assert (self.incident.question is not None) == self.model.question
        assert [draft.kind for draft in self.incident.drafts] == self.model.drafts
        assert [draft.number for draft in self.incident.drafts] == list(range(1, len(self.model.drafts) + 1))

    @invariant()
    def each_kind_of_clock_runs_at_most_once(self) -> None:
        running = [each.kind for each in self.incident.deadlines if each.is_open]
        assert len(running) == len(set(running))
        named = [(each.kind, each.generation) for each in self.incident.deadlines]
        assert len(named) == len(set(named))

    @invariant()
    def exactly_the_clocks_run_that_the_state_asks_for(self) -> None:
        """None is lost by any detour, none goes on where nobody has anything to do (T14)."""
        running = {each.kind for each in self.incident.deadlines if each.is_open}
        if self.incident.state not in OPEN:
            assert running == set()
            return
        assert (Kind.ANSWER in running) == (self.incident.interim_at is None)
        assert (Kind.TRIAGE in running) == (self.incident.state is State.NEW)
        assert (Kind.APPROVAL in running) == (self.incident.state is State.ON_APPROVAL)
        assert (Kind.CLARIFICATION in running) == (self.incident.question is not None)
        assert (Kind.REWORK in running) == (self.incident.state is State.REWORK)
        if Kind.CONTRIBUTION in running:
            assert self.incident.shares

    @invariant()
    def clocks_belong_to_whoever_has_to_act(self) -> None:
        for each in self.incident.deadlines:
            if each.is_open and each.kind in {Kind.DRAFT, Kind.ANSWER, Kind.CONTRIBUTION, Kind.REWORK}:
                assert each.owner == self.incident.executor

    @invariant()
    def no_step_fires_twice(self) -> None:
        assert len(self.fired) == len(set(self.fired))

    @invariant()
    def every_late_end_is_booked_once(self) -> None:
        """By the tick before it ended, or by its end, whether it was done or called off (ZAR-20)."""
        self.facts += self.incident.take()
        booked = [(fact.kind, fact.generation) for fact in self.facts if isinstance(fact, DeadlineMissed)]
        told = [(kind, number) for kind, number, progress in self.fired if progress == BREACH]
        assert len({*booked, *told}) == len(booked) + len(told)
        for each in self.incident.deadlines:
            over = not each.is_open and each.due is not None and each.due.breached(each.timer.happened[-1].at)
            assert over or each.outcome is not Outcome.LATE
            if over and each.kind not in {Kind.RETURN, Kind.CLARIFICATION}:
                assert (each.kind, each.generation) in {*booked, *told}

    @invariant()
    def the_answer_has_its_moment(self) -> None:
        assert (self.incident.answered_at is not None) == (self.incident.state is State.ANSWERED)
        assert isinstance(self.now, datetime)


TestIncidentWalk = IncidentWalk.TestCase
TestIncidentWalk.settings = settings(
    max_examples=120, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
