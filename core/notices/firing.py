"""The clock: what has come due is told to those who have to act, once, in working time (ZAR-20, ZAR-21)."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from core.deadlines.calendar import BeyondCalendar, WorkingCalendar
from core.deadlines.model import BREACH, Step
from core.deadlines.terms import Kind
from core.incidents.facts import DeadlineMissed, Escalated, IncidentFact
from core.incidents.occasion import Desk, Occasion
from core.incidents.side_cases import CloseUnanswered
from core.incidents.values import OPEN
from core.notices.digest import Digests
from core.notices.duty import Duty
from core.notices.escalation import Event, Stage, author_reminded, told
from core.notices.ports import DueDeadline, DueDeadlines, Fired, Member, Moved
from core.people.passport import system_actor
from core.shared.clock import Clock
from core.shared.ids import Ids, IncidentId, MunicipalityId, PersonId
from core.shared.refusal import Refusal
from core.shared.roles import Role

TOGETHER: Final = 1000
"""Deadlines in one commit."""

EVENING: Final = timedelta(minutes=2)
"""So long after closing what came due before it is still told: nobody has left the room yet."""

AGAIN: Final = timedelta(minutes=10)
"""When a question whose term has passed is looked at anew: a draft may be on its way just now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FireDeadlines:
    """What the worker does again and again. Never early, each step once; in quiet time nothing (T9).

    After downtime each deadline is told once, with its most advanced step, and each person gets one
    digest (T27). A question that the author let pass closes its incident. `other_calendar` is called when
    a deadline turns up that was laid under another version of its calendar.
    """

    deadlines: DueDeadlines
    desk: Desk
    homes: Iterable[MunicipalityId]
    close: CloseUnanswered
    ids: Ids
    other_calendar: Callable[[], None]

    async def __call__(self) -> int:
        """How many deadlines were looked at: none, and it was one look at an index."""
        now = self.desk.clock.now()
        awake = self._awake(now)
        if not awake:
            return 0
        return sum([await self._fire(home, now) for home in await self.deadlines.due(awake, now)])

    async def soonest(self) -> datetime | None:
        """When it is worth looking again, as things stand; None where nothing is to come.

        What somebody held back during the last look is not counted: it waits for the usual one.
        """
        now = self.desk.clock.now()
        awake = self._awake(now)
        return await self.deadlines.soonest(awake, now) if awake else None

    def _awake(self, now: datetime) -> list[MunicipalityId]:
        return [home for home in self.homes if is_awake(self.desk.calendar(home), now)]

    async def _fire(self, home: MunicipalityId, now: datetime) -> int:
        by = system_actor(home)
        at = replace(self.desk(by), now=now)
        run = Run(at, self.ids.new(), self.desk.clock)
        count = await self.deadlines.fire(home, now, TOGETHER, run)
        for incident in run.unanswered:
            with suppress(Refusal):  # somebody is changing it just now: it comes up again
                await self.close(incident, by=by)
        if run.strangers:
            self.other_calendar()
        return count


def is_awake(calendar: WorkingCalendar, now: datetime) -> bool:
    """Whether people are at work: reminders of the night wait for the morning. Never past the calendar."""
    try:
        return calendar.is_working(now) or calendar.is_working(now - EVENING)
    except BeyondCalendar:
        return False


