"""`make bench`: everything side by side in one run, one table, and `build/bench.json`."""

import argparse
import asyncio
import gc
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import orjson
import uvloop

from tests.benchmarks import broadcast, clock_rows, latency, memory, results, similar, turns, working_time
from tests.benchmarks.measure import Row
from tests.benchmarks.places import ROOT, Contender, Place, measuring_place

PARTS = ("turns", "engine", "dispatch", "latency", "broadcast", "memory", "similar", "deadlines")


@dataclass(slots=True)
class Bench:
    """One run: what was chosen, who is running, what was found."""

    place: Place
    parts: Sequence[str]
    full: bool
    ours: dict[str, Contender] = field(default_factory=dict)
    others: dict[str, Contender] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)

    async def run(self) -> None:
        """All chosen parts. Processes that are not measured at the moment are idle or ended."""
        if "memory" in self.parts:
            await self._part("starting", self._starting)
        await self._part("processes", self._start)
        for name, part in (("turns", self._turns), ("latency", self._latency), ("memory", self._memory)):
            if name in self.parts:
                await self._part(name, part)
        if "broadcast" in self.parts:
            await self._part("broadcast", self._broadcast)
        await self.place.stop()
        alone = (
            ("engine", self._engine),
            ("dispatch", self._dispatch),
            ("similar", self._similar),
            ("deadlines", self._deadlines),
        )
        for name, part in alone:
            if name in self.parts:
                await self._part(name, part)

    async def _part(self, name: str, part: Callable[[], Awaitable[list[Row]]]) -> None:
        self.rows += await part()
        say(f"{time.monotonic() - self.begun:4.0f} s  {name}")

    async def _starting(self) -> list[Row]:
        return [memory.helping(), await memory.first_start()]

    async def _start(self) -> list[Row]:
        self.ours["telegram"] = await self.place.ours("telegram-citizen")
        self.ours["max"] = await self.place.ours("max-citizen")
        await self.place.appoint_curator()
        for name in ("reference", "floor"):
            self.others[name] = await self.place.other(name)
        if "memory" not in self.parts:
            return []
        worker = await self.place.ours("worker")
        rows = await memory.sizes(self.ours["telegram"], worker)
        await worker.stop()
        return [*rows, memory.getting_ready("ready, one process", self.ours["telegram"].ready_after, 10)]

    async def _turns(self) -> list[Row]:
        return [*await turns.cpu(self.place, self.ours, self.others), *await turns.counts(self.place)]

    async def _latency(self) -> list[Row]:
        runs = latency.RUNS * (10 if self.full else 1)
        return await latency.measured(self.place, self.ours["telegram"], self.others, runs=runs)

    async def _memory(self) -> list[Row]:
        count = memory.ALL_TURNS if self.full else memory.TURNS
        return await memory.growth(self.place, self.ours["telegram"], turns=count)

    async def _broadcast(self) -> list[Row]:
        rows = await broadcast.unlimited(self.place)
        await self.ours["telegram"].stop()
        parcels = broadcast.ALL_PARCELS if self.full else broadcast.PARCELS
        contender = await self.place.ours("telegram-citizen", limited=True)
        return [*await broadcast.limited(self.place, contender, parcels=parcels), *rows]

    async def _engine(self) -> list[Row]:
        alone = await asyncio.to_thread(apart, "engine")
        return [turns.share_of_engine(self.rows, messenger, alone[messenger]) for messenger in turns.TITLES]

    async def _similar(self) -> list[Row]:
        return similar.rows(await asyncio.to_thread(apart, "similar"))

    async def _deadlines(self) -> list[Row]:
        clock = await asyncio.to_thread(apart, "deadlines")
        reckoned = await asyncio.to_thread(apart, "working_time")
        return [*clock_rows.rows(clock), *working_time.rows(reckoned)]

    async def _dispatch(self) -> list[Row]:
        grown = await asyncio.to_thread(apart, "dispatch")
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


def apart(module: str) -> dict[str, float]:
    """Run a measurement in a process of its own."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return dict(orjson.loads(done.stdout))


def say(line: str) -> None:
    """To whoever is waiting."""
    sys.stderr.write(f"{line}\n")


async def main(arguments: argparse.Namespace) -> int:
    """Measure, print, keep."""
    where = results.machine()
    async with measuring_place() as place:
        bench = Bench(place, arguments.only or PARTS, arguments.full)
        gc.freeze()
        await bench.run()
    sys.stdout.write(f"{where}\n\n{results.table(bench.rows)}\n")
    results.keep(bench.rows)
    if arguments.write:
        results.publish(bench.rows, where)
    return 0


def parsed() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--full", action="store_true", help="50 000 parcels, a million turns: an hour")
    parser.add_argument("--write", action="store_true", help="refresh docs/benchmarks.md")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="some parts")
    return parser.parse_args()


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(uvloop.run(main(parsed())))
