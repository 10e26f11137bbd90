"""The incident's card for staff: what is known, and what this person may do with it now."""

from collections.abc import Sequence

from core.hints.find import kinds
from core.hints.lines import hint_lines
from core.incidents.lines import files, place
from core.incidents.model import Incident
from core.incidents.ports import IncidentCard, JournalEntry
from core.incidents.values import State
from core.shared.actor import Actor
from core.shared.excerpt import excerpt
from core.shared.ids import IncidentId
from core.shared.lines import paragraph, stacked
from core.shared.msg import Msg
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Card, Dialog, Open, View
from dialogs.incident_lines import MARKS, draft_arg, said, topic_title
from dialogs.staff.assign import NOT_NOW

WORDS_ALONE = 2500
WORDS_BESIDE_A_DRAFT = 600
DRAFT_SHOWN = 2000
HISTORY_SHOWN = 8
"""Characters and lines on the card, so that it stays one message; whole texts are one press away."""

STATES = {
    State.NEW: Msg("stage-new"),
    State.ASSIGNED: Msg("stage-assigned"),
    State.ON_APPROVAL: Msg("stage-on-approval"),
    State.REWORK: Msg("stage-rework"),
    State.ANSWERED: Msg("stage-answered"),
}

HISTORY = {
    "registered": "history-registered",
    "assigned": "history-assigned",
    "draft-submitted": "history-draft-submitted",
    "draft-returned": "history-draft-returned",
    "answered": "history-answered",
}


async def show(ctx: Ctx) -> View:
    """Refuses to those who may not see it."""
    card = await ctx.app.staff_card(IncidentId(ctx.arg), by=ctx.me)
    incident, draft = card.incident, card.incident.draft
    text = [_head(ctx, card), said(incident, WORDS_BESIDE_A_DRAFT if draft else WORDS_ALONE)]
    text += paragraph(*place(incident.location), *files(len(incident.media)))
    text += paragraph(*hint_lines(kinds(incident.text)))
    if draft is not None:
        shown = draft.text if len(draft.text) <= DRAFT_SHOWN else excerpt(draft.text, DRAFT_SHOWN)
        text.append(Msg("incident-draft", {"number": draft.number, "text": shown}))
        if incident.state is State.REWORK and draft.remark is not None:
            text.append(Msg("incident-remark", {"text": draft.remark}))
    history = [_line(entry) for entry in card.history if entry.name in HISTORY]
    text.append(stacked(Msg("incident-history"), *history[-HISTORY_SHOWN:]))
    return View(tuple(text), media=draft.media if draft else incident.media)


def _head(ctx: Ctx, card: IncidentCard) -> Msg:
    incident = card.incident
    return Msg(
        "incident-staff",
        {
            "mark": MARKS[incident.state],
            "number": incident.number,
            "topic": topic_title(ctx, incident),
            "stage": STATES[incident.state],
            "author": card.author_name or Msg("somebody"),
            "executor": card.executor_name or Msg("nobody-yet"),
            "unit": card.unit_title or Msg("no-unit"),
        },
    )


def _line(entry: JournalEntry) -> Msg:
    who: str | Msg = entry.by_name
    if entry.acting_for_name:
        who = Msg("history-acting", {"who": entry.by_name, "for": entry.acting_for_name})
    return Msg(HISTORY[entry.name], {"at": entry.at, "who": who})


async def actions(ctx: Ctx) -> Sequence[Action]:
    """What state and rights allow."""
    incident = (await ctx.app.staff_card(IncidentId(ctx.arg), by=ctx.me)).incident
    found = [*_deciding(incident, ctx.me), *_drafting(incident, ctx.me), *_routing(incident, ctx.me)]
    cut = len(incident.text) > (WORDS_BESIDE_A_DRAFT if incident.draft else WORDS_ALONE)
    if cut or (incident.draft and incident.media):
        found.append(Action("words", Msg("incident-staff.words"), Open("words", incident.id)))
    return found


def _deciding(incident: Incident, me: Actor) -> tuple[Action, ...]:
    if incident.state is not State.ON_APPROVAL or incident.draft is None or not me.may(Right.APPROVE):
        return ()
    which = draft_arg(incident, incident.draft)
    return (
        Action("approve", Msg("incident-staff.approve"), Open("confirm", which)),
        Action("return", Msg("incident-staff.return"), Open("return", which)),
    )


def _drafting(incident: Incident, me: Actor) -> tuple[Action, ...]:
    mine = incident.executor == me.person and me.may(Right.DRAFT)
    if not mine or incident.state is State.ANSWERED:
        return ()
    title = Msg("incident-staff.redraft") if incident.draft else Msg("incident-staff.draft")
    return (Action("draft", title, Open("draft", incident.id)),)


def _routing(incident: Incident, me: Actor) -> tuple[Action, ...]:
    if not me.may(Right.ASSIGN) or incident.state in NOT_NOW:
        return ()
    if incident.executor is None:
        return (Action("assign", Msg("incident-staff.assign"), Open("assign", incident.id)),)
    return (Action("reassign", Msg("incident-staff.reassign"), Open("executor", incident.id)),)


async def show_words(ctx: Ctx) -> View:
    """The resident's message as it came, whole, with its own photos."""
    incident = (await ctx.app.staff_card(IncidentId(ctx.arg), by=ctx.me)).incident
    return View((Msg("words-card", {"number": incident.number, "text": incident.text}),), incident.media)


async def no_actions(_ctx: Ctx) -> Sequence[Action]:
    """For reading only."""
    return ()


INCIDENT = Dialog(name="incident", steps=(Card(name="staff", show=show, actions=actions),))

WORDS = Dialog(name="words", steps=(Card(name="card", show=show_words, actions=no_actions),))
