"""Calendar files: whatever is wrong is named with file, line and remedy; the version tells any change."""

import pytest

from core.deadlines.calendar import WorkingCalendar
from core.deadlines.shelf import Calendars, Shelf
from core.shared.ids import MunicipalityId
from core.shared.problem import ProfileError
from tests.deadlines.cities import CITIES, at, city, files, shelf

CITY = """[calendar]
version = "1"
federal = "russia"
zone = "Europe/Moscow"
valid_from = 2025-01-01
valid_until = 2027-12-31

[hours]
source = "order 5"
monday = ["08:00-12:00", "13:00-17:00"]
tuesday = ["08:00-17:00"]
wednesday = []
thursday = []
friday = []
saturday = []
sunday = []

[[off]]
dates = [2026-04-21]
source = "regional law"

[[short]]
dates = [2026-04-27]
source = "order 6"

[[work]]
date = 2026-04-22
instead_of = 2026-04-28
source = "order 7"
"""
RUSSIA = dict(files())["russia.toml"]


def read(city_text: str = CITY, russia: str = RUSSIA) -> Shelf:
    """A shelf of the federal calendar and one city."""
    return Shelf.read([("russia.toml", russia), ("grad.toml", city_text)])


def test_the_shipped_calendars_are_right_and_stand_on_one_federal_file() -> None:
    """Five cities and the demo; nobody copied the country's days."""
    assert set(shelf().plans) == set(CITIES)
    assert len({id(plan.federal) for plan in shelf().plans.values()}) == 1
    assert all(
        why.source
        for plan in shelf().plans.values()
        for why in (*plan.off.values(), *plan.federal.off.values())
    )


