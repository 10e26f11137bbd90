"""The entries `[[off]]`, `[[work]]` and `[[short]]`, written alike in federal and in city calendars."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from core.deadlines.days import DayOff, OffKind, Swap
from core.shared.fields import Table, tables
from core.shared.problem import ProfileError, Source

ENTRIES = ("off", "work", "short")
NAMED = 60
SOURCE = 200


class Known(Protocol):
    """The calendar as it stands before an entry is added."""

    def works(self, day: date) -> bool:
        """Whether people work on that day."""
        ...

    def covers(self, day: date) -> bool:
        """Whether the calendar reaches that day."""
        ...

    def is_short(self, day: date) -> bool:
        """Whether that day is shortened."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """What a file changes in the ordinary week."""

    off: Mapping[date, DayOff]
    work: Mapping[date, Swap]
    short: Mapping[date, str]
    derived: frozenset[date]


def read_entries(source: Source, found: Mapping[str, Any], known: Known, kind: OffKind) -> Entries:
    """The entries of a file; refuses those that change nothing or stand twice."""
    work, derived = _work(tables(source, found, "work", required=False), known)
    off: dict[date, DayOff] = {
        swap.instead_of: DayOff(kind=OffKind.MOVED, source=swap.source) for swap in work.values()
    }
    for at, day in _dated(tables(source, found, "off", required=False), known, "ru", "en"):
        if not known.works(day) or day in off:
            raise _idle(at, day, "is a day off without this line")
        off[day] = DayOff(kind=kind, source=_source(at), ru=_title(at, "ru"), en=_title(at, "en"))
        derived |= {day} if at.flag("derived") else set()
    short: dict[date, str] = {}
    for at, day in _dated(tables(source, found, "short", required=False), known):
        worked = day in work or (known.works(day) and day not in off)
        if not worked or day in short or known.is_short(day):
            raise _idle(at, day, "is not worked, or is shortened already")
        short[day] = _source(at)
        derived |= {day} if at.flag("derived") else set()
    return Entries(off=off, work=work, short=short, derived=frozenset(derived))


def _work(found: Sequence[Table], known: Known) -> tuple[dict[date, Swap], set[date]]:
    work: dict[date, Swap] = {}
    derived: set[date] = set()
    taken: set[date] = set()
    for at in found:
        at.known(("date", "instead_of", "source", "derived"))
        day, other = at.day("date"), at.day("instead_of")
        _reached(at, "date", day, known)
        _reached(at, "instead_of", other, known)
        if known.works(day) or day in work:
            raise at.error("date", f"{day} is worked without this line", "Take the table out.")
        if not known.works(other) or other in taken:
            raise at.error(
                "instead_of", f"{other} is no working day", "Name the working day that becomes free."
            )
        work[day] = Swap(other, _source(at))
        taken.add(other)
        derived |= {day} if at.flag("derived") else set()
    return work, derived


def _dated(found: Sequence[Table], known: Known, *more: str) -> Iterator[tuple[Table, date]]:
    for at in found:
        at.known(("dates", "source", "derived", *more))
        for day in at.days("dates"):
            _reached(at, "dates", day, known)
            yield at, day


def _reached(at: Table, key: str, day: date, known: Known) -> None:
    if not known.covers(day):
        raise at.error(key, f"{day} is outside the years of the calendar", "Add the year, or correct it.")


def _idle(at: Table, day: date, why: str) -> ProfileError:
    return at.error("dates", f"{day} {why}", "Take it out, or correct the date.")


def _source(at: Table) -> str:
    return at.text("source", SOURCE)


def _title(at: Table, key: str) -> str:
    return at.text(key, NAMED) if key in at.values else ""
