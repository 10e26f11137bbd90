"""Dates in words people use."""

from datetime import date

import pytest

from dialogs.engine.steps.days import read

TODAY = date(2026, 5, 5)  # a Tuesday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("сегодня", "2026-05-05"),
        ("Завтра.", "2026-05-06"),
        ("послезавтра", "2026-05-07"),
        ("вчера", "2026-05-04"),
        ("позавчера", "2026-05-03"),
        ("today", "2026-05-05"),
        ("Tomorrow!", "2026-05-06"),
        ("the day after tomorrow", "2026-05-07"),
        ("пятница", "2026-05-08"),
        ("в пятницу", "2026-05-08"),
        ("во вторник", "2026-05-05"),
        ("пт", "2026-05-08"),
        ("on Friday", "2026-05-08"),
        ("next sunday", "2026-05-10"),
        ("5 мая", "2026-05-05"),
        ("5-го мая", "2026-05-05"),
        ("9 Мая 2027 года", "2027-05-09"),
        ("1 января", "2027-01-01"),
        ("29 февраля", "2024-02-29"),
        ("may 9", "2026-05-09"),
        ("May 9th, 2027", "2027-05-09"),
        ("9th of May", "2026-05-09"),
        ("05.05.2026", "2026-05-05"),
        ("5.5.26", "2026-05-05"),
        ("7.5", "2026-05-07"),
        ("07/05/2026", "2026-05-07"),
        ("2026-12-31", "2026-12-31"),
        ("через 3 дня", "2026-05-08"),
        ("через неделю", "2026-05-12"),
        ("in 2 weeks", "2026-05-19"),
        ("in a week", "2026-05-12"),
    ],
)
def test_a_date_is_understood(typed: str, meant: str) -> None:
    """Within wide bounds, the nearest one to come is meant."""
    assert read(typed, TODAY, date(2024, 1, 1), date(2028, 1, 1)) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("typed", "meant"), [("пятница", "2026-05-01"), ("1 января", "2026-01-01"), ("6 мая", "2025-05-06")]
)
def test_bounds_in_the_past_turn_words_to_the_past(typed: str, meant: str) -> None:
    """Asked for something that has happened, "Friday" is the one gone by."""
    assert read(typed, TODAY, date(2025, 1, 1), TODAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    "typed", ["", "когда-нибудь", "31.02.2026", "32 мая", "5 сентябрямая5", "00.00.0000", "9" * 500, "5"]
)
def test_what_is_no_date_is_none(typed: str) -> None:
    """Nonsense, impossible days, endless figures."""
    assert read(typed, TODAY, date(2024, 1, 1), date(2028, 1, 1)) is None


def test_a_date_out_of_bounds_is_still_a_date() -> None:
    """So that the person can be told the bounds rather than that it is no date."""
    assert read("1.1.2040", TODAY, TODAY, date(2026, 12, 31)) == date(2040, 1, 1)
