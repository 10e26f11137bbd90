"""What happens to an incident, as the journal tells it and the notices policy reads it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from core.hints.model import Kind
from core.incidents.values import Location
from core.shared.facts import Fact
from core.shared.ids import FileId, PersonId, TopicId
from core.shared.msg import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFact(Fact):
    """Something about an incident; `number` is a `Later` in the commit that registers it.

    `version` is the incident's before the commit: with it a fact can be told from an equal earlier one.
    """

    area: ClassVar[str] = "incidents"
    name: ClassVar[str] = "incident"
    number: Value
    author: PersonId
    text: str
    topic_title: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(IncidentFact):
    """A resident's message was taken in; from now on it is detected (ZAR-8)."""

    name: ClassVar[str] = "registered"
    topic: TopicId
    media: int
    place: Location
    hints: tuple[Kind, ...] = ()

    def details(self) -> dict[str, Any]:
        """Topic, how many files came along, and of what the text gave a hint (ZAR-2, ZAR-19)."""
        told = {"hints": [kind.value for kind in self.hints]} if self.hints else {}
        return {"topic": self.topic, "media": self.media, **told}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(IncidentFact):
    """The curator routed it to an executor (ZAR-8)."""

    name: ClassVar[str] = "assigned"
    executor: PersonId
    previous: PersonId | None
    media: int
    place: Location

    def details(self) -> dict[str, Any]:
        """To whom, from whom."""
        return {"executor": self.executor, "previous": self.previous}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSubmitted(IncidentFact):
    """The executor handed in a draft for approval (ZAR-11)."""

    name: ClassVar[str] = "draft-submitted"
    draft: int
    answer: str
    media: tuple[FileId, ...] = ()

    def details(self) -> dict[str, Any]:
        """Which draft."""
        return {"draft": self.draft}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReturned(IncidentFact):
    """The curator sent the draft back with a remark (ZAR-12)."""

    name: ClassVar[str] = "draft-returned"
    draft: int
    executor: PersonId
    remark: str

    def details(self) -> dict[str, Any]:
        """Which draft and why."""
        return {"draft": self.draft, "remark": self.remark}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(IncidentFact):
    """The curator approved; the answer goes where the message stood, at once (ZAR-12, ZAR-14)."""

    name: ClassVar[str] = "answered"
    draft: int
    executor: PersonId
    answer: str
    media: tuple[FileId, ...]

    def details(self) -> dict[str, Any]:
        """Which draft."""
        return {"draft": self.draft}
