"""The calculation behind a deadline, as a card shows it."""

from datetime import date, timedelta

from core.deadlines.days import OffKind
from core.deadlines.explain import Rest, RestKind, Work, calculation, time_left
from tests.deadlines.cities import HOUR, MINUTE, OFFICE_WEEK, Sketch, at, city, told

ZARECHNY = city("zarechny")


def test_forty_two_minutes_are_left_and_lunch_is_between() -> None:
    """What the card says: "рабочих минут осталось 42, обед 12-13"."""
    left = time_left(ZARECHNY, at("22.04.2026 11:40"), at("22.04.2026 13:22"))
    assert (left.left, left.overdue, left.working) == (42 * MINUTE, timedelta(), True)
    assert told(left.until) == "22.04.2026 12:00"
    assert left.version == ZARECHNY.version
    [lunch] = left.rests
    assert (lunch.kind, told(lunch.start), told(lunch.end)) == (
        RestKind.LUNCH,
        "22.04.2026 12:00",
        "22.04.2026 13:00",
    )


def test_the_calculation_of_a_deadline_over_radonitsa_names_the_day() -> None:
    """Half an hour, a night and the regional day, half an hour."""
    start = at("20.04.2026 16:30")
    evening, rest, morning = calculation(ZARECHNY, start, ZARECHNY.add(start, HOUR))
    assert isinstance(evening, Work)
    assert isinstance(rest, Rest)
    assert isinstance(morning, Work)
    assert evening.counted == morning.counted == 30 * MINUTE
    assert rest.kind is RestKind.DAYS_OFF
    [(day, why)] = rest.days
    assert (day, why.kind, why.title("ru")) == (date(2026, 4, 21), OffKind.REGIONAL, "Радоница")
    assert "Пензенской области" in why.source


def test_a_shortened_day_and_the_holidays_after_it_are_told() -> None:
    """The answer of 30 April: closing at 16:00, then 1 May and a weekend."""
    start = at("30.04.2026 10:00")
    pieces = calculation(ZARECHNY, start, ZARECHNY.add(start, 8 * HOUR))
    assert [type(piece).__name__ for piece in pieces] == ["Work", "Rest", "Work", "Rest", "Work"]
    works = [piece for piece in pieces if isinstance(piece, Work)]
    assert [piece.short for piece in works] == [True, True, False]
    assert sum((piece.counted for piece in works), timedelta()) == 8 * HOUR
    holidays = pieces[3]
    assert isinstance(holidays, Rest)
    assert [why.kind for _, why in holidays.days] == [OffKind.HOLIDAY, OffKind.WEEKEND, OffKind.WEEKEND]
    assert holidays.days[0][1].title("en") == "Spring and Labour Day"


def test_nights_mornings_and_moved_days_have_their_kinds() -> None:
    """Each rest says why nothing is counted."""
    kinds = {
        "22.04.2026 18:00": RestKind.NIGHT,
        "22.04.2026 06:00": RestKind.NIGHT,
        "22.04.2026 12:20": RestKind.LUNCH,
        "08.01.2026 12:00": RestKind.DAYS_OFF,
    }
    for start, kind in kinds.items():
        rest = calculation(ZARECHNY, at(start), ZARECHNY.next_working(at(start)))[0]
        assert isinstance(rest, Rest)
        assert rest.kind is kind
    new_year = calculation(ZARECHNY, at("08.01.2026 12:00"), at("12.01.2026 09:00"))[0]
    assert isinstance(new_year, Rest)
    assert [why.kind for _, why in new_year.days] == [
        OffKind.HOLIDAY,
        OffKind.MOVED,
        OffKind.WEEKEND,
        OffKind.WEEKEND,
    ]


def test_the_pieces_follow_each_other_without_a_gap() -> None:
    """From any hour to any later one; what they count is what the calendar counts."""
    start = at("13.04.2026 00:20")
    for hours in range(0, 24 * 14, 7):
        begin, end = start + hours * HOUR, start + (hours + 60) * HOUR
        pieces = calculation(ZARECHNY, begin, end)
        assert [piece.start for piece in pieces] == [begin, *(piece.end for piece in pieces[:-1])]
        assert pieces[-1].end == end
        counted = sum((piece.counted for piece in pieces if isinstance(piece, Work)), timedelta())
        assert counted == ZARECHNY.between(begin, end)


def test_an_overdue_deadline_says_by_how_much_of_working_time() -> None:
    """Over a weekend the delay does not grow."""
    left = time_left(ZARECHNY, at("25.04.2026 12:00"), at("24.04.2026 16:10"))
    assert (left.left, left.overdue, left.working, left.rests) == (timedelta(), 50 * MINUTE, False, ())
    exactly = time_left(ZARECHNY, at("24.04.2026 17:00"), at("24.04.2026 17:00"))
    assert (exactly.left, exactly.overdue, exactly.rests) == (timedelta(), timedelta(), ())


def test_the_last_rest_of_a_calendar_is_told_as_well() -> None:
    """After the last closing there is no next opening to look for."""
    april = Sketch(week=OFFICE_WEEK, first=date(2026, 4, 1), last=date(2026, 4, 30)).calendar()
    work, rest = calculation(april, at("30.04.2026 16:00"), at("30.04.2026 20:00"))
    assert (type(work), type(rest)) == (Work, Rest)
    assert told(rest.end) == "30.04.2026 20:00"
