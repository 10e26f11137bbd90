"""Dates, times and numbers as people of a language write them, by Babel."""

from datetime import date, datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

# A line may end after a comma, never between a day and its month.
_THIS_YEAR: Final = ("d\u00a0MMMM", "d\u00a0MMMM, HH:mm")
_OTHER_YEAR: Final = ("d\u00a0MMMM\u00a0y", "d\u00a0MMMM\u00a0y, HH:mm")
_WEEKDAY: Final = "EEE, "


def moment(at: datetime, language: str, zone: str, now: datetime, *, weekday: bool = False) -> str:
    """`4 мая, 11:00` on the reader's clock; the year only when it is not the present one.

    With `weekday` `пн, 4 мая, 11:00`: by which day of the week something has to be done.
    """
    local = at.astimezone(place(zone))
    same = local.year == now.astimezone(place(zone)).year
    # Without its zone: equal moments on different clocks would share a place in the cache.
    shown = local.replace(second=0, microsecond=0, tzinfo=None)
    pattern = (_THIS_YEAR if same else _OTHER_YEAR)[1]
    return _moment(shown, language, _WEEKDAY + pattern if weekday else pattern)


def day(on: date, language: str, zone: str, now: datetime) -> str:
    """`4 мая`; the year only when it is not the present one."""
    same = on.year == now.astimezone(place(zone)).year
    return _day(on, language, (_THIS_YEAR if same else _OTHER_YEAR)[0])


def clock_time(at: datetime, zone: str) -> str:
    """`11:00` on the reader's clock."""
    return f"{at.astimezone(place(zone)):%H:%M}"


def days_away(at: datetime, zone: str, now: datetime) -> int:
    """Calendar days from the reader's today: 0 today, 1 tomorrow, -1 yesterday."""
    here = place(zone)
    return (at.astimezone(here).date() - now.astimezone(here).date()).days


@lru_cache(maxsize=512)
def number(value: float, language: str) -> str:
    """`12 500` in Russian, `12,500` in English."""
    return format_decimal(value, locale=language)


@lru_cache(maxsize=64)
def place(zone: str) -> ZoneInfo:
    """The zone; kept, because making one looks into files."""
    return ZoneInfo(zone)


@lru_cache(maxsize=2048)
def _moment(local: datetime, language: str, pattern: str) -> str:
    return format_datetime(local, pattern, locale=language)


@lru_cache(maxsize=512)
def _day(on: date, language: str, pattern: str) -> str:
    return format_date(on, pattern, locale=language)
