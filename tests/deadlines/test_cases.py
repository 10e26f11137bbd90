"""The cases that broke other systems, as far as calendar and timer decide them: hours, zones, horizons.

T3 to T7, T11, T13, T23 to T25 are in `test_timer_cases.py`. Who is told, and how often, is played on the
engine: T8 to T14, T20, T24 to T27 in `test_engine_cases.py` and `test_engine_calendars.py`.
"""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from core.deadlines.calendar import BeyondCalendar
from core.deadlines.shelf import Shelf
from core.deadlines.timer import Timer, WorkingDays, WorkingTime
from core.shared.problem import ProfileError
from tests.deadlines.cities import (
    HOUR,
    MINUTE,
    OFFICE_WEEK,
    ROUND_THE_CLOCK,
    Sketch,
    at,
    city,
    files,
    told,
)
from tests.deadlines.minutes import counter_of

ZARECHNY = city("zarechny")
HALF, MOST = Fraction(1, 2), Fraction(4, 5)
TERMS = (WorkingTime(30 * MINUTE), WorkingTime(HOUR), WorkingTime(8 * HOUR), WorkingDays(7))


@pytest.mark.parametrize("term", TERMS)
def test_t1_t9_nothing_is_ever_due_at_midnight_or_on_a_weekend(term: WorkingTime | WorkingDays) -> None:
    """Started at any hour of three weeks: reminders, deadline, next levels lie in working time."""
    for hours in range(0, 21 * 24, 5):
        timer = Timer(term=term, started=at("13.04.2026 00:20") + hours * HOUR)
        due = timer.due(ZARECHNY)
        assert due is not None
        levels = [ZARECHNY.add(due.at, step * HOUR) for step in (1, 2, 4)]
        for moment in (timer.part(ZARECHNY, HALF), timer.part(ZARECHNY, MOST), due.at, *levels):
            assert moment is not None
            assert ZARECHNY.is_working(moment) or ZARECHNY.is_working(moment - MINUTE)
            assert moment > timer.started


def test_t1_the_reminder_of_a_deadline_that_spills_overnight_comes_in_the_evening_or_the_morning() -> None:
    """An hour from 16:20: half of it today at 16:50, 80 % tomorrow at 8:08."""
    timer = Timer(term=WorkingTime(HOUR), started=at("22.04.2026 16:20"))
    assert told(timer.part(ZARECHNY, HALF)) == "22.04.2026 16:50"
    assert told(timer.part(ZARECHNY, MOST)) == "23.04.2026 08:08"


def test_t2_a_moment_before_the_deadline_never_lies_before_the_start() -> None:
    """Three hours ahead of a term of two: there is no such moment, and none at creation."""
    start = at("22.04.2026 09:00")
    assert Timer(term=WorkingTime(2 * HOUR), started=start).ahead(ZARECHNY, 3 * HOUR) is None
    assert Timer(term=WorkingTime(3 * HOUR), started=start).ahead(ZARECHNY, 3 * HOUR) is None
    later = Timer(term=WorkingTime(3 * HOUR + MINUTE), started=start).ahead(ZARECHNY, 3 * HOUR)
    assert told(later) == "22.04.2026 09:01"


def test_t15_a_day_until_midnight_loses_no_minute() -> None:
    """A week of the round-the-clock duty has 168 hours; 23:59 is refused in a file."""
    duty = Sketch(week=ROUND_THE_CLOCK, first=date(2026, 4, 1), last=date(2026, 4, 30)).calendar()
    start = at("06.04.2026 00:00")
    assert duty.between(start, start + timedelta(days=7)) == timedelta(hours=168)
    assert duty.add(start, timedelta(days=7)) == start + timedelta(days=7)
    assert duty.is_working(at("06.04.2026 23:59"))
    assert duty.changes(start) == at("01.05.2026 00:00")
    text = dict(files())["demo.toml"].replace('"13:00-17:00"', '"13:00-23:59"', 1)
    with pytest.raises(ProfileError, match=r"Write 24:00"):
        Shelf.read(files(demo=text))


