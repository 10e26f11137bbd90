"""The second opinion: every minute of a calendar asked by itself, without stretches and without bisect.

What is worked comes from the `holidays` package and from the tables below, not from the calendar files.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo

import holidays

MINUTE = timedelta(minutes=1)

SHORT = frozenset(
    date.fromisoformat(day)
    for day in (
        *("2024-02-22", "2024-03-07", "2024-05-08", "2024-06-11", "2024-11-02"),
        *("2025-03-07", "2025-04-30", "2025-06-11", "2025-11-01"),
        *("2026-04-30", "2026-05-08", "2026-06-11", "2026-11-03"),
        *("2027-02-20", "2027-04-30", "2027-06-11", "2027-11-03"),
    )
)
"""Days shortened by an hour, as the production calendars of these years print them."""

RADONITSA = frozenset({date(2025, 4, 29), date(2026, 4, 21), date(2027, 5, 11)})
OPENING = {"gubkinsky": 510, "labytnangi": 510, "nizhnevartovsk": 540}
ZONES = {"demo": "Europe/Moscow", "zarechny": "Europe/Moscow"}


@cache
def russia() -> holidays.HolidayBase:
    """The package's public holidays of Russia."""
    return holidays.country_holidays("RU", years=range(2024, 2028))


def minutes_of(city: str, day: date) -> set[int]:
    """Working minutes of a shipped city's day: four hours, an hour of lunch, four hours."""
    if not russia().is_working_day(day) or (city == "zarechny" and day in RADONITSA):
        return set()
    opens = OPENING.get(city, 480)
    closes = opens + 540 - (60 if day in SHORT else 0)
    return {minute for minute in range(opens, closes) if not opens + 240 <= minute < opens + 300}


class MinuteCounter:
    """A flag for each minute between two local days, both inclusive."""

    def __init__(self, zone: str, first: date, last: date, minutes: Callable[[date], set[int]]) -> None:
        self.zone = ZoneInfo(zone)
        self.first = datetime(first.year, first.month, first.day, tzinfo=self.zone).astimezone(UTC)
        after = last + timedelta(days=1)
        self.last = datetime(after.year, after.month, after.day, tzinfo=self.zone).astimezone(UTC)
        known = {day: minutes(day) for day in _days(first, last)}
        flags = [self._worked(n, known) for n in range((self.last - self.first) // MINUTE)]
        self._before = [0, *accumulate(flags)]
        self._worked_ones = [n for n, flag in enumerate(flags) if flag]
        self._days = [day for day, each in known.items() if each]
        self._until = dict(zip(known, accumulate(bool(each) for each in known.values()), strict=True))

    def is_working(self, moment: datetime) -> bool:
        """Whether the minute is worked."""
        n = self._index(moment)
        return self._before[n + 1] > self._before[n]

    def between(self, start: datetime, end: datetime) -> int:
        """Working minutes from one moment to another."""
        return self._before[self._index(end)] - self._before[self._index(start)]

    def add(self, start: datetime, minutes: int) -> datetime | None:
        """The end of the last of so many working minutes; None where there are not so many."""
        wanted = self._before[self._index(start)] + minutes - 1
        return self._moment(self._worked_ones[wanted] + 1) if wanted < len(self._worked_ones) else None

    def next_working(self, moment: datetime) -> datetime | None:
        """The first worked minute at or after a moment."""
        wanted = self._before[self._index(moment)]
        return self._moment(self._worked_ones[wanted]) if wanted < len(self._worked_ones) else None

    def add_days(self, moment: datetime, count: int) -> datetime | None:
        """The end of the last worked minute of the so-manieth working day after the moment's day."""
        today = moment.astimezone(self.zone).date()
        wanted = self._until[today] + count - 1
        if wanted >= len(self._days):
            return None
        after = self._days[wanted] + timedelta(days=1)
        midnight = datetime(after.year, after.month, after.day, tzinfo=self.zone).astimezone(UTC)
        return self._moment(self._worked_ones[self._before[(midnight - self.first) // MINUTE] - 1] + 1)

    def _worked(self, n: int, known: dict[date, set[int]]) -> bool:
        local = (self.first + n * MINUTE).astimezone(self.zone)
        return local.hour * 60 + local.minute in known[local.date()]

    def _index(self, moment: datetime) -> int:
        return (moment - self.first) // MINUTE

    def _moment(self, n: int) -> datetime:
        return self.first + n * MINUTE


@cache
def counter_of(city: str) -> MinuteCounter:
    """A shipped city's three years."""
    zone = ZONES.get(city, "Asia/Yekaterinburg")
    return MinuteCounter(zone, date(2025, 1, 1), date(2027, 12, 31), lambda day: minutes_of(city, day))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
