"""Looks at the clocks of all incidents in the middle of everything: each must be what its state asks for."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import orjson

from core.deadlines.terms import Kind
from core.incidents.values import OPEN, State
from storage.errors import Unavailable
from storage.postgres.pool import Database

PACE: Final = 1.5
"""Seconds from one look to the next."""

KEPT: Final = 200
"""So many wrong ones are named; one that stays wrong is named at every look."""

# One statement sees one moment: each commit is in it whole, or not at all.
_LOOK: Final = """
SELECT i.number, i.state, i.question, i.executor_id, i.life ? 'interim_at' AS interim,
    i.shares <> '[]' AS shared, i.drafts <> '[]' AS drafted,
    coalesce((
        SELECT json_agg(json_build_array(d.kind, d.owner_id)) FROM deadlines d
        WHERE d.municipality_id = i.municipality_id AND d.subject = i.id AND d.outcome = 'open'
    ), '[]') AS running
FROM incidents i
"""

_OWN: Final = frozenset({Kind.DRAFT, Kind.ANSWER, Kind.CONTRIBUTION, Kind.REWORK, Kind.FINAL_DRAFT})
"""Clocks of whoever has to write."""


@dataclass
class Watch:
    """How many incidents were looked at, and what was wrong with them."""

    checked: int = 0
    wrong: list[str] = field(default_factory=list)

    async def live(self, database: Database) -> None:
        """Look again and again, until cancelled."""
        while True:
            await asyncio.sleep(PACE)
            await self.look(database)

    async def look(self, database: Database) -> None:
        """Look once; not at all while PostgreSQL is away."""
        try:
            rows = await database.rows(_LOOK)
        except Unavailable:
            return
        self.checked += len(rows)
        found = [f"№ {row['number']}, {row['state']}: {line}" for row in rows for line in mistakes(row)]
        self.wrong += [line for line in found if line not in self.wrong][: KEPT - len(self.wrong)]


def mistakes(row: Any) -> Sequence[str]:
    """What is wrong with the open clocks of one incident."""
    running = [(Kind(kind), owner) for kind, owner in orjson.loads(row["running"])]
    kinds, state = [kind for kind, _ in running], State(row["state"])
    if state not in OPEN:
        return [f"{kind} runs" for kind in kinds]
    untouched = state is State.ASSIGNED and not row["drafted"]
    wanted = {
        Kind.ANSWER: not row["interim"],
        Kind.TRIAGE: state is State.NEW,
        Kind.APPROVAL: state is State.ON_APPROVAL,
        Kind.REWORK: state is State.REWORK,
        Kind.PUBLISH: state is State.APPROVED,
        Kind.CLARIFICATION: row["question"] is not None,
        Kind.CONTRIBUTION: row["shared"] and (untouched or Kind.CONTRIBUTION in kinds),
        Kind.DRAFT: not row["drafted"] or Kind.DRAFT in kinds,
    }
    return [
        *[f"{kinds.count(kind)} x {kind}" for kind in set(kinds) if kinds.count(kind) > 1],
        *[f"{kind} is {kind in kinds}" for kind, runs in wanted.items() if runs != (kind in kinds)],
        *[f"{kind} of {own}" for kind, own in running if kind in _OWN and own != row["executor_id"]],
    ]
