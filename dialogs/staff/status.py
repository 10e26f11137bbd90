"""How things stand: a curator asks with one press, the executor tells with one or two (NVK-4.2)."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.incidents.values import State, Words
from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Dialog, Done, Ready, Text
from dialogs.incident_lines import topic_title
from dialogs.staff.may import executes
from dialogs.staff.overtaken import overtaken
from dialogs.staff.subject import incident_of, must_be_open


async def ask_status(ctx: Ctx, _key: str, _given: Answers) -> Done:
    """The executor is notified in the same commit."""
    incident = IncidentId(ctx.arg)
    try:
        found = await ctx.app.ask_status(incident, by=ctx.me)
    except Refusal as refused:
        return overtaken(refused, incident)
    return Done(Msg("ask-status-done", {"number": found.number}))


async def asked(ctx: Ctx) -> Mapping[str, Any]:
    """What the status is about. Refuses to everybody but the executor."""
    incident = await incident_of(ctx)
    must_be_open(incident)
    if not executes(incident, ctx.me):
        raise Refusal("incident-not-yours")
    return {"number": incident.number, "topic": topic_title(ctx, incident)}


async def statuses(ctx: Ctx) -> Sequence[Ready]:
    """What is said most often; while the answer waits for approval, that it does."""
    if (await incident_of(ctx)).state is State.ON_APPROVAL:
        return (Ready("approve", Msg("status-ready.approve"), Msg("status-ready.approve")),)
    return (
        Ready("going", Msg("status-ready.going"), Msg("status-ready.going")),
        Ready("waiting", Msg("status-ready.waiting"), Msg("status-ready.waiting")),
        Ready("late", Msg("status-ready.late"), Msg("status-ready.late")),
    )


async def tell_status(ctx: Ctx, key: str, given: Answers) -> Done:
    """The curators are notified in the same commit (NVK-4.2)."""
    found = await ctx.app.tell_status(IncidentId(ctx.arg), given["text"], key=key, by=ctx.me)
    return Done(Msg("status-done", {"number": found.number}))


ASK_STATUS = Dialog(name="ask-status", steps=(), finish=ask_status)

STATUS = Dialog(
    name="status",
    steps=(Text(name="text", parse=Words.parse, args=asked, ready=statuses),),
    finish=tell_status,
)
