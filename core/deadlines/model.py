"""A deadline: something a person has to do in time, its reminders, its breach and the ladder after it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple, Self

from core.deadlines.calendar import BeyondCalendar, WorkingCalendar
from core.deadlines.terms import Kind, Terms
from core.deadlines.timer import Due, Term, Timer
from core.shared.ids import PersonId, UnitId
from core.shared.roles import Role

BREACH: Final = 100
"""The progress of a breach: reminders lie below it by their percent, rungs of the ladder above it."""

_INSTANT: Final = timedelta(microseconds=1)
_NOTHING: Final = timedelta()
_SHARES: Final = tuple(Fraction(percent, 100) for percent in range(BREACH))
"""Made once: a fraction is reduced each time it is made, which takes longer than what it is for."""


class Outcome(StrEnum):
    """How a deadline ended; `OPEN` while it runs or is paused."""

    OPEN = "open"
    MET = "met"
    LATE = "late"
    CANCELLED = "cancelled"


class Step(NamedTuple):
    """A moment of a deadline's life: a reminder, the breach, or a rung of the ladder with its `role`."""

    progress: int
    at: datetime
    role: Role | None = None

    @property
    def is_breach(self) -> bool:
        """Whether the term is over with it."""
        return self.progress == BREACH


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One term of one subject; `generation` counts from 1 among those of its kind.

    `owner` is who has to act, None: the curators; `unit` is the owner's. `timer` holds the facts; `due`
    and `fires_at` are caches under the calendar's version, None while paused or beyond the calendar.
    `progress` is that of the last step that was fired, so no step fires twice.
    """

    kind: Kind
    generation: int
    timer: Timer
    owner: PersonId | None
    unit: UnitId | None = None
    due: Due | None = None
    fires_at: datetime | None = None
    progress: int = 0
    outcome: Outcome = Outcome.OPEN

    @classmethod
    def begin(  # noqa: PLR0913 (a deadline has that many parts)
        cls,
        kind: Kind,
        term: Term,
        *,
        generation: int,
        started: datetime,
        owner: PersonId | None,
        unit: UnitId | None,
        calendar: WorkingCalendar,
        terms: Terms,
    ) -> Self:
        """Start the clock. Beyond the calendar it stands without a moment until the calendar is continued."""
        made = cls(
            kind=kind,
            generation=generation,
            timer=Timer(term=term, started=started),
            owner=owner,
            unit=unit,
        )
        return made.laid(calendar, terms)

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.outcome is Outcome.OPEN

    @property
    def breached(self) -> bool:
        """Whether its breach was told."""
        return self.progress >= BREACH

    @property
    def due_at(self) -> datetime | None:
        """The moment by which."""
        return self.due.at if self.due else None

    def laid(self, calendar: WorkingCalendar, terms: Terms) -> Self:
        """The caches under this calendar. What has ended keeps the version it lived under."""
        if not self.is_open:
            return self
        due = self._due(None, calendar)
        return replace(self, due=due, fires_at=self._next(due, calendar, terms))

    def steps(self, calendar: WorkingCalendar, terms: Terms, due: Due | None) -> Iterator[Step]:
        """What is still to be fired on the way to `due` and after it, in order. Raises `BeyondCalendar`.

        Nothing while paused, when there is no `due`. A window (`return`) ends without a word. Whatever
        would come outside working time waits for it.
        """
        if due is None or self.kind is Kind.RETURN:
            return
        done = self.progress
        for percent in terms.reminders:
            at = self.timer.part(calendar, _SHARES[percent]) if percent > done else None
            if at is not None and self.timer.started < at < due.at:
                yield Step(percent, calendar.next_working(at))
        climbed = max(done - BREACH, 0)
        rungs = () if self.kind is Kind.CLARIFICATION else terms.ladder[climbed:]
        moments = calendar.resumed(due.at + _INSTANT, (_NOTHING, *[rung.after for rung in rungs]))
        over = next(moments)
        if done < BREACH:
            yield Step(BREACH, over)
        for number, rung in enumerate(rungs, BREACH + 1 + climbed):
            yield Step(number, next(moments), rung.role)

    def turned(self, now: datetime, calendar: WorkingCalendar, terms: Terms) -> "Turned":
        """What a look at the clock makes of it: nothing that lies before `now` is left to be fired.

        However much has come due meanwhile, it is told as one step: the most advanced one.
        """
        reached: Step | None = None
        due = self._due(self.due, calendar)
        try:
            for step in self.steps(calendar, terms, due):
                if step.at > now:
                    return Turned(self, reached, due, step.at)
                reached = step
        except BeyondCalendar:
            pass
        return Turned(self, reached, due, None)

    def _due(self, known: Due | None, calendar: WorkingCalendar) -> Due | None:
        """As it is known, unless that was under another calendar; None past the end of this one."""
        if known is not None and known.calendar_version == calendar.version:
            return known
        try:
            return self.timer.due(calendar)
        except BeyondCalendar:
            return None

    def _next(self, due: Due | None, calendar: WorkingCalendar, terms: Terms) -> datetime | None:
        try:
            return next((step.at for step in self.steps(calendar, terms, due)), None)
        except BeyondCalendar:
            return None

    def given(self, owner: PersonId | None, unit: UnitId | None) -> Self:
        """To another person; the time goes on (T25)."""
        return replace(self, owner=owner, unit=unit)

    def under(self, term: Term, calendar: WorkingCalendar, terms: Terms) -> Self:
        """Another term; the time that has passed stays passed (T4)."""
        return replace(self, timer=self.timer.under(term)).laid(calendar, terms)

    def paused(self, at: datetime, calendar: WorkingCalendar, terms: Terms) -> Self:
        """Held."""
        return replace(self, timer=self.timer.pause(at)).laid(calendar, terms)

    def resumed(self, at: datetime, calendar: WorkingCalendar, terms: Terms) -> Self:
        """Running on."""
        return replace(self, timer=self.timer.resume(at)).laid(calendar, terms)

    def stopped(self, at: datetime) -> Self:
        """Done: met, or late strictly after the due moment."""
        late = self.due is not None and self.due.breached(at)
        return self._ended(at, Outcome.LATE if late else Outcome.MET)

    def cancelled(self, at: datetime) -> Self:
        """No longer asked for."""
        return self._ended(at, Outcome.CANCELLED)

    def _ended(self, at: datetime, outcome: Outcome) -> Self:
        at = max(at, self.timer.happened[-1].at if self.timer.happened else self.timer.started)
        return replace(self, timer=self.timer.stop(at), outcome=outcome, fires_at=None)


@dataclass(slots=True)
class Turned:
    """A look at a deadline's clock: the step that came due, if any, and the moments from now on.

    `before` is the deadline as it was, `fires_at` None where nothing is left to be fired.
    """

    before: Deadline
    step: Step | None
    due: Due | None
    fires_at: datetime | None

    @property
    def progress(self) -> int:
        """That of the last step that was fired."""
        return self.before.progress if self.step is None else self.step.progress

    @property
    def deadline(self) -> Deadline:
        """The deadline after it."""
        return replace(self.before, progress=self.progress, due=self.due, fires_at=self.fires_at)
