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
    _noted: list[Fact] = field(default_factory=list)

    def add(self, incident: Incident) -> None:
        """A new incident, at most one a unit of work: there is one place for a number."""
        if self._new:
            raise AssertionError("one unit of work registers one incident")
        self._new.append(incident)

    def change(self, incident: Incident) -> None:
        """A changed incident."""
        if not any(incident is known for known in (*self._new, *self._changed)):
            self._changed.append(incident)

    def note(self, fact: Fact) -> None:
        """A fact for the journal that changes no incident."""
        self._noted.append(fact)

    def facts(self) -> Iterator[Fact]:
        """What happened to known incidents; nothing where one is registered beside: see `fresh_facts`."""
        yield from self._noted
        if not self._new:
            yield from self._of_known()

    def fresh_facts(self) -> Iterator[Fact]:
        """What is to be told only if the new incident is really new.

        What happened to others in the same commit is told with it: a repetition of it did not happen again.
        """
        if self._new:
            yield from self._of_known()
            yield from self._new[0].take()

    def _of_known(self) -> Iterator[Fact]:
        for incident in self._changed:
            yield from incident.take()
