"""The twin of the directory."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.people.model import Municipality, Person, Unit
from core.shared.ids import BotId, MunicipalityId, PersonId, UnitId
from core.shared.paging import Slice
from core.shared.roles import Role
from storage.memory.state import State, page_of
from storage.sorting import sort_key


@dataclass(frozen=True, slots=True)
class MemoryDirectory:
    """Implements `core.people.ports.Directory`."""

    state: State

    async def municipalities(self) -> Sequence[Municipality]:
        """All, by title."""
        return tuple(sorted(self.state.municipalities, key=lambda home: sort_key(home.title)))

    async def units(self, municipality: MunicipalityId) -> Sequence[Unit]:
        """Open units, by title."""
        here = [unit for unit in self.state.units if unit.municipality == municipality and unit.open]
        return tuple(sorted(here, key=lambda unit: sort_key(unit.title)))

    async def unit(self, municipality: MunicipalityId, unit: UnitId) -> Unit | None:
        """One unit, also one that is closed by now."""
        here = (known for known in self.state.units if known.municipality == municipality)
        return next((known for known in here if known.id == unit), None)

    async def staff(
        self, municipality: MunicipalityId, *, role: Role | None, page: int, per_page: int
    ) -> Slice[Person]:
        """Active members of staff, by name."""
        here = [
            self.state.copy(person)
            for person in self.state.people.values()
            if person.municipality == municipality
            and person.active
            and (role in person.roles if role else person.roles)
        ]
        here.sort(key=lambda person: (sort_key(person.name), person.id))
        return page_of(here, page, per_page)

    async def former(self, municipality: MunicipalityId, *, page: int, per_page: int) -> Slice[Person]:
        """Those who left, by name."""
        left = [
            self.state.copy(person)
            for person in self.state.people.values()
            if person.municipality == municipality and person.active and person.former and not person.roles
        ]
        left.sort(key=lambda person: (sort_key(person.name), person.id))
        return page_of(left, page, per_page)

    async def bots_of(self, municipality: MunicipalityId, person: PersonId) -> Sequence[BotId]:
        """Those the person has not left."""
        return tuple(
            sorted(
                channel.account.bot
                for channel in self.state.channels.values()
                if (channel.municipality, channel.person) == (municipality, person) and not channel.gone
            )
        )
