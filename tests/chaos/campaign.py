"""One campaign: people talk, processes are killed, then everything settles and the books are made."""

import asyncio
import contextlib
import random
import re
import time
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass, field
from typing import Any, Literal

from redis import RedisError

from bots.wiring.calendars import load_calendars
from bots.wiring.clock import RealClock
from bots.wiring.opening import opened
from bots.wiring.product import StaffLinks, build_product
from bots.wiring.profiles import load_rules
from bots.wiring.settings import load
from core.people.passport import system_actor
from core.shared.ids import UnitId
from core.shared.roles import Role
from tests.chaos.clock import HOME, clock_of
from tests.chaos.curators import Curator
from tests.chaos.executors import Executor
from tests.chaos.fleet import VICTIMS, Fleet, Way, sailing
from tests.chaos.ledger import Rings, lengthen, read_ledger, remembered, undelivered
from tests.chaos.person import Mood
from tests.chaos.phone import Phone, Sim
from tests.chaos.problems import PATIENT
from tests.chaos.record import Campaign
from tests.chaos.residents import Resident
from tests.chaos.staff import Head, Worker
from tests.chaos.watch import Watch

STANDSTILL = 180.0
SETTLING = 1800.0
"""Seconds after the killing until it counts as stuck: without anybody getting on, and in all."""

LOOK = 1.0

