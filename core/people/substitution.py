"""A substitution: who does an absent person's work, from when until when, why, by which order (ZAR-7)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, Self

from core.people.model import Person, tidy_name
from core.shared.days import day_begins, local_day
from core.shared.ids import PersonId, SubstitutionId
from core.shared.refusal import Refusal
from core.shared.roles import Role

LONGEST: Final = timedelta(days=3 * 366)
"""The longest absence there is: three years with a child."""

ORDER_MAX: Final = 60
DAY: Final = timedelta(days=1)


class Reason(StrEnum):
    """Why somebody is away (ZAR-7); `LEFT` for those who work here no longer."""

    LEAVE = "leave"
    ILLNESS = "illness"
    TRIP = "trip"
    STUDY = "study"
    OTHER = "other"
    LEFT = "left"


class Phase(StrEnum):
    """Where a substitution stands."""

    PLANNED = "planned"
    ACTIVE = "active"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class OrderNumber:
    """By which order somebody is substituted (NVK-5.2): one line of 1 to 60 characters."""

    value: str

    @classmethod
    def parse(cls, raw: str) -> Self:
        """Refuses `too-short` and `too-long`."""
        number = tidy_name(raw)
        if not number:
            raise Refusal("too-short", min=1, length=0)
        if len(number) > ORDER_MAX:
            raise Refusal("too-long", max=ORDER_MAX, length=len(number))
        return cls(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """What is asked for: days of the municipality, both inclusive; without `last` it has no end."""

    absent: PersonId
    substitute: PersonId
    first: date
    last: date | None
    reason: Reason
    order: str | None = None


@dataclass(slots=True, kw_only=True)
class Substitution:
    """It is in force from `starts` until before `ends`: local midnights, or the moment it was ended."""

    id: SubstitutionId
    absent: PersonId
    substitute: PersonId
    first: date
    last: date | None
    starts: datetime
    ends: datetime | None
    reason: Reason
    order: str | None = None
    phase: Phase = Phase.PLANNED

    @classmethod
    def plan(
        cls, new_id: str, asked: Absence, absent: Person, substitute: Person, *, zone: str, now: datetime
    ) -> "Substitution":
        """A substitution of these days; refuses what cannot be, each with its own code."""
        if substitute.id == absent.id:
            raise Refusal("substitution-self")
        if not (substitute.active and substitute.roles):
            raise Refusal("substitute-without-post", name=substitute.name)
        _sensible(asked, today=local_day(now, zone))
        order = OrderNumber.parse(asked.order).value if asked.order else None
        if Role.HEAD in absent.roles and order is None and asked.reason is not Reason.LEFT:
            raise Refusal("order-missing")
        return cls(
            id=SubstitutionId(new_id),
            absent=absent.id,
            substitute=substitute.id,
            first=asked.first,
            last=asked.last,
            starts=day_begins(asked.first, zone),
            ends=None if asked.last is None else day_begins(asked.last + DAY, zone),
            reason=asked.reason,
            order=order,
        )

    @property
    def change(self) -> datetime | None:
        """When it begins, or ends; None when nothing will happen by itself any more."""
        return {Phase.PLANNED: self.starts, Phase.ACTIVE: self.ends, Phase.OVER: None}[self.phase]

    def meets(self, starts: datetime, ends: datetime | None) -> bool:
        """Whether it is in force at some moment of a stretch (`ends` not included)."""
        return (ends is None or self.starts < ends) and (self.ends is None or starts < self.ends)

    def covers(self, moment: datetime) -> bool:
        """Whether it is in force at a moment."""
        return self.starts <= moment and (self.ends is None or moment < self.ends)

    def pass_time(self, now: datetime) -> bool:
        """Begin or end when the moment has come, never before; whether it did."""
        before = self.phase
        if self.ends is not None and self.ends <= now:
            self.phase = Phase.OVER
        elif self.phase is Phase.PLANNED and self.starts <= now:
            self.phase = Phase.ACTIVE
        return self.phase is not before

    def end(self, now: datetime, zone: str) -> None:
        """Over from now on; what has not begun never will."""
        if self.phase is Phase.ACTIVE:
            self.last, self.ends = local_day(now, zone), now
        self.phase = Phase.OVER


def _sensible(asked: Absence, *, today: date) -> None:
    if asked.first < today:
        raise Refusal("substitution-past")
    if asked.last is not None and asked.last < asked.first:
        raise Refusal("substitution-backwards")
    if asked.last is not None and asked.last - asked.first > LONGEST:
        raise Refusal("substitution-too-long")
    if asked.first - today > LONGEST:
        raise Refusal("substitution-too-long")
