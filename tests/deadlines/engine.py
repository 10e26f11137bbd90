"""A city on a real PostgreSQL whose clock is moved by hand: what comes due is fired as the worker does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import orjson

from core.catalogue.live import LiveProfiles
from core.deadlines.calendar import WorkingCalendar
from core.deadlines.model import Deadline
from core.deadlines.recalculation import Recalculate
from core.deadlines.terms import Kind
from core.incidents.model import Incident
from core.incidents.occasion import Desk
from core.incidents.use_cases import Report, Triage
from core.incidents.values import Location
from core.notices.alarms import RaiseAlarms
from core.notices.firing import FireDeadlines
from core.notices.policy import notices_of
from core.people.model import Account
from core.people.passport import system_actor
from core.regulation.rules import Rules
from core.shared.actor import Actor
from core.shared.ids import IncidentId, MunicipalityId, PersonId, TopicId, UnitId
from core.shared.roles import Role
from dialogs.app import App, Ports, make_app
from storage.codes import SecretCodes
from storage.postgres.answers import PgGuides
from storage.postgres.atlas import Atlas
from storage.postgres.bell import Bell
from storage.postgres.catalogue import PgCatalogueLists
from storage.postgres.deadlines import PgDeadlines
from storage.postgres.directory import PgDirectory
from storage.postgres.outbox import PgOutbox
from storage.postgres.phones import Phones
from storage.postgres.pool import Database
from storage.postgres.queries import PgQueries
from storage.postgres.reference import synchronise
from storage.postgres.roster import PgRosterWatch
from storage.postgres.shares import Counted
from storage.postgres.similar import PgSimilar
from storage.postgres.unit import Units
from tests.core.city import PROFILE, CountingIds, MovedClock
from tests.deadlines.cities import at, city
from tests.deadlines.heard import Told, told_of

DEMO = MunicipalityId("demo")
NAME = "Резидентова Анна"


@dataclass(slots=True, kw_only=True)
class Engine:
    """The demo city in Zarechny's working time, its clock at a moment, its worker's use cases."""

    database: Database
    app: App
    clock: MovedClock
    rules: Rules
    store: PgDeadlines
    working: list[WorkingCalendar]
    terms: dict[str, Any] = field(default_factory=dict)
    other_calendars: int = 0
    _seen: dict[PersonId, int] = field(default_factory=dict)
    _keys: Any = field(default_factory=lambda: count(1))

    @property
    def calendar(self) -> WorkingCalendar:
        """Today's."""
        return self.working[-1]

    @property
    def desk(self) -> Desk:
        """Of the clock: terms may be told to differ from the profile's."""
        return Desk(
            clock=self.clock,
            calendar=lambda _: self.calendar,
            terms=lambda home: replace(self.rules.terms(home), **self.terms),
            titles=self.rules,
        )

    async def tick(self, moment: str | datetime | None = None) -> int:
        """Move the clock, and look at it as the worker does."""
        if moment is not None:
            self.clock.at = at(moment) if isinstance(moment, str) else moment
        fire = FireDeadlines(
            deadlines=self.store,
            desk=self.desk,
            homes=(DEMO,),
            close=self.app.close_unanswered,
            ids=self,
            other_calendar=self._met,
        )
        return await fire()

    def new(self) -> str:
        """A name that never repeats."""
        return f"run-{next(self._keys)}"

    def _met(self) -> None:
        self.other_calendars += 1

    async def recalculate(self) -> int:
        """As the worker does at its start, and when a calendar was changed."""
        desk = self.desk
        lay = Recalculate(deadlines=self.store, homes=(DEMO,), calendar=desk.calendar, terms=desk.terms)
        return await lay()

    async def alarm(self) -> None:
        """As the worker does every hour."""
        await RaiseAlarms(deadlines=self.store, desk=self.desk, homes=(DEMO,))()

    async def member(self, role: Role, name: str, unit: str | None = None) -> Actor:
        """A member of staff who signed in."""
        by = system_actor(DEMO)
        code = await self.app.invite(name, frozenset({role}), UnitId(unit) if unit else None, by=by)
        user = str(next(self._keys))
        return await self.app.accept_invitation(code, Account("telegram-staff", user, f"chat-{user}", name))

    async def resident(self, name: str = NAME) -> Actor:
        """Somebody who agreed."""
        user = str(next(self._keys))
        return await self.app.enrol(
            Account("max-citizen", user, f"chat-{user}", name),
            municipality=DEMO,
            language="ru",
            consent=self.rules.of(DEMO).municipality.consent_version,
        )

    async def report(self, by: Actor, moment: str | None = None, topic: str = "pothole") -> IncidentId:
        """A message."""
        if moment is not None:
            self.clock.at = at(moment)
        report = Report(text="Яма на улице Ленина, объехать нельзя", topic=TopicId(topic))
        made = await self.app.report(report, key=self.new(), source="max-citizen", by=by)
        return made.id

    async def route(
        self, incident: IncidentId, *executors: Actor, by: Actor, moment: str | None = None
    ) -> Incident:
        """As a curator does on the triage screen."""
        if moment is not None:
            self.clock.at = at(moment)
        triage = Triage(
            topics=(TopicId("pothole"),),
            location=Location(),
            executors=tuple(each.person for each in executors),
        )
        return await self.app.route(incident, triage, by=by)

    async def incident(self, incident: IncidentId) -> Incident:
        """As it is kept."""
        return (await self.app.staff_card.queries.card(DEMO, incident)).incident

    async def deadline(self, incident: IncidentId, kind: Kind) -> Deadline:
        """The newest of a kind, open or not."""
        found = [each for each in (await self.incident(incident)).deadlines if each.kind is kind]
        return max(found, key=lambda each: each.generation)

    async def journal(self, incident: IncidentId) -> list[tuple[str, dict[str, object]]]:
        """What the clock wrote into an incident's history."""
        card = await self.app.staff_card.queries.card(DEMO, incident)
        return [
            (entry.name, entry.details)
            for entry in card.history
            if entry.name in {"deadline-missed", "escalated"}
        ]

    async def told(self, person: Actor) -> list[Told]:
        """What the person was told since this was asked last."""
        rows = await self.database.rows(
            "SELECT id, body, audience FROM outbox WHERE person_id = $1 AND id > $2 ORDER BY id",
            person.person,
            self._seen.get(person.person, 0),
        )
        if rows:
            self._seen[person.person] = rows[-1]["id"]
        return [told_of(orjson.loads(row["body"]), row["audience"]) for row in rows]

    async def hushed(self, *people: Actor) -> None:
        """What they were told so far does not matter."""
        for person in people:
            await self.told(person)

    async def reminded(self, person: Actor) -> list[str]:
        """Only what the clock told, in a few words: `remind-draft`, `missed-answer`."""
        return [word for each in await self.told(person) for word in each.clock]


