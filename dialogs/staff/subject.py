"""The incident that a dialog was opened at."""

from core.incidents.model import Incident
from core.incidents.ports import IncidentCard
from core.incidents.values import State
from core.shared.ids import IncidentId
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx


async def card_of(ctx: Ctx, incident: str = "") -> IncidentCard:
    """The card of the dialog's incident; refuses to those who may not see it."""
    return await ctx.app.staff_card(IncidentId(incident or ctx.arg), by=ctx.me)


async def incident_of(ctx: Ctx, incident: str = "") -> Incident:
    """The dialog's incident; refuses to those who may not see it."""
    return (await card_of(ctx, incident)).incident


def must_be_open(incident: Incident) -> None:
    """Refuses with the reason, as the use cases do: before anything is asked in vain."""
    if incident.state is State.ANSWERED:
        raise Refusal("incident-answered")
    if not incident.is_open:
        raise Refusal("incident-closed", state=incident.state.value)
