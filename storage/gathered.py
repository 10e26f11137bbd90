"""What a unit of work gathers until its commit: the same in PostgreSQL and in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.incidents.model import Incident
from core.shared.facts import Fact


@dataclass(slots=True, kw_only=True)
class GatheredIncidents:
    """The writing half of `core.incidents.ports.Incidents`."""

    _new: list[Incident] = field(default_factory=list)
    _changed: list[Incident] = field(default_factory=list)

    def add(self, incident: Incident) -> None:
        """A new incident, at most one a unit of work: there is one place for a number."""
        if self._new:
            raise AssertionError("one unit of work registers one incident")
        self._new.append(incident)

    def change(self, incident: Incident) -> None:
        """A changed incident."""
        if not any(incident is known for known in (*self._new, *self._changed)):
            self._changed.append(incident)

    def facts(self) -> Iterator[Fact]:
        """What happened to known incidents."""
        for incident in self._changed:
            yield from incident.take()
