"""The occasion of a change: who, when, under which calendar and terms."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from core.deadlines.calendar import WorkingCalendar
from core.deadlines.terms import Terms
from core.shared.actor import Actor
from core.shared.clock import Clock
from core.shared.ids import MunicipalityId, PersonId, TopicId, UnitId
from core.shared.roles import Right


class Titles(Protocol):
    """What topics and units are called today; None where the profile no longer has one."""

    def topic_title(self, municipality: MunicipalityId, topic: TopicId, language: str) -> str | None:
        """A topic's title in a language, in Russian where there is no other."""
        ...

    def unit_title(self, municipality: MunicipalityId, unit: UnitId) -> str | None:
        """A unit's title."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Everything from outside that a change of an incident depends on."""

    by: Actor
    now: datetime
    calendar: WorkingCalendar
    terms: Terms
    titles: Titles | None = None

    def as_(self, person: PersonId) -> "Occasion":
        """The actor in the place of somebody they stand for (ZAR-7)."""
        return replace(self, by=self.by.as_(person))

    def in_english(self, topic: TopicId) -> str:
        """A topic's English title; empty where nobody knows one."""
        found = self.titles and self.titles.topic_title(self.by.municipality, topic, "en")
        return found or ""

    def unit_title(self, unit: UnitId | None) -> str:
        """A unit's title; empty where there is none."""
        found = self.titles and unit and self.titles.unit_title(self.by.municipality, unit)
        return found or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Makes occasions: a municipality's calendar and terms as they are today."""

    clock: Clock
    calendar: Callable[[MunicipalityId], WorkingCalendar]
    terms: Callable[[MunicipalityId], Terms]
    titles: Titles | None = None

    def __call__(self, by: Actor, right: Right | None = None) -> Occasion:
        """The actor's occasion; refuses `no-right` unless they, or somebody absent they stand for, may."""
        return Occasion(
            by=by if right is None else by.with_(right),
            now=self.clock.now(),
            calendar=self.calendar(by.municipality),
            terms=self.terms(by.municipality),
            titles=self.titles,
        )
