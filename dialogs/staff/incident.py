"""The incident's card for staff: what is known, and what this person may do with it now."""

from collections.abc import Sequence

from core.incidents.model import Incident
from core.incidents.ports import IncidentCard
from core.incidents.values import DraftKind, State
from core.shared.actor import Actor
from core.shared.msg import Msg
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Card, Dialog, Open, View
from dialogs.incident_lines import draft_arg
from dialogs.staff import card as page
from dialogs.staff.may import contributes, decides, drafts, executes, gives_back, routes
from dialogs.staff.more import rare
from dialogs.staff.subject import card_of


async def show(ctx: Ctx) -> View:
    """Everything at a glance; beside a draft its photos, the message's own are one press away."""
    card = await card_of(ctx)
    incident = card.incident
    media = incident.draft.media if incident.draft else incident.media
    return View(page.text(ctx, card), media=media)


async def actions(ctx: Ctx) -> Sequence[Action]:
    """What state and rights allow, the likeliest first."""
    card = await card_of(ctx)
    incident = card.incident
    found = [
        *_deciding(incident, ctx.me),
        *_executing(ctx, incident),
        *_routing(incident, ctx.me),
        *await _closing(ctx, incident),
    ]
    if rare(ctx, incident):
        found.append(Action("more", Msg("incident-staff.more"), Open("more", incident.id)))
    return [*found, *_reading(card)]


def _deciding(incident: Incident, me: Actor) -> tuple[Action, ...]:
    if incident.draft is None or not decides(incident, me):
        return ()
    which = draft_arg(incident, incident.draft)
    return (
        Action("approve", Msg("incident-staff.approve"), Open("confirm", which)),
        Action("return", Msg("incident-staff.return"), Open("return", which)),
    )


def _executing(ctx: Ctx, incident: Incident) -> list[Action]:
    me, found = ctx.me, []
    if incident.state is State.APPROVED and incident.draft is not None and executes(incident, me):
        which = draft_arg(incident, incident.draft)
        found.append(Action("publish", Msg("notice-approved.publish"), Open("publish", which)))
    if contributes(incident, me):
        found.append(Action("contribute", Msg("incident-staff.contribute"), Open("contribute", incident.id)))
    if drafts(ctx, incident):
        title = Msg("incident-staff.redraft") if _is_begun(incident) else Msg("incident-staff.draft")
        found.append(Action("draft", title, Open("draft", incident.id)))
    if gives_back(incident, me):
        found.append(Action("give-back", Msg("incident-staff.give-back"), Open("give-back", incident.id)))
    return found


def _is_begun(incident: Incident) -> bool:
    """Whether an answer was written before: what is out already, or a question, is none."""
    draft = incident.draft
    return draft is not None and draft.kind is DraftKind.ANSWER and draft.published_at is None


def _routing(incident: Incident, me: Actor) -> tuple[Action, ...]:
    if not routes(incident, me):
        return ()
    if incident.executor is None:
        return (Action("assign", Msg("incident-staff.assign"), Open("triage", incident.id)),)
    return (
        Action("ask-status", Msg("incident-staff.ask-status"), Open("ask-status", incident.id)),
        Action("reassign", Msg("incident-staff.reassign"), Open("reroute", incident.id)),
    )


async def _closing(ctx: Ctx, incident: Incident) -> list[Action]:
    """How good the answer is, and whether others are to learn from it (NVK-3.2)."""
    found: list[Action] = []
    if incident.state is not State.ANSWERED:
        return found
    if ctx.me.may(Right.APPROVE):
        found.append(Action("grade", Msg("incident-staff.grade"), Open("grade", incident.id)))
    if ctx.me.may(Right.GUIDE):
        marked = await ctx.app.office.best_answers.marked(incident.id, by=ctx.me)
        title = Msg("example-card.marked") if marked else Msg("example-card.mark")
        found.append(Action("best", title, Open("example" if marked else "mark-best", incident.id)))
    return found


def _reading(card: IncidentCard) -> list[Action]:
    """What is too long for the card, and why the terms are what they are."""
    incident, found = card.incident, []
    if any(each.is_open for each in incident.deadlines):
        found.append(Action("due", Msg("incident-staff.due"), Open("due", incident.id)))
    if len(card.history) > page.HISTORY_SHOWN:
        found.append(Action("history", Msg("incident-staff.history"), Open("history", incident.id)))
    if page.is_cut(incident):
        found.append(Action("words", Msg("incident-staff.words"), Open("words", incident.id)))
    return found


INCIDENT = Dialog(name="incident", steps=(Card(name="staff", show=show, actions=actions),))