def moments(first: str, last: str, step: timedelta) -> list[datetime]:
    """From one local moment to another, a step apart."""
    now, until, found = at(first), at(last), []
    while now <= until:
        found.append(now)
        now += step
    return found


@dataclass(frozen=True, slots=True)
class Team:
    """Who stories are about, and the message that Peter has had since ten past eight."""

    olga: Actor
    peter: Actor
    vera: Actor
    head: Actor
    anna: Actor
    incident: IncidentId


async def team(clock: Engine) -> Team:
    """Olga is a curator, Peter and Vera executors of the roads department, Anna the resident."""
    olga = await clock.member(Role.CURATOR, "Ольга")
    peter = await clock.member(Role.EXECUTOR, "Пётр", "roads")
    vera = await clock.member(Role.EXECUTOR, "Вера", "roads")
    head = await clock.member(Role.HEAD, "Глава центра")
    anna = await clock.resident()
    incident = await clock.report(anna, "22.04.2026 08:00")
    await clock.route(incident, peter, by=olga, moment="22.04.2026 08:10")
    made = Team(olga, peter, vera, head, anna, incident)
    await clock.hushed(olga, peter, vera, head, anna)
    return made


@asynccontextmanager
async def engine(database_url: str) -> AsyncIterator[Engine]:
    """A fresh city; its clock stands at Wednesday 22.04.2026, 08:00."""
    rules = Rules.read([("demo.toml", PROFILE.read_text(encoding="utf-8"))])
    database = Database(database_url)
    profile = rules.of(DEMO)
    await synchronise(database, [profile.municipality], list(profile.units), list(profile.topics))
    bell, codes, clock = Bell(database), SecretCodes(), MovedClock(at("22.04.2026 08:00"))
    working = [city("zarechny")]
    store = Units(database, policy=notices_of, codes=codes, phones=Phones("s" * 32), bell=bell)
    app = make_app(
        Ports(
            open=store,
            directory=PgDirectory(Atlas(database)),
            queries=PgQueries(database),
            similar=PgSimilar(database, Counted(database)),
            watch=PgRosterWatch(database),
            guides=PgGuides(database),
            catalogue=PgCatalogueLists(database),
            refresh=LiveProfiles(rules.profiles, PgCatalogueLists(database)).refresh,
            outbox=PgOutbox(database, bell),
            codes=codes,
            ids=CountingIds(),
            clock=clock,
            calendar=lambda _: working[-1],
            rules=rules,
            topics=rules,
            invite_links=lambda _: [],
        )
    )
    yield Engine(
        database=database,
        app=app,
        clock=clock,
        rules=rules,
        store=PgDeadlines(database, bell),
        working=working,
    )
    await database.close()
