"""The twin of incidents inside a unit of work: reads copies, collects changes."""

from dataclasses import dataclass, replace

from core.incidents.model import Incident
from core.shared.facts import Fact
from core.shared.ids import IncidentId, MunicipalityId
from core.shared.refusal import Refusal
from core.shared.unit_of_work import Conflict
from storage.gathered import GatheredIncidents
from storage.memory.state import State


@dataclass(slots=True)
class MemoryIncidents(GatheredIncidents):
    """Implements `core.incidents.ports.Incidents`."""

    state: State

    async def get(self, municipality: MunicipalityId, incident: IncidentId) -> Incident:
        """A copy; refuses `incident-unknown`."""
        found = self.state.incidents.get(incident)
        if found is None or found.municipality != municipality:
            raise Refusal("incident-unknown")
        return replace(found, facts=[])

    def check(self) -> None:
        """Raise `Conflict` on a stale version."""
        for incident in self._changed:
            if self.state.incidents[incident.id].version != incident.version:
                raise Conflict

    def write(self) -> tuple[int | None, list[Fact]]:
        """Apply; the number of a new incident, and its facts unless it was registered before."""
        for incident in self._changed:
            incident.version += 1
            self.state.incidents[incident.id] = replace(incident, facts=[])
        if not self._new:
            return None, []
        return self._register(self._new[0])

    def _register(self, incident: Incident) -> tuple[int | None, list[Fact]]:
        facts = incident.take()
        for known in self.state.incidents.values():
            if (known.municipality, known.key) == (incident.municipality, incident.key):
                return known.number, []
        number = self.state.numbers.get(incident.municipality, 0) + 1
        self.state.numbers[incident.municipality] = incident.number = number
        incident.version += 1
        self.state.incidents[incident.id] = replace(incident, facts=[])
        return number, facts
