"""The one place of storage where tasks are made: loops that go on after a failure until stopped."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

log = structlog.get_logger()

PAUSE: Final = 1.0
"""Seconds between a failure and the next attempt."""


class Background:
    """Runs `work` over and over from `start` to `stop`."""

    def __init__(self, name: str, work: Callable[[], Awaitable[None]], *, pause: float = PAUSE) -> None:
        self._name = name
        self._work = work
        self._pause = pause
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin; a second start changes nothing."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name=self._name)

    async def stop(self) -> None:
        """End, and wait for it."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait((task,))

    async def _run(self) -> None:
        while True:
            try:
                await self._work()
            except Exception as error:  # noqa: BLE001 (whatever happened, the loop is needed)
                log.warning("storage-loop", loop=self._name, error=type(error).__name__)
                await asyncio.sleep(self._pause)
