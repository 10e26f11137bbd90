"""The horizon of a calendar: how far it is known, and when that is too short."""

from dataclasses import dataclass
from datetime import date, datetime

from core.deadlines.calendar import WorkingCalendar

ALARM_MONTH = 10
"""From 1 October the next year has to be known: its decree comes out in autumn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """The calendar has to be continued up to the end of `year`; `over` where it has already ended."""

    year: int
    over: bool


def shortage(calendar: WorkingCalendar, now: datetime) -> Shortage | None:
    """What is missing at a moment; None while the calendar reaches far enough."""
    today = calendar.day_of(now)
    year = today.year + 1 if today.month >= ALARM_MONTH else today.year
    if calendar.last >= date(year, 12, 31):
        return None
    return Shortage(year=year, over=today > calendar.last)
