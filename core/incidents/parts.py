"""The parts of an incident: topic, origin, shares of co-executors, drafts, notes, the author's rating."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.deadlines.terms import SourceKind
from core.incidents.values import DraftKind, Importance, Location
from core.shared.ids import BotId, FileId, MunicipalityId, PersonId, TopicId, UnitId
from core.shared.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What incidents are about; `unit` is competent for it (LAB-2.1.2)."""

    id: TopicId
    municipality: MunicipalityId
    sector: str
    title_ru: str
    title_en: str
    unit: UnitId | None = None

    def title(self, language: str) -> str:
        """The title in a language; Russian where there is no other."""
        return (self.title_en if language == "en" else "") or self.title_ru


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a message stood (ZAR-4, LAB-1.2.1).

    A bot's message has its `bot`; one found elsewhere a `link`, or the author's name as it stands there.
    """

    kind: SourceKind = SourceKind.BOT
    bot: BotId | None = None
    link: str | None = None
    author_name: str = ""

    @property
    def ours(self) -> bool:
        """Whether the answer goes out by itself: the author talks to one of our bots (ZAR-14)."""
        return self.kind is SourceKind.BOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One version of what the author will read: number from 1, text, proof (ZAR-18).

    `awaits` are the roles that have yet to approve, the next one first; `remark` sent it back. `key` is
    the idempotency key of its handing in; empty where there is none. `link` is where it was published,
    for messages from elsewhere.
    """

    number: int
    text: str
    media: tuple[FileId, ...]
    by: PersonId
    at: datetime
    kind: DraftKind = DraftKind.ANSWER
    awaits: tuple[Role, ...] = ()
    remark: str | None = None
    published_at: datetime | None = None
    link: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Executor:
    """Somebody a message is routed to, with the unit that answers for it (ZAR-20)."""

    person: PersonId
    unit: UnitId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One co-executor's part in a common answer, in the curator's order (ZAR-16)."""

    executor: PersonId
    unit: UnitId | None = None
    text: str = ""
    media: tuple[FileId, ...] = ()
    at: datetime | None = None


class NoteKind(StrEnum):
    """What was written beside drafts."""

    AUTHOR = "author"
    STATUS = "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Words that belong to an incident: the author's, or an executor's about how things stand (NVK-4.2).

    `key` is the idempotency key of their handing in.
    """

    kind: NoteKind
    by: PersonId
    at: datetime
    text: str
    media: tuple[FileId, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """How content the author is (NVK-3.1): 1 to 5, and why."""

    score: int
    comment: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """What a curator sets at triage (ZAR-8).

    Topics, the first being the main one; place; importance; a shortened term of the answer; executors in
    order, the last of whom writes the answer (ZAR-16).
    """

    topics: tuple[Topic, ...]
    location: Location
    executors: tuple[Executor, ...]
    importance: Importance = Importance.ORDINARY
    shortened: timedelta | None = None
