"""The product's clock in stories: it only goes forward, by working time or to the next morning."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.e2e.city import City

OPENS = 8
"""The hour at which the demo city begins to work."""

_MOMENT = timedelta(milliseconds=20)
"""Past a boundary rather than before it."""


async def work(city: City, *, hours: float = 0, minutes: float = 0) -> datetime:
    """So much working time goes by; local time then."""
    return await _move(city, {"minutes": hours * 60 + minutes, "working": True})


async def sleep(city: City, *, days: float) -> datetime:
    """So much time goes by, whatever it is; local time then."""
    return await _move(city, {"minutes": days * 24 * 60, "working": False})


async def morning(city: City, *, after: timedelta = timedelta(minutes=5)) -> datetime:
    """It is the beginning of the next working day, five minutes past eight; local time then."""
    clock = await city.sim("GET", "/sim/clock")
    while True:
        now, until = datetime.fromisoformat(clock["now"]), datetime.fromisoformat(clock["until"])
        step = until - now + _MOMENT
        clock = await city.sim("POST", "/sim/clock", json=_minutes(step))
        if clock["working"] and _local(clock).hour == OPENS:
            return _local(await city.sim("POST", "/sim/clock", json=_minutes(after)))


def _minutes(step: timedelta) -> dict[str, Any]:
    return {"minutes": step / timedelta(minutes=1), "working": False}


async def _move(city: City, step: dict[str, Any]) -> datetime:
    return _local(await city.sim("POST", "/sim/clock", json=step))


def _local(clock: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(clock["now"]).astimezone(ZoneInfo(clock["zone"]))
