"""A timer in working time: facts that never change, and what follows from them under a calendar."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Self

from core.deadlines.calendar import WorkingCalendar

NOTHING = timedelta()


class TimerError(ValueError):
    """A timer was told what cannot have happened: look at the state before you tell it."""


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """A term in working minutes and hours."""

    amount: timedelta

    def whole(self, _calendar: WorkingCalendar, _start: datetime) -> timedelta:
        """The term itself."""
        return self.amount


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A term in working days after the day of the start; it ends at closing time."""

    count: int

    def whole(self, calendar: WorkingCalendar, start: datetime) -> timedelta:
        """Working time from the start to the closing of the last day."""
        return calendar.between(start, calendar.add_days(start, self.count))


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """A term in calendar days after the day of the start; it ends at closing time of its last day.

    Where nobody works on that day, it ends with the next day of work, as in article 193 of the Civil Code.
    """

    count: int

    def whole(self, calendar: WorkingCalendar, start: datetime) -> timedelta:
        """Working time from the start to the closing of the last day."""
        return calendar.between(start, calendar.closing(start, self.count))


Length = WorkingTime | WorkingDays | CalendarDays
"""A term that a regulation writes as one number."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What has to be there `lead` of working time before the end of another term (ZAR-11).

    Half of that term at least: where it is short, the way to its end is short too.
    """

    of: Length
    lead: timedelta

    def whole(self, calendar: WorkingCalendar, start: datetime) -> timedelta:
        """Counted forward from the start, never back from the end on the wall clock."""
        length = self.of.whole(calendar, start)
        return max(length - self.lead, length / 2)


Term = Length | Ahead


class Turn(StrEnum):
    """What can happen to a timer after its start."""

    PAUSED = "paused"
    RESUMED = "resumed"
    STOPPED = "stopped"


_MAY_FOLLOW: dict[Turn | None, frozenset[Turn]] = {
    None: frozenset({Turn.PAUSED, Turn.STOPPED}),
    Turn.PAUSED: frozenset({Turn.RESUMED, Turn.STOPPED}),
    Turn.RESUMED: frozenset({Turn.PAUSED, Turn.STOPPED}),
    Turn.STOPPED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One fact in a timer's life."""

    turn: Turn
    at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """When a term ends, as it was computed under one version of the calendar: a cache, never a fact."""

    at: datetime
    calendar_version: str

    def breached(self, now: datetime) -> bool:
        """Whether the term is over: strictly after, so the closing minute itself is still in time."""
        return now > self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """Started once, paused and resumed any number of times, stopped once; every change is a new value.

    A changed term keeps the facts, so time that has passed stays passed.
    """

    term: Term
    started: datetime
    happened: tuple[Happened, ...] = ()

    @property
    def last(self) -> Turn | None:
        """What happened last; None since the start."""
        return self.happened[-1].turn if self.happened else None

    @property
    def stopped(self) -> bool:
        """Whether its life is over."""
        return self.last is Turn.STOPPED

    def pause(self, at: datetime) -> Self:
        """Hold it. Raises `TimerError` unless it runs."""
        return self._then(Turn.PAUSED, at)

    def resume(self, at: datetime) -> Self:
        """Let it run on. Raises `TimerError` unless it is paused."""
        return self._then(Turn.RESUMED, at)

    def stop(self, at: datetime) -> Self:
        """End it. Raises `TimerError` where it has ended."""
        return self._then(Turn.STOPPED, at)

    def under(self, term: Term) -> Self:
        """The same life under another term: a changed importance does not give the time back."""
        return replace(self, term=term)

    def elapsed(self, calendar: WorkingCalendar, now: datetime) -> timedelta:
        """Working time that has run until a moment. Raises `BeyondCalendar`."""
        return sum(
            (
                calendar.between(start, min(end or now, now))
                for start, end in self._running(until_stop=True)
                if start < now
            ),
            NOTHING,
        )

    def due(self, calendar: WorkingCalendar) -> Due | None:
        """When the term ends; None as long as a pause leaves it open. Raises `BeyondCalendar`."""
        at = self.reached(calendar, self.term.whole(calendar, self.started))
        return None if at is None else Due(at, calendar.version)

    def refreshed(self, due: Due | None, calendar: WorkingCalendar) -> Due | None:
        """The cache under today's calendar: a stopped timer keeps the version it lived under."""
        if self.stopped or (due is not None and due.calendar_version == calendar.version):
            return due
        return self.due(calendar)

    def part(self, calendar: WorkingCalendar, share: Fraction) -> datetime | None:
        """When a share of the term has run: reminders at a half and at 80 %. Raises `BeyondCalendar`."""
        whole = self.term.whole(calendar, self.started)
        return self.reached(calendar, whole * share.numerator // share.denominator)

    def ahead(self, calendar: WorkingCalendar, lead: timedelta) -> datetime | None:
        """When only `lead` of the term is left, counted forward from the start. Raises `BeyondCalendar`.

        None where the term is no longer than that: such a moment would lie at or before the start.
        """
        first = self.term.whole(calendar, self.started) - lead
        return self.reached(calendar, first) if first > NOTHING else None

    def reached(self, calendar: WorkingCalendar, amount: timedelta) -> datetime | None:
        """When so much has run, a stop left aside; None as long as a pause leaves it open."""
        if not self.happened:
            return calendar.add(self.started, amount)
        for start, end in self._running(until_stop=False):
            ran = None if end is None else calendar.between(start, end)
            if ran is None or amount <= ran:
                return calendar.add(start, amount)
            amount -= ran
        return None

    def _then(self, turn: Turn, at: datetime) -> Self:
        since = self.happened[-1].at if self.happened else self.started
        if turn not in _MAY_FOLLOW[self.last]:
            raise TimerError(f"a timer that is {self.last or 'running'} cannot be {turn}")
        if at < since:
            raise TimerError(f"{turn} at {at.isoformat()} lies before {since.isoformat()}")
        return replace(self, happened=(*self.happened, Happened(turn, at)))

    def _running(self, *, until_stop: bool) -> Iterator[tuple[datetime, datetime | None]]:
        """Stretches in which it ran; the last one is open unless it is paused, or stopped if that counts."""
        start: datetime | None = self.started
        for fact in self.happened:
            if fact.turn is Turn.RESUMED:
                start = fact.at
            elif start is not None and (fact.turn is Turn.PAUSED or until_stop):
                yield start, fact.at
                start = None
        if start is not None:
            yield start, None
