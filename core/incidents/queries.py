"""What one may read of incidents: a resident only their own, an executor those assigned, a curator all."""

from dataclasses import dataclass

from core.incidents.changing import must_decide
from core.incidents.model import Incident, Topic
from core.incidents.occasion import Desk
from core.incidents.ports import IncidentCard, IncidentQueries, IncidentRow, Topics, Wanted
from core.incidents.values import OPEN, State
from core.people.model import Person
from core.people.ports import Directory
from core.shared.actor import Actor
from core.shared.clock import Clock
from core.shared.ids import IncidentId, TopicId, UnitId
from core.shared.paging import Slice
from core.shared.refusal import Refusal
from core.shared.roles import Right, Role, rights_of

PAGE = 6
_ALL = 500

NEW = Wanted(states=frozenset({State.NEW}))


@dataclass(frozen=True, slots=True, kw_only=True)
class MyIncidents:
    """A resident's own incidents, newest first."""

    queries: IncidentQueries

    async def __call__(self, *, by: Actor, page: int, per_page: int = PAGE) -> Slice[IncidentRow]:
        """Never anybody else's."""
        return await self.queries.of_author(by.municipality, by.person, page=page, per_page=per_page)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestions:
    """A resident's newest incidents in which staff wait for a reply."""

    queries: IncidentQueries

    async def __call__(self, *, by: Actor) -> tuple[IncidentRow, ...]:
        """At most a few; a reply to an older question is written from its card."""
        found = await self.queries.of_author(by.municipality, by.person, page=0, per_page=PAGE)
        return tuple(row for row in found.items if row.asked and row.state in OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCard:
    """The card of a resident's own incident."""

    queries: IncidentQueries

    async def __call__(self, incident: IncidentId, *, by: Actor) -> IncidentCard:
        """Refuses `incident-unknown`, also for another's: whether it exists is no one else's business."""
        card = await self.queries.card(by.municipality, incident)
        if by.person != card.incident.author and by.person not in card.incident.followers:
            raise Refusal("incident-unknown")
        return card


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """New incidents that wait to be routed (ZAR-8), by the time that is left."""

    queries: IncidentQueries

    async def __call__(self, *, by: Actor, page: int, per_page: int = PAGE) -> Slice[IncidentRow]:
        """Refuses `no-right`."""
        by.must(Right.SEE_INCIDENTS)
        return await self.queries.listed(by.municipality, NEW, page=page, per_page=per_page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """All incidents by time left, by unit, by state, by lateness, by topic."""

    queries: IncidentQueries
    clock: Clock

    async def __call__(
        self,
        *,
        by: Actor,
        page: int,
        states: frozenset[State] = OPEN,
        unit: UnitId | None = None,
        late: bool = False,
        topic: TopicId | None = None,
        per_page: int = PAGE,
    ) -> Slice[IncidentRow]:
        """Refuses `no-right`."""
        by.must(Right.SEE_INCIDENTS)
        moment = self.clock.now() if late else None
        wanted = Wanted(states=states, unit=unit, late=moment, topic=topic)
        return await self.queries.listed(by.municipality, wanted, page=page, per_page=per_page)

    async def count(
        self, *, by: Actor, states: frozenset[State] = OPEN, unit: UnitId | None = None, late: bool = False
    ) -> int:
        """How many, up to 1000. Refuses `no-right`."""
        by.must(Right.SEE_INCIDENTS)
        wanted = Wanted(states=states, unit=unit, late=self.clock.now() if late else None)
        return await self.queries.count(by.municipality, wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitingApproval:
    """Drafts that wait for the actor's decision (ZAR-12), by the time that is left."""

    queries: IncidentQueries

    async def __call__(self, *, by: Actor, page: int, per_page: int = PAGE) -> Slice[IncidentRow]:
        """Refuses `no-right` to those who never decide on drafts."""
        must_decide(by)
        roles = roles_held(by)
        wanted = Wanted(states=frozenset({State.ON_APPROVAL}), awaits=roles, executors=by.stands_for)
        return await self.queries.listed(by.municipality, wanted, page=page, per_page=per_page)


@dataclass(frozen=True, slots=True, kw_only=True)
class MyAssignments:
    """Open incidents of the actor, and of those they substitute (ZAR-7), by the time that is left.

    Where the chain lets specialists draft for executors, a specialist sees those of their unit.
    """

    queries: IncidentQueries
    desk: Desk

    async def __call__(self, *, by: Actor, page: int, per_page: int = PAGE) -> Slice[IncidentRow]:
        """Refuses `no-right`."""
        by.must(Right.DRAFT)
        wanted = Wanted(states=OPEN, executors=by.stands_for)
        if self._drafts_for_unit(by):
            wanted = Wanted(states=OPEN - {State.NEW}, unit=by.unit)
        return await self.queries.listed(by.municipality, wanted, page=page, per_page=per_page)

    def _drafts_for_unit(self, by: Actor) -> bool:
        if by.unit is None or Role.SPECIALIST not in by.roles or Role.EXECUTOR in roles_held(by):
            return False
        return Role.EXECUTOR in self.desk(by).terms.approval_chain


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffCard:
    """The card for staff: a curator sees all; an executor what they have, had, or have a share in."""

    queries: IncidentQueries

    async def __call__(self, incident: IncidentId, *, by: Actor) -> IncidentCard:
        """Refuses `no-right`, `incident-not-yours`, `incident-unknown`."""
        if not by.may(Right.SEE_INCIDENTS):
            by.must(Right.DRAFT)
        card = await self.queries.card(by.municipality, incident)
        if not (by.may(Right.SEE_INCIDENTS) or _concerns(card.incident, by)):
            raise Refusal("incident-not-yours")
        return card


def roles_held(by: Actor) -> frozenset[Role]:
    """The actor's posts, and those of the people they substitute."""
    return by.roles.union(*(each.roles for each in by.absent))


def _concerns(incident: Incident, by: Actor) -> bool:
    """A specialist works for the executor of their unit; whoever wrote a draft or a share may read on."""
    involved = {incident.executor, *(share.executor for share in incident.shares)}
    involved |= {draft.by for draft in incident.drafts}
    if by.stands_for & involved:
        return True
    return Role.SPECIALIST in by.roles and by.unit is not None and by.unit == incident.unit


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

    async def open(self, sector: str | None = None, *, by: Actor) -> tuple[Topic, ...]:
        """Topics of the actor's municipality."""
        return tuple(await self.topics.open(by.municipality, sector))

    async def get(self, topic: TopicId, *, by: Actor) -> Topic:
        """One topic; refuses `topic-unknown`."""
        return await self.topics.get(by.municipality, topic)
