"""Hypothesis: calendars nobody thought of, against a counter that looks at every minute."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.deadlines.axis import Axis
from core.deadlines.calendar import BeyondCalendar, WorkingCalendar
from core.deadlines.days import SHORTER, Span, shortened
from core.deadlines.timer import Timer, WorkingTime
from tests.deadlines.cities import MINUTE, Sketch, city
from tests.deadlines.minutes import MinuteCounter

ZARECHNY = city("zarechny")
SPRING, AUTUMN = date(2026, 3, 16), date(2026, 10, 12)
DAYS = 21
"""Three weeks in which clocks are put forward or back in Berlin and in the Azores."""

ZONES = st.sampled_from(
    ["Europe/Moscow", "Asia/Yekaterinburg", "Europe/Berlin", "Asia/Kathmandu", "Atlantic/Azores"]
)
# Half hours of a day, but none inside the hour that the clocks skip or repeat.
EDGES = st.sampled_from([half * 30 for half in range(49) if half not in {1, 5}])


@st.composite
def hours(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    """One to three stretches of a day with gaps between them, or none."""
    count = draw(st.integers(0, 3))
    edges = sorted(draw(st.sets(EDGES, min_size=2 * count, max_size=2 * count)))
    day = tuple((edges[2 * n], edges[2 * n + 1]) for n in range(count))
    return day if sum(end - start for start, end in day) > SHORTER else ()


@st.composite
def sketches(draw: st.DrawFn) -> Sketch:
    """Any week in any zone, with days off, shortened days and swapped ones."""
    first = draw(st.sampled_from([SPRING, AUTUMN]))
    last = first + timedelta(days=DAYS - 1)
    dates = st.dates(first, last)
    swaps = draw(st.dictionaries(dates, dates, max_size=2))
    return Sketch(
        week=tuple(draw(hours()) for _ in range(7)),
        first=first,
        last=last,
        zone=draw(ZONES),
        off=draw(st.frozensets(dates, max_size=5)) - set(swaps),
        work=swaps,
        short=draw(st.frozensets(dates, max_size=5)),
    )


@settings(max_examples=60, deadline=None)
@given(sketches(), st.lists(st.integers(0, DAYS * 1440 - 120), min_size=5, max_size=5), st.integers(1, 4000))
def test_any_calendar_answers_as_a_counter_of_minutes(sketch: Sketch, starts: list[int], amount: int) -> None:
    """Every question at five moments of a random calendar."""
    calendar = sketch.calendar()
    counter = MinuteCounter(sketch.zone, sketch.first, sketch.last, sketch.minutes)
    for start in (counter.first + n * MINUTE for n in starts):
        later = min(start + amount * MINUTE, counter.last - MINUTE)
        assert calendar.is_working(start) == counter.is_working(start)
        assert calendar.between(start, later) == counter.between(start, later) * MINUTE
        assert _add(calendar, start, amount) == counter.add(start, amount)
        assert _next(calendar, start) == counter.next_working(start)
        assert _days(calendar, start, 1 + amount % 20) == counter.add_days(start, 1 + amount % 20)


MOMENTS = st.datetimes(
    datetime(2025, 1, 1, 12),  # noqa: DTZ001 (the zone stands below)
    datetime(2027, 9, 30),  # noqa: DTZ001 (the zone stands below)
    timezones=st.just(UTC),
)
LENGTHS = st.timedeltas(timedelta(), timedelta(hours=200))


@settings(max_examples=200, deadline=None)
@given(MOMENTS, st.lists(LENGTHS, min_size=1, max_size=4))
def test_work_goes_on_when_it_next_opens_after_each_length(start: datetime, lengths: list[timedelta]) -> None:
    """The rungs of a ladder, reckoned together, are what each is by itself."""
    apart = [ZARECHNY.next_working(ZARECHNY.add(start, length)) for length in lengths]
    assert list(ZARECHNY.resumed(start, lengths)) == apart


@settings(max_examples=300, deadline=None)
@given(MOMENTS, LENGTHS, LENGTHS)
def test_adding_in_two_steps_is_adding_at_once(start: datetime, one: timedelta, two: timedelta) -> None:
    """To the microsecond; what was added lies between; the end is working time or its closing."""
    step = ZARECHNY.add(start, one)
    assert ZARECHNY.add(step, two) == ZARECHNY.add(start, one + two)
    assert ZARECHNY.between(start, step) == one
    assert ZARECHNY.is_working(step) or ZARECHNY.is_working(step - timedelta(microseconds=1))


@settings(max_examples=300, deadline=None)
@given(MOMENTS, MOMENTS, LENGTHS)
def test_whoever_starts_later_is_due_no_earlier(one: datetime, two: datetime, amount: timedelta) -> None:
    """Deadlines of one term keep the order of their starts, in time and in days."""
    early, late = sorted((one, two))
    assert ZARECHNY.add(early, amount) <= ZARECHNY.add(late, amount)
    assert ZARECHNY.add_days(early, 7) <= ZARECHNY.add_days(late, 7)


@settings(max_examples=200, deadline=None)
@given(MOMENTS, st.lists(st.timedeltas(timedelta(), timedelta(days=4)), max_size=8), LENGTHS)
def test_a_timer_held_at_random_is_due_when_its_time_has_run(
    start: datetime, steps: list[timedelta], amount: timedelta
) -> None:
    """At the deadline exactly the term has elapsed, whatever pauses there were."""
    timer, now = Timer(term=WorkingTime(amount), started=start), start
    for number, step in enumerate(steps):
        now += step
        timer = timer.resume(now) if number % 2 else timer.pause(now)
    due = timer.due(ZARECHNY)
    if due is None:
        assert len(steps) % 2
        assert timer.elapsed(ZARECHNY, now) < amount
    else:
        assert timer.elapsed(ZARECHNY, due.at) == amount


@given(st.sets(EDGES, min_size=4, max_size=4), st.integers(1, 2000))
def test_a_shortened_day_loses_its_last_minutes(edges: set[int], minutes: int) -> None:
    """Across the lunch break, if need be; never more than there are."""
    one, two, three, four = sorted(edges)
    before = (Span(one, two), Span(three, four))
    whole = [minute for span in before for minute in range(span.start, span.end)]
    left = [minute for span in shortened(before, minutes) for minute in range(span.start, span.end)]
    assert left == whole[: max(0, len(whole) - minutes)]


@pytest.mark.parametrize("stretches", [[(0, 0)], [(5, 4)], [(0, 5), (4, 9)]])
def test_an_axis_is_laid_in_order(stretches: list[tuple[int, int]]) -> None:
    """Empty, reversed or crossing stretches are a bug in whoever lays them."""
    with pytest.raises(ValueError, match="in order and apart"):
        Axis.of(stretches)


def _add(calendar: WorkingCalendar, start: datetime, minutes: int) -> datetime | None:
    try:
        return calendar.add(start, minutes * MINUTE)
    except BeyondCalendar:
        return None


def _next(calendar: WorkingCalendar, moment: datetime) -> datetime | None:
    try:
        return calendar.next_working(moment)
    except BeyondCalendar:
        return None


def _days(calendar: WorkingCalendar, moment: datetime, count: int) -> datetime | None:
    try:
        return calendar.add_days(moment, count)
    except BeyondCalendar:
        return None
