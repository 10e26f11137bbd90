"""The twin of the directory."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.people.model import Municipality, Person, Unit
from core.shared.ids import MunicipalityId, UnitId
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
        """All units, by title."""
        here = [unit for unit in self.state.units if unit.municipality == municipality]
        return tuple(sorted(here, key=lambda unit: sort_key(unit.title)))

    async def unit(self, municipality: MunicipalityId, unit: UnitId) -> Unit | None:
        """One unit."""
        return next((known for known in await self.units(municipality) if known.id == unit), None)

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
