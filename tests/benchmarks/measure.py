"""How we measure: CPU of whole processes to the nanosecond, in short alternating slices, by pairs."""

import asyncio
import statistics
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

CALM = 0.3
"""Seconds for what the preparations left to be written in the background."""

MIB = 1024 * 1024


def cpu_seconds(pid: int) -> float:
    """CPU time of a process with all its threads, in seconds (Linux: nanosecond accounting)."""
    total = 0
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            total += int((task / "schedstat").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        times = psutil.Process(pid).cpu_times()
        return float(times.user + times.system)
    return total / 1e9


def rss_mib(pid: int) -> float:
    """Resident memory of a process in MiB."""
    return float(psutil.Process(pid).memory_info().rss) / MIB


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch of work that is measured; `work` says how many turns it did."""

    name: str
    work: Callable[[], Awaitable[int]]
    prepare: Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things compared: its process, and the legs that all sides have in the same order."""

    name: str
    pid: int
    legs: Sequence[Leg]


Found = Mapping[tuple[str, str], Sequence[float]]
"""CPU seconds a turn in every slice, by leg and side."""


async def compare(sides: Sequence[Side], *, slices: int) -> Found:
    """All sides are prepared for a leg, then measured right after each other, in an alternating order."""
    found: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for number in range(slices):
        for legs in zip(*(side.legs for side in sides), strict=True):
            for leg in legs:
                await leg.prepare()
            await asyncio.sleep(CALM)
            pairs = list(zip(sides, legs, strict=True))
            for side, leg in pairs if number % 2 == 0 else reversed(pairs):
                before = cpu_seconds(side.pid)
                turns = await leg.work()
                found[leg.name, side.name].append((cpu_seconds(side.pid) - before) / turns)
    return found


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios pair by pair: the machine's mood cancels out within a pair."""
    return statistics.median(mine / other for mine, other in zip(ours, theirs, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0..1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table and of `build/bench.json`; `met` is None where there is no goal."""

    name: str
    ours: float
    unit: str
    goal: str = ""
    reference: float | None = None
    floor: float | None = None
    ratio: float | None = None
    met: bool | None = None
