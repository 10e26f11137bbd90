"""Incidents inside a unit of work: reads at once, changes gathered for the commit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from core.incidents.model import Incident
from core.shared.facts import Fact
from core.shared.ids import IncidentId, MunicipalityId
from core.shared.refusal import Refusal
from storage.gathered import GatheredIncidents
from storage.packing import clean
from storage.postgres.parts import INCIDENTS_CHANGED, REGISTERED, Part
from storage.postgres.pool import Database
from storage.postgres.rows import INCIDENT, incident_of, incident_row, new_incident_row

_GET: Final = f"SELECT {INCIDENT} FROM incidents i WHERE i.municipality_id = $1 AND i.id = $2"  # noqa: S608 (a constant)


@dataclass(slots=True)
class PgIncidents(GatheredIncidents):
    """Implements `core.incidents.ports.Incidents`."""

    database: Database

    async def get(self, municipality: MunicipalityId, incident: IncidentId) -> Incident:
        """The incident; refuses `incident-unknown`."""
        row = await self.database.row(_GET, municipality, clean(incident))
        if row is None:
            raise Refusal("incident-unknown")
        return incident_of(row)

    def fresh_facts(self) -> Iterator[Fact]:
        """What is to be told only if the new incident is really new."""
        for incident in self._new:
            yield from incident.take()

    def parts(self) -> Iterator[tuple[Part, list[dict[str, Any]]]]:
        """What the commit has to write, with rows."""
        yield INCIDENTS_CHANGED, [incident_row(incident) for incident in self._changed]
        yield REGISTERED, [new_incident_row(incident) for incident in self._new]

    def committed(self, number: int | None) -> None:
        """Versions and numbers are the database's again."""
        for incident in self._changed:
            incident.version += 1
        for incident in self._new:
            incident.version, incident.number = 1, number
