"""The years of the shipped calendars: their norms, their days, a second opinion, their zones."""

from collections import Counter
from datetime import date, timedelta

import pytest

from core.deadlines.days import OffKind
from core.deadlines.federal import days_of
from tests.deadlines.campaign import campaign
from tests.deadlines.cities import CITIES, city, shelf
from tests.deadlines.minutes import SHORT, minutes_of, russia

YEARS = (2024, 2025, 2026, 2027)
RUSSIA = shelf().plans["demo"].federal


@pytest.mark.parametrize(
    ("year", "days", "hours"), [(2024, 248, 1979), (2025, 247, 1972), (2026, 247, 1972), (2027, 247, 1972)]
)
def test_a_year_comes_to_its_norm(year: int, days: int, hours: int) -> None:
    """As the production calendars print it for a 40-hour week."""
    assert RUSSIA.norm(year) == (days, hours)


@pytest.mark.parametrize("year", YEARS)
def test_the_holidays_package_agrees_on_every_day(year: int) -> None:
    """Another reading of the same decrees; it knows no shortened days, so those are a table of the tests."""
    ours = {day for day in days_of(year) if RUSSIA.works(day)}
    assert ours == {day for day in days_of(year) if russia().is_working_day(day)}
    assert {day for day in RUSSIA.short if day.year == year} == {day for day in SHORT if day.year == year}


@pytest.mark.parametrize("year", YEARS)
def test_a_day_is_shortened_exactly_before_a_holiday(year: int) -> None:
    """Article 95 by its own words: the working day right before a holiday of article 112."""
    holidays = {day for day, why in RUSSIA.off.items() if why.kind is OffKind.HOLIDAY}
    eves = {day for day in days_of(year) if RUSSIA.works(day) and day + timedelta(days=1) in holidays}
    swapped = {
        day for day, swap in RUSSIA.work.items() if swap.instead_of + timedelta(days=1) in holidays
    } & set(days_of(year))
    assert {day for day in RUSSIA.short if day.year == year} == eves | swapped


@pytest.mark.parametrize("year", [2025, 2026, 2027])
@pytest.mark.parametrize("name", CITIES)
def test_a_city_works_the_norm_less_its_regional_day(name: str, year: int) -> None:
    """Radonitsa takes eight hours from Zarechny; the others have a full year."""
    calendar = city(name)
    days = [day for day in days_of(year) if calendar.plan.works(day)]
    minutes = sum(span.end - span.start for day in days for span in calendar.plan.spans(day))
    free = 1 if name == "zarechny" else 0
    assert (len(days), minutes) == (247 - free, (1972 - 8 * free) * 60)
    assert minutes == sum(len(minutes_of(name, day)) for day in days_of(year))


def test_radonitsa_is_free_in_zarechny_alone() -> None:
    """The day of a region's law; its eve is as long as any day."""
    for day in (date(2025, 4, 29), date(2026, 4, 21), date(2027, 5, 11)):
        works = {name for name in CITIES if city(name).plan.works(day)}
        assert works == set(CITIES) - {"zarechny"}
        why = city("zarechny").plan.why_off(day)
        assert (why.kind, why.title("ru"), why.title("en")) == (OffKind.REGIONAL, "Радоница", "Radonitsa")
        assert not city("zarechny").plan.is_short(day - timedelta(days=1))


def test_zones_are_those_of_the_cities() -> None:
    """Moscow for Zarechny, Yekaterinburg for the four in the Urals and Siberia."""
    zones = Counter(city(name).zone.key for name in CITIES)
    assert zones == {"Europe/Moscow": 2, "Asia/Yekaterinburg": 4}
    assert city("zarechny").zone.key == city("demo").zone.key == "Europe/Moscow"


def test_what_nobody_has_confirmed_is_said() -> None:
    """2027 has no decree yet, two dates were computed, hours come from no order of the cities."""
    assert city("zarechny").plan.derived == ("hours", "2027", "2026-04-21", "2027-05-11")
    assert city("gubkinsky").plan.derived == ("hours", "2027")
    assert city("demo").plan.derived == ("2027",)


@pytest.mark.parametrize("name", ["zarechny", "labytnangi"])
def test_random_questions_get_the_minute_counter_s_answers(name: str) -> None:
    """A short run of `make check-calendar`."""
    assert list(campaign((name,), 10_000, seed=len(name))) == []
