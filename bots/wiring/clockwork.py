"""The clockwork of the worker: deadlines, substitutions, calendars, alarms, each at its own pace."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta

from bots.http.metrics import Metrics
from core.deadlines.recalculation import Recalculate
from core.deadlines.shelf import Calendars
from core.notices.alarms import RaiseAlarms
from core.notices.firing import FireDeadlines
from core.notices.ports import DueDeadlines
from core.regulation.rules import Rules
from core.shared.clock import Clock
from dialogs.app import App
from storage.postgres.deadlines import PgDeadlines

from .ids import TimeIds
from .supervise import Supervisor

TICK = 0.5
"""Most seconds between two looks at the clock: the lateness of what is written meanwhile."""

SHORTEST = 0.05
"""Least seconds between two looks: what comes due one after another is taken together."""

SHIFTS = timedelta(seconds=10)
"""How often the clock asks whose substitution begins or ends; at once after it was moved."""

HOUR = timedelta(hours=1)
LOOK = 5.0
"""Seconds between two looks whether an hour has passed."""


class Clockwork:
    """Whatever happens because time passes. Several workers may run it: none repeats another's work.

    All of it goes by the product's clock, which the sandbox moves.
    """

    def __init__(
        self,
        deadlines: PgDeadlines,
        app: App,
        rules: Rules,
        calendars: Calendars,
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        homes = tuple(rules.profiles)
        told: DueDeadlines = deadlines
        self._clock = clock
        self._metrics = metrics
        self._changed = asyncio.Event()
        self._substitutions = app.office.apply_substitutions
        self._fire = FireDeadlines(
            deadlines=told,
            desk=app.desk,
            homes=homes,
            close=app.close_unanswered,
            ids=TimeIds(),
            other_calendar=self._changed.set,
        )
        self._recalculate = Recalculate(
            deadlines=deadlines, homes=homes, calendar=calendars.of, terms=rules.terms
        )
        self._alarms = RaiseAlarms(deadlines=told, desk=app.desk, homes=homes)

    def start(self, supervisor: Supervisor) -> None:
        """Start everything: one that fails does not stop the others."""
        supervisor.keep("deadlines", self.tick)
        supervisor.keep("calendars", self.calendars)
        supervisor.keep("alarms", self.alarms)

    async def tick(self, stop: asyncio.Event) -> None:
        """Whoever is substituted from now on gets no reminder any more, so that comes first."""
        applied: datetime | None = None
        while not stop.is_set():
            now = self._clock.now()
            if applied is None or now - applied >= SHIFTS:
                await self._substitutions(now)
                applied = now
            self._metrics.fired.inc(await self._fire())
            await nap(stop, until(await self._fire.soonest(), self._clock.now()))

    async def calendars(self, stop: asyncio.Event) -> None:
        """At the start, whenever the clock meets another version, and now and then."""
        while not stop.is_set():
            self._changed.clear()
            self._metrics.laid.inc(await self._recalculate())
            await either(stop, self._changed, HOUR.total_seconds())

    async def alarms(self, stop: asyncio.Event) -> None:
        """Once an hour of the product's clock."""
        raised: datetime | None = None
        while not stop.is_set():
            now = self._clock.now()
            if raised is None or now - raised >= HOUR:
                await self._alarms()
                raised = now
            await nap(stop, LOOK)


def until(soonest: datetime | None, now: datetime) -> float:
    """Seconds to sleep: until the first deadline that is known, but never long, and never just a moment."""
    if soonest is None:
        return TICK
    return min(max((soonest - now).total_seconds(), SHORTEST), TICK)


async def nap(stop: asyncio.Event, seconds: float) -> None:
    """Until then, or until the stop."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


async def either(stop: asyncio.Event, other: asyncio.Event, seconds: float) -> None:
    """Until one of them, or until then."""
    stopped = asyncio.ensure_future(stop.wait())
    changed = asyncio.ensure_future(other.wait())
    try:
        await asyncio.wait((stopped, changed), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopped.cancel()
        changed.cancel()
