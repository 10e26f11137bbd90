"""The worker: what runs beside the bots, once a deployment. Clocks of deadlines join it later."""

import asyncio
from contextlib import suppress

from bots.http.metrics import Metrics

from .opening import Opened
from .supervise import Supervisor

LOOK = 15.0


class Worker:
    """Measures the queues."""

    def __init__(self, store: Opened, metrics: Metrics, supervisor: Supervisor) -> None:
        self._store = store
        self._metrics = metrics
        self._supervisor = supervisor

    def start(self) -> None:
        """Start everything."""
        self._supervisor.keep("queues", self._measure)

    async def _measure(self, stop: asyncio.Event) -> None:
        async with self._store.alone("worker"):
            while not stop.is_set():
                for bot, waiting in (await self._store.queues.waiting()).items():
                    self._metrics.pending.labels(bot).set(waiting)
                self._metrics.uncertain.set(await self._store.queues.uncertain())
                self._metrics.dead.set(await self._store.queues.dead())
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), LOOK)
