"""Decide on a draft: approve from its notice with one press, approve after reading, return (ZAR-12)."""

from collections.abc import Mapping
from typing import Any

from core.incidents.lines import files
from core.incidents.model import Draft, Incident
from core.incidents.values import Remark, State
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Check, Dialog, Done, Open, Text, View
from dialogs.incident_lines import draft_at


async def approve(ctx: Ctx, _key: str, _given: Answers) -> Done:
    """The answer goes to the author at once. Too late, the person is told why and sees how things stand."""
    incident, number = draft_at(ctx.arg)
    try:
        found = await ctx.app.approve(incident, number, by=ctx.me)
    except Refusal as refused:
        if refused.code not in {"incident-answered", "draft-outdated", "draft-not-on-approval"}:
            raise
        return Done(Msg(f"refusal-{refused.code}", refused.args_), then=Open("incident", incident))
    return Done(Msg("approve-done", {"number": found.number}))


async def draft_whole(ctx: Ctx) -> View:
    """The draft as the resident will read it. Refuses when there is nothing to decide any more."""
    incident, draft = await _on_approval(ctx)
    text = Msg("confirm-check", {"number": incident.number, "text": draft.text})
    return View((text, *files(len(draft.media))), draft.media)


async def about(ctx: Ctx) -> Mapping[str, Any]:
    """Which draft goes back. Refuses when there is nothing to decide any more."""
    incident, draft = await _on_approval(ctx)
    return {"number": incident.number, "draft": draft.number}


async def give_back(ctx: Ctx, _key: str, given: Answers) -> Done:
    """The executor is notified with the remark in the same commit."""
    incident, number = draft_at(ctx.arg)
    found = await ctx.app.return_draft(incident, number, given["remark"], by=ctx.me)
    return Done(Msg("return-done", {"number": found.number}))


async def _on_approval(ctx: Ctx) -> tuple[Incident, Draft]:
    ctx.me.must(Right.APPROVE)
    subject, number = draft_at(ctx.arg)
    incident = (await ctx.app.staff_card(subject, by=ctx.me)).incident
    if incident.state is State.ANSWERED:
        raise Refusal("incident-answered")
    draft = incident.draft
    if incident.state is not State.ON_APPROVAL or draft is None:
        raise Refusal("draft-not-on-approval")
    if draft.number != number:
        raise Refusal("draft-outdated")
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
    steps=(Text(name="remark", parse=Remark.parse, args=about),),
    finish=give_back,
)
