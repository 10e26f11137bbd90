"""`make check-calendar`: a million random questions that calendars and the minute counter answer alike."""

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.deadlines.calendar import BeyondCalendar, WorkingCalendar
from tests.deadlines.cities import CITIES, city
from tests.deadlines.minutes import MINUTE, MinuteCounter, counter_of

MILLION = 1_000_000
LONGEST = 12_000
"""Working minutes of the longest term asked for: five weeks."""


@dataclass(frozen=True)
class Wrong:
    """A question that got two answers."""

    city: str
    question: str
    calendar: object
    counter: object


def campaign(cities: Sequence[str], cases: int, seed: int) -> Iterator[Wrong]:
    """Ask `cases` random questions, spread over the cities; yields where the two differ."""
    dice = random.Random(seed)  # noqa: S311 (the same cases for the same seed)
    for name in cities:
        calendar, counter = city(name), counter_of(name)
        whole = (counter.last - counter.first) // MINUTE
        for _ in range(cases // len(cities)):
            start = counter.first + dice.randrange(whole) * MINUTE
            for question, here, there in _asked(calendar, counter, start, dice):
                if here != there:
                    yield Wrong(name, f"{question} from {start}", here, there)


def _asked(
    calendar: WorkingCalendar, counter: MinuteCounter, start: datetime, dice: random.Random
) -> list[tuple[str, object, object]]:
    minutes, days = _length(dice), dice.randint(1, 30)
    later = min(start + minutes * MINUTE, counter.last - MINUTE)
    worked = counter.between(start, later) * MINUTE
    return [
        (
            f"add {minutes}",
            _or_none(lambda: calendar.add(start, minutes * MINUTE)),
            counter.add(start, minutes),
        ),
        (f"add {days} days", _or_none(lambda: calendar.add_days(start, days)), counter.add_days(start, days)),
        (f"between, to {later}", calendar.between(start, later), worked),
        ("is working", calendar.is_working(start), counter.is_working(start)),
        ("next", _or_none(lambda: calendar.next_working(start)), counter.next_working(start)),
    ]


def _length(dice: random.Random) -> int:
    """Mostly the regulations' terms, sometimes anything."""
    return dice.choice((30, 60, 120, 300, 480, dice.randint(1, 1_000), dice.randint(1, LONGEST)))


def _or_none(ask: Callable[[], datetime]) -> datetime | None:
    try:
        return ask()
    except BeyondCalendar:
        return None


def main(cases: int = MILLION) -> int:
    """Print what was asked and what differed."""
    began, seed = time.monotonic(), 2026
    wrong = list(campaign(CITIES, cases, seed))
    took = timedelta(seconds=round(time.monotonic() - began))
    print(f"{cases} cases, {len(CITIES)} calendars, seed {seed}: {len(wrong)} wrong, {took}")  # noqa: T201 (a report)
    for one in wrong[:20]:
        print(one)  # noqa: T201 (a report)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
