"""Incidents inside a unit of work: reads at once, changes gathered for the commit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from core.incidents.model import Incident
from core.incidents.values import OPEN
from core.shared.ids import IncidentId, MunicipalityId, PersonId
from core.shared.refusal import Refusal
from storage.gathered import GatheredIncidents
from storage.packing import clean
from storage.postgres.incident_parts import DEADLINES, DEADLINES_NEW, INCIDENTS_CHANGED, REGISTERED
from storage.postgres.parts import Part
from storage.postgres.pool import Database
from storage.postgres.rows import INCIDENT, incident_of, incident_row, new_incident_row, touched_rows

GET: Final = f"SELECT {INCIDENT} FROM incidents i WHERE i.municipality_id = $1 AND i.id = $2"  # noqa: S608 (a constant)
BY_NUMBER: Final = f"SELECT {INCIDENT} FROM incidents i WHERE i.municipality_id = $1 AND i.number = $2"  # noqa: S608 (a constant)
OPEN_OF: Final = """
SELECT i.id FROM incidents i
WHERE i.municipality_id = $1 AND i.executor_id = $2 AND i.state = ANY ($3::text[])
ORDER BY i.number
"""

_LAST_NUMBER: Final = 2**31 - 1


@dataclass(slots=True)
class PgIncidents(GatheredIncidents):
    """Implements `core.incidents.ports.Incidents`."""

    database: Database

    async def get(self, municipality: MunicipalityId, incident: IncidentId) -> Incident:
        """The incident; refuses `incident-unknown`."""
        return await self._one(GET, municipality, clean(incident))

    async def by_number(self, municipality: MunicipalityId, number: int) -> Incident:
        """The incident with a register number; refuses `incident-unknown`."""
        if not 0 < number <= _LAST_NUMBER:
            raise Refusal("incident-unknown")
        return await self._one(BY_NUMBER, municipality, number)

    async def open_of(self, municipality: MunicipalityId, executor: PersonId) -> Sequence[IncidentId]:
        """Open incidents an executor has, by number."""
        rows = await self.database.rows(OPEN_OF, municipality, clean(executor), sorted(OPEN))
        return [IncidentId(row["id"]) for row in rows]

    def parts(self) -> Iterator[tuple[Part, list[dict[str, Any]]]]:
        """What the commit has to write, with rows."""
        yield INCIDENTS_CHANGED, [incident_row(incident) for incident in self._changed]
        yield DEADLINES, touched_rows(self._changed)
        yield REGISTERED, [new_incident_row(incident) for incident in self._new]
        yield DEADLINES_NEW, touched_rows(self._new)

    def committed(self, number: int | None) -> None:
        """Versions and numbers are the database's again."""
        for incident in self._changed:
            incident.version += 1
            incident.touched.clear()
        for incident in self._new:
            incident.version, incident.number = 1, number
            incident.touched.clear()

    async def _one(self, sql: str, municipality: MunicipalityId, which: str | int) -> Incident:
        row = await self.database.row(sql, municipality, which)
        if row is None:
            raise Refusal("incident-unknown")
        return incident_of(row)