class Run:
    """One run of the clock in one city: decides on batch after batch, and remembers its digests.

    `unanswered` are incidents whose author let a question pass; `strangers` counts deadlines that were
    laid under another version of the calendar.
    """

    def __init__(self, at: Occasion, name: str, clock: Clock) -> None:
        self._at = at
        self._clock = clock
        self._digests = Digests(name)
        self.unanswered: list[IncidentId] = []
        self.strangers = 0

    def __call__(self, due: Sequence[DueDeadline], staff: Sequence[Member]) -> Fired:
        """What follows from these, which are due now by their rows."""
        duty, fired = Duty(staff), Fired()
        events: dict[PersonId, list[Event]] = {}
        for each in due:
            self._one(each, duty, fired, events)
        for person, theirs in events.items():
            if self._digests.wants(person, theirs):
                fired.digests.append(self._digests.add(person, theirs, duty, self._clock.now()))
            else:
                fired.notices.extend(told(event, person, duty) for event in theirs)
        return fired

    def _one(self, due: DueDeadline, duty: Duty, fired: Fired, events: dict[PersonId, list[Event]]) -> None:
        deadline, at = due.deadline, self._at
        if due.state not in OPEN:  # nobody has anything to do any more (T12, T14)
            fired.moved.append(Moved(due, deadline.progress, deadline.due, None))
            return
        self.strangers += deadline.due is not None and deadline.due.calendar_version != at.calendar.version
        turned = deadline.turned(at.now, at.calendar, at.terms)
        step = turned.step
        progress, fires_at = turned.progress, turned.fires_at
        due.due_at = turned.due.at if turned.due else None
        due.topic_en = at.in_english(due.topic)
        if step is not None and deadline.kind is not Kind.CLARIFICATION:
            fired.facts += _facts(due, step, at)
            self._spread(due, step, duty, events)
        elif step is not None and step.is_breach:  # a use case of its own closes the incident
            self.unanswered.append(due.incident)
            progress, fires_at = deadline.progress, at.now + AGAIN
        elif step is not None and due.author is not None:
            fired.notices.append(author_reminded(due, due.author, step.progress))
        fired.moved.append(Moved(due, progress, turned.due, fires_at))

    def _spread(self, due: DueDeadline, step: Step, duty: Duty, events: dict[PersonId, list[Event]]) -> None:
        """To each person once: the rungs that were climbed now, the curators, whoever has to act."""
        before, reached = due.deadline.progress, step.progress
        people: dict[PersonId, Event] = {}
        if before < BREACH:
            stage = Stage.MISSED if reached >= BREACH else Stage.REMINDER
            people = dict.fromkeys(_concerned(due, stage, duty), Event(due, stage, reached))
        if step.role is not None:
            risen = Event(due, Stage.RUNG, reached)
            for number, rung in enumerate(self._at.terms.ladder, BREACH + 1):
                if before < number <= reached:
                    people |= dict.fromkeys(duty.having(rung.role), risen)
        for person, event in people.items():
            events.setdefault(person, []).append(event)


def _concerned(due: DueDeadline, stage: Stage, duty: Duty) -> tuple[PersonId, ...]:
    holders = _holders(due, duty)
    return (*holders, *duty.having(Role.CURATOR)) if stage is Stage.MISSED else holders


def _facts(due: DueDeadline, step: Step, at: Occasion) -> list[IncidentFact]:
    """The breach is booked to its owner and their unit, once (ZAR-20); then how far up it went (ZAR-21)."""
    facts: list[IncidentFact] = []
    if due.deadline.progress < BREACH <= step.progress:
        facts.append(_missed(due, at))
    if step.role is not None:
        facts.append(_escalated(due, step, step.role, at))
    return facts


def _missed(due: DueDeadline, at: Occasion) -> DeadlineMissed:
    deadline = due.deadline
    return DeadlineMissed(
        subject=due.incident,
        at=at.now,
        by=at.by,
        number=due.number,
        author=due.author,
        text=due.text,
        topic=due.topic,
        topic_title=due.topic_title,
        importance=due.importance,
        version=due.version,
        kind=deadline.kind,
        generation=deadline.generation,
        due_at=due.due_at,
        owner=deadline.owner,
        unit=deadline.unit,
    )


def _escalated(due: DueDeadline, step: Step, role: Role, at: Occasion) -> Escalated:
    return Escalated(
        subject=due.incident,
        at=at.now,
        by=at.by,
        number=due.number,
        author=due.author,
        text=due.text,
        topic=due.topic,
        topic_title=due.topic_title,
        importance=due.importance,
        version=due.version,
        kind=due.deadline.kind,
        generation=due.deadline.generation,
        rung=step.progress - BREACH,
        role=role,
    )


def _holders(due: DueDeadline, duty: Duty) -> tuple[PersonId, ...]:
    """Who has to act: the owner, or whoever does their work; without one the role that is asked."""
    owner = due.deadline.owner
    if owner is None and due.deadline.kind is Kind.APPROVAL and due.awaits is Role.EXECUTOR:
        owner = due.executor
    if owner is None:
        approving = due.deadline.kind is Kind.APPROVAL and due.awaits
        return duty.having(due.awaits if approving and due.awaits else Role.CURATOR)
    doing = duty.doing(owner)
    return duty.having(Role.CURATOR) if doing is None else (doing,)
