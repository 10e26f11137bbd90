"""What happens to substitutions and to the work that changes hands by them, as the journal tells it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from core.people.facts import PersonFact
from core.people.substitution import Reason
from core.shared.ids import PersonId, SubstitutionId


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFact(PersonFact):
    """`subject` is the absent person; `version` that of the roster before the change.

    Names are for notices only and never written into the journal.
    """

    name: ClassVar[str] = "roster"
    version: int
    absent_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstitutionFact(RosterFact):
    """Something about one substitution; days are the municipality's, both inclusive."""

    name: ClassVar[str] = "substitution"
    substitution: SubstitutionId
    substitute: PersonId
    substitute_name: str
    first: date
    last: date | None
    reason: Reason
    order: str | None

    def details(self) -> dict[str, Any]:
        """Who, when, why, by which order."""
        return {
            "substitution": self.substitution,
            "substitute": self.substitute,
            "first": self.first.isoformat(),
            "last": None if self.last is None else self.last.isoformat(),
            "reason": self.reason,
            "order": self.order,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstitutionMade(SubstitutionFact):
    """Somebody will be, or is from now on, substituted (ZAR-7); `begins`: at once."""

    name: ClassVar[str] = "substitution-made"
    begins: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstitutionEnded(SubstitutionFact):
    """Ended before its day, or called off before it began (`began` is false then)."""

    name: ClassVar[str] = "substitution-ended"
    began: bool

    def details(self) -> dict[str, Any]:
        """The same, and whether it ever was in force."""
        return {**SubstitutionFact.details(self), "began": self.began}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkHandedOver(SubstitutionFact):
    """An absent person's work is `doer`'s from now on: the substitute's, or who substitutes them in turn.

    `before` did it until now, if it was somebody else than the absent person; `work` counts the open
    messages; `until` is the last day on which all links of the chain hold.
    """

    name: ClassVar[str] = "work-handed-over"
    before: PersonId | None
    doer: PersonId
    doer_name: str
    until: date | None
    work: int

    def details(self) -> dict[str, Any]:
        """The same, with who does it."""
        return {**SubstitutionFact.details(self), "doer": self.doer, "before": self.before, "work": self.work}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTakenBack(RosterFact):
    """The person does their own work again; `before` did it meanwhile, `work` counts the open messages."""

    name: ClassVar[str] = "work-taken-back"
    before: PersonId
    work: int

    def details(self) -> dict[str, Any]:
        """From whom, and how much."""
        return {"before": self.before, "work": self.work}
