"""What the incidents area needs from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from core.incidents.model import Incident, Topic
from core.incidents.values import State
from core.people.ports import People
from core.shared.ids import IncidentId, MunicipalityId, PersonId, TopicId
from core.shared.paging import Slice
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
        """A changed incident; the commit raises `Conflict` on a stale version."""
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
    """One line of a list."""

    id: IncidentId
    number: int
    state: State
    topic_title: str
    text: str
    registered_at: datetime
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
    """Everything staff or the author see of an incident."""

    incident: Incident
    author_name: str
    executor_name: str | None
    unit_title: str | None
    history: tuple[JournalEntry, ...]


Queue = Literal["new", "assigned", "on-approval", "open", "answered"]


class IncidentQueries(Protocol):
    """Read side, without rights: use cases check them."""

    async def of_author(
        self, municipality: MunicipalityId, author: PersonId, *, page: int, per_page: int
    ) -> Slice[IncidentRow]:
        """A resident's own incidents, newest first."""
        ...

    async def of_executor(
        self, municipality: MunicipalityId, executor: PersonId, *, page: int, per_page: int
    ) -> Slice[IncidentRow]:
        """Open incidents of an executor, oldest first."""
        ...

    async def queue(
        self, municipality: MunicipalityId, queue: Queue, *, page: int, per_page: int
    ) -> Slice[IncidentRow]:
        """Incidents of a queue, oldest first."""
        ...

    async def card(self, municipality: MunicipalityId, incident: IncidentId) -> IncidentCard:
        """The card; refuses `incident-unknown`."""
        ...


class Topics(Protocol):
    """The topic tree of a municipality (LAB-2.1.2)."""

    async def sectors(self, municipality: MunicipalityId) -> Sequence[str]:
        """Sector codes in the profile's order."""
        ...

    async def open(self, municipality: MunicipalityId, sector: str | None = None) -> Sequence[Topic]:
        """Topics residents may choose, in the profile's order."""
        ...

    async def get(self, municipality: MunicipalityId, topic: TopicId) -> Topic:
        """One topic; refuses `topic-unknown`."""
        ...
