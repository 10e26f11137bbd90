"""The twin of the read side of incidents, and of the topic tree."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from core.incidents.model import Incident, Topic
from core.incidents.ports import IncidentCard, IncidentRow, JournalEntry, Queue
from core.incidents.values import State as Stage
from core.shared.ids import IncidentId, MunicipalityId, PersonId, TopicId, UnitId
from core.shared.paging import Slice
from core.shared.refusal import Refusal
from storage.memory.state import JournalRow, State, page_of

QUEUES: dict[Queue, frozenset[Stage]] = {
    "new": frozenset({Stage.NEW}),
    "assigned": frozenset({Stage.ASSIGNED, Stage.REWORK}),
    "on-approval": frozenset({Stage.ON_APPROVAL}),
    "open": frozenset(Stage) - {Stage.ANSWERED},
    "answered": frozenset({Stage.ANSWERED}),
}
"""Which states a queue shows."""


@dataclass(frozen=True, slots=True)
class MemoryQueries:
    """Implements `core.incidents.ports.IncidentQueries`."""

    state: State

    async def of_author(
        self, municipality: MunicipalityId, author: PersonId, *, page: int, per_page: int
    ) -> Slice[IncidentRow]:
        """A resident's own incidents, newest first."""
        found = self._where(municipality, lambda incident: incident.author == author)
        return self._page(found[::-1], page, per_page)

    async def of_executor(
        self, municipality: MunicipalityId, executor: PersonId, *, page: int, per_page: int
    ) -> Slice[IncidentRow]:
        """Open incidents of an executor, oldest first."""
        found = self._where(
            municipality,
            lambda incident: incident.executor == executor and incident.state is not Stage.ANSWERED,
        )
        return self._page(found, page, per_page)

    async def queue(
        self, municipality: MunicipalityId, queue: Queue, *, page: int, per_page: int
    ) -> Slice[IncidentRow]:
        """Incidents of a queue, oldest first."""
        found = self._where(municipality, lambda incident: incident.state in QUEUES[queue])
        return self._page(found, page, per_page)

    async def card(self, municipality: MunicipalityId, incident: IncidentId) -> IncidentCard:
        """The card; refuses `incident-unknown`."""
        found = self.state.incidents.get(incident)
        if found is None or found.municipality != municipality:
            raise Refusal("incident-unknown")
        return IncidentCard(
            incident=replace(found, facts=[]),
            author_name=self.state.name_of(found.author) or "",
            executor_name=self.state.name_of(found.executor),
            unit_title=self._unit_title(found),
            history=tuple(
                self._entry(row)
                for home, row in self.state.journal
                if (home, row.area, row.subject) == (municipality, "incidents", incident)
            ),
        )

    def _where(self, municipality: MunicipalityId, wanted: Callable[[Incident], bool]) -> list[Incident]:
        return [
            incident
            for incident in self.state.incidents.values()
            if incident.municipality == municipality and wanted(incident)
        ]

    def _page(self, found: list[Incident], page: int, per_page: int) -> Slice[IncidentRow]:
        return page_of([self._row(incident) for incident in found], page, per_page)

    def _row(self, incident: Incident) -> IncidentRow:
        return IncidentRow(
            id=incident.id,
            number=incident.number or 0,
            state=incident.state,
            topic_title=incident.topic_title,
            text=incident.text,
            registered_at=incident.registered_at,
            executor_name=self.state.name_of(incident.executor),
        )

    def _unit_title(self, incident: Incident) -> str | None:
        """The executor's unit, or the one that is competent for the topic."""
        executor = self.state.people.get(incident.executor) if incident.executor else None
        unit = (executor.unit if executor else None) or self._competent(incident)
        return next((known.title for known in self.state.units if known.id == unit), None)

    def _competent(self, incident: Incident) -> UnitId | None:
        return next((topic.unit for topic in self.state.topics if topic.id == incident.topic), None)

    def _entry(self, row: JournalRow) -> JournalEntry:
        details: dict[str, Any] = orjson.loads(row.details)
        return JournalEntry(
            name=row.name,
            at=row.at,
            by_name=self.state.name_of(row.by) or "",
            acting_for_name=self.state.name_of(row.acting_for),
            details=details,
        )


@dataclass(frozen=True, slots=True)
class MemoryTopics:
    """Implements `core.incidents.ports.Topics`."""

    state: State

    async def sectors(self, municipality: MunicipalityId) -> Sequence[str]:
        """Sector codes in the profile's order."""
        return tuple(dict.fromkeys(topic.sector for topic in await self.open(municipality)))

    async def open(self, municipality: MunicipalityId, sector: str | None = None) -> Sequence[Topic]:
        """Topics residents may choose."""
        return tuple(
            topic
            for topic in self.state.topics
            if topic.municipality == municipality and sector in {None, topic.sector}
        )

    async def get(self, municipality: MunicipalityId, topic: TopicId) -> Topic:
        """One topic; refuses `topic-unknown`."""
        for known in self.state.topics:
            if (known.municipality, known.id) == (municipality, topic):
                return known
        raise Refusal("topic-unknown")
