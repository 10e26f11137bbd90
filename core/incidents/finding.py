"""Find an incident by its register number; who may see it is checked as on its card."""

from dataclasses import dataclass

from core.incidents.changing import must_decide
from core.incidents.ports import IncidentCard, OpenWork
from core.incidents.queries import StaffCard
from core.shared.actor import Actor
from core.shared.roles import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class FindByNumber:
    """Staff know an incident by the number that people tell each other."""

    open: OpenWork
    card: StaffCard

    async def __call__(self, number: int, *, by: Actor) -> IncidentCard:
        """Refuses `no-right`, `incident-unknown`, and what `StaffCard` refuses."""
        must_decide(by)
        async with self.open() as work:
            found = await work.incidents.by_number(by.municipality, number)
        return await self.card(found.id, by=by)