STAYS = 5
"""The message of every so many residents is left somewhere on its way: its terms pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How hard a campaign is; `think` is how many seconds people think, from and to."""

    way: Way
    people: int
    kills: int
    seconds: float
    seed: int
    think: tuple[float, float] = (0.3, 2.5)
    victims: tuple[str, ...] = VICTIMS

    @property
    def full(self) -> bool:
        """Whether hundreds use up what a messenger lets be written to one of the staff: some two a second."""
        return self.way == "polling" and self.people >= 100

    @property
    def rest(self) -> tuple[float, float]:
        """How many seconds residents rest before they report again."""
        return (60.0, 180.0) if self.full else (3.0, 20.0)

    @property
    def pace(self) -> float:
        """Seconds from one step of the clock to the next: the more steps, the more is told."""
        return 3.0 if self.full else 1.0

    @property
    def curators(self) -> int:
        """As many as keep up; each of them gets every notice."""
        return min(max(2, self.people // 50), 6)

    @property
    def executors(self) -> int:
        """As many as keep up; a curator sees six on a page."""
        return min(max(2, self.people // 15), 6)


@dataclass
class Crowd:
    """Everybody of a campaign, each living in a task of their own."""

    sim: Sim
    mood: Mood
    residents: list[Resident] = field(default_factory=list)
    staff: list[Worker] = field(default_factory=list)
    rings: Rings = field(default_factory=dict)
    lives: list["asyncio.Task[None]"] = field(default_factory=list)

    def begin(self, life: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        """Let somebody live."""
        self.lives.append(asyncio.create_task(life))
        return self.lives[-1]

    def check(self) -> None:
        """Raise what broke anybody: the harness itself, or a screen with somebody else's words."""
        for life in self.lives:
            if life.done() and not life.cancelled() and (error := life.exception()):
                raise error

    def progress(self) -> tuple[int, int]:
        """How far residents and staff have come."""
        problems = [problem for one in self.residents for problem in one.problems]
        reached = sum(problem.registered + problem.answered for problem in problems)
        return reached, sum(len(worker.known) - len(worker.tasks) for worker in self.staff)

    async def arrived(self, doubt: str) -> bool:
        """Ask whoever a sending in doubt was for, whether it is on their phone."""
        await asyncio.sleep(1.0)
        asked = [one.phone for one in self.residents if f"Кому: {one.phone.name}\n" in doubt]
        await asyncio.gather(*(phone.look() for phone in asked))
        texts = [message["text"] for phone in asked for message in phone.seen.values() if not message["mine"]]
        return any(is_about(doubt, text) for text in texts)

    async def note(self, fleet: Fleet) -> None:
        """What was acknowledged, and what conversations remember, which is only the newest."""
        await self.sim.gather_receipts()
        with contextlib.suppress(RedisError, OSError):
            lengthen(self.rings, await remembered(fleet.embedded.addresses))

    async def look(self) -> None:
        """Everybody looks at their phone, also when its ring was not heard yet."""
        phones = [one.phone for one in (*self.residents, *self.staff)]
        for phone in phones:
            phone.ring()
        await asyncio.gather(*(phone.look() for phone in phones))

    async def close(self) -> None:
        """Everybody goes home."""
        for life in self.lives:
            life.cancel()
        await asyncio.gather(*self.lives, return_exceptions=True)
        await self.sim.close()


def is_about(doubt: str, text: str) -> bool:
    """Whether a message is the one in doubt: it begins the same, and what staff wrote is in both."""
    head, *more = text.split("\n\n")
    return head in doubt and all(
        part in doubt for part in more if re.search(r"\((ответ|вопрос|новости) ", part)
    )


async def run(plan: Plan) -> Campaign:
    """Play it to the end."""
    chance, dice = (random.Random(plan.seed) for _ in range(2))  # noqa: S311 (a campaign that can be repeated)
    async with (
        sailing(plan.way, plan.seed) as fleet,
        clock_of(fleet, dice, plan.pace) as clock,
        crowd(fleet, plan, Mood(chance, think=plan.think, rest=plan.rest)) as people,
    ):
        watch = Watch()
        people.begin(watch.live(clock.database))
        running = people.begin(clock.live())
        began = time.monotonic()
        arriving = asyncio.create_task(_arrive(people, plan))
        await torment(fleet, plan, chance, people)
        people.mood.closing.set()
        await arriving
        people.mood.calm.set()
        await settle(fleet, people)
        people.check()
        running.cancel()
        ended = await clock.ring_out()
        await settle(fleet, people)
        seconds = time.monotonic() - began
        await fleet.stop_members()
        fleet.keep_logs()
        await people.note(fleet)
        await people.look()
        ledger = await read_ledger(fleet, people.sim.receipts, people.rings)
        return Campaign(
            way=plan.way,
            ledger=ledger,
            residents=people.residents,
            staff=people.staff,
            kills=fleet.kills,
            seconds=seconds,
            clock=clock,
            ended=ended,
            watch=watch,
        )


@contextlib.asynccontextmanager
async def crowd(fleet: Fleet, plan: Plan, mood: Mood) -> AsyncIterator[Crowd]:
    """Staff signed in, residents still at home."""
    made = Crowd(Sim(fleet.page), mood)
    try:
        codes = await _invitations(fleet, plan)
        for role, seat in codes:
            await _hire(made, plan, role, seat, codes[role, seat])
        async with asyncio.timeout(60):
            while not all(one.phone.seen and _is_in(one.phone) for one in made.staff):
                made.check()
                await asyncio.sleep(0.1)
        yield made
    finally:
        await made.close()


def _is_in(phone: Phone) -> bool:
    return any("Настройки" in title for screen in phone.screens() for title, _, _ in screen.buttons)


async def _hire(people: Crowd, plan: Plan, role: Role, seat: int, code: str) -> None:
    # Polling goes with the messengers' limits, and every curator gets every notice: Telegram's would not do.
    in_max = seat % 2 == 1 or (plan.way == "polling" and role is not Role.EXECUTOR)
    phone = await people.sim.phone("max" if in_max else "telegram", "staff", f"{role.value} {seat}")
    mood = people.mood.at_work()
    worker: Worker = Executor(phone, mood) if role is Role.EXECUTOR else Head(phone, mood)
    if role is Role.CURATOR:
        worker = Curator(phone, mood, seat=seat, seats=plan.curators, ask=people.arrived)
    people.staff.append(worker)
    people.begin(worker.live(code))


async def _invitations(fleet: Fleet, plan: Plan) -> dict[tuple[Role, int], str]:
    """Codes for everybody of the staff, made as `veche staff invite` makes them."""
    settings = load(_env_file=None, data_dir=fleet.data)
    rules = load_rules(None)
    async with opened(settings, rules, None) as store:
        calendars = load_calendars(settings.profiles, rules)
        app = build_product(store.stores, rules, calendars, RealClock(), StaffLinks())
        codes = {}
        for role, count in ((Role.CURATOR, plan.curators), (Role.EXECUTOR, plan.executors), (Role.HEAD, 1)):
            unit = UnitId("roads") if role is Role.EXECUTOR else None
            for seat in range(count):
                code = await app.invite(
                    f"{role.value} {seat}", frozenset({role}), unit, by=system_actor(HOME)
                )
                codes[role, seat] = code
    return codes


async def _arrive(people: Crowd, plan: Plan) -> None:
    """Residents come one after the other, during the first fifth of the time."""
    for number in range(plan.people):
        messenger: Literal["max", "telegram"] = "max" if number % 2 else "telegram"
        phone = await people.sim.phone(messenger, "citizen", f"Житель {number}")
        stays = PATIENT[number // STAYS % len(PATIENT)] if number % STAYS == STAYS - 1 else ""
        resident = Resident(phone, people.mood, stays=stays)
        people.residents.append(resident)
        people.begin(resident.live())
        await asyncio.sleep(plan.seconds / 5 / plan.people)


async def torment(fleet: Fleet, plan: Plan, chance: random.Random, people: Crowd) -> None:
    """Kill at random moments, whoever is up; return when the last victim answers again."""
    async with asyncio.TaskGroup() as mending:
        for _ in range(plan.kills):
            await asyncio.sleep(plan.seconds / plan.kills * chance.uniform(0.5, 1.5))
            people.check()
            up = [victim for victim in plan.victims if victim not in fleet.down]
            if up:
                mending.create_task(fleet.kill_and_restart(chance.choice(up)))
                await asyncio.sleep(0)
            await cut_off(people, chance)
            await people.note(fleet)
    await people.sim.call("DELETE", "/sim/faults")
    await asyncio.gather(*(fleet.answers(name) for name in VICTIMS))


async def cut_off(people: Crowd, chance: random.Random) -> None:
    """A messenger takes the next message and the connection breaks: whoever sent it is left in doubt."""
    bot, method = chance.choice((("telegram-citizen", "sendMessage"), ("max-citizen", "POST /messages")))
    fault = {"bot": bot, "method": method, "kind": "accept-then-disconnect", "times": 1}
    await people.sim.call("POST", "/sim/faults", json=fault)


async def settle(fleet: Fleet, people: Crowd) -> None:
    """Until everybody has come to their end and nothing is on its way, or nothing goes on any more."""
    began = moved = time.monotonic()
    before: object = None
    while time.monotonic() < min(moved + STANDSTILL, began + SETTLING):
        people.check()
        await people.note(fleet)
        if await _is_settled(fleet, people):
            return
        if (now := people.progress()) != before:
            before, moved = now, time.monotonic()
        await asyncio.sleep(LOOK)


async def _is_settled(fleet: Fleet, people: Crowd) -> bool:
    if not all(resident.ended for resident in people.residents):
        return False
    if any(worker.tasks for worker in people.staff) or await undelivered(fleet):
        return False
    return (await read_ledger(fleet)).waiting == 0
