"""What administrators change about units and topics, as the journal tells it."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from core.shared.facts import Fact
from core.shared.ids import UnitId

Change = Literal["added", "renamed", "moved", "closed", "opened"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueFact(Fact):
    """Something about a unit or a topic; `subject` is its id."""

    area: ClassVar[str] = "catalogue"
    name: ClassVar[str] = "catalogue"
    change: Change
    title: str

    def details(self) -> dict[str, Any]:
        """What changed, and the title from then on."""
        return {"change": self.change, "title": self.title}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEdited(CatalogueFact):
    """A unit was added, renamed, closed or opened again."""

    name: ClassVar[str] = "unit-edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicEdited(CatalogueFact):
    """A topic was added, renamed, given to another unit, closed or opened again."""

    name: ClassVar[str] = "topic-edited"
    unit: UnitId | None

    def details(self) -> dict[str, Any]:
        """The same, with the competent unit."""
        return {**CatalogueFact.details(self), "unit": self.unit}
