"""The cases that broke other systems, on the timer's side: pauses, changed terms, edited calendars."""

from datetime import timedelta
from fractions import Fraction

import pytest

from core.deadlines.calendar import WorkingCalendar
from core.deadlines.shelf import Shelf
from core.deadlines.timer import Due, Timer, TimerError, WorkingDays, WorkingTime
from tests.deadlines.cities import HOUR, MINUTE, at, city, files, told

ZARECHNY = city("zarechny")
ANSWER = WorkingTime(8 * HOUR)


def edited(before: str, after: str) -> WorkingCalendar:
    """Zarechny's calendar after somebody changed its file."""
    text = dict(files())["zarechny.toml"]
    assert before in text
    return WorkingCalendar.of(Shelf.read(files(zarechny=text.replace(before, after))).plans["zarechny"])


def ends(timer: Timer, calendar: WorkingCalendar = ZARECHNY) -> str:
    """When the timer's term ends."""
    due = timer.due(calendar)
    return told(due.at if due else None)


def test_t3_a_pause_over_a_weekend_gives_back_working_time_only() -> None:
    """Held from Friday 16:00 to Monday 9:00: two working hours, not sixty-five."""
    timer = Timer(term=ANSWER, started=at("24.04.2026 15:00"))
    assert ends(timer) == "27.04.2026 15:00"
    held = timer.pause(at("24.04.2026 16:00")).resume(at("27.04.2026 09:00"))
    assert ends(held) == "27.04.2026 17:00"
    assert held.elapsed(ZARECHNY, at("27.04.2026 10:00")) == 2 * HOUR


def test_t4_a_changed_importance_keeps_the_time_that_has_passed() -> None:
    """Shortened to four hours after three: one is left, not four."""
    timer = Timer(term=ANSWER, started=at("22.04.2026 08:00"))
    shorter = timer.under(WorkingTime(4 * HOUR))
    assert ends(shorter) == "22.04.2026 12:00"
    now = at("22.04.2026 11:00")
    assert timer.elapsed(ZARECHNY, now) == shorter.elapsed(ZARECHNY, now) == 3 * HOUR


@pytest.mark.parametrize(
    "start", ["24.04.2026 17:00", "25.04.2026 12:00", "26.04.2026 23:59", "27.04.2026 07:59"]
)
def test_t5_opened_outside_hours_it_starts_at_the_opening(start: str) -> None:
    """Neither nothing nor a weekend has passed by nine on Monday."""
    timer = Timer(term=WorkingTime(HOUR), started=at(start))
    assert timer.elapsed(ZARECHNY, at("27.04.2026 08:00")) == timedelta()
    assert timer.elapsed(ZARECHNY, at("27.04.2026 08:45")) == 45 * MINUTE
    assert ends(timer) == "27.04.2026 09:00"


def test_t6_a_hold_moves_the_deadline_by_working_time() -> None:
    """An hour's hold at the end of a day ends in the next morning's hours, not at night."""
    timer = Timer(term=WorkingTime(HOUR), started=at("22.04.2026 15:30"))
    assert ends(timer) == "22.04.2026 16:30"
    held = timer.pause(at("22.04.2026 16:00")).resume(at("22.04.2026 17:00"))
    assert ends(held) == "23.04.2026 08:30"


def test_t7_a_resume_on_a_day_off_counts_from_the_opening() -> None:
    """The date that somebody set for the resume is a Sunday."""
    timer = Timer(term=ANSWER, started=at("23.04.2026 08:00")).pause(at("23.04.2026 12:00"))
    assert timer.due(ZARECHNY) is None
    on_sunday = timer.resume(at("26.04.2026 10:00"))
    assert ends(on_sunday) == ends(timer.resume(at("27.04.2026 08:00"))) == "27.04.2026 12:00"


def test_t11_a_calendar_edit_recomputes_open_timers_and_leaves_closed_ones() -> None:
    """A regional day is announced: what runs moves, what has ended keeps the version it lived under."""
    running = Timer(term=WorkingTime(HOUR), started=at("20.05.2026 16:30"))
    due = running.due(ZARECHNY)
    assert due is not None
    assert due == Due(at("21.05.2026 08:30"), ZARECHNY.version)
    new = edited("[2025-04-29]", "[2025-04-29, 2026-05-21]")
    assert running.refreshed(due, ZARECHNY) is due
    assert running.refreshed(due, new) == Due(at("22.05.2026 08:30"), new.version)
    closed = running.stop(at("20.05.2026 16:50"))
    assert closed.refreshed(due, new) is due


