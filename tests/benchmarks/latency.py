"""How long people wait at a steady rate of updates, counted from the moment each should have been sent.

Every update is the heaviest there is: one that makes a fact.
"""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial

from tests.benchmarks.crowd import Crowd
from tests.benchmarks.measure import CALM, Row, percentile
from tests.benchmarks.places import Contender, Place
from tests.benchmarks.rivals import Rivals
from tests.benchmarks.town import Town

RATES = (100, 200)
TICK = 0.0015
"""Seconds: no timer here is more exact than that, and its lateness is nobody's wait."""

PROBE = 0.02
"""Seconds between two looks at whether the process answers at all."""

GOALS = {100: 0.7, 200: 0.3}
PAUSE = 20.0


@dataclass(slots=True)
class Waits:
    """Milliseconds: of every update, and of the longest time the process let an empty request wait."""

    updates: list[float] = field(default_factory=list)
    pause: float = 0.0


async def open_loop(acts: Sequence[Callable[[], Awaitable[None]]], rate: float) -> list[float]:
    """Start the acts at even distances whatever becomes of them; milliseconds from the due moment."""
    begun = time.perf_counter() + 0.05
    waits: list[float] = []

    async def one(act: Callable[[], Awaitable[None]], due: float) -> None:
        await act()
        waits.append((time.perf_counter() - due) * 1000)

    tasks = []
    for number, act in enumerate(acts):
        due = begun + number / rate
        await asyncio.sleep(due - time.perf_counter())
        tasks.append(asyncio.ensure_future(one(act, min(time.perf_counter(), due + TICK))))
    await asyncio.gather(*tasks)
    return waits


@asynccontextmanager
async def probed(town: Town, url: str, waits: Waits) -> AsyncIterator[None]:
    """Meanwhile ask for a page that costs nothing, again and again."""

    async def probe() -> None:
        while True:
            asked = time.perf_counter()
            async with town.http.get(url) as reply:
                await reply.read()
            waits.pause = max(waits.pause, (time.perf_counter() - asked) * 1000)
            await asyncio.sleep(PROBE)

    task = asyncio.ensure_future(probe())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@dataclass(frozen=True, slots=True)
class Ours:
    """People before our bot: they walk to the check page and back to it."""

    crowd: Crowd
    page: str

    @classmethod
    async def before(cls, place: Place, contender: Contender, people: range) -> "Ours":
        """Enough people for the highest rate have arrived."""
        made = cls(place.crowd(contender, "telegram", people), f"{contender.url}/healthz")
        await made.crowd.all(made.crowd.arrive)
        return made

    async def ready(self, count: int) -> list[Callable[[], Awaitable[None]]]:
        """They write, choose, skip: untimed."""
        crowd = replace(self.crowd, people=self.crowd.people[:count])
        await crowd.all(crowd.write, crowd.choose, *crowd.to_check)
        return [partial(crowd.send, user) for user in crowd.people]


@dataclass(frozen=True, slots=True)
class Theirs:
    """People before the reference."""

    rivals: Rivals
    page: str

    @classmethod
    def before(cls, place: Place, contender: Contender, people: range) -> "Theirs":
        """As many."""
        return cls(Rivals.before(contender, place, people), contender.url)

    async def ready(self, count: int) -> list[Callable[[], Awaitable[None]]]:
        """They stand where they can send."""
        await self.rivals.stand("send")
        return [partial(self.rivals.send, user) for user in self.rivals.people[:count]]


async def quietly(acts: Sequence[Callable[[], Awaitable[None]]], rate: int) -> list[float]:
    """Our own collector must not be taken for anybody's pause."""
    gc.collect()
    gc.disable()
    try:
        return await open_loop(acts, rate)
    finally:
        gc.enable()


async def measured(
    place: Place, ours: Contender, others: Mapping[str, Contender], *, runs: int, seconds: float
) -> list[Row]:
    """Runs of all, interleaved; the floor takes part in every fourth one."""
    people = int(max(RATES) * seconds)
    theirs = {
        name: Theirs.before(place, contender, range(first, first + people))
        for first, (name, contender) in zip((200_000, 210_000), others.items(), strict=True)
    }
    mine = await Ours.before(place, ours, range(100_000, 100_000 + people))
    sides: dict[str, Ours | Theirs] = {"ours": mine, **theirs}
    await place.count()
    found = {(rate, name): Waits() for rate in RATES for name in sides}
    for number in range(runs):
        for rate in RATES:
            for name in sorted(sides, reverse=bool(number % 2)):
                if name == "floor" and number % 4:
                    continue
                acts = await sides[name].ready(int(rate * seconds))
                await asyncio.sleep(CALM)
                waits = found[rate, name]
                async with probed(place.town, sides[name].page, waits):
                    waits.updates += await quietly(acts, rate)
    for side in theirs.values():
        await side.rivals.close()
    return [row for rate in RATES for row in _rows(rate, {name: found[rate, name] for name in sides})]


def _rows(rate: int, found: Mapping[str, Waits]) -> list[Row]:
    return [
        *(
            _row(
                f"wait at {rate} updates/s, {title}",
                {name: percentile(waits.updates, share) for name, waits in found.items()},
                most=GOALS[rate] if share > 0.5 else None,
            )
            for share, title in ((0.5, "p50"), (0.99, "p99"))
        ),
        replace(
            _row(f"longest pause at {rate} updates/s", {name: waits.pause for name, waits in found.items()}),
            goal=f"at most {PAUSE:g} ms",
            met=found["ours"].pause <= PAUSE,
        ),
    ]


def _row(name: str, found: Mapping[str, float], most: float | None = None) -> Row:
    ratio = found["ours"] / found["reference"]
    return Row(
        name=name,
        ours=found["ours"],
        reference=found["reference"],
        floor=found["floor"],
        ratio=ratio,
        unit="ms",
        goal="" if most is None else f"at most {most} x",
        met=None if most is None else ratio <= most,
    )
