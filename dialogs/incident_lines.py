"""How an incident reads on a screen, for residents and for staff alike."""

from core.incidents.model import Draft, Incident
from core.incidents.values import State
from core.shared.excerpt import excerpt
from core.shared.ids import IncidentId, TopicId
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx

MARKS = {
    State.NEW: Msg("mark-new"),
    State.ASSIGNED: Msg("mark-assigned"),
    State.ON_APPROVAL: Msg("mark-on-approval"),
    State.REWORK: Msg("mark-rework"),
    State.INTERIM: Msg("mark-interim"),
    State.APPROVED: Msg("mark-approved"),
    State.ANSWERED: Msg("mark-answered"),
    State.DECLINED: Msg("mark-declined"),
    State.REDIRECTED: Msg("mark-redirected"),
    State.CLOSED: Msg("mark-closed"),
    State.JOINED: Msg("mark-joined"),
}
"""One sign a state, so that a list can be scanned."""


def topic_title(ctx: Ctx, incident: Incident) -> str:
    """The topic in the reader's language; as it was written down where the profile dropped it since."""
    return topic_today(ctx, incident.topic) or incident.topic_title


def topic_today(ctx: Ctx, topic: TopicId) -> str | None:
    """A topic's title in the reader's language; None where the profile dropped it."""
    return ctx.app.rules.topic_title(ctx.me.municipality, topic, ctx.voice.language)


def said(incident: Incident, most: int) -> Msg:
    """The resident's words, their beginning if they are long."""
    return Msg("incident-said", {"text": shown(incident.text, most)})


def shown(text: str, most: int) -> str:
    """The text as it stands, or its beginning where it is longer than that."""
    return text if len(text) <= most else excerpt(text, most)


def draft_at(arg: str) -> tuple[IncidentId, int]:
    """The draft that a button `<incident>.<number>` means; refuses `incident-unknown` on anything else."""
    incident, dot, number = arg.rpartition(".")
    if not (dot and number.isascii() and number.isdigit()):
        raise Refusal("incident-unknown")
    return IncidentId(incident), int(number)


def draft_arg(incident: Incident, draft: Draft) -> str:
    """What `draft_at` reads."""
    return f"{incident.id}.{draft.number}"