@pytest.mark.parametrize(
    ("before", "after", "line", "wrong", "remedy"),
    [
        ('version = "1"\n', "", 1, '"version" is missing in [calendar]', "Add the line version"),
        ('zone = "Europe/Moscow"', 'zone = "Europe/Moskow"', 4, "no time zone", 'mean "Europe/Moscow"?'),
        ('federal = "russia"', 'federal = "rusia"', 3, 'names "rusia"', 'mean "russia"?'),
        ("valid_until", "valid_till", 6, 'unknown key "valid_till"', 'mean "valid_until"?'),
        ("2027-12-31", '"2027-12-31"', 6, "is no date", "unquoted"),
        ("2027-12-31", "2028-12-31", 6, "outside the years of russia.toml", "2024 to 2027: add the year"),
        ("2027-12-31", "2024-12-31", 6, "is before 2025-01-01", "last day that is known"),
        ('source = "order 5"\n', "", 8, '"source" is missing in [hours]', "Add the line source"),
        ("sunday = []\n", "", 8, '"sunday" is missing', "or [] for a day off"),
        ("sunday = []", "sunday = 0", 16, "has to be a list of texts", "or [] for a day off"),
        ('"13:00-17:00"', '"13:00-23:59"', 10, "loses the last minute", "Write 24:00"),
        ('"13:00-17:00"', '"13-17"', 10, "no stretch of a day", "Write monday ="),
        ('"13:00-17:00"', '"20:00-08:00"', 10, "ends before it begins", "Write monday ="),
        ('"13:00-17:00"', '"13:00-24:30"', 10, "or after 24:00", "Write monday ="),
        ('"13:00-17:00"', '"11:00-17:00"', 10, "begins before another has ended", "the lunch between"),
        ('["08:00-17:00"]', '["08:00-09:00"]', 11, "would vanish before a holiday", "longer hours"),
        ("2026-04-21", "2026-05-12", 19, None, None),  # another Tuesday, as good as the first
        ("2026-04-21", "2026-04-25", 19, "is a day off without this line", "Take it out"),
        ("2026-04-21", "2026-05-11", 19, "is a day off without this line", "Take it out"),
        ("[2026-04-21]", "[2026-04-21, 2026-04-21]", 19, "is a day off without", "Take it out"),
        ("2026-04-21", "2030-04-23", 19, "outside the years", "Add the year"),
        ("[2026-04-21]", "2026-04-21", 19, "has to be a list of dates", "Write dates ="),
        ('"regional law"', '""', 20, '"source" has to be a text', "with quotes"),
        ("2026-04-27", "2026-04-26", 23, "is not worked, or is shortened already", "Take it out"),
        ("2026-04-27", "2026-04-30", 23, "is not worked, or is shortened already", "Take it out"),
        ("date = 2026-04-22", "date = 2026-04-20", 27, "is worked without this line", "Take the table out"),
        ("instead_of = 2026-04-28", "instead_of = 2026-04-29", 28, "is no working day", "becomes free"),
        ("[[off]]", "[[of]]", 18, "unknown table [of]", 'mean "off"?'),
        ("[hours]", "[hour]", 8, "unknown table [hour]", 'mean "hours"?'),
        ("monday = [", "monday = ", 10, "not TOML", "quotes and brackets"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_remedy(
    before: str, after: str, line: int, wrong: str | None, remedy: str | None
) -> None:
    """Whoever wrote the file can mend it without asking."""
    text = CITY.replace(before, after, 1)
    assert text != CITY
    if wrong is None or remedy is None:
        assert not read(text).plans["grad"].works(at("12.05.2026 12:00").date())
        return
    with pytest.raises(ProfileError) as found:
        read(text)
    assert str(found.value).startswith(f"grad.toml:{line}: ")
    assert wrong in found.value.wrong
    assert remedy in found.value.remedy


@pytest.mark.parametrize(
    ("before", "after", "wrong", "remedy"),
    [
        ("2026-01-09, 2026-12-31", "2026-01-09", "2026 come to 248 working days", "[[off]] and [[work]]"),
        ("2026-04-30, 2026-05-08", "2026-04-30", "2026 come to 1973 hours", "[[short]]"),
        ("2026-01-09", "2026-01-08", "2026-01-08 is a day off without", "correct the date"),
        ("date = 2025-11-01", "date = 2025-11-05", "2025-11-05 is worked without", "Take the table out"),
        ('days = ["05-09"]', 'days = ["09.05"]', "no day of every year", '"05-01"'),
        ('days = ["05-09"]', 'days = ["02-29"]', "no day of every year", '"05-01"'),
        ("year = 2026\n", "year = 2029\n", "2029 does not follow 2025", "in order, no gap"),
        ("year = 2026\ndays = 247", "year = 2026", '"days" is missing in [[years]]', "Add the line days"),
        ("derived = true", 'derived = "yes"', "\"derived\" cannot be 'yes'", "derived = true"),
        ('source = "выведено"\n', "", '"source" is missing in [[work]]', "Add the line source"),
    ],
)
def test_a_federal_file_that_does_not_come_to_its_norm_is_refused(
    before: str, after: str, wrong: str, remedy: str
) -> None:
    """A lost date, a mistyped one, a year left out."""
    text = RUSSIA.replace(before, after, 1)
    assert text != RUSSIA
    with pytest.raises(ProfileError) as found:
        read(russia=text)
    assert found.value.file == "russia.toml"
    assert text.splitlines()[found.value.line - 1].strip()
    assert wrong in found.value.wrong
    assert remedy in found.value.remedy


def test_entries_of_a_city_change_its_days() -> None:
    """Free on the regional day, an hour shorter, a Wednesday with Tuesday's hours instead of that Tuesday."""
    plan = read().plans["grad"]
    hours = {
        day: sum(span.end - span.start for span in plan.spans(at(f"{day}.04.2026 12:00").date())) / 60
        for day in ("20", "21", "22", "27", "28")
    }
    assert hours == {"20": 8, "21": 0, "22": 9, "27": 7, "28": 0}


def test_the_version_changes_with_whatever_could_change_an_answer() -> None:
    """Its own number, the country's number, an edit whose author forgot to raise either; not a comment."""
    versions = [
        WorkingCalendar.of(read(text, russia).plans["grad"]).version
        for text, russia in (
            (CITY, RUSSIA),
            (CITY.replace('version = "1"', 'version = "2"'), RUSSIA),
            (CITY, RUSSIA.replace('version = "2026-1"', 'version = "2026-2"')),
            (CITY.replace("2026-04-27", "2026-05-12"), RUSSIA),
            (CITY.replace("Europe/Moscow", "Europe/Samara"), RUSSIA),
        )
    ]
    assert len(set(versions)) == len(versions)
    assert versions[0].startswith("1+2026-1.")
    assert versions[0] == WorkingCalendar.of(read(CITY + "\n# a remark\n").plans["grad"]).version


def test_each_municipality_finds_its_calendar() -> None:
    """Two cities may share one, which is laid out once."""
    homes = {MunicipalityId("a"): "demo", MunicipalityId("b"): "demo", MunicipalityId("c"): "zarechny"}
    calendars = Calendars.of_cities(shelf(), homes)
    assert calendars.of(MunicipalityId("a")) is calendars.of(MunicipalityId("b"))
    assert calendars.of(MunicipalityId("c")).version == city("zarechny").version
    with pytest.raises(KeyError):
        calendars.of(MunicipalityId("nowhere"))


def test_a_file_without_a_name_is_refused() -> None:
    """Calendars are known by their files' names."""
    with pytest.raises(ProfileError, match=r"CITY\.toml"):
        Shelf.read([(".toml", CITY)])
