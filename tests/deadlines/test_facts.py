"""The examples that people computed by hand, and the rules of closing time and of the horizon."""

from datetime import UTC, datetime, timedelta

import pytest

from core.deadlines.calendar import BeyondCalendar, WorkingCalendar
from core.deadlines.horizon import Shortage, shortage
from core.deadlines.shelf import Shelf
from core.deadlines.timer import Due, Timer, WorkingTime
from tests.deadlines.cities import HOUR, MINUTE, at, city, files, told

ZARECHNY = city("zarechny")


def test_an_hour_set_before_radonitsa_is_due_two_days_later() -> None:
    """Half an hour on the eve, which is not shortened, and half an hour after the free day."""
    start = at("20.04.2026 16:30")
    assert told(ZARECHNY.add(start, HOUR)) == "22.04.2026 08:30"
    assert told(city("demo").add(start, HOUR)) == "21.04.2026 08:30"


def test_draft_and_answer_of_a_message_before_the_may_holidays() -> None:
    """The draft is due at the closing of a shortened day, the answer after the holidays."""
    timer = Timer(term=WorkingTime(8 * HOUR), started=at("30.04.2026 10:00"))
    due = timer.due(ZARECHNY)
    assert due is not None
    assert told(due.at) == "04.05.2026 11:00"
    assert told(timer.ahead(ZARECHNY, 3 * HOUR)) == "30.04.2026 16:00"
    assert told(due.at - 3 * HOUR) != told(timer.ahead(ZARECHNY, 3 * HOUR))


def test_seven_working_days_over_the_new_year() -> None:
    """Four of December, three of January; 31 December and the holidays do not count."""
    assert told(ZARECHNY.add_days(at("24.12.2026 11:00"), 7)) == "13.01.2027 17:00"
    assert told(ZARECHNY.add_days(at("24.12.2026 23:59"), 7)) == "13.01.2027 17:00"
    assert told(ZARECHNY.add_days(at("25.12.2026 00:00"), 7)) == "14.01.2027 17:00"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("26.12.2026 12:00", "28.12.2026 17:00"),  # a Saturday: Monday is the first day
        ("29.04.2026 09:00", "30.04.2026 16:00"),  # a shortened day closes earlier
        ("31.10.2025 18:00", "01.11.2025 16:00"),  # a Saturday worked for a Monday before a holiday
    ],
)
def test_a_term_in_days_ends_at_closing_time_of_that_day(start: str, end: str) -> None:
    """Counted from the next working day."""
    assert told(ZARECHNY.add_days(at(start), 1)) == end


def test_due_at_closing_time_is_the_closing_time() -> None:
    """Not the next morning's opening."""
    assert told(ZARECHNY.add(at("22.04.2026 16:00"), HOUR)) == "22.04.2026 17:00"
    assert told(ZARECHNY.add(at("22.04.2026 16:00"), HOUR + MINUTE)) == "23.04.2026 08:01"
    assert told(ZARECHNY.add(at("22.04.2026 11:00"), HOUR)) == "22.04.2026 12:00"


def test_a_breach_is_strictly_after_the_deadline() -> None:
    """The closing minute itself is still in time; a microsecond later is not."""
    due = Due(at("22.04.2026 17:00"), "1")
    assert not due.breached(at("22.04.2026 17:00"))
    assert due.breached(at("22.04.2026 17:00") + timedelta(microseconds=1))


def test_working_time_is_half_open() -> None:
    """Opening belongs to it, closing does not; lunch likewise."""
    worked = {"08:00", "11:59", "13:00", "16:59"}
    for hour in ("07:59", "08:00", "11:59", "12:00", "12:59", "13:00", "16:59", "17:00"):
        assert ZARECHNY.is_working(at(f"22.04.2026 {hour}")) == (hour in worked)
    assert told(ZARECHNY.next_working(at("22.04.2026 12:00"))) == "22.04.2026 13:00"
    assert told(ZARECHNY.next_working(at("22.04.2026 09:15"))) == "22.04.2026 09:15"
    assert told(ZARECHNY.next_working(at("30.04.2026 16:00"))) == "04.05.2026 08:00"
    assert told(ZARECHNY.changes(at("22.04.2026 09:15"))) == "22.04.2026 12:00"
    assert told(ZARECHNY.changes(at("30.04.2026 16:00"))) == "04.05.2026 08:00"


