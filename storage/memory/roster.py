"""The twin of rosters, and of the watch over them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.people.roster import Roster
from core.people.substitution import Phase, Substitution
from core.shared.ids import MunicipalityId, PersonId
from core.shared.refusal import Refusal
from core.shared.unit_of_work import Conflict
from storage.memory.state import State


def read_roster(state: State, municipality: MunicipalityId) -> Roster:
    """A copy; refuses `municipality-unknown`."""
    if all(home.id != municipality for home in state.municipalities):
        raise Refusal("municipality-unknown")
    found = [replace(each) for each in _open(state) if state.substitutions[each.id][0] == municipality]
    found.sort(key=lambda each: (each.starts, each.id))
    standing = {
        person.id: person.stand_in
        for person in state.people.values()
        if person.municipality == municipality and person.stand_in is not None
    }
    concerned = {*standing, *standing.values()}
    concerned |= {person for each in found for person in (each.absent, each.substitute)}
    return Roster(
        municipality=municipality,
        zone=state.zone_of(municipality),
        substitutions=found,
        standing=standing,
        names={person: state.people[person].name for person in concerned},
        version=state.rosters.get(municipality, 0),
    )


def check_roster(state: State, roster: Roster) -> None:
    """Raise `Conflict` on a stale version."""
    if state.rosters.get(roster.municipality, 0) != roster.version:
        raise Conflict


def write_roster(state: State, roster: Roster) -> None:
    """Keep its substitutions; who stands in for whom is written with the people."""
    roster.version += 1
    state.rosters[roster.municipality] = roster.version
    for each in roster.substitutions:
        state.substitutions[each.id] = (roster.municipality, replace(each))


def move_substitutions(state: State, source: PersonId, target: PersonId) -> None:
    """Whoever does the work of others, or is away, is another record now."""
    for each in _open(state):
        each.absent = target if each.absent == source else each.absent
        each.substitute = target if each.substitute == source else each.substitute
    for person in state.people.values():
        if person.stand_in == source and person.id != target:
            person.stand_in = target


def _open(state: State) -> list[Substitution]:
    return [each for _, each in state.substitutions.values() if each.phase is not Phase.OVER]


@dataclass(frozen=True, slots=True)
class MemoryRosterWatch:
    """Implements `core.people.ports.RosterWatch`."""

    state: State

    async def due(self, now: datetime) -> Sequence[MunicipalityId]:
        """Where something has to begin or end by now."""
        return sorted(
            {
                home
                for home, each in self.state.substitutions.values()
                if each.change is not None and each.change <= now
            }
        )

    async def next_change(self) -> datetime | None:
        """The next moment at which something does."""
        changes = [each.change for _, each in self.state.substitutions.values()]
        return min((change for change in changes if change is not None), default=None)
