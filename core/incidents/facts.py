"""What happens to an incident on its way to the answer, as the journal tells it and notices read it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from core.deadlines.terms import Kind, SourceKind
from core.hints.model import Kind as Hint
from core.incidents.values import DraftKind, Importance, Location
from core.shared.facts import Fact
from core.shared.ids import FileId, IncidentId, PersonId, TopicId, UnitId
from core.shared.msg import Value
from core.shared.roles import Role

Dues = tuple[tuple[Kind, datetime], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFact(Fact):
    """Something about an incident; `number` is a `Later` in the commit that registers it.

    `version` is the incident's before the commit: with it a fact can be told from an equal earlier one.
    `dues` are the clocks that run after it. `topic_en` is the topic's English title; empty without one.
    """

    area: ClassVar[str] = "incidents"
    name: ClassVar[str] = "incident"
    number: Value
    author: PersonId | None
    text: str
    topic: TopicId
    topic_title: str
    topic_en: str = ""
    importance: Importance = Importance.ORDINARY
    dues: Dues = ()
    version: int

    def due(self, kind: Kind) -> datetime | None:
        """By when something has to be done; None where no such clock runs."""
        return next((at for found, at in self.dues if found is kind), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(IncidentFact):
    """A message was taken in; from now on it is detected (ZAR-8). `repeats` is the earlier one (ZAR-17).

    `competent` is the title of the unit its topic belongs to (LAB-2.1.2); empty where there is none.
    """

    name: ClassVar[str] = "registered"
    source: SourceKind = SourceKind.BOT
    link: str | None = None
    media: int
    place: Location
    hints: tuple[Hint, ...] = ()
    repeats: IncidentId | None = None
    competent: str = ""

    def details(self) -> dict[str, Any]:
        """Topic, source, how many files came along, and of what the text gave a hint (ZAR-2, ZAR-19)."""
        told: dict[str, Any] = {"topic": self.topic, "media": self.media, "source": self.source.value}
        if self.hints:
            told["hints"] = [hint.value for hint in self.hints]
        if self.repeats:
            told["repeats"] = self.repeats
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(IncidentFact):
    """The curator routed it (ZAR-8): to one executor, or to several in order (ZAR-16)."""

    name: ClassVar[str] = "assigned"
    executor: PersonId
    unit: UnitId | None = None
    previous: PersonId | None
    group: tuple[PersonId, ...] = ()
    shortened: timedelta | None = None
    specialists: bool = False
    media: int
    place: Location

    def details(self) -> dict[str, Any]:
        """To whom, from whom, how important, in what term."""
        told: dict[str, Any] = {"executor": self.executor, "previous": self.previous}
        if len(self.group) > 1:
            told["group"] = list(self.group)
        if self.importance is not Importance.ORDINARY:
            told["importance"] = self.importance.value
        if self.shortened is not None:
            told["shortened"] = int(self.shortened.total_seconds() // 60)
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed(IncidentFact):
    """A co-executor gave their part; it goes on to the next, the last of whom writes the answer (ZAR-16)."""

    name: ClassVar[str] = "passed"
    executor: PersonId
    last: bool
    said: str
    media: tuple[FileId, ...] = ()

    def details(self) -> dict[str, Any]:
        """To whom it went on."""
        return {"executor": self.executor, "said": self.said}


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBack(IncidentFact):
    """Not the executor's: back to the curator with a reason (ZAR-9); `late` after the term for it."""

    name: ClassVar[str] = "given-back"
    reason: str
    late: bool

    def details(self) -> dict[str, Any]:
        """Why, and whether in time."""
        return {"reason": self.reason, "late": self.late}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSubmitted(IncidentFact):
    """A draft was handed in for approval (ZAR-11) by the first role of the chain that is still asked.

    `slack` is what one full rework would leave of the answer's term; None where no such term runs.
    """

    name: ClassVar[str] = "draft-submitted"
    draft: int
    kind: DraftKind = DraftKind.ANSWER
    answer: str
    media: tuple[FileId, ...] = ()
    awaits: Role = Role.CURATOR
    executor: PersonId
    slack: timedelta | None = None

    def details(self) -> dict[str, Any]:
        """Which draft, of what kind."""
        return {"draft": self.draft, "kind": self.kind.value, "awaits": self.awaits.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftEndorsed(DraftSubmitted):
    """One role of the chain approved; the next one is asked."""

    name: ClassVar[str] = "draft-endorsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReturned(IncidentFact):
    """The draft was sent back with a remark (ZAR-12)."""

    name: ClassVar[str] = "draft-returned"
    draft: int
    executor: PersonId
    remark: str

    def details(self) -> dict[str, Any]:
        """Which draft and why."""
        return {"draft": self.draft, "remark": self.remark}


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved(IncidentFact):
    """Approved; the executor publishes it where the message stood and sends the link (ZAR-14).

    `post` is the link of the message itself.
    """

    name: ClassVar[str] = "approved"
    draft: int
    kind: DraftKind
    executor: PersonId
    answer: str
    media: tuple[FileId, ...]
    post: str | None = None

    def details(self) -> dict[str, Any]:
        """Which draft."""
        return {"draft": self.draft, "kind": self.kind.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(IncidentFact):
    """The answer is out: by our bot at once, elsewhere at `link` (ZAR-12, ZAR-14)."""

    name: ClassVar[str] = "answered"
    draft: int
    kind: DraftKind = DraftKind.ANSWER
    executor: PersonId
    answer: str
    media: tuple[FileId, ...]
    followers: tuple[PersonId, ...] = ()
    link: str | None = None

    def details(self) -> dict[str, Any]:
        """Which draft, and where."""
        return {"draft": self.draft} | ({"link": self.link} if self.link else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class InterimAnswered(Answered):
    """An interim answer is out; the final draft follows within its own term (ZAR-15)."""

    name: ClassVar[str] = "interim-answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Answered):
    """The author was asked for a clarification (ZAR-6, ZAR-11)."""

    name: ClassVar[str] = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMissed(IncidentFact):
    """A term is over; booked to a person and a unit (ZAR-20). Without an owner it is the curators'."""

    name: ClassVar[str] = "deadline-missed"
    kind: Kind
    generation: int
    due_at: datetime | None
    owner: PersonId | None
    unit: UnitId | None

    def details(self) -> dict[str, Any]:
        """Which term, whose."""
        return {
            "kind": self.kind.value,
            "generation": self.generation,
            "due": self.due_at.isoformat() if self.due_at else None,
            "owner": self.owner,
            "unit": self.unit,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated(IncidentFact):
    """A missed term went up the ladder (ZAR-21): `rung` counts from 1, `role` is whom it reached."""

    name: ClassVar[str] = "escalated"
    kind: Kind
    generation: int
    rung: int
    role: Role

    def details(self) -> dict[str, Any]:
        """Which term, how far up."""
        return {
            "kind": self.kind.value,
            "generation": self.generation,
            "rung": self.rung,
            "role": self.role.value,
        }
