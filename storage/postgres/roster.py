"""Rosters: read as a whole, written as rows, and watched for what begins and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import orjson

from core.people.roster import Roster
from core.people.substitution import Phase, Reason, Substitution
from core.shared.ids import MunicipalityId, PersonId, SubstitutionId
from core.shared.refusal import Refusal
from storage.postgres.pool import Database

_READ: Final = """
SELECT h.zone, coalesce(o.version, 0) AS version, (
    SELECT jsonb_agg(jsonb_build_object('id', s.id, 'absent', s.absent_id, 'substitute', s.substitute_id,
        'first', s.first_day, 'last', s.last_day, 'starts', s.starts_at, 'ends', s.ends_at,
        'reason', s.reason, 'order', s.order_number, 'phase', s.phase, 'absent_name', a.name,
        'substitute_name', b.name) ORDER BY s.starts_at, s.id)
    FROM substitutions s
    JOIN persons a ON a.municipality_id = $1 AND a.id = s.absent_id
    JOIN persons b ON b.municipality_id = $1 AND b.id = s.substitute_id
    WHERE s.municipality_id = $1 AND s.phase <> 'over'
) AS substitutions, (
    SELECT jsonb_agg(jsonb_build_object('absent', p.id, 'doer', p.stand_in_id, 'absent_name', p.name,
        'doer_name', q.name))
    FROM persons p
    JOIN persons q ON q.municipality_id = $1 AND q.id = p.stand_in_id
    WHERE p.municipality_id = $1 AND p.stand_in_id IS NOT NULL
) AS standing
FROM municipalities h LEFT JOIN rosters o ON o.municipality_id = h.municipality_id
WHERE h.municipality_id = $1
"""
_DUE: Final = """
SELECT DISTINCT municipality_id FROM substitutions WHERE change_at <= $1 AND change_at IS NOT NULL ORDER BY 1
"""
_NEXT: Final = "SELECT min(change_at) FROM substitutions WHERE change_at IS NOT NULL"


async def read_roster(database: Database, municipality: MunicipalityId) -> Roster:
    """The municipality's roster in one flight; refuses `municipality-unknown`."""
    row = await database.row(_READ, municipality)
    if row is None:
        raise Refusal("municipality-unknown")
    substitutions = orjson.loads(row["substitutions"] or "[]")
    standing = orjson.loads(row["standing"] or "[]")
    names = {each["absent"]: each["absent_name"] for each in (*substitutions, *standing)}
    names |= {each["substitute"]: each["substitute_name"] for each in substitutions}
    names |= {each["doer"]: each["doer_name"] for each in standing}
    return Roster(
        municipality=municipality,
        zone=row["zone"],
        substitutions=[_substitution(each) for each in substitutions],
        standing={PersonId(each["absent"]): PersonId(each["doer"]) for each in standing},
        names=names,
        version=row["version"],
    )


def _substitution(row: dict[str, Any]) -> Substitution:
    return Substitution(
        id=SubstitutionId(row["id"]),
        absent=PersonId(row["absent"]),
        substitute=PersonId(row["substitute"]),
        first=date.fromisoformat(row["first"]),
        last=date.fromisoformat(row["last"]) if row["last"] else None,
        starts=datetime.fromisoformat(row["starts"]),
        ends=datetime.fromisoformat(row["ends"]) if row["ends"] else None,
        reason=Reason(row["reason"]),
        order=row["order"],
        phase=Phase(row["phase"]),
    )


def substitution_row(made: Substitution) -> dict[str, Any]:
    """All columns; those that never change are written once."""
    return {
        "id": made.id,
        "absent_id": made.absent,
        "substitute_id": made.substitute,
        "first_day": made.first,
        "last_day": made.last,
        "starts_at": made.starts,
        "ends_at": made.ends,
        "change_at": made.change,
        "reason": made.reason,
        "order_number": made.order,
        "phase": made.phase,
    }


@dataclass(frozen=True, slots=True)
class PgRosterWatch:
    """Implements `core.people.ports.RosterWatch`."""

    database: Database

    async def due(self, now: datetime) -> Sequence[MunicipalityId]:
        """Where something has to begin or end by now."""
        return [MunicipalityId(row["municipality_id"]) for row in await self.database.rows(_DUE, now)]

    async def next_change(self) -> datetime | None:
        """The next moment at which something does."""
        found: datetime | None = await self.database.value(_NEXT)
        return found
