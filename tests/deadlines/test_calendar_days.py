"""Terms in calendar days: the portal's twenty, which end with work even where their last day is free."""

import random
from datetime import datetime, timedelta

import pytest

from core.deadlines.calendar import BeyondCalendar, WorkingCalendar
from core.deadlines.timer import Ahead, CalendarDays, Timer
from tests.deadlines.cities import CITIES, HOUR, at, city, told
from tests.deadlines.minutes import MINUTE, counter_of

ZARECHNY = city("zarechny")
DAY = timedelta(days=1)


def ends(start: str, days: int) -> str:
    """When a term in calendar days ends in Zarechny."""
    due = Timer(term=CalendarDays(days), started=at(start)).due(ZARECHNY)
    return told(due.at if due else None)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("01.09.2026 10:00", "21.09.2026 17:00"),  # a Monday: free days inside count like any other
        ("01.09.2026 23:59", "21.09.2026 17:00"),  # the day of the start does not count, whatever the hour
        ("02.09.2026 00:00", "22.09.2026 17:00"),
        ("31.08.2026 10:00", "21.09.2026 17:00"),  # the twentieth day is a Sunday
        ("10.04.2026 10:00", "30.04.2026 16:00"),  # a shortened day closes earlier
        ("11.04.2026 10:00", "04.05.2026 17:00"),  # 1 May, then a weekend
        ("01.04.2026 10:00", "22.04.2026 17:00"),  # Radonitsa is free in Zarechny
        ("12.12.2025 10:00", "12.01.2026 17:00"),  # the New Year's holidays
    ],
)
def test_twenty_calendar_days_end_at_closing_time_of_the_last_or_the_next_day_of_work(
    start: str, end: str
) -> None:
    """As article 193 of the Civil Code has it (LAB-3.4.2)."""
    assert ends(start, 20) == end


def test_a_term_in_calendar_days_is_held_by_working_time_like_any_other() -> None:
    """A pause of two days of work moves its end by two days of work, and a draft is due before it."""
    timer = Timer(term=CalendarDays(5), started=at("07.09.2026 10:00"))
    held = timer.pause(at("08.09.2026 08:00")).resume(at("10.09.2026 08:00"))
    due = held.due(ZARECHNY)
    assert due is not None
    assert told(due.at) == "16.09.2026 17:00"
    draft = Timer(term=Ahead(CalendarDays(5), 3 * HOUR), started=at("07.09.2026 10:00")).due(ZARECHNY)
    assert draft is not None
    assert told(draft.at) == "14.09.2026 14:00"


@pytest.mark.parametrize("name", CITIES)
def test_any_day_agrees_with_walking_day_by_day(name: str) -> None:
    """From random moments of all three years; the second opinion knows neither stretches nor bisect."""
    calendar, counter = city(name), counter_of(name)
    dice = random.Random(193)  # noqa: S311 (the same cases every time)
    whole = (counter.last - counter.first) // MINUTE
    for _ in range(300):
        start, days = counter.first + dice.randrange(whole) * MINUTE, dice.randint(1, 60)
        last = calendar.day_of(start) + days * DAY
        if last > calendar.last:
            continue
        eve = datetime(last.year, last.month, last.day, tzinfo=calendar.zone) - MINUTE
        assert _closing(calendar, start, days) == counter.add_days(eve, 1)


def _closing(calendar: WorkingCalendar, start: datetime, days: int) -> datetime | None:
    try:
        return calendar.closing(start, days)
    except BeyondCalendar:
        return None


def test_days_that_nobody_knows_are_not_guessed() -> None:
    """Past the horizon, or where only free days are left before it."""
    assert told(ZARECHNY.closing(at("10.12.2027 10:00"), 20)) == "30.12.2027 17:00"
    for start in ("11.12.2027 10:00", "12.12.2027 10:00"):
        with pytest.raises(BeyondCalendar):
            ZARECHNY.closing(at(start), 20)
    with pytest.raises(ValueError, match="counted from one"):
        ZARECHNY.closing(at("10.12.2026 10:00"), 0)
