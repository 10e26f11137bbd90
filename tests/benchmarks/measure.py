"""How we measure: CPU of whole processes to the nanosecond, in short alternating slices, by pairs."""

import statistics
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil


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
    return float(psutil.Process(pid).memory_info().rss) / 1024 / 1024


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things compared: its process, and a slice of work that says how many turns it did."""

    name: str
    pid: int
    work: Callable[[], Awaitable[int]]
    prepare: Callable[[], Awaitable[None]] | None = None


async def compare(sides: Sequence[Side], *, slices: int) -> dict[str, list[float]]:
    """CPU seconds a turn for every side, slice by slice, the sides taking turns within each round."""
    found: dict[str, list[float]] = {side.name: [] for side in sides}
    for number in range(slices):
        order = sides if number % 2 == 0 else list(reversed(sides))
        for side in order:
            if side.prepare is not None:
                await side.prepare()
            before = cpu_seconds(side.pid)
            turns = await side.work()
            found[side.name].append((cpu_seconds(side.pid) - before) / turns)
    return found


def ratio(found: Mapping[str, Sequence[float]], ours: str, theirs: str) -> float:
    """The median of the ratios pair by pair: the machine's mood cancels out within a pair."""
    pairs = zip(found[ours], found[theirs], strict=True)
    return statistics.median(mine / other for mine, other in pairs)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0..1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table and of `build/bench.json`."""

    name: str
    ours: float
    unit: str
    goal: str
    reference: float | None = None
    floor: float | None = None
    ratio: float | None = None
    met: bool | None = None