def test_t16_an_empty_calendar_is_refused_and_an_emptied_one_does_not_loop() -> None:
    """A week without hours is a mistake in the file; a month of days off is past the horizon."""
    text = dict(files())["demo.toml"]
    for hours in ('"08:00-12:00"', '"13:00-17:00"'):
        text = text.replace(hours, "")
    with pytest.raises(ProfileError, match="nobody works on any day"):
        Shelf.read(files(demo=text.replace("[, ]", "[]")))
    april = frozenset(date(2026, 4, day) for day in range(1, 31))
    idle = Sketch(week=OFFICE_WEEK, first=min(april), last=max(april), off=april).calendar()
    start = at("06.04.2026 09:00")
    assert idle.between(start, start + timedelta(days=7)) == timedelta()
    with pytest.raises(BeyondCalendar):
        idle.add(start, MINUTE)
    with pytest.raises(BeyondCalendar):
        idle.next_working(start)
    with pytest.raises(BeyondCalendar):
        idle.add_days(start, 1)


def test_t17_a_day_enters_only_with_its_source_and_only_if_it_changes_something() -> None:
    """There is no feed to import: a holiday that nobody keeps has no line in the city's file."""
    text = dict(files())["zarechny.toml"]
    with pytest.raises(ProfileError, match=r'"source" is missing in \[\[off\]\]'):
        Shelf.read(files(zarechny=text + "\n[[off]]\ndates = [2026-08-19]\n"))
    with pytest.raises(ProfileError, match="is a day off without this line"):
        Shelf.read(files(zarechny=text + '\n[[off]]\ndates = [2026-05-09]\nsource = "x"\n'))
    assert ZARECHNY.plan.works(date(2026, 8, 19))


@pytest.mark.parametrize(
    ("zone", "first", "last", "start", "due", "wall"),
    [
        # Kazakhstan went one hour back in the night to 1 March 2024, Volgograd on 27 December 2020.
        ("Asia/Almaty", (2024, 2, 26), (2024, 3, 8), "29.02.2024 16:30", "01.03.2024 08:30", 17),
        ("Europe/Volgograd", (2020, 12, 21), (2020, 12, 31), "25.12.2020 16:30", "28.12.2020 08:30", 65),
        ("Europe/Berlin", (2026, 3, 23), (2026, 4, 3), "27.03.2026 16:30", "30.03.2026 08:30", 63),
    ],
)
def test_t18_a_zone_change_moves_the_walls_and_not_the_working_time(
    zone: str, first: tuple[int, int, int], last: tuple[int, int, int], start: str, due: str, wall: int
) -> None:
    """Half an hour before the night, half an hour after it, whatever the clocks did in between."""
    calendar = Sketch(week=OFFICE_WEEK, first=date(*first), last=date(*last), zone=zone).calendar()
    ended = calendar.add(at(start, zone), HOUR)
    assert told(ended, zone) == due
    assert calendar.between(at(start, zone), ended) == HOUR
    assert ended - calendar.add(at(start, zone), timedelta()) == wall * HOUR


def test_t18_a_duty_works_23_and_25_hours_when_the_clocks_change() -> None:
    """The hours that people really live through."""
    duty = Sketch(
        week=ROUND_THE_CLOCK, first=date(2026, 3, 1), last=date(2026, 10, 31), zone="Europe/Berlin"
    ).calendar()
    for day, hours in (("28.03", 24), ("29.03", 23), ("24.10", 24), ("25.10", 25)):
        start = at(f"{day}.2026 00:00", "Europe/Berlin")
        end = duty.add(start, hours * HOUR)
        assert told(end, "Europe/Berlin")[11:] == "00:00"


def test_t19_a_moment_belongs_to_the_city_s_day() -> None:
    """One o'clock at night on 1 May in Zarechny is still April in UTC, and not for a report."""
    night = at("01.05.2026 01:00")
    assert ZARECHNY.day_of(night) == date(2026, 5, 1)
    assert ZARECHNY.add_days(at("29.04.2026 01:00"), 1) == at("30.04.2026 16:00")


def test_t21_timers_rest_during_lunch() -> None:
    """Half an hour before it, half an hour after it."""
    assert told(ZARECHNY.add(at("22.04.2026 11:30"), HOUR)) == "22.04.2026 13:30"
    assert ZARECHNY.between(at("22.04.2026 11:30"), at("22.04.2026 13:30")) == HOUR


def test_t22_a_span_of_years_is_counted_to_the_end() -> None:
    """Every minute from the first opening to the last closing, there and back."""
    counter = counter_of("zarechny")
    first, last = at("09.01.2025 08:00"), at("30.12.2027 17:00")
    whole = ZARECHNY.between(first, last)
    assert whole == counter.between(first, last) * MINUTE == (3 * 1972 - 3 * 8) * HOUR
    assert ZARECHNY.add(first, whole) == last
