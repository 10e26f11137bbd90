"""Decide on a draft: approve from its notice with one press, approve after reading, return (ZAR-12)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from core.deadlines.terms import Kind
from core.incidents.lines import files
from core.incidents.model import Draft, Incident
from core.incidents.slack import slack
from core.incidents.values import Remark, State
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Check, Dialog, Done, Ready, Text, View
from dialogs.incident_lines import draft_at
from dialogs.staff.left import brief
from dialogs.staff.may import decides
from dialogs.staff.overtaken import overtaken
from dialogs.staff.subject import incident_of, must_be_open
from dialogs.staff.titles import DRAFTS


async def approve(ctx: Ctx, _key: str, _given: Answers) -> Done:
    """The last of the chain sends it out. Too late, the person is told why and sees how things stand."""
    incident, number = draft_at(ctx.arg)
    try:
        found = await ctx.app.approve(incident, number, by=ctx.me)
    except Refusal as refused:
        if refused.code == "incident-not-yours":
            raise Refusal("executor-approves-first") from refused
        return overtaken(refused, incident)
    return Done(_approved(found))


def _approved(incident: Incident) -> Msg:
    """What became of it: on to the next of the chain, to be published elsewhere, or out."""
    about = {"number": incident.number}
    if incident.state is State.ON_APPROVAL:
        return Msg("approve-done.further", about)
    if incident.state is State.APPROVED:
        return Msg("approve-done.publish", about)
    return Msg("approve-done", about)


async def draft_whole(ctx: Ctx) -> View:
    """The draft as the author will read it. Refuses when there is nothing to decide any more."""
    incident, draft = await _on_approval(ctx)
    about = {"number": incident.number, "kind": DRAFTS[draft.kind], "text": draft.text}
    where = Msg("confirm-check") if incident.origin.ours else Msg("confirm-check.elsewhere")
    more = (Msg("confirm-check.further"),) if len(draft.awaits) > 1 else (where,)
    return View((Msg("confirm-check.draft", about), *files(len(draft.media)), *more), draft.media)


async def about(ctx: Ctx) -> Mapping[str, Any]:
    """Which draft goes back, and the slack that one more rework leaves. Refuses what is decided."""
    incident, draft = await _on_approval(ctx)
    return {"number": incident.number, "draft": draft.number, "slack": _slack(ctx, incident)}


def _slack(ctx: Ctx, incident: Incident) -> Msg:
    """The trap of the regulation: one full rework may break the term of the answer (ZAR-10)."""
    answer = incident.deadline(Kind.ANSWER)
    left = slack(answer.due_at if answer else None, ctx.app.desk(ctx.me), publishing=not incident.origin.ours)
    if left is None:
        return Msg("return-remark.no-term")
    text = "return-remark.slack" if left >= timedelta() else "return-remark.no-slack"
    return Msg(text, {"left": brief(abs(left))})


async def remarks(_ctx: Ctx) -> Sequence[Ready]:
    """What is asked for most often (ZAR-18)."""
    return (
        Ready("when", Msg("return-ready.when"), Msg("return-ready.when")),
        Ready("photo", Msg("return-ready.photo"), Msg("return-ready.photo")),
        Ready("plain", Msg("return-ready.plain"), Msg("return-ready.plain")),
    )


async def give_back(ctx: Ctx, _key: str, given: Answers) -> Done:
    """Whoever wrote it is notified with the remark in the same commit."""
    incident, number = draft_at(ctx.arg)
    try:
        found = await ctx.app.return_draft(incident, number, given["remark"], by=ctx.me)
    except Refusal as refused:
        return overtaken(refused, incident)
    return Done(Msg("return-done", {"number": found.number}))


async def _on_approval(ctx: Ctx) -> tuple[Incident, Draft]:
    subject, number = draft_at(ctx.arg)
    incident = await incident_of(ctx, subject)
    must_be_open(incident)
    draft = incident.draft
    if incident.state is not State.ON_APPROVAL or draft is None:
        raise Refusal("draft-not-on-approval")
    if draft.number != number:
        raise Refusal("draft-outdated")
    if not decides(incident, ctx.me):
        raise Refusal("no-right")
    return incident, draft


APPROVE = Dialog(name="approve", steps=(), finish=approve)
"""Under a notice that shows the whole draft: one press is enough."""

CONFIRM = Dialog(
    name="confirm",
    steps=(Check(name="check", show=draft_whole, confirm=Msg("confirm-check.send")),),
    finish=approve,
)
"""From a card or a list: the whole draft first."""

RETURN = Dialog(
    name="return",
    steps=(Text(name="remark", parse=Remark.parse, args=about, ready=remarks),),
    finish=give_back,
)
