"""A calendar was changed or continued: what runs is computed anew, what has ended stays as it was (T11)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from core.deadlines.calendar import WorkingCalendar
from core.deadlines.ports import Held, OpenDeadlines
from core.deadlines.terms import Terms
from core.shared.ids import MunicipalityId

TOGETHER: Final = 200
"""Subjects in one transaction: short enough for nobody to wait."""

FOUND: Final = 20_000
"""Subjects that one search finds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalculate:
    """Lays open deadlines under today's calendar, in small commits: killed midway it goes on where it was.

    What becomes overdue by it fires its most advanced step at the next look at the clock, once (T24).
    """

    deadlines: OpenDeadlines
    homes: Iterable[MunicipalityId]
    calendar: Callable[[MunicipalityId], WorkingCalendar]
    terms: Callable[[MunicipalityId], Terms]

    async def __call__(self) -> int:
        """How many deadlines were laid anew."""
        return sum([await self._home(home) for home in self.homes])

    async def _home(self, home: MunicipalityId) -> int:
        done = 0
        while True:
            found = await self.deadlines.stale(home, self.calendar(home).version, FOUND)
            laid = await self._some(home, found)
            done += laid
            if not laid:
                return done

    async def _some(self, home: MunicipalityId, subjects: Iterable[str]) -> int:
        calendar, terms = self.calendar(home), self.terms(home)
        waiting, done = iter(subjects), 0
        while together := list(islice(waiting, TOGETHER)):
            async with self.deadlines.hold(home, together) as held:
                laid = [Held(each.subject, each.deadline.laid(calendar, terms)) for each in held.all]
                await held.lay(laid, calendar.version)
            done += len(laid)
        return done
