"""The stage on which the contract's stories are played: the same town over the twins or the real stores."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any, ClassVar

from bots.wiring.calendars import load_shelf
from core.answers.ports import Guides
from core.catalogue.ports import CatalogueLists
from core.deadlines.calendar import WorkingCalendar
from core.deadlines.terms import Terms
from core.incidents.model import Incident, Topic
from core.incidents.occasion import Occasion
from core.incidents.parts import Executor, Origin, Routing
from core.incidents.ports import IncidentQueries, Topics
from core.incidents.values import Importance, IncidentText, Location
from core.notices.model import Assurance, Button, Lane, Notice, ToPerson, ToRole
from core.notices.outbox import Channels, Files, Outbox, Parcel
from core.notices.policy import notices_of
from core.people.model import Account, Municipality, Person, Unit
from core.people.passport import actor_of
from core.people.ports import Codes, Directory, RosterWatch
from core.shared.actor import Actor, Cause
from core.shared.facts import Fact
from core.shared.holds import Conversations
from core.shared.ids import (
    Audience,
    BotId,
    FileId,
    IncidentId,
    MunicipalityId,
    PersonId,
    TopicId,
    UnitId,
)
from core.shared.inbox import Inbox
from core.shared.msg import Msg
from core.shared.roles import Role
from core.similar.ports import SimilarQueries
from dialogs.office import OpenAll

DEMO = MunicipalityId("demo")
EAST = MunicipalityId("east")
ROADS = UnitId("roads")
HOUSING = UnitId("housing")
NOON = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

CALENDAR = WorkingCalendar.of(load_shelf(None).plans["demo"])
TERMS = Terms()

MUNICIPALITIES = (
    Municipality(id=EAST, title="Яровое", zone="Asia/Vladivostok", consent_version="3"),
    Municipality(id=DEMO, title="Ёлкино", zone="Europe/Moscow", consent_version="1"),
)
UNITS = (
    Unit(id=ROADS, municipality=DEMO, title="Управление дорог"),
    Unit(id=HOUSING, municipality=DEMO, title="Жилищный отдел"),
    Unit(id=UnitId("all"), municipality=EAST, title="Администрация"),
)


def topic(name: str, sector: str, unit: UnitId | None, municipality: MunicipalityId = DEMO) -> Topic:
    """A topic titled like its id."""
    return Topic(
        id=TopicId(name),
        municipality=municipality,
        sector=sector,
        title_ru=f"Тема {name}",
        title_en=f"Topic {name}",
        unit=unit,
    )


TOPICS = (
    topic("potholes", "roads", ROADS),
    topic("heating", "housing", HOUSING),
    topic("lights", "roads", ROADS),
    topic("potholes", "roads", UnitId("all"), EAST),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Fact):
    """A fact made up by a story: somebody has to be told something."""

    area: ClassVar[str] = "stories"
    name: ClassVar[str] = "told"
    notices: tuple[Notice, ...]
    more: dict[str, Any] = field(default_factory=dict)

    def details(self) -> dict[str, Any]:
        """What the story wants kept."""
        return self.more


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(Told):
    """The same, in an incident's history."""

    area: ClassVar[str] = "incidents"


def policy(fact: Fact) -> Sequence[Notice]:
    """The product's notices, and those of a story."""
    return fact.notices if isinstance(fact, Told) else notices_of(fact)


def note(
    key: str,
    to: ToPerson | ToRole,
    *,
    audience: Audience = "citizen",
    assurance: Assurance = Assurance.LEAST,
    lane: Lane = Lane.INTERACTIVE,
    args: dict[str, Any] | None = None,
) -> Notice:
    """A notice whose text is its key."""
    return Notice(
        key=key,
        to=to,
        audience=audience,
        text=(Msg(key, args or {}),),
        about="nothing",
        assurance=assurance,
        lane=lane,
        buttons=(Button(title=Msg("open"), dialog="incident", arg="x"),),
        media=(FileId("f1"),),
    )


