"""The worker's clockwork: what happens because time passes, supervised, and stopped in order."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry

from bots.http.metrics import Metrics
from bots.wiring.clockwork import SHORTEST, TICK, Clockwork, until
from bots.wiring.supervise import Supervisor
from core.deadlines.shelf import Calendars
from core.deadlines.terms import Kind
from core.shared.actor import Actor
from core.shared.roles import Role
from tests.deadlines.cities import at, city, told
from tests.deadlines.engine import DEMO, Engine, engine


@pytest.fixture
async def clock(database_url: str) -> AsyncIterator[Engine]:
    """A city whose clock is moved by hand."""
    async with engine(database_url) as made:
        yield made


def clockwork(clock: Engine) -> tuple[Clockwork, Metrics]:
    """The worker's, over the city's stores."""
    metrics = Metrics(CollectorRegistry())
    calendars = Calendars({DEMO: clock.calendar})
    made = Clockwork(clock.store, clock.app, clock.rules, calendars, clock.clock, metrics)  # type: ignore[arg-type]  # a clock
    return made, metrics


async def soon(happened: Callable[[], Awaitable[bool]]) -> bool:
    """Whether it happens within twenty seconds."""
    for _ in range(400):
        if await happened():
            return True
        await asyncio.sleep(0.05)
    return False


async def heard(clock: Engine, person: Actor, word: str) -> bool:
    """Whether the person is told so."""

    async def told() -> bool:
        return any(word in each.words for each in await clock.told(person))

    return await soon(told)


async def test_the_worker_tells_what_has_come_due_and_raises_alarms(clock: Engine) -> None:
    """The clock is moved by hand; nothing is told before, everything soon after."""
    olga = await clock.member(Role.CURATOR, "Ольга")
    admin = await clock.member(Role.ADMINISTRATOR, "Админ")
    await clock.report(await clock.resident(), "22.04.2026 09:00")
    made, metrics = clockwork(clock)
    supervisor = Supervisor()
    made.start(supervisor)

    clock.clock.at = at("22.04.2026 09:31")
    assert await heard(clock, olga, "remind-triage")
    clock.clock.at = at("01.10.2027 10:00")
    assert await heard(clock, admin, "notice-calendar-short")
    await supervisor.stop()

    assert metrics.fired._value.get() >= 1


async def test_at_its_start_the_worker_lays_what_runs_under_todays_calendar(clock: Engine) -> None:
    """The file was changed while it was down: the same hours, but five hours later in the east."""
    incident = await clock.report(await clock.resident(), "22.04.2026 09:00")
    clock.working.append(city("gubkinsky"))
    made, metrics = clockwork(clock)
    supervisor = Supervisor()
    made.start(supervisor)

    async def laid() -> bool:
        return bool(metrics.laid._value.get())

    assert await soon(laid)
    await supervisor.stop()

    answer = await clock.deadline(incident, Kind.ANSWER)
    assert answer.due is not None
    assert answer.due.calendar_version == city("gubkinsky").version
    assert told(answer.due_at, "Asia/Yekaterinburg") == "23.04.2026 11:00"


def test_the_clock_sleeps_until_the_next_deadline_but_never_long_and_never_just_a_moment() -> None:
    """A tenth of a second before it that long; what follows closely is taken together."""
    now = at("22.04.2026 09:00")

    assert until(now + timedelta(milliseconds=100), now) == pytest.approx(0.1)
    assert until(now + timedelta(milliseconds=1), now) == SHORTEST
    assert until(now + timedelta(hours=1), now) == until(None, now) == TICK
