"""The worker: what runs beside the bots: the clock, the queues, what is forgotten."""

import asyncio

from bots.http.metrics import Metrics

from .clockwork import Clockwork, nap
from .opening import Opened
from .supervise import Supervisor

LOOK = 15.0
ROUND = 6 * 3600.0
"""Seconds between two looks at the queues, and between two rounds of forgetting."""

GO_ON = 0.5
"""Seconds between two batches of a round: people come first."""


class Worker:
    """Fires deadlines, measures the queues, and removes what nobody needs any more."""

    def __init__(self, store: Opened, clockwork: Clockwork, metrics: Metrics, supervisor: Supervisor) -> None:
        self._store = store
        self._clockwork = clockwork
        self._metrics = metrics
        self._supervisor = supervisor

    def start(self) -> None:
        """Start everything."""
        self._clockwork.start(self._supervisor)
        self._supervisor.keep("queues", self._measure)
        self._supervisor.keep("forgetting", self._forget)

    async def _measure(self, stop: asyncio.Event) -> None:
        async with self._store.alone("worker"):
            while not stop.is_set():
                for bot, waiting in (await self._store.queues.waiting()).items():
                    self._metrics.pending.labels(bot).set(waiting)
                self._metrics.uncertain.set(await self._store.queues.uncertain())
                self._metrics.dead.set(await self._store.queues.dead())
                await self._store.stores.outbox.unreached()
                await nap(stop, LOOK)

    async def _forget(self, stop: asyncio.Event) -> None:
        async with self._store.alone("forgetting"):
            while not stop.is_set():
                more = await self._store.forgetting.step()
                await nap(stop, GO_ON if more else ROUND)
