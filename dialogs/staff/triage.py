"""Into the triage screen: from a notice, where somebody may have been quicker, and from the card."""

from core.incidents.model import Incident
from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Dialog, Done, Open
from dialogs.staff.may import ROUTABLE
from dialogs.staff.overtaken import overtaken
from dialogs.staff.planned import proposal
from dialogs.staff.subject import card_of, must_be_open


async def triage_new(ctx: Ctx, _key: str, _given: Answers) -> Open | Done:
    """A notice's button: whoever was quicker is named, and the card shows how things stand."""
    ctx.me.must(Right.ASSIGN)
    card = await card_of(ctx)
    if card.incident.executor is None:
        return _plan(card.incident)
    told = Msg("refusal-incident-assigned", {"executor": card.executor_name})
    return Done(_why_not(card.incident) or told, then=Open("incident", ctx.arg))


async def triage_again(ctx: Ctx, _key: str, _given: Answers) -> Open | Done:
    """The card's button: everything as it is set now, to be changed."""
    ctx.me.must(Right.ASSIGN)
    return _plan((await card_of(ctx)).incident)


def _plan(incident: Incident) -> Open | Done:
    try:
        must_be_routable(incident)
    except Refusal as refused:
        return overtaken(refused, IncidentId(incident.id))
    return Open("plan", incident.id, proposal(incident))


def _why_not(incident: Incident) -> Msg | None:
    try:
        must_be_routable(incident)
    except Refusal as refused:
        return Msg(f"refusal-{refused.code}", refused.args_)
    return None


def must_be_routable(incident: Incident) -> None:
    """Refuses with the reason, as the use case does."""
    must_be_open(incident)
    if incident.state not in ROUTABLE:
        raise Refusal("incident-not-assignable", state=incident.state.value)


TRIAGE = Dialog(name="triage", steps=(), finish=triage_new)

ASSIGN = Dialog(name="assign", steps=(), finish=triage_new)
"""What notices called it before."""

REROUTE = Dialog(name="reroute", steps=(), finish=triage_again)
