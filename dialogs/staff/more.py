"""What is done with an incident now and then: a card of its own, so that the first one stays short."""

from collections.abc import Sequence

from core.incidents.model import Incident
from core.incidents.values import State
from core.shared.actor import Actor
from core.shared.msg import Msg
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Card, Dialog, Open, View
from dialogs.staff import card as page
from dialogs.staff.may import drafts, executes
from dialogs.staff.subject import card_of, incident_of


def rare(ctx: Ctx, incident: Incident) -> list[Action]:
    """What this person may do besides."""
    found = [*_writing(ctx, incident), *_curating(incident, ctx.me)]
    return [Action(name, title, Open(name, incident.id)) for name, title in found]


def _writing(ctx: Ctx, incident: Incident) -> list[tuple[str, Msg]]:
    found: list[tuple[str, Msg]] = []
    if drafts(ctx, incident):
        if incident.interim_at is None:
            found.append(("interim", Msg("more-card.interim")))
        if incident.question is None:
            found.append(("question", Msg("more-card.question")))
    if executes(incident, ctx.me):
        found.append(("status", Msg("more-card.status")))
    return found


def _curating(incident: Incident, me: Actor) -> list[tuple[str, Msg]]:
    found: list[tuple[str, Msg]] = []
    if not incident.is_open:
        return found
    asks = incident.origin.ours and incident.question is None and incident.state is not State.ON_APPROVAL
    if me.may(Right.APPROVE) and asks:
        found.append(("ask", Msg("more-card.ask")))
    if me.may(Right.ASSIGN):
        found += [("repeat", Msg("more-card.repeat")), ("merge", Msg("more-card.merge"))]
    if me.may(Right.DECLINE):
        found += [("decline", Msg("more-card.decline")), ("redirect", Msg("more-card.redirect"))]
    return found


async def show_more(ctx: Ctx) -> View:
    """Which incident it is about; once it is over there is nothing more to do."""
    card = await card_of(ctx)
    offered = (Msg("more-card"),) if rare(ctx, card.incident) else ()
    return View((page.head(ctx, card), *offered))


async def more_actions(ctx: Ctx) -> Sequence[Action]:
    """As the first card's button promised, if it still is so."""
    return rare(ctx, await incident_of(ctx))


MORE = Dialog(name="more", steps=(Card(name="card", show=show_more, actions=more_actions),))
