"""What the incidents area needs from outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.incidents.model import Incident, Topic
from core.incidents.values import Importance, State
from core.people.ports import People
from core.shared.facts import Fact
from core.shared.ids import IncidentId, MunicipalityId, PersonId, TopicId, UnitId
from core.shared.paging import Slice
from core.shared.roles import Role
from core.shared.unit_of_work import Work


class Incidents(Protocol):
    """Incidents inside a unit of work."""

    async def get(self, municipality: MunicipalityId, incident: IncidentId) -> Incident:
        """The incident; refuses `incident-unknown`."""
        ...

    def add(self, incident: Incident) -> None:
        """A new incident; a second one with the same key is not written, its number is returned."""
        ...

    def change(self, incident: Incident) -> None:
        """A changed incident with its deadlines; the commit raises `Conflict` on a stale version."""
        ...

    async def by_number(self, municipality: MunicipalityId, number: int) -> Incident:
        """The incident with a register number; refuses `incident-unknown`."""
        ...

    async def open_of(self, municipality: MunicipalityId, executor: PersonId) -> Sequence[IncidentId]:
        """Open incidents an executor has."""
        ...

    def note(self, fact: Fact) -> None:
        """A fact for the journal that changes no incident."""
        ...


class IncidentWork(Work, Protocol):
    """A unit of work over incidents and people."""

    @property
    def incidents(self) -> Incidents:
        """The incidents it reads and changes."""
        ...

    @property
    def people(self) -> People:
        """The people it reads and changes."""
        ...


class OpenWork(Protocol):
    """Opens a unit of work."""

    def __call__(self) -> IncidentWork:
        """A fresh one."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """One line of a list; `due_at`: when staff have to act next, `asked`: the author owes a reply."""

    id: IncidentId
    number: int
    state: State
    topic: TopicId
    topic_title: str
    text: str
    importance: Importance
    asked: bool
    registered_at: datetime
    due_at: datetime | None
    executor_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One line of an incident's history."""

    name: str
    at: datetime
    by_name: str
    acting_for_name: str | None
    details: dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentCard:
    """Everything staff or the author see of an incident.

    `names` are those of everybody it mentions; `numbers` those of the incidents it refers to.
    """

    incident: Incident
    author_name: str
    executor_name: str | None
    unit_title: str | None
    names: Mapping[PersonId, str]
    numbers: Mapping[IncidentId, int]
    history: tuple[JournalEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which incidents a list shows; None leaves a cut out. `late`: their next term is over at that moment.

    `awaits` are roles that have to approve; with the role of the executor only incidents of `executors`
    are meant.
    """

    states: frozenset[State]
    unit: UnitId | None = None
    executors: frozenset[PersonId] | None = None
    awaits: frozenset[Role] | None = None
    late: datetime | None = None
    topic: TopicId | None = None


class IncidentQueries(Protocol):
    """Read side, without rights: use cases check them."""

    async def of_author(
        self, municipality: MunicipalityId, author: PersonId, *, page: int, per_page: int
    ) -> Slice[IncidentRow]:
        """A resident's own incidents and those they joined, newest first."""
        ...

    async def listed(
        self, municipality: MunicipalityId, wanted: Wanted, *, page: int, per_page: int
    ) -> Slice[IncidentRow]:
        """By the time that is left, the soonest first; those without a term at the end, by number."""
        ...

    async def count(self, municipality: MunicipalityId, wanted: Wanted) -> int:
        """How many, up to 1000."""
        ...

    async def card(self, municipality: MunicipalityId, incident: IncidentId) -> IncidentCard:
        """The card; refuses `incident-unknown`."""
        ...


class Topics(Protocol):
    """The topic tree of a municipality (LAB-2.1.2)."""

    async def open(self, municipality: MunicipalityId, sector: str | None = None) -> Sequence[Topic]:
        """Topics residents may choose, in the profile's order."""
        ...

    async def get(self, municipality: MunicipalityId, topic: TopicId) -> Topic:
        """One topic; refuses `topic-unknown`."""
        ...