def test_t13_a_reopened_question_gets_a_timer_of_its_own() -> None:
    """The ended one cannot be woken, so neither its time nor its deadline comes back."""
    ended = Timer(term=ANSWER, started=at("20.04.2026 09:00")).stop(at("20.04.2026 11:00"))
    with pytest.raises(TimerError, match="stopped cannot be resumed"):
        ended.resume(at("23.04.2026 09:00"))
    again = Timer(term=ANSWER, started=at("23.04.2026 09:00"))
    assert ends(again) == "24.04.2026 09:00"
    assert ended.elapsed(ZARECHNY, at("23.04.2026 12:00")) == 2 * HOUR


def test_t23_the_first_stretch_counts_like_every_other() -> None:
    """From the start to the first pause, and between pauses."""
    timer = Timer(term=ANSWER, started=at("22.04.2026 08:00"))
    for hold, on in (("09:00", "10:00"), ("11:00", "13:30"), ("14:00", "15:00")):
        timer = timer.pause(at(f"22.04.2026 {hold}")).resume(at(f"22.04.2026 {on}"))
    assert timer.elapsed(ZARECHNY, at("22.04.2026 08:30")) == 30 * MINUTE
    assert timer.elapsed(ZARECHNY, at("22.04.2026 09:30")) == HOUR
    assert timer.elapsed(ZARECHNY, at("22.04.2026 16:00")) == 3 * HOUR + 30 * MINUTE


def test_t24_a_calendar_that_shrinks_gives_one_deadline_however_often_it_is_asked() -> None:
    """Longer hours make it overdue at once: one `Due`, equal to itself, so one breach."""
    timer = Timer(term=ANSWER, started=at("22.04.2026 16:00"))
    now = at("23.04.2026 15:00")
    due = timer.due(ZARECHNY)
    assert due is not None
    assert told(due.at) == "23.04.2026 16:00"
    longer = edited('"13:00-17:00"', '"13:00-20:00"')
    moved = timer.refreshed(due, longer)
    assert moved is not None
    assert (due.breached(now), moved.breached(now)) == (False, True)
    assert told(moved.at) == "23.04.2026 12:00"
    assert timer.refreshed(moved, longer) is moved


def test_t25_reassigned_outside_hours_nobody_loses_or_gains_a_minute() -> None:
    """What the first owner used and what the second uses make up the whole."""
    first = Timer(term=ANSWER, started=at("23.04.2026 15:00"))
    handed = at("23.04.2026 22:10")
    second = Timer(term=WorkingTime(HOUR), started=handed)
    now = at("24.04.2026 08:40")
    assert ends(second) == "24.04.2026 09:00"
    used = first.stop(handed).elapsed(ZARECHNY, now) + second.elapsed(ZARECHNY, now)
    assert used == first.elapsed(ZARECHNY, now) == 2 * HOUR + 40 * MINUTE


def test_facts_are_told_in_order_or_refused() -> None:
    """What cannot have happened is a bug of the caller; the value itself never changes."""
    timer = Timer(term=ANSWER, started=at("22.04.2026 08:00"))
    held = timer.pause(at("22.04.2026 09:00"))
    assert timer.happened == ()
    with pytest.raises(TimerError, match="paused cannot be paused"):
        held.pause(at("22.04.2026 10:00"))
    with pytest.raises(TimerError, match="running cannot be resumed"):
        timer.resume(at("22.04.2026 10:00"))
    with pytest.raises(TimerError, match="lies before"):
        held.resume(at("22.04.2026 08:59"))
    assert held.stop(at("22.04.2026 09:00")).stopped


def test_a_term_in_days_is_held_by_working_time_too() -> None:
    """Two days' hold moves the closing of the seventh day by two days of work."""
    timer = Timer(term=WorkingDays(7), started=at("13.05.2026 10:00"))
    assert ends(timer) == "22.05.2026 17:00"
    held = timer.pause(at("14.05.2026 08:00")).resume(at("18.05.2026 08:00"))
    assert ends(held) == "26.05.2026 17:00"
    assert told(timer.part(ZARECHNY, Fraction(1, 2))) == "19.05.2026 09:00"


def test_a_pause_after_the_end_changes_nothing() -> None:
    """The deadline that was reached before the pause stays where it was."""
    timer = Timer(term=WorkingTime(HOUR), started=at("22.04.2026 08:00"))
    late = timer.pause(at("22.04.2026 10:00"))
    assert ends(late) == ends(late.resume(at("23.04.2026 10:00"))) == "22.04.2026 09:00"
    assert ends(timer.pause(at("22.04.2026 09:00"))) == "22.04.2026 09:00"
