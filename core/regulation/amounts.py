"""How a number of a regulation is written: an amount with its unit and its clause, in braces."""

from datetime import timedelta
from typing import Final

from core.deadlines.terms import HOUR, MINUTE
from core.deadlines.timer import CalendarDays, Length, WorkingDays, WorkingTime
from core.regulation import typical
from core.regulation.clauses import Citing
from core.shared.fields import Table

_OF_TIME: Final = {"minutes": MINUTE, "hours": HOUR}
_OF_DAYS: Final = ("working_days", "calendar_days")
_MOST: Final = {"minutes": 12_000, "hours": 200, "working_days": 250, "calendar_days": 365}
"""Beyond these a number is a slip of the pen."""


def braces(at: Table, key: str, citing: Citing, name: str) -> Table:
    """The table at a key, its clause taken down under `name`."""
    sample = typical.sample(key)
    inner = at.inner(key, sample)
    citing.cite(name, inner, sample)
    return inner


def length(at: Table) -> Length:
    """A term in one of the four units."""
    unit = _unit(at, (*_OF_TIME, *_OF_DAYS))
    count = at.integer(unit, 1, _MOST[unit])
    if unit in _OF_TIME:
        return WorkingTime(count * _OF_TIME[unit])
    return WorkingDays(count) if unit == "working_days" else CalendarDays(count)


def time(at: Table) -> timedelta:
    """Working time, in minutes or hours."""
    unit = _unit(at, tuple(_OF_TIME))
    return at.integer(unit, 1, _MOST[unit]) * _OF_TIME[unit]


def times(at: Table) -> tuple[timedelta, ...]:
    """Several lengths of working time in one unit, longest first."""
    unit = _unit(at, tuple(_OF_TIME))
    found = {count * _OF_TIME[unit] for count in at.integers(unit, 1, _MOST[unit])}
    return tuple(sorted(found, reverse=True))


def _unit(at: Table, units: tuple[str, ...]) -> str:
    at.known((*units, "clause"))
    given = [unit for unit in units if unit in at.values]
    if len(given) != 1:
        wrong = "has no amount" if not given else f"has {len(given)} amounts"
        raise at.error(None, f"{at.header} {wrong}", f"Write one of {', '.join(units)}, with its number.")
    return given[0]
