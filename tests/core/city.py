"""A city in memory for tests: the demo profile, real use cases over the storage twins, its people."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from bots.wiring.calendars import load_shelf
from core.catalogue.live import LiveProfiles
from core.deadlines.calendar import WorkingCalendar
from core.incidents.use_cases import Report
from core.people.model import Account
from core.people.passport import system_actor
from core.regulation.rules import Rules
from core.shared.actor import Actor, Cause
from core.shared.ids import BotId, FileId, IncidentId, MunicipalityId, PersonId, TopicId, UnitId
from core.shared.roles import Role
from dialogs.app import InviteLink, Ports, make_app
from storage.memory import World

ROOT = Path(__file__).parents[2]
PROFILE = ROOT / "core/regulation/profiles/demo.toml"
DEMO = MunicipalityId("demo")
NOON = datetime(2026, 5, 5, 9, 0, tzinfo=UTC)
"""A Tuesday noon in Moscow: clocks of working time start after lunch, at 13:00."""

CALENDAR = WorkingCalendar.of(load_shelf(None).plans["demo"])
"""The demo city's working time."""


@dataclass(slots=True)
class MovedClock:
    """A clock that moves when told to."""

    at: datetime = NOON

    def now(self) -> datetime:
        """Where it was set."""
        return self.at

    def advance(self, by: timedelta) -> None:
        """Move on."""
        self.at += by


class CountingIds:
    """Identifiers of 26 characters that sort by the order they were made in."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def new(self) -> str:
        """The next one."""
        return f"{next(self._numbers):026d}"


class City:
    """The demo city, and namesakes of it if asked; `app` is what its people may do."""

    def __init__(self, *others: str) -> None:
        texts = [("demo.toml", PROFILE.read_text(encoding="utf-8"))]
        texts += [(f"{name}.toml", _namesake(texts[0][1], name)) for name in others]
        files = Rules.read(texts).profiles
        profiles = files.values()
        self.world = World(
            municipalities=[profile.municipality for profile in profiles],
            units=[unit for profile in profiles for unit in profile.units],
            topics=[topic for profile in profiles for topic in profile.topics],
        )
        live = LiveProfiles(files, self.world.catalogue)
        self.rules = Rules(live)
        self.clock = MovedClock()
        self.links = [
            InviteLink("max", "https://max.ru/veche_staff?start={code}"),
            InviteLink("telegram", "https://t.me/veche_staff?start={code}"),
        ]
        self.app = make_app(
            Ports(
                open=self.world.open,
                directory=self.world.directory,
                queries=self.world.queries,
                similar=self.world.similar,
                watch=self.world.watch,
                guides=self.world.guides,
                catalogue=self.world.catalogue,
                refresh=live.refresh,
                outbox=self.world.outbox,
                codes=self.world.codes,
                ids=CountingIds(),
                clock=self.clock,
                calendar=lambda _: CALENDAR,
                rules=self.rules,
                topics=self.rules,
                invite_links=lambda code: [
                    replace(link, url=link.url.format(code=code)) for link in self.links
                ],
            )
        )
        self._keys = count(1)

    async def resident(
        self,
        user: str,
        *,
        bot: BotId = "max-citizen",
        municipality: MunicipalityId = DEMO,
        name: str = "Анна",
    ) -> Actor:
        """A resident who agreed."""
        return await self.app.enrol(
            Account(bot, user, f"chat-{user}", name),
            municipality=municipality,
            language="ru",
            consent=self.rules.of(municipality).municipality.consent_version,
        )

    async def member(
        self,
        role: Role,
        user: str,
        *,
        unit: str | None = None,
        name: str = "Иванова Мария",
        bot: BotId = "telegram-staff",
        municipality: MunicipalityId = DEMO,
    ) -> Actor:
        """A member of staff who signed in."""
        code = await self.code(role, name, unit=unit, municipality=municipality)
        return await self.app.accept_invitation(code, Account(bot, user, f"chat-{user}", "чат"))

    async def code(
        self,
        role: Role,
        name: str = "Иванова Мария",
        *,
        unit: str | None = None,
        municipality: MunicipalityId = DEMO,
    ) -> str:
        """A one-time code, as the command line makes it."""
        by = system_actor(municipality)
        return await self.app.invite(name, frozenset({role}), UnitId(unit) if unit else None, by=by)

    async def report(
        self,
        by: Actor,
        text: str = "Яма на улице Ленина, объехать нельзя",
        *,
        key: str | None = None,
        topic: str = "pothole",
        media: tuple[str, ...] = (),
    ) -> IncidentId:
        """A problem is reported; its id."""
        report = Report(text=text, topic=TopicId(topic), media=tuple(map(FileId, media)))
        made = await self.app.report(
            report, key=key or f"key-{next(self._keys)}", source="max-citizen", by=by
        )
        return made.id

    def moved_by(self, actor: Actor, *keys: str) -> Actor:
        """The actor, moved by an update with these keys."""
        return replace(actor, cause=Cause("telegram-staff", keys))

    def told(self, person: PersonId) -> list[str]:
        """Keys of the notices written for a person, oldest first."""
        return [row.key for row in self.world.state.outbox if row.person == person]


def _namesake(profile: str, name: str) -> str:
    """Another city with the same topics."""
    return profile.replace('id = "demo"', f'id = "{name}"', 1).replace(
        'title = "Вечевой"', f'title = "{name}"'
    )
