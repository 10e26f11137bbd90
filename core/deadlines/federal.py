"""The federal production calendar as a file: holidays, moved days, shortened days, and each year's norm."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from core.deadlines.days import WEEKEND, WORKING_DAYS, DayOff, OffKind, Swap
from core.deadlines.entries import ENTRIES, NAMED, SOURCE, read_entries
from core.shared.fields import Table, known_tables, table, tables
from core.shared.problem import Source

NORMAL_DAY = 8
"""Hours of a full day in a 40-hour week, in which the norms of a year are given."""

FIRST_YEAR, LAST_YEAR = 2000, 2100
_MONTH_DAY: Final = re.compile(r"(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year's norm in a 40-hour week, and whether it was derived from the law without a decree."""

    days: int
    hours: int
    derived: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Federal:
    """Days that a whole country shares; `off` holds holidays and moved days, not weekends."""

    name: str
    version: str
    years: Mapping[int, Year]
    off: Mapping[date, DayOff]
    work: Mapping[date, Swap]
    short: Mapping[date, str]
    derived: frozenset[date] = frozenset()

    def covers(self, day: date) -> bool:
        """Whether the year of the day stands in the file."""
        return day.year in self.years

    def works(self, day: date) -> bool:
        """Whether a five-day week is worked on that day."""
        return day in self.work or (day.weekday() < WORKING_DAYS and day not in self.off)

    def is_short(self, day: date) -> bool:
        """Whether the day closes an hour earlier."""
        return day in self.short

    def why_off(self, day: date) -> DayOff:
        """Why a day that is not worked is free."""
        return self.off.get(day, WEEKEND)

    def norm(self, year: int) -> tuple[int, int]:
        """Working days and hours that the entries of a year come to, in a 40-hour week."""
        days = [day for day in days_of(year) if self.works(day)]
        return len(days), NORMAL_DAY * len(days) - sum(day in self.short for day in days)


def days_of(year: int) -> list[date]:
    """Every day of a year."""
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def parse_federal(source: Source, found: Mapping[str, Any], name: str) -> Federal:
    """The calendar in a file's tables. Raises `ProfileError` with the first mistake found."""
    known_tables(source, found, ("federal", "holidays", "years", *ENTRIES))
    head = table(source, found, "federal")
    head.known(("version",))
    version = head.slug("version")
    yearly = tables(source, found, "years")
    years = _years(yearly)
    holidays = _holidays(tables(source, found, "holidays"), years)
    bare = Federal(name=name, version=version, years=years, off=holidays, work={}, short={})
    own = read_entries(source, found, bare, OffKind.MOVED)
    whole = replace(bare, off={**holidays, **own.off}, work=own.work, short=own.short, derived=own.derived)
    _add_up(whole, yearly)
    return whole


def _years(found: Sequence[Table]) -> dict[int, Year]:
    years: dict[int, Year] = {}
    for at in found:
        at.known(("year", "days", "hours", "derived", "source"))
        year = at.integer("year", FIRST_YEAR, LAST_YEAR)
        if years and year != max(years) + 1:
            raise at.error(
                "year", f"{year} does not follow {max(years)}", "Write the years in order, no gap."
            )
        years[year] = Year(
            days=at.integer("days", 1, 366),
            hours=at.integer("hours", 1, 366 * 24),
            derived=at.flag("derived"),
            source=at.text("source", SOURCE),
        )
    return years


def _holidays(found: Sequence[Table], years: Mapping[int, Year]) -> dict[date, DayOff]:
    off: dict[date, DayOff] = {}
    for at in found:
        at.known(("days", "ru", "en", "source"))
        why = DayOff(
            kind=OffKind.HOLIDAY,
            source=at.text("source", SOURCE),
            ru=at.text("ru", NAMED),
            en=at.text("en", NAMED),
        )
        for word in at.words("days", 'days = ["05-01"]'):
            off |= dict.fromkeys(_every_year(at, word, years), why)
    return off


def _every_year(at: Table, word: str, years: Mapping[int, Year]) -> list[date]:
    matched = _MONTH_DAY.fullmatch(word)
    try:
        month, day = (int(part) for part in matched.groups()) if matched else (0, 0)
        return [date(year, month, day) for year in years]
    except ValueError:
        raise at.error(
            "days", f'"{word}" is no day of every year', 'Write month and day, as in "05-01".'
        ) from None


def _add_up(whole: Federal, found: Sequence[Table]) -> None:
    """The norm is printed beside every decree: a date lost or mistyped does not come to it."""
    for at, (number, year) in zip(found, whole.years.items(), strict=True):
        days, hours = whole.norm(number)
        if days != year.days:
            wrong = f"the entries of {number} come to {days} working days, the norm is {year.days}"
            raise at.error("days", wrong, "Compare [[off]] and [[work]] of that year with the decree.")
        if hours != year.hours:
            wrong = f"the entries of {number} come to {hours} hours, the norm is {year.hours}"
            raise at.error("hours", wrong, "Compare [[short]] of that year with article 95.")
