"""How an incident reads on a screen, for residents and for staff alike."""

from core.incidents.model import Draft, Incident
from core.incidents.values import State
from core.shared.excerpt import excerpt
from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx

MARKS = {
    State.NEW: Msg("mark-new"),
    State.ASSIGNED: Msg("mark-assigned"),
    State.ON_APPROVAL: Msg("mark-on-approval"),
    State.REWORK: Msg("mark-rework"),
    State.ANSWERED: Msg("mark-answered"),
}
"""One sign a state, so that a list can be scanned."""


def topic_title(ctx: Ctx, incident: Incident) -> str:
    """The topic in the reader's language; as it was written down where the profile dropped it since."""
    today = ctx.app.rules.topic_title(incident.municipality, incident.topic, ctx.voice.language)
    return today or incident.topic_title


def said(incident: Incident, most: int) -> Msg:
    """The resident's words, their beginning if they are long."""
    text = incident.text if len(incident.text) <= most else excerpt(incident.text, most)
    return Msg("incident-said", {"text": text})


def draft_at(arg: str) -> tuple[IncidentId, int]:
    """The draft that a button `<incident>.<number>` means; refuses `incident-unknown` on anything else."""
    incident, dot, number = arg.rpartition(".")
    if not (dot and number.isascii() and number.isdigit()):
        raise Refusal("incident-unknown")
    return IncidentId(incident), int(number)


def draft_arg(incident: Incident, draft: Draft) -> str:
    """What `draft_at` reads."""
    return f"{incident.id}.{draft.number}"
