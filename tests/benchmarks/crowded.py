"""Whole turns in a city of 100 000 messages: lists and cards of a curator, the search of a resident."""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import asyncpg

from tests.benchmarks import years_sql
from tests.benchmarks.crowd import Crowd
from tests.benchmarks.measure import Row, percentile
from tests.benchmarks.places import CURATOR_USER, Contender, Place
from tests.similar.generated import COLUMNS, messages

MANY: Final = 100_000
GOAL: Final = 50.0
WARM: Final = 12
RESIDENT: Final = 700_000
PLACE: Final = "ул. Ленина, 15"

T = TypeVar("T")
Times = list[float]


async def fill(url: str, count: int) -> None:
    """So many messages with their work, as autovacuum leaves them."""
    connection = await asyncpg.connect(url)
    records = (each.record() for each in messages(count))
    await connection.copy_records_to_table("incidents", records=records, columns=COLUMNS)
    for filling in years_sql.FILLING:
        await connection.execute(filling)
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


@dataclass(frozen=True, slots=True)
class Office:
    """One curator at their phone."""

    crowd: Crowd

    async def open(self, dialog: str, arg: str = "") -> float:
        """Press a button that leads there; milliseconds until the screen stood there."""
        started = time.perf_counter()
        await self.crowd.push_button(CURATOR_USER, f"#{dialog}.{arg}")
        return (time.perf_counter() - started) * 1000

    def must_show(self, *words: str, buttons: int = 1) -> None:
        """Raises where the screen is another one: nobody is fast by refusing."""
        chat = self.crowd.town.chat(CURATOR_USER)
        if len(chat.buttons) < buttons or not all(word in chat.text for word in words):
            raise AssertionError(f"{words} not in {chat.text!r} with {len(chat.buttons)} buttons")


async def measured(place: Place, *, looks: int) -> list[Row]:
    """Everything, one after another, on a filled database."""
    contender = await place.ours("telegram-staff", "telegram-citizen")
    await place.appoint_curator()
    await fill(place.database_url, MANY)
    office = Office(place.staff(contender, (CURATOR_USER,)))
    found = {**await _of_curator(place, office, looks), **await _of_resident(place, contender, looks)}
    return [row for name, times in found.items() for row in _rows(name, times)]


async def _of_curator(place: Place, office: Office, looks: int) -> dict[str, Times]:
    new, working = await _ids(place, "new", looks + WARM), await _ids(place, "assigned", looks + WARM)

    async def listed(dialog: str, arg: str = "") -> float:
        spent = await office.open(dialog, arg)
        office.must_show(buttons=6)
        return spent

    async def card(incident: str) -> float:
        spent = await office.open("incident", incident)
        office.must_show("№")
        return spent

    async def triage(incident: str) -> float:
        spent = await office.open("triage", incident)
        office.must_show("№", buttons=4)
        return spent

    return {
        "a curator's menu": await _times(lambda _: office.open("menu"), new),
        "a curator's list of new messages": await _times(lambda _: listed("inbox"), new),
        "a curator's list of all that is open": await _times(lambda _: listed("cut", ".."), new),
        "a curator's list of what is late": await _times(lambda _: listed("cut", "..late"), new),
        "the card of a message": await _times(card, working),
        "the triage screen, similar messages included": await _times(triage, new),
    }


async def _of_resident(place: Place, contender: Contender, looks: int) -> dict[str, Times]:
    """From the place to the similar messages, or on where there are none."""
    crowd = place.crowd(contender, "telegram", range(RESIDENT, RESIDENT + looks + WARM))
    await crowd.all(crowd.arrive, crowd.report_hole, crowd.topic)

    async def locate(user: int) -> float:
        started = time.perf_counter()
        await crowd.say(user, PLACE)
        return (time.perf_counter() - started) * 1000

    return {"a resident's turn that looks for similar messages": await _times(locate, crowd.people)}


async def _times(act: Callable[[T], Awaitable[float]], each: Sequence[T]) -> Times:
    return [await act(one) for one in each][WARM:]


async def _ids(place: Place, state: str, count: int) -> list[str]:
    connection = await asyncpg.connect(place.database_url)
    rows = await connection.fetch(years_sql.OPEN, state, count)
    await connection.close()
    return [row["id"] for row in rows]


def _rows(name: str, times: Times) -> list[Row]:
    p99 = percentile(times, 0.99)
    return [
        Row(name=f"{name}, among 100 000, p50", ours=percentile(times, 0.5), unit="ms"),
        Row(
            name=f"{name}, among 100 000, p99",
            ours=p99,
            unit="ms",
            goal=f"at most {GOAL:g}",
            met=p99 <= GOAL,
        ),
    ]
