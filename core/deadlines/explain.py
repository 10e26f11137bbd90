"""Why a deadline is where it is: stretches of work that count, and rests between them with their reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.deadlines.calendar import WorkingCalendar
from core.deadlines.days import DayOff

NOTHING = timedelta()


class RestKind(StrEnum):
    """Why nothing is counted."""

    LUNCH = "lunch"
    NIGHT = "night"
    DAYS_OFF = "days-off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A stretch that counts, `[start, end)`; `short` where its day closes earlier before a holiday."""

    start: datetime
    end: datetime
    short: bool

    @property
    def counted(self) -> timedelta:
        """Its working time."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """A stretch that does not count; `days` are the days off that it touches, each with its reason."""

    start: datetime
    end: datetime
    kind: RestKind
    days: tuple[tuple[date, DayOff], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLeft:
    """What a person is told of a deadline: "42 working minutes left, lunch 12:00-13:00".

    `left` or `overdue` is zero. `rests` stand between now and the deadline; `until` is when working time
    next begins or ends. Moments are UTC, days are the city's.
    """

    working: bool
    until: datetime
    left: timedelta
    overdue: timedelta
    rests: tuple[Rest, ...]
    version: str


def time_left(calendar: WorkingCalendar, now: datetime, due: datetime) -> TimeLeft:
    """Where a deadline stands. Raises `BeyondCalendar`."""
    late = now > due
    pieces = () if late else calculation(calendar, now, due)
    return TimeLeft(
        working=calendar.is_working(now),
        until=calendar.changes(now),
        left=NOTHING if late else calendar.between(now, due),
        overdue=calendar.between(due, now) if late else NOTHING,
        rests=tuple(piece for piece in pieces if isinstance(piece, Rest)),
        version=calendar.version,
    )


def calculation(calendar: WorkingCalendar, start: datetime, end: datetime) -> tuple[Work | Rest, ...]:
    """Everything from one moment to another in order, without a gap. Raises `BeyondCalendar`."""
    return tuple(_pieces(calendar, start, end))


def _pieces(calendar: WorkingCalendar, start: datetime, end: datetime) -> Iterator[Work | Rest]:
    at = start
    while at < end:
        until = min(_next(calendar, at, end), end)
        if calendar.is_working(at):
            yield Work(start=at, end=until, short=calendar.plan.is_short(calendar.day_of(at)))
        else:
            yield _rest(calendar, at, until)
        at = until


def _next(calendar: WorkingCalendar, at: datetime, end: datetime) -> datetime:
    """The next change; the last rest of the calendar has none."""
    return calendar.changes(at) if calendar.between(at, end) or calendar.is_working(at) else end


def _rest(calendar: WorkingCalendar, start: datetime, end: datetime) -> Rest:
    first, last = calendar.day_of(start), calendar.day_of(end)
    plan = calendar.plan
    span = (first + timedelta(days=n) for n in range((last - first).days + 1))
    free = tuple((day, plan.why_off(day)) for day in span if plan.covers(day) and not plan.works(day))
    if free:
        return Rest(start=start, end=end, kind=RestKind.DAYS_OFF, days=free)
    return Rest(start=start, end=end, kind=RestKind.LUNCH if _is_lunch(calendar, start) else RestKind.NIGHT)


def _is_lunch(calendar: WorkingCalendar, rest: datetime) -> bool:
    """Whether a rest begins between the opening and the closing of its day."""
    local = rest.astimezone(calendar.zone)
    minute = local.hour * 60 + local.minute
    spans = calendar.plan.spans(local.date())
    return bool(spans) and spans[0].start <= minute < spans[-1].end
