"""The twin of the read side of incidents, and of the topic tree."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import orjson

from core.incidents.model import Incident, Topic
from core.incidents.ports import IncidentCard, IncidentRow, JournalEntry, Wanted
from core.shared.ids import IncidentId, MunicipalityId, PersonId, TopicId
from core.shared.paging import Slice
from core.shared.refusal import Refusal
from core.shared.roles import Role
from storage.memory.state import JournalRow, State, page_of

CAP = 1000
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class MemoryQueries:
    """Implements `core.incidents.ports.IncidentQueries`."""

    state: State

    async def of_author(
        self, municipality: MunicipalityId, author: PersonId, *, page: int, per_page: int
    ) -> Slice[IncidentRow]:
        """A resident's own incidents and those they joined, newest first."""
        found = self._where(municipality, lambda known: author in {known.author, *known.followers})
        return self._page(list(found)[::-1], page, per_page)

    async def listed(
        self, municipality: MunicipalityId, wanted: Wanted, *, page: int, per_page: int
    ) -> Slice[IncidentRow]:
        """By the time that is left; those without a term at the end, by number."""
        found = self._listed(municipality, wanted)
        by_time_left = sorted(found, key=lambda incident: (incident.next_due or NEVER, incident.number))
        return self._page(by_time_left, page, per_page)

    async def count(self, municipality: MunicipalityId, wanted: Wanted) -> int:
        """How many, up to 1000."""
        return min(CAP, len(list(self._listed(municipality, wanted))))

    async def card(self, municipality: MunicipalityId, incident: IncidentId) -> IncidentCard:
        """The card; refuses `incident-unknown`."""
        found = self.state.incident(municipality, incident)
        if found is None:
            raise Refusal("incident-unknown")
        history = tuple(
            self._entry(row)
            for home, row in self.state.journal
            if home == municipality and (_is_own(row, found) or _counted(row, found))
        )
        return IncidentCard(
            incident=found,
            author_name=self.state.name_of(found.author) or "",
            executor_name=self.state.name_of(found.executor),
            unit_title=next((unit.title for unit in self.state.units if unit.id == found.unit), None),
            names=self._names(found, history),
            numbers={
                other: self.state.incidents[other].number or 0
                for other in (found.repeats, found.joined_to)
                if other in self.state.incidents
            },
            history=history,
        )

    def _where(self, municipality: MunicipalityId, wanted: Callable[[Incident], bool]) -> Iterator[Incident]:
        for known in self.state.incidents.values():
            if known.municipality == municipality and wanted(known):
                yield replace(known, deadlines=self.state.deadlines_of(municipality, known.id))

    def _listed(self, municipality: MunicipalityId, wanted: Wanted) -> Iterator[Incident]:
        for found in self._where(municipality, lambda known: _fits(known, wanted)):
            due = found.next_due
            if wanted.late is None or (due is not None and due < wanted.late):
                yield found

    def _page(self, found: list[Incident], page: int, per_page: int) -> Slice[IncidentRow]:
        return page_of([self._row(incident) for incident in found], page, per_page)

    def _row(self, incident: Incident) -> IncidentRow:
        return IncidentRow(
            id=incident.id,
            number=incident.number or 0,
            state=incident.state,
            topic=incident.topic,
            topic_title=incident.topic_title,
            text=incident.text,
            importance=incident.importance,
            asked=incident.question is not None,
            registered_at=incident.registered_at,
            due_at=incident.next_due,
            executor_name=self.state.name_of(incident.executor),
        )

    def _names(self, incident: Incident, history: Sequence[JournalEntry]) -> Mapping[PersonId, str]:
        """Of everybody it mentions: in itself, in its parts, its clocks and its history."""
        people = {
            incident.author,
            incident.executor,
            *(draft.by for draft in incident.drafts),
            *(note.by for note in incident.notes),
            *(share.executor for share in incident.shares),
            *(deadline.owner for deadline in incident.deadlines),
        }
        for entry in history:
            people |= set(_mentioned(entry.details))
        names = {person: self.state.name_of(person) for person in people if person is not None}
        return {person: name for person, name in names.items() if name is not None}

    def _entry(self, row: JournalRow) -> JournalEntry:
        details: dict[str, Any] = orjson.loads(row.details)
        return JournalEntry(
            name=row.name,
            at=row.at,
            by_name=self.state.name_of(row.by) or "",
            acting_for_name=self.state.name_of(row.acting_for),
            details=details,
        )


def _is_own(row: JournalRow, incident: Incident) -> bool:
    return (row.area, row.subject) == ("incidents", incident.id)


def _counted(row: JournalRow, incident: Incident) -> bool:
    """Whether it is an alarm of many messages, and this one was among them."""
    if (row.area, row.name, row.subject) != ("notices", "activity-alarmed", incident.topic):
        return False
    since = orjson.loads(row.details).get("since")
    return since is not None and datetime.fromisoformat(since) < incident.registered_at <= row.at


def _fits(incident: Incident, wanted: Wanted) -> bool:
    here = incident.state in wanted.states and wanted.unit in {None, incident.unit}
    here = here and wanted.topic in {None, incident.topic}
    return here and _whose(incident, wanted)


def _whose(incident: Incident, wanted: Wanted) -> bool:
    """By role; what awaits an executor is theirs alone."""
    mine = wanted.executors is None or incident.executor in wanted.executors
    if wanted.awaits is None:
        return mine
    return incident.awaits in wanted.awaits and (incident.awaits is not Role.EXECUTOR or mine)


def _mentioned(details: Mapping[str, Any]) -> Iterator[PersonId]:
    for part in ("executor", "previous", "owner"):
        if details.get(part):
            yield PersonId(details[part])
    yield from map(PersonId, details.get("group", ()))


@dataclass(frozen=True, slots=True)
class MemoryTopics:
    """Implements `core.incidents.ports.Topics`."""

    state: State

    async def open(self, municipality: MunicipalityId, sector: str | None = None) -> Sequence[Topic]:
        """Topics residents may choose."""
        return tuple(
            topic
            for topic in self.state.topics
            if topic.municipality == municipality
            and sector in {None, topic.sector}
            and not self._closed(topic)
        )

    def _closed(self, topic: Topic) -> bool:
        entry = self.state.edited_topics.get((topic.municipality, topic.id))
        return entry is not None and not entry.open

    async def get(self, municipality: MunicipalityId, topic: TopicId) -> Topic:
        """One topic; refuses `topic-unknown`."""
        for known in self.state.topics:
            if (known.municipality, known.id) == (municipality, topic):
                return known
        raise Refusal("topic-unknown")
