"""Find an incident by its register number, and what was answered before; rights are those of the card."""

from dataclasses import dataclass

from core.incidents.model import Draft
from core.incidents.ports import IncidentCard, IncidentQueries, OpenWork
from core.incidents.queries import StaffCard
from core.shared.actor import Actor
from core.shared.ids import IncidentId
from core.shared.roles import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class FindByNumber:
    """Staff know an incident by the number that people tell each other."""

    open: OpenWork
    card: StaffCard

    async def __call__(self, number: int, *, by: Actor) -> IncidentCard:
        """Refuses `no-right`, `incident-unknown`, and what `StaffCard` refuses."""
        if not by.may(Right.SEE_INCIDENTS):
            by.must(Right.DRAFT)
        async with self.open() as work:
            found = await work.incidents.by_number(by.municipality, number)
        return await self.card(found.id, by=by)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBefore:
    """What the author of a repeat was answered the last time (ZAR-17)."""

    card: StaffCard
    queries: IncidentQueries

    async def __call__(self, incident: IncidentId, *, by: Actor) -> Draft | None:
        """None where it repeats nothing, or nothing was answered. Refuses what `StaffCard` refuses.

        Whoever writes the answer to a repeat reads the one before, whosever it was.
        """
        found = (await self.card(incident, by=by)).incident
        if found.repeats is None:
            return None
        return (await self.queries.card(by.municipality, found.repeats)).incident.answer
