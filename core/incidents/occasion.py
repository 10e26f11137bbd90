"""The occasion of a change: who, when, under which calendar and terms."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from core.deadlines.calendar import WorkingCalendar
from core.deadlines.terms import Terms
from core.shared.actor import Actor
from core.shared.clock import Clock
from core.shared.ids import MunicipalityId, PersonId
from core.shared.roles import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Everything from outside that a change of an incident depends on."""

    by: Actor
    now: datetime
    calendar: WorkingCalendar
    terms: Terms

    def as_(self, person: PersonId) -> "Occasion":
        """The actor in the place of somebody they stand for (ZAR-7)."""
        return replace(self, by=self.by.as_(person))


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Makes occasions: a municipality's calendar and terms as they are today."""

    clock: Clock
    calendar: Callable[[MunicipalityId], WorkingCalendar]
    terms: Callable[[MunicipalityId], Terms]

    def __call__(self, by: Actor, right: Right | None = None) -> Occasion:
        """The actor's occasion; refuses `no-right` unless they, or somebody absent they stand for, may."""
        return Occasion(
            by=by if right is None else by.with_(right),
            now=self.clock.now(),
            calendar=self.calendar(by.municipality),
            terms=self.terms(by.municipality),
        )
