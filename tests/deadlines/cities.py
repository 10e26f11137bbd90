"""The shipped calendars, calendars of a test's own, and moments as people write them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from core.deadlines.calendar import WorkingCalendar
from core.deadlines.city import Plan
from core.deadlines.days import DayOff, OffKind, Span, Swap
from core.deadlines.federal import Federal, Year
from core.deadlines.shelf import Shelf

FOLDER = Path(__file__).resolve().parents[2] / "core/deadlines/calendars"
CITIES = ("demo", "gubkinsky", "kamensk-uralsky", "labytnangi", "nizhnevartovsk", "zarechny")
REGIONAL = DayOff(kind=OffKind.REGIONAL, source="a test")

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def files(**instead: str) -> list[tuple[str, str]]:
    """Every shipped file with its text; `zarechny="..."` takes the place of one."""
    found = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.toml"))}
    return [(f"{name}.toml", text) for name, text in {**found, **instead}.items()]


@cache
def shelf() -> Shelf:
    """The shipped calendars."""
    return Shelf.read(files())


@cache
def city(name: str) -> WorkingCalendar:
    """A shipped calendar."""
    return WorkingCalendar.of(shelf().plans[name])


def at(text: str, zone: str = "Europe/Moscow") -> datetime:
    """A local moment: `at("20.04.2026 16:30")`."""
    return datetime.strptime(text, "%d.%m.%Y %H:%M").replace(tzinfo=ZoneInfo(zone))


def told(moment: datetime | None, zone: str = "Europe/Moscow") -> str:
    """A moment as `at` takes it."""
    return "never" if moment is None else f"{moment.astimezone(ZoneInfo(zone)):%d.%m.%Y %H:%M}"


@dataclass(frozen=True, kw_only=True)
class Sketch:
    """A calendar that a test draws: hours of each weekday in minutes, and days that differ."""

    week: tuple[tuple[tuple[int, int], ...], ...]
    first: date
    last: date
    zone: str = "Europe/Moscow"
    off: frozenset[date] = frozenset()
    work: Mapping[date, date] = field(default_factory=dict)
    short: frozenset[date] = frozenset()

    def calendar(self) -> WorkingCalendar:
        """The calendar under test."""
        return WorkingCalendar.of(
            Plan(
                name="sketch",
                version="1",
                zone=ZoneInfo(self.zone),
                first=self.first,
                last=self.last,
                week=tuple(tuple(Span(*span) for span in day) for day in self.week),
                federal=_empty(self.first.year, self.last.year),
                off=dict.fromkeys(self.off, REGIONAL),
                work={day: Swap(other, "a test") for day, other in self.work.items()},
                short=dict.fromkeys(self.short, "a test"),
                derived=(),
            )
        )

    def minutes(self, day: date) -> set[int]:
        """The working minutes of a day, one by one: an opinion of its own, without stretches."""
        if day in self.off:
            return set()
        whole = sorted(
            minute
            for start, end in self.week[self.work.get(day, day).weekday()]
            for minute in range(start, end)
        )
        return set(whole[:-60] if day in self.short else whole)


def _empty(first: int, last: int) -> Federal:
    years = {year: Year(days=1, hours=1, derived=False, source="") for year in range(first, last + 1)}
    return Federal(name="none", version="1", years=years, off={}, work={}, short={})


OFFICE = ((8 * 60, 12 * 60), (13 * 60, 17 * 60))
OFFICE_WEEK = (OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, (), ())
ROUND_THE_CLOCK = (((0, 24 * 60),),) * 7
