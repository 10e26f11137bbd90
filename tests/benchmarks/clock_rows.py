"""The lines of the clock's benchmark in the table."""

from typing import Any

from bots.wiring.clockwork import TICK
from core.notices.firing import TOGETHER
from tests.benchmarks.deadlines import BARE, PENDING
from tests.benchmarks.measure import Row


def rows(found: dict[str, Any]) -> list[Row]:
    """The lines of the table."""
    empty, fired, down = found["empty"], found["firing"], found["downtime"]
    first = empty[str(PENDING[0])]
    return [
        *(
            Row(
                name=f"empty look at the clock, {int(count):_} deadlines to come".replace("_", " "),
                ours=spent,
                ratio=spent / first,
                unit="ms",
                goal="at most 1 ms, flat",
                met=spent <= 1 and spent <= 2 * first,
            )
            for count, spent in empty.items()
        ),
        Row(
            name=f"deadlines fired with all that follows; bare SQL, {BARE} a statement",
            ours=fired["ours"],
            floor=fired["bare"],
            ratio=fired["ratio"],
            unit="a second",
            goal="0.6 of the bare SQL",
            met=fired["ratio"] >= 0.6,
        ),
        Row(
            name=f"the same beside bare SQL, {TOGETHER} a statement like ours",
            ours=fired["ours"],
            floor=fired["alike"],
            ratio=fired["alike-ratio"],
            unit="a second",
        ),
        Row(
            name="10 000 overdue after downtime, each once",
            ours=down["seconds"],
            unit="s",
            goal="10 s",
            met=down["seconds"] <= 10 and bool(down["once"]),
        ),
        Row(
            name="lateness of a deadline, p99",
            ours=found["lateness"],
            unit="ms",
            goal=f"{TICK * 1000 + 100:.0f} ms",
            met=found["lateness"] <= TICK * 1000 + 100,
        ),
        Row(
            name="calendar edit with 10 000 open clocks",
            ours=found["edit"],
            unit="s",
            goal="5 s",
            met=found["edit"] <= 5,
        ),
    ]
