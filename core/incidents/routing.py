"""Routing: triage, executors in order, not mine (ZAR-8, ZAR-9, ZAR-16)."""

from dataclasses import replace

from core.deadlines.terms import Kind
from core.deadlines.timer import Ahead
from core.incidents.facts import Assigned, GivenBack, Passed
from core.incidents.occasion import Occasion
from core.incidents.parts import Executor, Share
from core.incidents.parts import Routing as Plan
from core.incidents.record import Record
from core.incidents.side_facts import BecameSignificant
from core.incidents.values import WORKING, Importance, State, Words
from core.shared.ids import FileId
from core.shared.refusal import Refusal
from core.shared.roles import Role

EXECUTORS_MAX = 6


class Routes(Record):
    """Who has to write the answer, and by when."""

    __slots__ = ()

    def route(self, plan: Plan, *, at: Occasion) -> None:
        """Set everything a curator decides (ZAR-8); again while no answer stands on approval.

        The same plan twice changes nothing: two curators may press at once. Time that has passed stays
        passed: re-routing gives none back. Refuses `incident-not-assignable`, `executors-missing`,
        `executors-too-many`, `executors-twice`.
        """
        self._must_be_open()
        if self.state not in WORKING | {State.NEW}:
            raise Refusal("incident-not-assignable", state=self.state.value)
        _check(plan)
        if self._is_so(plan):
            return
        previous, term = self.executor, self.answer_term(at)
        self._describe(plan, at)
        self._entrust(plan.executors, at)
        if self.answer_term(at) != term:
            self._retime(at)
        self.record(
            Assigned(
                **self._about(at),
                executor=plan.executors[0].person,
                unit=plan.executors[0].unit,
                previous=previous if previous != self.executor else None,
                group=tuple(each.person for each in plan.executors),
                shortened=self.shortened,
                specialists=Role.EXECUTOR in at.terms.approval_chain,
                media=len(self.media),
                place=self.location,
            )
        )

    def give_back(self, reason: Words, *, at: Occasion) -> None:
        """Not mine: back to the curators with a reason (ZAR-9); late after its term, but never refused.

        Refuses `incident-not-yours`, and `incident-on-approval` while an answer waits for approval.
        """
        self._must_be_open()
        at = self._mine(at)
        if self.state not in WORKING:
            raise Refusal("incident-on-approval")
        late = self._returned_late(at)
        self._cancel(at, Kind.RETURN, Kind.CONTRIBUTION, Kind.REWORK)
        self.executor, self.shares, self.state = None, (), State.NEW
        self._hand(Kind.DRAFT, Kind.ANSWER, Kind.FINAL_DRAFT)
        self._start(Kind.TRIAGE, at.terms.triage, at)
        self.record(GivenBack(**self._about(at), reason=reason.value, late=late))

    def contribute(self, text: Words, media: tuple[FileId, ...], *, at: Occasion) -> None:
        """A co-executor's part: it goes on to the next in order (ZAR-16).

        Refuses `incident-not-yours`, `no-contribution` to the last one, who writes the answer itself.
        """
        self._must_be_open()
        at = self._mine(at)
        turn = self.turn
        if turn is None or turn == len(self.shares) - 1 or self.state not in WORKING:
            raise Refusal("no-contribution")
        done = replace(self.shares[turn], text=text.value, media=media, at=at.now)
        following = self.shares[turn + 1]
        self.shares = (*self.shares[:turn], done, *self.shares[turn + 1 :])
        self._stop(Kind.CONTRIBUTION, at)
        self._cancel(at, Kind.RETURN)
        self.executor, self.unit = following.executor, following.unit
        self._receive(at)
        self.record(
            Passed(
                **self._about(at),
                executor=following.executor,
                last=turn + 2 == len(self.shares),
                said=text.value,
                media=media,
            )
        )

    @property
    def turn(self) -> int | None:
        """Which co-executor's turn it is; None without an order, or when all have given their parts."""
        return next((turn for turn, share in enumerate(self.shares) if share.at is None), None)

    @property
    def writes(self) -> bool:
        """Whether the executor of now writes the answer: alone, or the last in order."""
        turn = self.turn
        return turn is None or turn == len(self.shares) - 1

    def _is_so(self, plan: Plan) -> bool:
        routed = (Share(executor=each.person, unit=each.unit) for each in plan.executors)
        people = (
            tuple(each.executor for each in self.shares)
            if self.shares
            else tuple(filter(None, [self.executor]))
        )
        return (
            self.state is not State.NEW
            and people == tuple(each.executor for each in routed)
            and (self.topic, *self.also) == tuple(topic.id for topic in plan.topics)
            and (self.location, self.importance, self.shortened)
            == (plan.location, plan.importance, plan.shortened)
        )

    def _describe(self, plan: Plan, at: Occasion) -> None:
        main = plan.topics[0]
        self.shortened = plan.shortened
        self.topic, self.topic_title = main.id, main.title_ru
        self.also = tuple(topic.id for topic in plan.topics[1:])
        self.location = plan.location
        was, self.importance = self.importance, plan.importance
        if plan.importance is Importance.SIGNIFICANT and was is not Importance.SIGNIFICANT:
            self.record(BecameSignificant(**self._about(at)))

    def _entrust(self, executors: tuple[Executor, ...], at: Occasion) -> None:
        """To the first in order; the same first executor keeps the time that runs."""
        first = executors[0]
        kept = self.executor == first.person and self.state is not State.NEW
        self.executor, self.unit = first.person, first.unit
        several = len(executors) > 1
        self.shares = (
            tuple(Share(executor=each.person, unit=each.unit) for each in executors) if several else ()
        )
        self._stop(Kind.TRIAGE, at)
        if self.state is State.NEW:
            self.state = State.INTERIM if self.interim_at else State.ASSIGNED
        self._hand(Kind.DRAFT, Kind.ANSWER, Kind.FINAL_DRAFT, Kind.REWORK)
        if not kept:
            self._cancel(at, Kind.RETURN, Kind.CONTRIBUTION)
            self._receive(at)
        elif several != (self.deadline(Kind.CONTRIBUTION) is not None):
            self._cancel(at, Kind.CONTRIBUTION)
            if several:
                self._start(Kind.CONTRIBUTION, at.terms.contribution, at)

    def _receive(self, at: Occasion) -> None:
        """It is the executor's from now on: time to return it, and to give a part if there is an order."""
        self._hand(Kind.DRAFT, Kind.ANSWER, Kind.FINAL_DRAFT, Kind.REWORK)
        self._start(Kind.RETURN, at.terms.give_back, at)
        if self.shares:
            self._start(Kind.CONTRIBUTION, at.terms.contribution, at)

    def _retime(self, at: Occasion) -> None:
        """Another term counts from the detection like the first; what has passed stays passed (T4)."""
        answer = self.answer_term(at)
        for kind, term in ((Kind.ANSWER, answer), (Kind.DRAFT, Ahead(answer, at.terms.draft_before))):
            found = self.deadline(kind)
            if found is not None:
                self._put(found.under(term, at.calendar, at.terms))

    def _returned_late(self, at: Occasion) -> bool:
        """Whether the time to say "not mine" was over; it ran from the last receipt."""
        window = max(
            (each for each in self.deadlines if each.kind is Kind.RETURN),
            key=lambda each: each.generation,
            default=None,
        )
        return window is not None and window.due is not None and window.due.breached(at.now)


def _check(plan: Plan) -> None:
    people = [each.person for each in plan.executors]
    if not people:
        raise Refusal("executors-missing")
    if len(people) > EXECUTORS_MAX:
        raise Refusal("executors-too-many", max=EXECUTORS_MAX)
    if len(set(people)) < len(people):
        raise Refusal("executors-twice")
