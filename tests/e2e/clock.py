"""The product's clock in stories: it only goes forward, by working time or to the next plain morning."""

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from bots.wiring.calendars import load_shelf
from core.deadlines.calendar import WorkingCalendar
from tests.e2e.city import City

BEGINS = time(8, 5)
"""Local time at which a story begins: the demo city works from eight."""

_DAY = timedelta(days=1)
_PLAIN = timedelta(hours=8)
"""The working time of a day that is neither short nor off."""


async def work(city: City, *, hours: float = 0, minutes: float = 0) -> datetime:
    """So much working time goes by; local time then."""
    return await _move(city, hours * 60 + minutes, working=True)


async def sleep(city: City, *, days: float) -> datetime:
    """So much time goes by, whatever it is; local time then."""
    return await _move(city, days * _DAY / timedelta(minutes=1), working=False)


async def morning(city: City) -> datetime:
    """It is five past eight of the next working day that is followed by one, both of them whole."""
    now = _local(await city.sim("GET", "/sim/clock"))
    day = now.date() + _DAY
    while not (_is_plain(day, now.tzinfo) and _is_plain(day + _DAY, now.tzinfo)):
        day += _DAY
    begins = datetime.combine(day, BEGINS, now.tzinfo)
    return await _move(city, (begins - now) / timedelta(minutes=1), working=False)


@cache
def _calendar() -> WorkingCalendar:
    return WorkingCalendar.of(load_shelf(None).plans["demo"])


def _is_plain(day: date, zone: Any) -> bool:
    start = datetime.combine(day, time(), zone)
    return _calendar().between(start, start + _DAY) == _PLAIN


async def _move(city: City, minutes: float, *, working: bool) -> datetime:
    return _local(await city.sim("POST", "/sim/clock", json={"minutes": minutes, "working": working}))


def _local(clock: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(clock["now"]).astimezone(ZoneInfo(clock["zone"]))
