"""What one may read of incidents: a resident only their own, an executor those assigned, a curator all."""

from dataclasses import dataclass

from core.incidents.model import Topic
from core.incidents.ports import IncidentCard, IncidentQueries, IncidentRow, Topics
from core.people.model import Person
from core.people.ports import Directory
from core.shared.actor import Actor
from core.shared.ids import IncidentId, TopicId, UnitId
from core.shared.paging import Slice
from core.shared.refusal import Refusal
from core.shared.roles import Right, rights_of

PAGE = 6
_ALL = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class MyIncidents:
    """A resident's own incidents, newest first."""

    queries: IncidentQueries

    async def __call__(self, *, by: Actor, page: int, per_page: int = PAGE) -> Slice[IncidentRow]:
        """Never anybody else's."""
        return await self.queries.of_author(by.municipality, by.person, page=page, per_page=per_page)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCard:
    """The card of a resident's own incident."""

    queries: IncidentQueries

    async def __call__(self, incident: IncidentId, *, by: Actor) -> IncidentCard:
        """Refuses `incident-unknown`, also for another's: whether it exists is no one else's business."""
        card = await self.queries.card(by.municipality, incident)
        if card.incident.author != by.person:
            raise Refusal("incident-unknown")
        return card


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """New incidents that wait to be routed (ZAR-8), oldest first."""

    queries: IncidentQueries

    async def __call__(self, *, by: Actor, page: int, per_page: int = PAGE) -> Slice[IncidentRow]:
        """Refuses `no-right`."""
        by.must(Right.SEE_INCIDENTS)
        return await self.queries.queue(by.municipality, "new", page=page, per_page=per_page)


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitingApproval:
    """Drafts that wait for a decision (ZAR-12), oldest first."""

    queries: IncidentQueries

    async def __call__(self, *, by: Actor, page: int, per_page: int = PAGE) -> Slice[IncidentRow]:
        """Refuses `no-right`."""
        by.must(Right.APPROVE)
        return await self.queries.queue(by.municipality, "on-approval", page=page, per_page=per_page)


@dataclass(frozen=True, slots=True, kw_only=True)
class MyAssignments:
    """An executor's open incidents, oldest first."""

    queries: IncidentQueries

    async def __call__(self, *, by: Actor, page: int, per_page: int = PAGE) -> Slice[IncidentRow]:
        """Refuses `no-right`."""
        by.must(Right.DRAFT)
        return await self.queries.of_executor(by.municipality, by.person, page=page, per_page=per_page)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffCard:
    """The card for staff: an executor sees what is assigned to them, a curator all of the municipality."""

    queries: IncidentQueries

    async def __call__(self, incident: IncidentId, *, by: Actor) -> IncidentCard:
        """Refuses `no-right`, `incident-not-yours`, `incident-unknown`."""
        if not by.may(Right.SEE_INCIDENTS):
            by.must(Right.DRAFT)
        card = await self.queries.card(by.municipality, incident)
        if not by.may(Right.SEE_INCIDENTS) and card.incident.executor != by.person:
            raise Refusal("incident-not-yours")
        return card


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody an incident can be assigned to; `competent`: of the unit the topic belongs to."""

    person: Person
    unit_title: str | None
    competent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Executors:
    """Who may write the answer: the competent unit's people first (LAB-2.1.2), then the rest by name."""

    queries: IncidentQueries
    directory: Directory
    topics: Topics

    async def __call__(
        self, incident: IncidentId, *, by: Actor, page: int, per_page: int = PAGE
    ) -> Slice[Candidate]:
        """Refuses `no-right`, `incident-unknown`."""
        by.must(Right.ASSIGN)
        card = await self.queries.card(by.municipality, incident)
        competent = await self._competent(by, card.incident.topic)
        titles = {unit.id: unit.title for unit in await self.directory.units(by.municipality)}
        able = [
            Candidate(
                person=person,
                unit_title=titles.get(person.unit) if person.unit else None,
                competent=competent is not None and person.unit == competent,
            )
            for person in await self._staff(by)
            if Right.DRAFT in rights_of(person.roles)
        ]
        able.sort(key=lambda candidate: not candidate.competent)
        start = page * per_page
        return Slice(tuple(able[start : start + per_page]), page, len(able), per_page)

    async def _competent(self, by: Actor, topic: TopicId) -> UnitId | None:
        """The unit the topic belongs to; none where the profile dropped the topic since."""
        try:
            return (await self.topics.get(by.municipality, topic)).unit
        except Refusal:
            return None

    async def _staff(self, by: Actor) -> list[Person]:
        """All staff by name; a municipality has hundreds at most."""
        first = await self.directory.staff(by.municipality, role=None, page=0, per_page=_ALL)
        people = list(first.items)
        for page in range(1, first.pages):
            more = await self.directory.staff(by.municipality, role=None, page=page, per_page=_ALL)
            people.extend(more.items)
        return people


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicTree:
    """The topics a resident chooses from, by sector where there are many (LAB-2.1.2)."""

    topics: Topics

    async def sectors(self, *, by: Actor) -> tuple[str, ...]:
        """Sector codes of the actor's municipality that hold open topics, in the profile's order."""
        used = {topic.sector for topic in await self.topics.open(by.municipality)}
        return tuple(code for code in await self.topics.sectors(by.municipality) if code in used)

    async def open(self, sector: str | None = None, *, by: Actor) -> tuple[Topic, ...]:
        """Topics of the actor's municipality."""
        return tuple(await self.topics.open(by.municipality, sector))

    async def get(self, topic: TopicId, *, by: Actor) -> Topic:
        """One topic; refuses `topic-unknown`."""
        return await self.topics.get(by.municipality, topic)
