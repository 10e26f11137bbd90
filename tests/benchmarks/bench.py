"""One run: its parts one after another, each beside what it is compared with."""

import asyncio
import subprocess
import sys
import time
import traceback
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import orjson

from tests.benchmarks import broadcast, clock_rows, crowded, latency, memory, similar, turns, working_time
from tests.benchmarks.measure import Row
from tests.benchmarks.places import ROOT, Contender, Place, measuring_place
from tests.benchmarks.scale import Scale

BESIDE: Final = ("memory", "turns", "latency", "broadcast")
"""Parts in which our processes stand beside the others'; memory goes first and last."""

APART: Final = ("engine", "dispatch", "crowded", "similar", "deadlines")
"""Parts with a process or a database of their own."""

PARTS: Final = (*BESIDE, *APART)
LONG: Final = frozenset({"similar", "deadlines"})
"""Parts that a quick run leaves out: a minute each, in a process of their own that tests start too."""


@dataclass(slots=True)
class Bench:
    """What was chosen, who is running, what was found. A part that fails does not end the others."""

    parts: Sequence[str]
    scale: Scale
    ours: dict[str, Contender] = field(default_factory=dict)
    others: dict[str, Contender] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)

    async def run(self) -> None:
        """All chosen parts."""
        if not set(BESIDE).isdisjoint(self.parts):
            await self._guarded("processes", self._with_place)
        for name, part in (
            ("engine", self._engine),
            ("dispatch", self._dispatch),
            ("crowded", self._crowded),
            ("similar", self._similar),
            ("deadlines", self._deadlines),
        ):
            await self._part(name, part)

    async def _with_place(self) -> list[Row]:
        async with measuring_place() as place:
            await self._beside(place)
        return []

    async def _beside(self, place: Place) -> None:
        await self._part("memory", self._starting)
        await self._start(place)
        await self._part("memory", lambda: self._sizes(place))
        await self._part("turns", lambda: self._turns(place))
        await self._part("latency", lambda: self._latency(place))
        await self._part("memory", lambda: self._growth(place))
        await self._part("broadcast", lambda: self._broadcast(place))

    async def _part(self, name: str, part: Callable[[], Awaitable[list[Row]]]) -> None:
        if name in self.parts:
            await self._guarded(name, part)
            self._say(name)

    async def _guarded(self, name: str, part: Callable[[], Awaitable[list[Row]]]) -> None:
        try:
            self.rows += await part()
        except Exception:  # noqa: BLE001 (what was measured before, and comes after, is worth having)
            traceback.print_exc()
            self.failed.append(name)

    def _say(self, what: str) -> None:
        """To whoever is waiting."""
        sys.stderr.write(f"{time.monotonic() - self.begun:4.0f} s  {what}\n")

    async def _starting(self) -> list[Row]:
        return [memory.helping(), await memory.first_start()]

    async def _start(self, place: Place) -> None:
        """The first one alone: how long it takes is measured."""
        self.ours["telegram"] = await place.ours("telegram-citizen")
        await place.appoint_curator()
        self.ours["max"], *others = await asyncio.gather(
            place.ours("max-citizen"), place.other("reference"), place.other("floor")
        )
        self.others = dict(zip(("reference", "floor"), others, strict=True))
        self._say("processes")

    async def _sizes(self, place: Place) -> list[Row]:
        telegram, worker = self.ours["telegram"], await place.ours("worker")
        rows = await memory.sizes(telegram, worker)
        await worker.stop()
        return [*rows, memory.getting_ready("ready, one process", telegram.ready_after, 10)]

    async def _turns(self, place: Place) -> list[Row]:
        cpu = await turns.cpu(place, self.ours, self.others, slices=self.scale.slices)
        return [*cpu, *await turns.counts(place)]

    async def _latency(self, place: Place) -> list[Row]:
        runs, seconds = self.scale.runs, self.scale.seconds
        return await latency.measured(place, self.ours["telegram"], self.others, runs=runs, seconds=seconds)

    async def _growth(self, place: Place) -> list[Row]:
        return await memory.growth(place, self.ours["telegram"], turns=self.scale.walk)

    async def _broadcast(self, place: Place) -> list[Row]:
        rows = await broadcast.unlimited(place, self.scale.unlimited)
        await self.ours["telegram"].stop()
        contender = await place.ours("telegram-citizen", limited=True)
        scale = self.scale
        return [
            *await broadcast.limited(place, contender, parcels=scale.parcels, quiet_for=scale.quiet),
            *rows,
        ]

    async def _engine(self) -> list[Row]:
        alone = await apart("engine")
        return [turns.share_of_engine(self.rows, messenger, alone[messenger]) for messenger in turns.TITLES]

    async def _dispatch(self) -> list[Row]:
        grown = await apart("dispatch")
        pairs = (("telegram", "aiogram"), ("max", "aiomax"))
        return [
            Row(
                name=f"dispatch with 300 actions against 5, {turns.TITLES[ours]}",
                ours=grown[ours],
                reference=grown[stock],
                unit="x",
                goal="at most 1.1 x",
                met=grown[ours] <= 1.1,
            )
            for ours, stock in pairs
        ]

    async def _crowded(self) -> list[Row]:
        async with measuring_place() as place:
            return await crowded.measured(place, looks=self.scale.looks)

    async def _similar(self) -> list[Row]:
        return similar.rows(await apart("similar"))

    async def _deadlines(self) -> list[Row]:
        return [*clock_rows.rows(await apart("deadlines")), *working_time.rows(await apart("working_time"))]


async def apart(module: str) -> dict[str, Any]:
    """Run a measurement in a process of its own; raises with what it said where it fails."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}"]
    done = await asyncio.to_thread(subprocess.run, command, cwd=ROOT, check=False, capture_output=True)
    if done.returncode:
        raise RuntimeError(f"{module} failed:\n{done.stderr.decode()[-3000:]}")
    return dict(orjson.loads(done.stdout))
