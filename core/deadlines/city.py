"""A city's calendar as a file: zone, hours of each weekday, the city's own days, how far it is known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from core.deadlines.days import MIDNIGHT, SHORTER, DayOff, OffKind, Span, Swap, shortened
from core.deadlines.entries import ENTRIES, SOURCE, read_entries
from core.deadlines.federal import Federal
from core.shared.fields import Table, known_tables, table
from core.shared.problem import ProfileError, Source, nearest

WEEK: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN: Final = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
_SAMPLE: Final = '["08:00-12:00", "13:00-17:00"], or [] for a day off'
_MINUTE_BEFORE_MIDNIGHT = MIDNIGHT - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A city's working time by the day, federal days included; `derived` names what is not confirmed yet."""

    name: str
    version: str
    zone: ZoneInfo
    first: date
    last: date
    week: tuple[tuple[Span, ...], ...]
    federal: Federal
    off: Mapping[date, DayOff]
    work: Mapping[date, Swap]
    short: Mapping[date, str]
    derived: tuple[str, ...]

    def covers(self, day: date) -> bool:
        """Whether the calendar reaches the day."""
        return self.first <= day <= self.last

    def works(self, day: date) -> bool:
        """Whether people work on that day."""
        return bool(self._whole(day))

    def is_short(self, day: date) -> bool:
        """Whether the day closes earlier than its weekday does."""
        return day in self.short or self.federal.is_short(day)

    def spans(self, day: date) -> tuple[Span, ...]:
        """The working stretches of a day; none on a day off."""
        whole = self._whole(day)
        return shortened(whole) if whole and self.is_short(day) else whole

    def why_off(self, day: date) -> DayOff:
        """Why a day that is not worked is free."""
        return self.off.get(day) or self.federal.why_off(day)

    def days(self) -> list[date]:
        """Every day that the calendar reaches."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    def _whole(self, day: date) -> tuple[Span, ...]:
        """A moved day has the hours of the day that it replaces."""
        if swap := self.work.get(day) or self.federal.work.get(day):
            return self.week[swap.instead_of.weekday()]
        if day in self.off or day in self.federal.off:
            return ()
        return self.week[day.weekday()]


def parse_city(source: Source, found: Mapping[str, Any], name: str, federals: Mapping[str, Federal]) -> Plan:
    """The calendar in a file's tables. Raises `ProfileError` with the first mistake found."""
    known_tables(source, found, ("calendar", "hours", *ENTRIES))
    head, hours = table(source, found, "calendar"), table(source, found, "hours")
    head.known(("version", "federal", "zone", "valid_from", "valid_until"))
    federal = federals[head.one_of("federal", federals)]
    first, last = _reach(head, federal)
    bare = Plan(
        name=name,
        version=head.slug("version"),
        zone=_zone(head),
        first=first,
        last=last,
        week=_week(hours),
        federal=federal,
        off={},
        work={},
        short={},
        derived=(),
    )
    own = read_entries(source, found, bare, OffKind.REGIONAL)
    years = (str(year) for year in range(first.year, last.year + 1) if federal.years[year].derived)
    dates = (day.isoformat() for day in sorted(own.derived | federal.derived) if bare.covers(day))
    unconfirmed = (*(("hours",) if hours.flag("derived") else ()), *years, *dates)
    return replace(bare, off=own.off, work=own.work, short=own.short, derived=unconfirmed)


def _zone(at: Table) -> ZoneInfo:
    zone = at.text("zone", 64)
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        wrong = f'there is no time zone "{zone}"'
        raise at.error("zone", wrong, nearest(zone, available_timezones())) from None


def _reach(at: Table, federal: Federal) -> tuple[date, date]:
    first, last = at.day("valid_from"), at.day("valid_until")
    known = f"{min(federal.years)} to {max(federal.years)}"
    for key, day in (("valid_from", first), ("valid_until", last)):
        if day.year not in federal.years:
            raise at.error(
                key,
                f"{day} is outside the years of {federal.name}.toml",
                f"It has {known}: add the year there.",
            )
    if last < first:
        raise at.error("valid_until", f"{last} is before {first}", "Write the last day that is known.")
    return first, last


def _week(at: Table) -> tuple[tuple[Span, ...], ...]:
    at.known((*WEEK, "derived", "source"))
    at.text("source", SOURCE)
    week = tuple(_spans(at, name) for name in WEEK)
    if not any(week):
        raise at.error(None, "nobody works on any day of the week", f"Write monday = {_SAMPLE}.")
    return week


def _spans(at: Table, name: str) -> tuple[Span, ...]:
    found = [_span(at, name, word) for word in at.words(name, f"{name} = {_SAMPLE}")]
    for before, after in pairwise(found):
        if after.start <= before.end:
            raise at.error(
                name,
                "one stretch begins before another has ended",
                "Write them in order, the lunch between them.",
            )
    if found and sum(span.end - span.start for span in found) <= SHORTER:
        raise at.error(
            name, "a day of an hour or less would vanish before a holiday", "Write longer hours, or []."
        )
    return tuple(found)


def _span(at: Table, name: str, word: str) -> Span:
    matched = _SPAN.fullmatch(word)
    if matched is None:
        raise _wrong_span(at, name, f'"{word}" is no stretch of a day')
    start, end = (int(matched[n]) * 60 + int(matched[n + 1]) for n in (1, 3))
    if end == _MINUTE_BEFORE_MIDNIGHT:
        raise at.error(name, f'"{word}" loses the last minute of the day', "Write 24:00 for midnight.")
    if not start < end <= MIDNIGHT:
        raise _wrong_span(at, name, f'"{word}" ends before it begins, or after 24:00')
    return Span(start, end)


def _wrong_span(at: Table, name: str, wrong: str) -> ProfileError:
    return at.error(name, wrong, f"Write {name} = {_SAMPLE}.")
