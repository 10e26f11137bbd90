"""Working time: eight hours and seven days, added by ours and by two packages, with their wrong answers."""

import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from importlib import import_module
from typing import Any, Final

import orjson

from core.deadlines.calendar import WorkingCalendar
from tests.benchmarks.measure import Row
from tests.deadlines.cities import city
from tests.deadlines.minutes import counter_of

MOMENTS: Final = 1000
HOURS: Final = 8
DAYS: Final = 7
FIRST: Final = datetime(2025, 1, 9, 8, 0)  # noqa: DTZ001 (made aware below)
SPAN_MINUTES: Final = 2 * 365 * 1440


def moments(calendar: WorkingCalendar) -> list[datetime]:
    """Any minutes of two years, the same in every run."""
    dice = random.Random(8)  # noqa: S311 (a sample)
    first = FIRST.replace(tzinfo=calendar.zone)
    return [first + timedelta(minutes=dice.randrange(SPAN_MINUTES)) for _ in range(MOMENTS)]


def timed(add: Callable[[Any], Any], given: Sequence[Any]) -> tuple[float, list[Any]]:
    """Microseconds an addition, and what it answered."""
    begun = time.perf_counter()
    found = [add(each) for each in given]
    return (time.perf_counter() - begun) / len(given) * 1e6, found


def free_days(calendar: WorkingCalendar) -> list[date]:
    """Days off between Monday and Friday: what the packages can be told; not moved and shortened days."""
    plan = calendar.plan
    return [day for day in plan.days() if not plan.works(day) and day.weekday() < 5]


def by_businesstimedelta(calendar: WorkingCalendar) -> Callable[[datetime], datetime]:
    """Hours of the day, lunch and days off as its rules; its zones are those of pytz."""
    package = import_module("businesstimedelta")
    zone = import_module("pytz").timezone(calendar.zone.key)
    week = range(5)
    rules = package.Rules(
        [
            package.WorkDayRule(clock_time(8), clock_time(17), week, tz=zone),
            package.LunchTimeRule(clock_time(12), clock_time(13), week, tz=zone),
            package.HolidayRule(dict.fromkeys(free_days(calendar), "off"), tz=zone),
        ]
    )
    length = package.BusinessTimeDelta(rules, hours=HOURS)

    def add(start: datetime) -> datetime:
        ended: datetime = start + length
        return ended

    return add


def by_pandas(calendar: WorkingCalendar) -> Callable[[datetime], datetime]:
    """Two stretches a day and days off as its offset; without zones, which it would count through."""
    package = import_module("pandas")
    length = HOURS * package.offsets.CustomBusinessHour(
        start=["08:00", "13:00"], end=["12:00", "17:00"], holidays=free_days(calendar)
    )

    def add(start: datetime) -> datetime:
        naive = package.Timestamp(start.replace(tzinfo=None)) + length
        ended: datetime = naive.to_pydatetime().replace(tzinfo=calendar.zone)
        return ended

    return add


RIVALS: Final = {"businesstimedelta": by_businesstimedelta, "pandas CustomBusinessHour": by_pandas}


def measured() -> dict[str, Any]:
    """Ours, and those of the packages that are installed."""
    calendar, counter = city("zarechny"), counter_of("zarechny")
    given = moments(calendar)
    right = [counter.add(each, HOURS * 60) for each in given]
    length = timedelta(hours=HOURS)
    calendar.add(given[0], length)
    spent, found = timed(lambda each: calendar.add(each, length), given)
    day, closed = timed(lambda each: calendar.add_days(each, DAYS), given)
    ends = [counter.add_days(each, DAYS) for each in given]
    rivals = {}
    for name, make in RIVALS.items():
        try:
            add = make(calendar)
        except ImportError:
            continue
        their, answers = timed(add, given)
        rivals[name] = {"spent": their, "wrong": wrong(answers, right)}
    return {
        "hours": spent,
        "days": day,
        "wrong": sum(mine != theirs for mine, theirs in zip(found + closed, right + ends, strict=True)),
        "rivals": rivals,
    }


def wrong(found: Sequence[Any], right: Sequence[Any]) -> int:
    """How many answers lie elsewhere in working time: a closing and the next opening are the same there."""
    counter = counter_of("zarechny")
    return sum(
        counter.between(min(mine, theirs), max(mine, theirs)) != 0
        for mine, theirs in zip(found, right, strict=True)
    )


def rows(found: dict[str, Any]) -> list[Row]:
    """The lines of the table."""
    lines = [
        Row(
            name=f"add {what}, {found['wrong']} of {2 * MOMENTS} wrong",
            ours=found[key],
            unit="us",
            goal="10 us",
            met=found[key] <= 10 and not found["wrong"],
        )
        for key, what in (("hours", "8 working hours"), ("days", "7 working days"))
    ]
    rivals = [
        Row(
            name=f"add 8 working hours beside {name}, {theirs['wrong']} of {MOMENTS} wrong",
            ours=found["hours"],
            reference=theirs["spent"],
            ratio=found["hours"] / theirs["spent"],
            unit="us",
        )
        for name, theirs in found["rivals"].items()
    ]
    return [*lines, *rivals]


if __name__ == "__main__":
    sys.stdout.write(orjson.dumps(measured()).decode())
