"""What the clock needs from outside: deadlines that came due, the staff, a place for what is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from core.deadlines.model import Deadline
from core.deadlines.timer import Due
from core.incidents.activity import Rate
from core.incidents.values import Importance, State
from core.notices.model import Notice
from core.shared.facts import Fact
from core.shared.ids import IncidentId, MunicipalityId, PersonId, TopicId, UnitId
from core.shared.roles import Role


@dataclass(slots=True, kw_only=True)
class DueDeadline:
    """A deadline whose next step may have come, and what has to be told of its incident.

    `text` is the beginning of the author's words, `draft` the number of the newest one, `awaits` the role
    that has to approve it, `writes` whether its executor writes the answer now (else they give a part).
    `due_at` is the end of the term under today's calendar, `topic_en` the topic's English title, once one
    has looked. `handle` is the store's own.
    """

    incident: IncidentId
    deadline: Deadline
    number: int
    version: int
    state: State
    author: PersonId | None
    executor: PersonId | None
    text: str
    topic: TopicId
    topic_title: str
    importance: Importance
    draft: int
    awaits: Role | None
    writes: bool = True
    due_at: datetime | None = None
    topic_en: str = ""
    handle: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of staff as the clock sees them; `stand_in` does their work now (ZAR-7)."""

    person: PersonId
    name: str
    roles: frozenset[Role]
    unit: UnitId | None = None
    stand_in: PersonId | None = None


@dataclass(slots=True)
class Moved:
    """What a look changes of a deadline; `ends` is its end today, nothing is fired before `fires_at`."""

    due: DueDeadline
    progress: int
    ends: Due | None
    fires_at: datetime | None


@dataclass(slots=True)
class Fired:
    """What follows from a look at some due deadlines, written in one commit.

    `digests` are notices that take the place of an earlier one with the same key, if it is still unsent:
    they are kept back for a moment so that what follows can join them.
    """

    moved: list[Moved] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    digests: list[Notice] = field(default_factory=list)


Decide = Callable[[Sequence[DueDeadline], Sequence[Member]], Fired]


class DueDeadlines(Protocol):
    """The clock's side of the deadlines."""

    async def due(self, homes: Sequence[MunicipalityId], now: datetime) -> Sequence[MunicipalityId]:
        """In which of these municipalities something has come due: one look at an index."""
        ...

    async def soonest(self, homes: Sequence[MunicipalityId], now: datetime) -> datetime | None:
        """When the first of what comes due after `now` does: one look at the same index."""
        ...

    async def fire(self, home: MunicipalityId, now: datetime, limit: int, decide: Decide) -> int:
        """Claim what is due, `limit` at a time, decide, write, until nothing is left; how many there were.

        What another worker has claimed is left to it. `decide` has to move on whatever it is given, or it
        would be claimed again.
        """
        ...

    async def tell(self, home: MunicipalityId, notices: Sequence[Notice], fact: Fact | None = None) -> None:
        """Notices that follow from no change; those told before are not told again.

        The journal gets the fact, where somebody was told.
        """
        ...

    async def rates(
        self, home: MunicipalityId, *, since: datetime, window: datetime, until: datetime
    ) -> Sequence[Rate]:
        """How many messages each topic had from `since` to `window`, and from there on to `until`."""
        ...
