"""The working-time calendar of one city: what time it is at work, and when so much of it will have passed."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

from core.deadlines.axis import Axis, EndOfAxis
from core.deadlines.city import Plan

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO: Final = timedelta(microseconds=1)
_DIGEST = 8


class BeyondCalendar(Exception):
    """The question leaves the years of the calendar: continue the city's file and the federal one.

    Nothing is guessed: an undecreed year counted as an ordinary one gives wrong deadlines in silence.
    """

    def __init__(self, calendar: "WorkingCalendar", moment: datetime | None) -> None:
        asked = "more working time" if moment is None else moment.isoformat()
        super().__init__(
            f"calendar {calendar.name} {calendar.version} reaches from {calendar.first} to {calendar.last}, "
            f"asked for {asked}; add the year to {calendar.plan.federal.name}.toml and move valid_until "
            f"in {calendar.name}.toml"
        )


@dataclass(frozen=True, slots=True)
class _Days:
    """Local days: `midnights[i]` opens day `i`, `worked[i]` counts working days up to and with it."""

    midnights: Sequence[int]
    worked: Sequence[int]
    closings: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCalendar:
    """Answers in O(log n), in aware UTC; naive moments raise `TypeError`.

    `version` changes with the file's version and with anything that could change an answer, zone data
    included. `begins` and `ends` are the limits of what is known, in microseconds since 1970.
    """

    plan: Plan
    axis: Axis = field(repr=False)
    days: _Days = field(repr=False)
    version: str
    begins: int
    ends: int

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """Lay a city's plan out on the UTC axis."""
        days = plan.days()
        midnights = [_local(plan.zone, day, 0) for day in [*days, plan.last + timedelta(days=1)]]
        stretches: list[tuple[int, int]] = []
        closings: list[int] = []
        worked: list[int] = []
        for day in days:
            ends = [(_local(plan.zone, day, s.start), _local(plan.zone, day, s.end)) for s in plan.spans(day)]
            laid = [(start, end) for start, end in ends if start < end]  # clocks put forward may skip one
            stretches += laid
            closings += [laid[-1][1]] if laid else []
            worked.append(len(closings))
        told = f"{plan.zone.key} {midnights} {closings} {stretches}"
        digest = hashlib.sha256(told.encode()).hexdigest()[:_DIGEST]
        return cls(
            plan=plan,
            axis=Axis.of(stretches),
            days=_Days(midnights, worked, closings),
            version=f"{plan.version}+{plan.federal.version}.{digest}",
            begins=midnights[0],
            ends=midnights[-1],
        )

    @property
    def name(self) -> str:
        """The name of the calendar's file, without its ending."""
        return self.plan.name

    @property
    def zone(self) -> ZoneInfo:
        """The city's zone."""
        return self.plan.zone

    @property
    def first(self) -> date:
        """The first day that is known."""
        return self.plan.first

    @property
    def last(self) -> date:
        """The last day that is known (`valid_until`)."""
        return self.plan.last

    def add(self, start: datetime, amount: timedelta) -> datetime:
        """The moment by which so much working time has passed; closing time itself, where it is just that.

        For nothing it is `start`, or the next opening. Raises `BeyondCalendar`; `ValueError` below zero.
        """
        if amount.days < 0:
            raise ValueError("working time only runs forward")
        try:
            return moment_of(self.axis.forward(self._at(start), amount // _MICRO))
        except EndOfAxis:
            raise BeyondCalendar(self, None) from None

    def resumed(self, start: datetime, amounts: Iterable[timedelta]) -> Iterator[datetime]:
        """When work goes on after so much working time, for each: `add`, at closing time the next opening.

        Raises `BeyondCalendar` where one is not reached.
        """
        resumed, worked = self.axis.resumed, self.axis.worked(self._at(start))
        try:
            for amount in amounts:
                yield _EPOCH + resumed(worked + amount // _MICRO) * _MICRO
        except EndOfAxis:
            raise BeyondCalendar(self, None) from None

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from one moment to a later one. Raises `BeyondCalendar`; `ValueError` backwards."""
        worked = self.axis.worked(self._at(end)) - self.axis.worked(self._at(start))
        if end < start:
            raise ValueError("the first moment comes after the second")
        return worked * _MICRO

    def is_working(self, moment: datetime) -> bool:
        """Whether a moment is working time; closing time is not. Raises `BeyondCalendar`."""
        return self.axis.current(self._at(moment)) is not None

    def next_working(self, moment: datetime) -> datetime:
        """The moment itself in working time, otherwise the next opening. Raises `BeyondCalendar`."""
        return moment.astimezone(UTC) if self.is_working(moment) else self._opening(self._at(moment))

    def changes(self, moment: datetime) -> datetime:
        """When working time next ends or begins. Raises `BeyondCalendar`."""
        at = self._at(moment)
        current = self.axis.current(at)
        return self._opening(at) if current is None else moment_of(self.axis.ends[current])

    def add_days(self, moment: datetime, count: int) -> datetime:
        """Closing time of the `count`-th working day, the first being the next one after the moment's day.

        So "within 7 working days from the day" is counted. Raises `BeyondCalendar`; `ValueError` below one.
        """
        if count < 1:
            raise ValueError("working days are counted from one")
        day = bisect_right(self.days.midnights, self._at(moment)) - 1
        wanted = self.days.worked[day] + count - 1
        if wanted >= len(self.days.closings):
            raise BeyondCalendar(self, None)
        return moment_of(self.days.closings[wanted])

    def closing(self, moment: datetime, days: int) -> datetime:
        """Closing time so many calendar days after the moment's day; on a day off, of the next day of work.

        Raises `BeyondCalendar`; `ValueError` below one.
        """
        if days < 1:
            raise ValueError("calendar days are counted from one")
        eve = bisect_right(self.days.midnights, self._at(moment)) - 2 + days
        if eve + 1 >= len(self.days.worked) or self.days.worked[eve] >= len(self.days.closings):
            raise BeyondCalendar(self, None)
        return moment_of(self.days.closings[self.days.worked[eve]])

    def day_of(self, moment: datetime) -> date:
        """The local day of a moment: reports count by it, never by the UTC day."""
        return moment.astimezone(self.zone).date()

    def _opening(self, at: int) -> datetime:
        try:
            return moment_of(self.axis.starts[self.axis.following(at)])
        except EndOfAxis:
            raise BeyondCalendar(self, None) from None

    def _at(self, moment: datetime) -> int:
        at = (moment - _EPOCH) // _MICRO
        if not self.begins <= at < self.ends:
            raise BeyondCalendar(self, moment)
        return at


def moment_of(at: int) -> datetime:
    """Microseconds since 1970 as a UTC moment."""
    return _EPOCH + at * _MICRO


def _local(zone: ZoneInfo, day: date, minute: int) -> int:
    """A local wall-clock time; 24:00 is the next day's midnight."""
    at = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)  # noqa: DTZ001 (zone follows)
    return (at.replace(tzinfo=zone) - _EPOCH) // _MICRO
