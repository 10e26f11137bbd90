"""Facts that aggregates record: written to the journal and turned into notices in the same commit."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from core.shared.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A state change: what, about what, when, by whom. `name` and `area` name it in the journal."""

    area: ClassVar[str]
    name: ClassVar[str]

    subject: str
    at: datetime
    by: Actor

    def details(self) -> dict[str, Any]:
        """What else the journal keeps: JSON values only, no personal data beyond ids."""
        return {}


@dataclass(slots=True, kw_only=True)
class Recorder:
    """The part of an aggregate that remembers facts until the commit takes them."""

    facts: list[Fact] = field(default_factory=list)

    def record(self, fact: Fact) -> None:
        """Remember one fact."""
        self.facts.append(fact)

    def take(self) -> list[Fact]:
        """Hand the facts over and forget them."""
        taken, self.facts = self.facts, []
        return taken
