"""Not mine: the executor returns a message with a reason, and sees until when that is in time (ZAR-9)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from core.deadlines.terms import Kind
from core.incidents.model import Incident
from core.incidents.values import Words
from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Dialog, Done, Ready, Text
from dialogs.incident_lines import topic_title
from dialogs.staff.left import calendar_of, in_words
from dialogs.staff.may import executes, gives_back
from dialogs.staff.subject import incident_of, must_be_open


async def returnable(ctx: Ctx) -> Mapping[str, Any]:
    """Until when "not mine" is in time (ZAR-9). Refuses when there is nothing to return."""
    incident = await incident_of(ctx)
    must_be_open(incident)
    if not gives_back(incident, ctx.me):
        raise Refusal("incident-on-approval" if executes(incident, ctx.me) else "incident-not-yours")
    due = _window(incident)
    if due is None:
        until = Msg("give-back-reason.no-term")
    elif ctx.now > due:
        until = Msg("give-back-reason.late", {"at": due})
    else:
        until = Msg(
            "give-back-reason.in-time", {"told": in_words(calendar_of(ctx), ctx.now, due, ctx.voice.language)}
        )
    return {"number": incident.number, "topic": topic_title(ctx, incident), "until": until}


def _window(incident: Incident) -> datetime | None:
    """The newest window for a return, also one that is over."""
    windows = [each for each in incident.deadlines if each.kind is Kind.RETURN]
    newest = max(windows, key=lambda each: each.generation, default=None)
    return newest.due_at if newest else None


async def reasons(_ctx: Ctx) -> Sequence[Ready]:
    """What is said most often."""
    return (
        Ready("territory", Msg("give-back-ready.territory"), Msg("give-back-ready.territory")),
        Ready("powers", Msg("give-back-ready.powers"), Msg("give-back-ready.powers")),
        Ready("topic", Msg("give-back-ready.topic"), Msg("give-back-ready.topic")),
    )


async def give_back(ctx: Ctx, _key: str, given: Answers) -> Done:
    """Late it is taken, too, and marked: refusing it would hide the delay."""
    found = await ctx.app.give_back(IncidentId(ctx.arg), given["reason"], by=ctx.me)
    return Done(Msg("give-back-done", {"number": found.number}))


GIVE_BACK = Dialog(
    name="give-back",
    steps=(Text(name="reason", parse=Words.parse, args=returnable, ready=reasons),),
    finish=give_back,
)
