"""The twin of the clock's side of the deadlines."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from core.deadlines.model import Deadline
from core.deadlines.ports import Held
from core.incidents.activity import Rate
from core.incidents.model import Incident
from core.notices.model import Notice, ToPerson
from core.notices.ports import Decide, DueDeadline, Fired, Member
from core.shared.facts import Fact
from core.shared.ids import MunicipalityId, TopicId
from storage.letters import pack_body
from storage.memory.posting import post
from storage.memory.state import OutboxRow, State
from storage.memory.work import journal_row
from storage.packing import pack

_TEXT = 400


@dataclass(frozen=True, slots=True)
class MemoryDeadlines:
    """Implements `core.notices.ports.DueDeadlines` and `core.deadlines.ports.OpenDeadlines`."""

    state: State

    async def due(self, homes: Sequence[MunicipalityId], now: datetime) -> Sequence[MunicipalityId]:
        """In which of these something has come due."""
        return [home for home in homes if next(self._due(home, now), None)]

    async def soonest(self, homes: Sequence[MunicipalityId], now: datetime) -> datetime | None:
        """The first moment after this one at which something comes due."""
        moments = (
            each.fires_at
            for home in homes
            for incident in self._incidents(home)
            for each in self.state.deadlines_of(home, incident.id)
            if each.is_open and each.fires_at is not None and each.fires_at > now
        )
        return min(moments, default=None)

    async def fire(self, home: MunicipalityId, now: datetime, limit: int, decide: Decide) -> int:
        """Batch after batch, until nothing is left."""
        count = 0
        while found := sorted(self._due(home, now), key=lambda pair: pair[1].fires_at or now)[:limit]:
            rows = [_row(incident, deadline) for incident, deadline in found]
            self._write(home, decide(rows, self._staff(home)))
            count += len(found)
        return count

    async def tell(self, home: MunicipalityId, notices: Sequence[Notice], fact: Fact | None = None) -> None:
        """Those that were not told before, and the fact if there were any."""
        before = len(self.state.outbox)
        post(self.state, home, notices)
        if fact is not None and len(self.state.outbox) > before:
            self.state.journal.append((home, journal_row(fact, None, None)))

    async def rates(
        self, home: MunicipalityId, *, since: datetime, window: datetime, until: datetime
    ) -> Sequence[Rate]:
        """How many messages each topic had."""
        titles: dict[TopicId, str] = {}
        now: Counter[TopicId] = Counter()
        before: Counter[TopicId] = Counter()
        for incident in self._incidents(home):
            if since < incident.registered_at <= until:
                titles[incident.topic] = incident.topic_title
                (now if incident.registered_at > window else before)[incident.topic] += 1
        return [
            Rate(topic=topic, topic_title=title, now=now[topic], before=before[topic])
            for topic, title in titles.items()
        ]

    async def stale(self, municipality: MunicipalityId, version: str, limit: int) -> Sequence[str]:
        """Subjects with deadlines laid under another version."""
        found = (
            subject
            for (home, subject), deadlines in self.state.deadlines.items()
            for which, each in deadlines.items()
            if home == municipality
            and each.is_open
            and (_version(each) or self.state.laid_under.get((home, subject, *which))) != version
        )
        return list(dict.fromkeys(found))[:limit]

    @asynccontextmanager
    async def hold(
        self, municipality: MunicipalityId, subjects: Sequence[str]
    ) -> AsyncIterator["MemoryHeld"]:
        """Their open deadlines; nothing else runs meanwhile."""
        yield MemoryHeld(
            self.state,
            municipality,
            [
                Held(subject, each)
                for subject in subjects
                for each in self.state.deadlines_of(municipality, subject)
                if each.is_open
            ],
        )

    def _incidents(self, home: MunicipalityId) -> Iterator[Incident]:
        return (each for each in self.state.incidents.values() if each.municipality == home)

    def _due(self, home: MunicipalityId, now: datetime) -> Iterator[tuple[Incident, Deadline]]:
        for incident in self._incidents(home):
            for each in self.state.deadlines_of(home, incident.id):
                if each.is_open and each.fires_at is not None and each.fires_at <= now:
                    yield incident, each

    def _staff(self, home: MunicipalityId) -> list[Member]:
        return [
            Member(person=each.id, name=each.name, roles=each.roles, unit=each.unit, stand_in=each.stand_in)
            for each in self.state.people.values()
            if each.municipality == home and each.active and each.roles
        ]

    def _write(self, home: MunicipalityId, fired: Fired) -> None:
        for each in fired.moved:
            before = each.due.deadline
            moved = replace(before, progress=each.progress, due=each.ends, fires_at=each.fires_at)
            _keep(self.state, home, Held(each.due.incident, moved))
        self.state.journal.extend((home, journal_row(fact, None, None)) for fact in fired.facts)
        post(self.state, home, fired.notices)
        for digest in fired.digests:
            row = _unsent(self.state, home, digest)
            if row is None:
                post(self.state, home, [digest])
            else:
                row.body = pack(pack_body(digest)).encode()


@dataclass(frozen=True, slots=True)
class MemoryHeld:
    """Implements `core.deadlines.ports.HeldDeadlines`."""

    state: State
    municipality: MunicipalityId
    all: Sequence[Held]

    async def lay(self, laid: Sequence[Held], version: str) -> None:
        """Keep their moments under this version."""
        for held in laid:
            _keep(self.state, self.municipality, held)
            which = (held.deadline.kind, held.deadline.generation)
            self.state.laid_under[self.municipality, held.subject, *which] = version
        for subject in {held.subject for held in laid}:
            for incident in self.state.incidents.values():
                if incident.id == subject:
                    incident.version += 1


def _keep(state: State, home: MunicipalityId, held: Held) -> None:
    which = (held.deadline.kind, held.deadline.generation)
    state.deadlines[home, held.subject][which] = held.deadline
    state.laid_under.pop((home, held.subject, *which), None)


def _version(deadline: Deadline) -> str | None:
    return deadline.due.calendar_version if deadline.due else None


def _unsent(state: State, home: MunicipalityId, digest: Notice) -> OutboxRow | None:
    """The parcel whose place a digest takes."""
    for row in state.outbox:
        here = (row.municipality, row.key, ToPerson(row.person)) == (home, digest.key, digest.to)
        if here and row.state in {"pending", "waiting"}:
            return row
    return None


def _row(incident: Incident, deadline: Deadline) -> DueDeadline:
    return DueDeadline(
        incident=incident.id,
        deadline=deadline,
        number=incident.number or 0,
        version=incident.version,
        state=incident.state,
        author=incident.author,
        executor=incident.executor,
        text=incident.text[:_TEXT],
        topic=incident.topic,
        topic_title=incident.topic_title,
        importance=incident.importance,
        draft=len(incident.drafts),
        awaits=incident.awaits,
        writes=incident.writes,
    )
