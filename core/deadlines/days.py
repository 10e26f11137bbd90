"""What a calendar knows of one day: when it is worked, or why it is not."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WORKING_DAYS = 5
"""Monday to Friday, in the federal five-day week."""

SHORTER = 60
"""Minutes by which the day before a holiday is shorter (Labour Code, article 95)."""

MIDNIGHT = 24 * 60


class OffKind(StrEnum):
    """Why nobody works on a day."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MOVED = "moved"
    REGIONAL = "regional"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """A day without work. Weekends have no source, moved days no title of their own."""

    kind: OffKind
    source: str = ""
    ru: str = ""
    en: str = ""

    def title(self, language: str) -> str:
        """The title in a language; empty where the kind says it all."""
        return self.en if language == "en" else self.ru


WEEKEND = DayOff(kind=OffKind.WEEKEND)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a working day in minutes from local midnight: `start` belongs to it, `end` does not."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Swap:
    """A day worked instead of another: it has the other's hours."""

    instead_of: date
    source: str


def shortened(spans: tuple[Span, ...], minutes: int = SHORTER) -> tuple[Span, ...]:
    """The same day, closing so many working minutes earlier."""
    kept = list(spans)
    while kept and minutes:
        last = kept.pop()
        cut = min(minutes, last.end - last.start)
        minutes -= cut
        if last.end - cut > last.start:
            kept.append(Span(last.start, last.end - cut))
    return tuple(kept)
