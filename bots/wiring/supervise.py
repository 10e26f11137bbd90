"""The one place where tasks are started: each is named, watched, restarted or reported, and stopped."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog

from bots.turns.trace import place_of

log = structlog.get_logger()

FIRST_PAUSE = 0.2
LONGEST_PAUSE = 15.0
OURS = frozenset({"bots", "core", "dialogs", "storage"})
"""Packages whose errors say nothing personal."""
PATIENCE = 25.0
"""Seconds for parts to end: a sender waits up to 20 s for the answer to what it sent."""
MOMENT = 2.0


class Supervisor:
    """Keeps long-running parts alive and short errands from being lost."""

    def __init__(self) -> None:
        self.stopping = asyncio.Event()
        self._parts: set[asyncio.Task[Any]] = set()
        self._errands: set[asyncio.Task[Any]] = set()

    def keep(self, name: str, run: Callable[[asyncio.Event], Awaitable[None]]) -> None:
        """Run `run(stop)` for as long as we live: after an error again, with growing pauses."""
        _start(name, self._kept(name, run), self._parts)

    def errand(self, name: str, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run something short to its end; an error is logged, never swallowed."""
        return _start(name, self._watched(name, work), self._errands)

    async def stop(self, patience: float = PATIENCE) -> None:
        """Ask everything to end; parts get `patience` seconds, errands a moment after them."""
        self.stopping.set()
        await _end(self._parts, patience)
        await _end(self._errands, min(patience, MOMENT))

    async def _kept(self, name: str, run: Callable[[asyncio.Event], Awaitable[None]]) -> None:
        pause = FIRST_PAUSE
        while not self.stopping.is_set():
            started = asyncio.get_running_loop().time()
            try:
                await run(self.stopping)
            except asyncio.CancelledError:
                raise
            except Exception as error:  # noqa: BLE001 (a part that dies is restarted, whatever the reason)
                _tell("part-failed", name, error)
            if self.stopping.is_set():
                return
            if asyncio.get_running_loop().time() - started > LONGEST_PAUSE:
                pause = FIRST_PAUSE
            try:
                await asyncio.wait_for(self.stopping.wait(), pause)
            except TimeoutError:
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _watched(self, name: str, work: Coroutine[Any, Any, Any]) -> Any:
        try:
            return await work
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 (an errand's error is logged here, nobody awaits it)
            _tell("errand-failed", name, error)
            return None


def _tell(event: str, name: str, error: Exception) -> None:
    """One line: neither a traceback nor a library's words, which may quote what a person wrote."""
    ours = type(error).__module__.partition(".")[0] in OURS
    log.error(
        event,
        part=name,
        error=type(error).__name__,
        where=place_of(error),
        detail=str(error)[:300] if ours else "",
    )


def _start(name: str, work: Coroutine[Any, Any, Any], among: set["asyncio.Task[Any]"]) -> "asyncio.Task[Any]":
    task = asyncio.get_running_loop().create_task(work, name=name)
    among.add(task)
    task.add_done_callback(among.discard)
    return task


async def _end(tasks: set["asyncio.Task[Any]"], patience: float) -> None:
    if not tasks:
        return
    _, late = await asyncio.wait(tuple(tasks), timeout=patience)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
