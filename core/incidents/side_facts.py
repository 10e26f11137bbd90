"""What happens to an incident beside the way of its answer: replies, ratings, links, declines, status."""

from dataclasses import dataclass
from typing import Any, ClassVar, Final

from core.incidents.facts import IncidentFact
from core.incidents.values import Decline
from core.shared.facts import Fact
from core.shared.ids import FileId, IncidentId, PersonId
from core.shared.roles import Role

AT_ONCE: Final = (Role.CITY_HEAD, Role.HEAD)
"""Who learns at once, day or night, of what the whole city may speak about (ZAR-19, ZAR-23)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorWrote(IncidentFact):
    """The author added words; `replied` where they answer a question. `state` is where it stood."""

    name: ClassVar[str] = "author-wrote"
    said: str
    media: tuple[FileId, ...] = ()
    replied: bool
    state: str
    executor: PersonId | None

    def details(self) -> dict[str, Any]:
        """Whether it was asked for; the words stand in the incident."""
        return {"replied": self.replied}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedUnanswered(IncidentFact):
    """The author did not answer the question in time; it was closed and may be opened by a new message."""

    name: ClassVar[str] = "closed-unanswered"
    followers: tuple[PersonId, ...] = ()
    executor: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined(IncidentFact):
    """Not handled, with the reason (ZAR-19)."""

    name: ClassVar[str] = "declined"
    reason: Decline
    comment: str
    executor: PersonId | None
    followers: tuple[PersonId, ...] = ()

    def details(self) -> dict[str, Any]:
        """Why, and who was told of a threat at once."""
        told: dict[str, Any] = {"reason": self.reason.value, "comment": self.comment}
        return told | (_alarm() if self.reason is Decline.THREAT else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirected(IncidentFact):
    """It is an appeal under 59-FZ: the author was shown the way to file it (ZAR-2, LAB-1.2.4)."""

    name: ClassVar[str] = "redirected"
    executor: PersonId | None = None
    followers: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealShown(Fact):
    """A resident asked for, or was offered, the way to file an appeal; `subject` is the resident (ZAR-2)."""

    area: ClassVar[str] = "incidents"
    name: ClassVar[str] = "appeal-shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed(IncidentFact):
    """A resident joined instead of reporting the same; they get the same answer."""

    name: ClassVar[str] = "followed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(IncidentFact):
    """It was merged into another incident, whose answer its author gets too."""

    name: ClassVar[str] = "joined"
    into: IncidentId
    into_number: int
    executor: PersonId | None = None
    followers: tuple[PersonId, ...] = ()

    def details(self) -> dict[str, Any]:
        """Into which."""
        return {"into": self.into, "into_number": self.into_number}


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked(IncidentFact):
    """It repeats an earlier question: the answer tells measures taken or progress (ZAR-17)."""

    name: ClassVar[str] = "linked"
    earlier: IncidentId
    earlier_number: int
    executor: PersonId | None

    def details(self) -> dict[str, Any]:
        """To which."""
        return {"earlier": self.earlier, "earlier_number": self.earlier_number}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated(IncidentFact):
    """The author told how content they are (NVK-3.1)."""

    name: ClassVar[str] = "rated"
    score: int
    comment: str
    executor: PersonId | None

    def details(self) -> dict[str, Any]:
        """The score; the comment stands in the incident."""
        return {"score": self.score}


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSolved(IncidentFact):
    """The author says it is not solved: a repeat message was opened (ZAR-17, NVK-3.1)."""

    name: ClassVar[str] = "not-solved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded(IncidentFact):
    """The curator marked how good the answer is (NVK-3.1)."""

    name: ClassVar[str] = "graded"
    score: int

    def details(self) -> dict[str, Any]:
        """The mark."""
        return {"score": self.score}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusAsked(IncidentFact):
    """The curator wants to know how things stand (NVK-4.2)."""

    name: ClassVar[str] = "status-asked"
    executor: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusTold(IncidentFact):
    """The executor told how things stand (NVK-4.2); `asked` are those who wanted to know."""

    name: ClassVar[str] = "status-told"
    said: str
    asked: tuple[PersonId, ...] = ()

    def details(self) -> dict[str, Any]:
        """The words are short and meant for colleagues."""
        return {"said": self.said}


@dataclass(frozen=True, slots=True, kw_only=True)
class BecameSignificant(IncidentFact):
    """A curator found it socially significant: the city head learns at once (ZAR-23)."""

    name: ClassVar[str] = "significant"

    def details(self) -> dict[str, Any]:
        """Who was told at once."""
        return _alarm()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutorLeft(IncidentFact):
    """Its executor left the staff: the curators route it anew, the clocks go on."""

    name: ClassVar[str] = "executor-left"
    executor: PersonId

    def details(self) -> dict[str, Any]:
        """Who."""
        return {"executor": self.executor}


def _alarm() -> dict[str, Any]:
    return {"told": [role.value for role in AT_ONCE]}