def test_a_term_of_nothing_stays_or_waits_for_the_opening() -> None:
    """So that adding in two steps is adding at once."""
    assert told(ZARECHNY.add(at("22.04.2026 17:00"), timedelta())) == "22.04.2026 17:00"
    assert told(ZARECHNY.add(at("22.04.2026 12:30"), timedelta())) == "22.04.2026 13:00"
    assert told(ZARECHNY.add(at("25.04.2026 12:00"), timedelta())) == "27.04.2026 08:00"


def test_the_same_moment_gives_the_same_answer_in_any_zone() -> None:
    """Answers are UTC; a naive moment is a bug and is told as one."""
    here = ZARECHNY.add(at("20.04.2026 16:30"), HOUR)
    assert here == ZARECHNY.add(at("20.04.2026 18:30", "Asia/Yekaterinburg"), HOUR)
    assert here.tzinfo is UTC
    with pytest.raises(TypeError, match="naive"):
        ZARECHNY.add(datetime(2026, 4, 20, 16, 30), HOUR)  # noqa: DTZ001 (the bug itself)


def test_working_time_never_runs_backwards() -> None:
    """Told, not computed."""
    start = at("22.04.2026 09:00")
    with pytest.raises(ValueError, match="forward"):
        ZARECHNY.add(start, -MINUTE)
    with pytest.raises(ValueError, match="after the second"):
        ZARECHNY.between(start, start - MINUTE)
    with pytest.raises(ValueError, match="from one"):
        ZARECHNY.add_days(start, 0)


def test_past_the_horizon_every_question_is_refused_with_the_remedy() -> None:
    """An undecreed year is never counted as an ordinary one."""
    past, before, last = at("01.01.2028 00:00"), at("31.12.2024 23:59"), at("30.12.2027 16:00")
    asked = (
        lambda: ZARECHNY.is_working(past),
        lambda: ZARECHNY.is_working(before),
        lambda: ZARECHNY.between(last, past),
        lambda: ZARECHNY.add(last, 2 * HOUR),
        lambda: ZARECHNY.add(at("31.12.2027 12:00"), timedelta()),
        lambda: ZARECHNY.add_days(last, 1),
        lambda: ZARECHNY.next_working(at("30.12.2027 17:00")),
        lambda: ZARECHNY.changes(at("31.12.2027 12:00")),
    )
    for ask in asked:
        with pytest.raises(BeyondCalendar) as told_so:
            ask()
        assert "from 2025-01-01 to 2027-12-31" in str(told_so.value)
        assert "russia.toml" in str(told_so.value)
        assert "valid_until in zarechny.toml" in str(told_so.value)
    assert told(ZARECHNY.add(last, HOUR)) == "30.12.2027 17:00"


def test_from_october_on_the_next_year_has_to_be_there() -> None:
    """By the city's own date: in Siberia October begins two hours earlier than in Moscow."""
    east, west = city("labytnangi"), city("zarechny")
    midnight_in_the_east = at("30.09.2027 22:00")
    assert shortage(west, midnight_in_the_east) is None
    assert shortage(east, midnight_in_the_east) == Shortage(year=2028, over=False)
    assert shortage(west, at("01.10.2027 00:00")) == Shortage(year=2028, over=False)
    assert shortage(west, at("31.12.2027 23:59")) == Shortage(year=2028, over=False)
    assert shortage(west, at("01.01.2028 00:00")) == Shortage(year=2028, over=True)
    assert shortage(west, at("22.11.2026 12:00")) is None


def test_a_calendar_that_ends_within_the_year_is_short_at_once() -> None:
    """Whoever wrote half a year is asked for the rest."""
    text = dict(files())["zarechny.toml"].replace("valid_until = 2027-12-31", "valid_until = 2027-06-30")
    half = WorkingCalendar.of(Shelf.read(files(zarechny=text)).plans["zarechny"])
    assert shortage(half, at("15.02.2027 12:00")) == Shortage(year=2027, over=False)
