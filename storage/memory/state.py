"""What the twins keep: the tables and the Redis of a deployment, as dictionaries."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeVar

from core.answers.model import BestAnswer, Template
from core.catalogue.model import TopicEntry, UnitEntry
from core.deadlines.model import Deadline
from core.deadlines.terms import Kind
from core.incidents.model import Incident, Topic
from core.notices.model import Assurance, Lane
from core.notices.outbox import KeptFile
from core.people.model import Account, Invitation, Municipality, Person, Unit
from core.people.substitution import Substitution
from core.shared.actor import Absent
from core.shared.ids import (
    Audience,
    BotId,
    FileId,
    IncidentId,
    MunicipalityId,
    PersonId,
    SubstitutionId,
    TemplateId,
    TopicId,
    UnitId,
)
from core.shared.paging import Slice
from storage.sorting import sort_key
from storage.timers import in_order

T = TypeVar("T")

Deadlines = dict[tuple[Kind, int], Deadline]
"""Those of one subject, by kind and generation."""


def loop_now() -> float:
    """Seconds of the loop's clock: what sending goes by."""
    return asyncio.get_running_loop().time()


def page_of(items: list[T], page: int, per_page: int) -> Slice[T]:
    """One page of a list."""
    first = page * per_page
    return Slice(items=tuple(items[first : first + per_page]), page=page, total=len(items), per_page=per_page)


@dataclass(slots=True, kw_only=True)
class InboxRow:
    """One update: `state` is received, committed, done or dead."""

    state: str = "received"
    tries: int = 0
    payload: bytes | None = None
    error: str | None = None


@dataclass(slots=True, kw_only=True)
class Channel:
    """An account and whose it is; `used` grows with every use."""

    account: Account
    municipality: MunicipalityId
    person: PersonId
    used: int
    gone: bool = False


@dataclass(slots=True, kw_only=True)
class OutboxRow:
    """A notice for one recipient; `due` is the loop's time, `body` JSON."""

    id: int
    municipality: MunicipalityId
    key: str
    person: PersonId
    audience: Audience
    body: bytes
    about: str
    assurance: Assurance
    lane: Lane
    bot: BotId | None = None
    user: str = ""
    chat: str = ""
    state: str = "pending"
    attempts: int = 0
    due: float = 0.0
    since: datetime = field(default_factory=lambda: datetime.now(UTC))
    message: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRow:
    """One fact as the journal keeps it."""

    area: str
    name: str
    subject: str
    at: datetime
    by: PersonId
    acting_for: PersonId | None
    source: BotId | None
    details: bytes


@dataclass(slots=True, kw_only=True)
class State:
    """All tables. `laid_under`: under which version of the calendar a deadline without a moment was laid."""

    municipalities: list[Municipality] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    people: dict[PersonId, Person] = field(default_factory=dict)
    merged: dict[PersonId, PersonId] = field(default_factory=dict)
    channels: dict[tuple[BotId, str], Channel] = field(default_factory=dict)
    phones: dict[tuple[MunicipalityId, str], PersonId] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    substitutions: dict[SubstitutionId, tuple[MunicipalityId, Substitution]] = field(default_factory=dict)
    rosters: dict[MunicipalityId, int] = field(default_factory=dict)
    templates: dict[TemplateId, Template] = field(default_factory=dict)
    best: dict[tuple[MunicipalityId, IncidentId], BestAnswer] = field(default_factory=dict)
    edited_units: dict[tuple[MunicipalityId, UnitId], UnitEntry] = field(default_factory=dict)
    edited_topics: dict[tuple[MunicipalityId, TopicId], TopicEntry] = field(default_factory=dict)
    incidents: dict[IncidentId, Incident] = field(default_factory=dict)
    deadlines: dict[tuple[MunicipalityId, str], Deadlines] = field(default_factory=dict)
    laid_under: dict[tuple[MunicipalityId, str, Kind, int], str] = field(default_factory=dict)
    numbers: dict[MunicipalityId, int] = field(default_factory=dict)
    journal: list[tuple[MunicipalityId, JournalRow]] = field(default_factory=list)
    inbox: dict[tuple[BotId, str], InboxRow] = field(default_factory=dict)
    outbox: list[OutboxRow] = field(default_factory=list)
    files: dict[FileId, KeptFile] = field(default_factory=dict)
    tokens: dict[tuple[FileId, BotId], str] = field(default_factory=dict)
    uses: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def use(self) -> int:
        """A moment later than all before."""
        self.uses += 1
        return self.uses

    def act(self, person: PersonId, bot: BotId) -> None:
        """The channel a person acts in becomes the one they are told in."""
        for channel in self.channels.values():
            if channel.person == person and channel.account.bot == bot:
                channel.used = self.use()

    def person(self, municipality: MunicipalityId, person: PersonId) -> Person | None:
        """A copy of the person, or of the one they were joined to."""
        found = self.people.get(self.merged.get(person, person))
        return self.copy(found) if found and found.municipality == municipality else None

    def copy(self, person: Person) -> Person:
        """As it would be read: without facts."""
        has_phone = person.id in self.phones.values()
        return replace(person, facts=[], has_phone=has_phone, stands_for=self._stands_for(person.id))

    def _stands_for(self, doer: PersonId) -> tuple[Absent, ...]:
        away = [person for person in self.people.values() if person.stand_in == doer]
        away.sort(key=lambda person: (sort_key(person.name), person.id))
        return tuple(
            Absent(person=each.id, name=each.name, roles=each.roles, unit=each.unit) for each in away
        )

    def deadlines_of(self, municipality: MunicipalityId, subject: str) -> tuple[Deadline, ...]:
        """All of a subject, in order."""
        return in_order(self.deadlines.get((municipality, subject), {}).values())

    def incident(self, municipality: MunicipalityId, incident: IncidentId) -> Incident | None:
        """A copy with its deadlines, as it would be read: without facts."""
        found = self.incidents.get(incident)
        if found is None or found.municipality != municipality:
            return None
        deadlines = self.deadlines_of(municipality, incident)
        return replace(found, facts=[], deadlines=deadlines, touched=set())

    def name_of(self, person: PersonId | None) -> str | None:
        """How a person is called; None for nobody."""
        found = self.people.get(person) if person else None
        return found.name if found else None

    def reach(self, person: PersonId, audience: Audience) -> Account | None:
        """Where the bot of an audience reaches the person: the channel they used last."""
        live = [
            channel
            for channel in self.channels.values()
            if channel.person == person and channel.account.audience == audience and not channel.gone
        ]
        return max(live, key=lambda channel: channel.used).account if live else None

    def zone_of(self, municipality: MunicipalityId) -> str:
        """The municipality's time zone."""
        return next(home.zone for home in self.municipalities if home.id == municipality)


def address(row: OutboxRow, account: Account | None) -> None:
    """Send a parcel to this account, or let it wait until there is one."""
    if account is None:
        row.state = "waiting"
        return
    row.bot, row.user, row.chat = account.bot, account.user, account.chat
    row.state = "pending"
