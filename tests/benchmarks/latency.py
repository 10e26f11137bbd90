"""How long people wait at a steady rate of updates, counted from the moment each should have been sent."""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from aiohttp import ClientError

from tests.benchmarks.crowd import Crowd
from tests.benchmarks.measure import Row, percentile
from tests.benchmarks.places import Contender, Place
from tests.benchmarks.rivals import Rivals
from tests.benchmarks.town import Town

RATES = (100, 200)
RUNS = 5
SECONDS = 6.0
FACTS_IN = 5
"""One update in five makes a fact."""

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
        tasks.append(asyncio.ensure_future(one(act, due)))
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
    """People before our bot: most of them choose a sector (and go back), some send."""

    choosers: Crowd
    senders: Crowd
    url: str

    @classmethod
    async def before(cls, place: Place, contender: Contender, first: int) -> "Ours":
        """Everybody has arrived and written; enough people for the highest rate."""
        most = int(max(RATES) * SECONDS)
        senders = most // FACTS_IN
        made = cls(
            place.crowd(contender, "telegram", range(first, first + most - senders)),
            place.crowd(contender, "telegram", range(first + most, first + most + senders)),
            f"{contender.url}/healthz",
        )
        for crowd in (made.choosers, made.senders):
            await crowd.all(crowd.arrive, crowd.write)
        return made

    async def run(self, rate: int, waits: Waits) -> None:
        """One run, and everybody back to where they stood."""
        facts = int(rate * SECONDS) // FACTS_IN
        choosers, senders = self._some(self.choosers, facts * (FACTS_IN - 1)), self._some(self.senders, facts)
        await senders.all(senders.choose, *senders.to_check)
        acts = mixed(senders.send, senders.people, choosers.choose, choosers.people)
        async with probed(choosers.town, self.url, waits):
            waits.updates += await quietly(acts, rate)
        await choosers.all(choosers.unchoose)
        await senders.all(senders.write)

    def _some(self, crowd: Crowd, count: int) -> Crowd:
        return Crowd(crowd.town, crowd.messenger, crowd.url, crowd.secret, crowd.people[:count])


@dataclass(frozen=True, slots=True)
class Theirs:
    """The same before the reference."""

    place: Place
    contender: Contender
    first: int

    async def run(self, rate: int, waits: Waits) -> None:
        """One run."""
        facts = int(rate * SECONDS) // FACTS_IN
        senders = self._rivals(0, facts)
        choosers = self._rivals(facts, facts * (FACTS_IN - 1))
        await senders.stand("send")
        await choosers.stand("topic:1")
        acts = mixed(senders.send, senders.people, choosers.choose, choosers.people)
        async with probed(self.place.town, self.contender.url, waits):
            waits.updates += await quietly(acts, rate)
        await senders.close()
        await choosers.close()

    def _rivals(self, after: int, count: int) -> Rivals:
        first = self.first + after
        return Rivals.before(self.contender, self.place, range(first, first + count))


def mixed(
    send: Callable[[int], Awaitable[None]],
    senders: Sequence[int],
    choose: Callable[[int], Awaitable[None]],
    choosers: Sequence[int],
) -> list[Callable[[], Awaitable[None]]]:
    """One sends, four choose, and so on."""
    waiting = iter(choosers)
    acts: list[Callable[[], Awaitable[None]]] = []
    for sender in senders:
        acts.append(partial(send, sender))
        acts += [partial(choose, next(waiting)) for _ in range(FACTS_IN - 1)]
    return acts


async def quietly(acts: Sequence[Callable[[], Awaitable[None]]], rate: int) -> list[float]:
    """Our own collector must not be taken for anybody's pause."""
    gc.collect()
    gc.disable()
    try:
        return await open_loop(acts, rate)
    finally:
        gc.enable()


async def measured(place: Place, ours: Contender, reference: Contender, *, runs: int = RUNS) -> list[Row]:
    """Runs of both, interleaved."""
    sides: dict[str, Ours | Theirs] = {
        "ours": await Ours.before(place, ours, 100_000),
        "reference": Theirs(place, reference, 200_000),
    }
    found = {(rate, name): Waits() for rate in RATES for name in sides}
    for number in range(runs):
        for rate in RATES:
            for name in sorted(sides, reverse=bool(number % 2)):
                try:
                    await sides[name].run(rate, found[rate, name])
                except ClientError as error:
                    raise RuntimeError(f"{name} gave up at {rate}/s: {place.log()}") from error
    return [row for rate in RATES for row in _rows(rate, found[rate, "ours"], found[rate, "reference"])]


def _rows(rate: int, ours: Waits, reference: Waits) -> list[Row]:
    rows = []
    for share, title in ((0.5, "p50"), (0.99, "p99")):
        mine, other = percentile(ours.updates, share), percentile(reference.updates, share)
        goal = GOALS[rate] if share > 0.5 else None
        rows.append(
            Row(
                name=f"wait at {rate} updates/s, {title}",
                ours=mine,
                reference=other,
                ratio=mine / other,
                unit="ms",
                goal="" if goal is None else f"at most {goal} x",
                met=None if goal is None else mine / other <= goal,
            )
        )
    return [
        *rows,
        Row(
            name=f"longest pause at {rate} updates/s",
            ours=ours.pause,
            reference=reference.pause,
            ratio=ours.pause / reference.pause,
            unit="ms",
            goal=f"at most {PAUSE:g} ms",
            met=ours.pause <= PAUSE,
        ),
    ]