@dataclass(slots=True, kw_only=True)
class Stage:
    """The ports, and the people of the stories."""

    real: bool
    open: OpenAll
    directory: Directory
    watch: RosterWatch
    guides: Guides
    catalogue: CatalogueLists
    topics: Topics
    queries: IncidentQueries
    similar: SimilarQueries
    inbox: Inbox
    outbox: Outbox
    channels: Channels
    deadlines: Any
    has_left: Callable[[BotId, str], Any]
    journal: Callable[[str], Any]
    files: Files
    codes: Codes
    talks: Callable[..., Conversations]
    ids: Any = field(default_factory=lambda: count(1))

    def new(self) -> str:
        """An id."""
        return f"{next(self.ids):026d}"

    async def settle(
        self,
        name: str,
        *bots: BotId,
        roles: frozenset[Role] = frozenset(),
        unit: UnitId | None = None,
        municipality: MunicipalityId = DEMO,
        language: str = "ru",
    ) -> Person:
        """A new person with an account in each of the bots; the last one was used last."""
        person = Person(
            id=PersonId(self.new()),
            municipality=municipality,
            name=name,
            roles=roles,
            unit=unit,
            language=language,
        )
        async with self.open() as work:
            work.people.add(person)
            await work.commit(acts(person))
        for bot in bots:
            await self.attach(person, bot)
        return person

    async def attach(self, person: Person, bot: BotId) -> Account:
        """The person meets a bot."""
        account = account_of(person, bot)
        async with self.open() as work:
            work.people.attach(person, account)
            await work.commit(acts(person))
        return account

    async def resident(self, name: str = "Анна", *bots: BotId) -> Person:
        """By default in MAX."""
        return await self.settle(name, *(bots or ("max-citizen",)))

    async def curator(self, name: str = "Мария") -> Person:
        """In Telegram."""
        return await self.settle(name, "telegram-staff", roles=frozenset({Role.CURATOR}))

    async def executor(self, name: str = "Олег") -> Person:
        """Of the roads department, in MAX."""
        return await self.settle(name, "max-staff", roles=frozenset({Role.EXECUTOR}), unit=ROADS)

    async def report(
        self, author: Person, key: str = "", *, cause: Cause | None = None, text: str = "Яма во дворе дома 5"
    ) -> tuple[IncidentId, int]:
        """An incident, and its number."""
        by = acts(author, cause)
        incident = Incident.register(
            new_id=self.new(),
            key=key or self.new(),
            text=IncidentText(text),
            topic=topic("potholes", "roads", ROADS, author.municipality),
            location=Location(),
            media=(),
            origin=Origin(bot="max-citizen"),
            author=author.id,
            at=at(author, cause),
        )
        async with self.open() as work:
            work.incidents.add(incident)
            number = await work.commit(by)
        assert number is not None
        return incident.id, number

    async def assign(
        self, incident: IncidentId, executor: Person, *, by: Person, cause: Cause | None = None
    ) -> None:
        """As a curator does."""
        await self.change(incident, by, lambda found: found.route(routed(executor), at=at(by)), cause=cause)

    async def change(
        self, incident: IncidentId, by: Person, act: Callable[[Incident], None], *, cause: Cause | None = None
    ) -> Incident:
        """The incident after a change and its commit."""
        async with self.open() as work:
            found = await work.incidents.get(by.municipality, incident)
            act(found)
            work.incidents.change(found)
            await work.commit(acts(by, cause))
        return found

    async def tell(self, by: Person, *notices: Notice, cause: Cause | None = None, **more: Any) -> None:
        """Something happens that has to be told."""
        async with self.open() as work:
            person = await work.people.get(by.municipality, by.id)
            actor = acts(person, cause)
            person.record(Told(subject=person.id, at=NOON, by=actor, notices=notices, more=more))
            work.people.change(person)
            await work.commit(actor)

    async def claim(self, bot: BotId, lane: Lane = Lane.INTERACTIVE, limit: int = 100) -> list[Parcel]:
        """What the bot's sender gets."""
        return list(await self.outbox.claim(bot, lane, limit))

    async def texts(self, bot: BotId, lane: Lane = Lane.INTERACTIVE) -> list[str]:
        """Everything the bot's sender gets, in order, if all of it arrives."""
        got: list[str] = []
        while parcels := await self.claim(bot, lane):
            for parcel in parcels:
                got.append(parcel.text[0].id)
                await self.outbox.sent(parcel, "m")
        return got


def acts(person: Person, cause: Cause | None = None) -> Actor:
    """The person as an actor."""
    return actor_of(person, "Europe/Moscow", cause)


def at(person: Person, cause: Cause | None = None, *, now: datetime = NOON, terms: Terms = TERMS) -> Occasion:
    """An occasion for the person, at noon unless told otherwise."""
    return Occasion(by=acts(person, cause), now=now, calendar=CALENDAR, terms=terms)


def routed(*executors: Person, importance: Importance = Importance.ORDINARY) -> Routing:
    """A plan for these executors in order, everything else as it is reported here."""
    return Routing(
        topics=(topic("potholes", "roads", ROADS),),
        location=Location(),
        executors=tuple(Executor(person=each.id, unit=each.unit) for each in executors),
        importance=importance,
    )


def account_of(person: Person, bot: BotId) -> Account:
    """Their account: the same user in both bots of a messenger."""
    user = f"{bot.split('-')[0]}-{person.id}"
    return Account(bot, user, f"chat-{bot}-{person.id}", person.name)
