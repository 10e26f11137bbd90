"""CPU of a turn that makes a fact and of one inside a dialog, and the exact counts of both."""

import statistics
from collections.abc import Sequence

from tests.benchmarks.counts import Counts, metered
from tests.benchmarks.crowd import Crowd
from tests.benchmarks.measure import Found, Leg, Row, Side, compare, ratio
from tests.benchmarks.places import Contender, Place
from tests.benchmarks.rivals import Rivals

FACT, DIALOG = "fact", "dialog"
COHORT = 48
COUNTED = 12
TITLES = {"telegram": "Telegram", "max": "MAX"}
FIRST = {"telegram": 10_000, "max": 20_000, "reference": 30_000, "floor": 40_000}
"""Numbers of people: nobody has two chats."""
GOALS = {FACT: 0.6, DIALOG: 0.4}
NAMES = {FACT: "turn that makes a fact", DIALOG: "turn inside a dialog"}


def _people(name: str, count: int, after: int = 0) -> range:
    return range(FIRST[name] + after, FIRST[name] + after + count)


def our_side(name: str, contender: Contender, crowd: Crowd) -> Side:
    """Everybody writes, chooses (measured), goes on to the check page, sends (measured)."""
    return Side(
        name,
        contender.pid,
        (
            Leg(DIALOG, lambda: crowd.all(crowd.choose), lambda: crowd.all(crowd.write)),
            Leg(FACT, lambda: crowd.all(crowd.send), lambda: crowd.all(*crowd.to_check)),
        ),
    )


def other_side(name: str, contender: Contender, rivals: Rivals) -> Side:
    """The same two turns."""
    return Side(
        name,
        contender.pid,
        (
            Leg(DIALOG, rivals.all_choose, lambda: rivals.stand("topic:1")),
            Leg(FACT, rivals.all_send, lambda: rivals.stand("send")),
        ),
    )


async def cpu(
    place: Place, ours: dict[str, Contender], others: dict[str, Contender], *, slices: int
) -> list[Row]:
    """CPU milliseconds of our processes, the reference and the floor, by pairs."""
    sides = []
    for messenger, contender in ours.items():
        crowd = place.crowd(contender, messenger, _people(messenger, COHORT))
        await crowd.all(crowd.arrive)
        sides.append(our_side(messenger, contender, crowd))
    rivals = [Rivals.before(contender, place, _people(name, COHORT)) for name, contender in others.items()]
    sides += [other_side(*pair, one) for pair, one in zip(others.items(), rivals, strict=True)]
    await compare(sides, slices=2)  # warm
    await place.count()
    found = await compare(sides, slices=slices)
    for one in rivals:
        await one.close()
    return [_row(found, leg, messenger) for leg in (FACT, DIALOG) for messenger in ours]


def _row(found: Found, leg: str, messenger: str) -> Row:
    share = ratio(found[leg, messenger], found[leg, "reference"])
    return Row(
        name=f"{NAMES[leg]}, {TITLES[messenger]}",
        ours=_milliseconds(found[leg, messenger]),
        reference=_milliseconds(found[leg, "reference"]),
        floor=_milliseconds(found[leg, "floor"]),
        ratio=share,
        unit="ms CPU",
        goal=f"at most {GOALS[leg]} x",
        met=share <= GOALS[leg],
    )


def _milliseconds(slices: Sequence[float]) -> float:
    return statistics.median(slices) * 1000


async def counts(place: Place) -> list[Row]:
    """Trips, flights and calls of a turn, counted on the wire in processes of their own."""
    found: dict[tuple[str, str], Counts] = {}
    async with metered(place, "counted") as meter:
        ours = await meter.place.ours("telegram-citizen", "max-citizen")
        for messenger in TITLES:
            crowd = meter.place.crowd(ours, messenger, _people(messenger, COUNTED, 1000))
            await crowd.all(crowd.arrive)
            for _warm in range(2):  # many at once: every connection prepares its statements
                await crowd.all(crowd.write, crowd.choose, *crowd.to_check, crowd.send)
            await crowd.all(crowd.write)
            found[DIALOG, messenger] = await meter.count(crowd.choose, crowd.people)
            await crowd.all(*crowd.to_check)
            found[FACT, messenger] = await meter.count(crowd.send, crowd.people)
        for name in ("reference", "floor"):
            rivals = Rivals.before(await meter.place.other(name), place, _people(name, COUNTED, 1000))
            for _warm in range(2):
                await rivals.stand("topic:1")
                found[DIALOG, name] = await meter.count(rivals.choose, rivals.people)
                await rivals.stand("send")
                found[FACT, name] = await meter.count(rivals.send, rivals.people)
            await rivals.close()
    return [
        _counted(found, leg, messenger, what)
        for leg in (FACT, DIALOG)
        for messenger in TITLES
        for what in LIMITS
    ]


LIMITS = {
    "database": ("round trips to PostgreSQL", 1),
    "redis": ("flights to Redis", 2),
    "http": ("calls to the messenger", 2),
}


def _counted(found: dict[tuple[str, str], Counts], leg: str, messenger: str, what: str) -> Row:
    title, most = LIMITS[what]
    ours = found[leg, messenger].each()[what]
    return Row(
        name=f"{title}, {NAMES[leg]}, {TITLES[messenger]}",
        ours=ours,
        reference=found[leg, "reference"].each()[what],
        floor=found[leg, "floor"].each()[what],
        unit="a turn",
        goal=f"at most {most}",
        met=ours <= most,
    )


def share_of_engine(rows: Sequence[Row], messenger: str, alone: float) -> Row:
    """The engine's and the rendering's part (ms) of the reference's turn, where that was measured."""
    name = f"{NAMES[DIALOG]}, {TITLES[messenger]}"
    reference = next((row.reference for row in rows if row.name == name), None)
    share = alone / reference if reference else None
    return Row(
        name=f"engine and rendering alone, {TITLES[messenger]}",
        ours=alone,
        reference=reference,
        ratio=share,
        unit="ms CPU",
        goal="at most 0.15 x",
        met=None if share is None else share <= 0.15,
    )
