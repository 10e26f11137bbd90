"""The clock: what has come due is told to those who have to act, once, in working time (ZAR-20, ZAR-21)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from core.deadlines.calendar import BeyondCalendar, WorkingCalendar
from core.deadlines.model import BREACH, Step
from core.deadlines.ports import Held
from core.deadlines.terms import Kind
from core.incidents.facts import DeadlineMissed, Escalated, IncidentFact
from core.incidents.occasion import Desk, Occasion
from core.incidents.side_cases import CloseUnanswered
from core.incidents.values import OPEN
from core.notices.digest import Digests
from core.notices.duty import Duty
from core.notices.escalation import Event, Stage, author_reminded, told
from core.notices.ports import DueDeadline, DueDeadlines, Fired, Member
from core.people.passport import system_actor
from core.shared.clock import Clock
from core.shared.ids import Ids, IncidentId, MunicipalityId, PersonId
from core.shared.roles import Role

TOGETHER: Final = 500
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
        awake = [home for home in self.homes if is_awake(self.desk.calendar(home), now)]
        if not awake:
            return 0
        return sum([await self._fire(home, now) for home in await self.deadlines.due(awake, now)])

    async def _fire(self, home: MunicipalityId, now: datetime) -> int:
        by = system_actor(home)
        at = replace(self.desk(by), now=now)
        run = Run(at, self.ids.new(), self.desk.clock)
        count = await self.deadlines.fire(home, now, TOGETHER, run)
        for incident in run.unanswered:
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
            fired.changed.append(Held(due.incident, replace(deadline, fires_at=None)))
            return
        self.strangers += deadline.due is not None and deadline.due.calendar_version != at.calendar.version
        turned = deadline.turned(at.now, at.calendar, at.terms)
        step = turned.step
        if step is None:
            fired.changed.append(Held(due.incident, turned.deadline))
        elif deadline.kind is Kind.CLARIFICATION:
            self._asked(due, step, fired)
        else:
            fired.changed.append(Held(due.incident, turned.deadline))
            due = replace(due, deadline=turned.deadline)
            fired.facts.extend(_facts(due, deadline.progress, step, at))
            for person, event in _told_to(due, deadline.progress, step, duty, at):
                events.setdefault(person, []).append(event)

    def _asked(self, due: DueDeadline, step: Step, fired: Fired) -> None:
        """The author is reminded; then the incident is closed by a use case of its own."""
        turned = due.deadline.turned(self._at.now, self._at.calendar, self._at.terms).deadline
        if step.is_breach:
            self.unanswered.append(due.incident)
            turned = replace(due.deadline, fires_at=self._at.now + AGAIN)
        elif due.author is not None:
            fired.notices.append(author_reminded(due, due.author, step.progress))
        fired.changed.append(Held(due.incident, turned))


def _facts(due: DueDeadline, before: int, step: Step, at: Occasion) -> Iterator[IncidentFact]:
    """The breach is booked to its owner and their unit, once (ZAR-20); then how far up it went (ZAR-21)."""
    deadline = due.deadline
    if before < BREACH <= step.progress:
        yield DeadlineMissed(
            **_about(due, at),
            kind=deadline.kind,
            generation=deadline.generation,
            due_at=deadline.due_at,
            owner=deadline.owner,
            unit=deadline.unit,
        )
    if step.role is not None:
        yield Escalated(
            **_about(due, at),
            kind=deadline.kind,
            generation=deadline.generation,
            rung=step.progress - BREACH,
            role=step.role,
        )


def _about(due: DueDeadline, at: Occasion) -> dict[str, Any]:
    return {
        "subject": due.incident,
        "at": at.now,
        "by": at.by,
        "number": due.number,
        "author": due.author,
        "text": due.text,
        "topic": due.topic,
        "topic_title": due.topic_title,
        "importance": due.importance,
        "version": due.version,
    }


def _told_to(
    due: DueDeadline, before: int, step: Step, duty: Duty, at: Occasion
) -> Iterator[tuple[PersonId, Event]]:
    """Each person once: the ladder's rungs that were climbed now, the curators, whoever has to act."""
    people: dict[PersonId, Stage] = {}
    for number, rung in enumerate(at.terms.ladder, BREACH + 1):
        if before < number <= step.progress:
            people |= dict.fromkeys(duty.having(rung.role), Stage.RUNG)
    stage = Stage.MISSED if step.progress >= BREACH else Stage.REMINDER
    if stage is Stage.REMINDER or before < BREACH:
        concerned = _holders(due, duty)
        if stage is Stage.MISSED:
            concerned = (*concerned, *duty.having(Role.CURATOR))
        for person in concerned:
            people.setdefault(person, stage)
    for person, theirs in people.items():
        yield person, Event(due, theirs, step.progress)


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
