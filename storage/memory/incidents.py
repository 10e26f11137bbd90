"""The twin of incidents inside a unit of work: reads copies, collects changes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.deadlines.model import Deadline
from core.incidents.model import Incident
from core.shared.facts import Fact
from core.shared.ids import IncidentId, MunicipalityId, PersonId
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
        found = self.state.incident(municipality, incident)
        if found is None:
            raise Refusal("incident-unknown")
        return found

    async def by_number(self, municipality: MunicipalityId, number: int) -> Incident:
        """The incident with a register number; refuses `incident-unknown`."""
        for known in self.state.incidents.values():
            if (known.municipality, known.number) == (municipality, number):
                return await self.get(municipality, known.id)
        raise Refusal("incident-unknown")

    async def open_of(self, municipality: MunicipalityId, executor: PersonId) -> Sequence[IncidentId]:
        """Open incidents an executor has, by number."""
        return [
            known.id
            for known in self.state.incidents.values()
            if (known.municipality, known.executor) == (municipality, executor) and known.is_open
        ]

    def check(self) -> None:
        """Raise `Conflict` on a stale version, and where the clock has told a breach since it was read."""
        for incident in self._changed:
            if self.state.incidents[incident.id].version != incident.version:
                raise Conflict
            if any(self._breached_since(incident, each) for each in incident.deadlines):
                raise Conflict

    def _breached_since(self, incident: Incident, read: Deadline) -> bool:
        which = (read.kind, read.generation)
        known = self.state.deadlines.get((incident.municipality, incident.id), {}).get(which)
        return which in incident.touched and known is not None and known.breached and not read.breached

    def write(self) -> tuple[int | None, list[Fact]]:
        """Apply; the number of a new incident, and the facts to tell unless it was registered before."""
        fresh = list(self.fresh_facts())
        for incident in self._changed:
            self._keep(incident)
        if not self._new:
            return None, []
        return self._register(self._new[0], fresh)

    def _register(self, incident: Incident, facts: list[Fact]) -> tuple[int | None, list[Fact]]:
        for known in self.state.incidents.values():
            if (known.municipality, known.key) == (incident.municipality, incident.key):
                return known.number, []
        number = self.state.numbers.get(incident.municipality, 0) + 1
        self.state.numbers[incident.municipality] = incident.number = number
        self._keep(incident)
        return number, facts

    def _keep(self, incident: Incident) -> None:
        """Deadlines by themselves: the clock may have fired a step since they were read."""
        incident.version += 1
        kept = self.state.deadlines.setdefault((incident.municipality, incident.id), {})
        for each in incident.deadlines:
            which = (each.kind, each.generation)
            if which in incident.touched:
                kept[which] = replace(each, progress=max(each.progress, kept.get(which, each).progress))
        incident.touched.clear()
        self.state.incidents[incident.id] = replace(incident, facts=[], touched=set())
