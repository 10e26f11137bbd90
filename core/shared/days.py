"""Days of a municipality: which one it is, and when one begins on its clock."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo


def local_day(at: datetime, zone: str) -> date:
    """The date on the clocks of an IANA zone at a moment."""
    return at.astimezone(_zone(zone)).date()


def day_begins(day: date, zone: str) -> datetime:
    """The first moment of a day, in UTC: local midnight, or where that is skipped, what the clocks show next.

    Of a midnight that comes twice it is the first.
    """
    return datetime.combine(day, time(), _zone(zone)).astimezone(UTC)


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
