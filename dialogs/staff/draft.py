"""Write the answer: text -> photos as proof (ZAR-18) -> check -> sent for approval."""

from collections.abc import Mapping
from typing import Any

from core.incidents.model import Incident
from core.incidents.values import MEDIA_MAX, AnswerText, State
from core.shared.excerpt import excerpt
from core.shared.ids import FileId, IncidentId
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Check, Dialog, Done, Media, Text, View
from dialogs.incident_lines import files, topic_title

QUESTION_SHOWN = 700


async def task(ctx: Ctx) -> Mapping[str, Any]:
    """What to answer, and on rework why. Refuses when it is no longer this person's to write."""
    incident = await _mine(ctx)
    return {
        "number": incident.number,
        "topic": topic_title(ctx, incident),
        "question": excerpt(incident.text, QUESTION_SHOWN),
        "before": _before(incident),
    }


def _before(incident: Incident) -> Msg:
    """The newest draft and its remark, to work from; nothing at first."""
    draft = incident.draft
    if draft is None:
        return Msg("draft-text.hint")
    if draft.remark is not None:
        return Msg("draft-text.returned", {"remark": draft.remark, "text": draft.text})
    return Msg("draft-text.waiting", {"text": draft.text})


async def summary(ctx: Ctx) -> View:
    """As the resident will read it."""
    incident = await _mine(ctx)
    photos = tuple(FileId(each) for each in ctx.answers.get("media") or ())
    about = {"number": incident.number, "text": ctx.answers["text"]}
    proof = files(len(photos)) or (Msg("draft-check.no-proof"),)
    return View((Msg("draft-check", about), *proof), photos)


async def submit(ctx: Ctx, _key: str, given: Answers) -> Done:
    """Every curator is notified in the same commit."""
    photos = tuple(FileId(each) for each in given.get("media") or ())
    found = await ctx.app.submit_draft(IncidentId(ctx.arg), given["text"], photos, by=ctx.me)
    return Done(Msg("draft-sent", {"number": found.number}))


async def _mine(ctx: Ctx) -> Incident:
    incident = (await ctx.app.staff_card(IncidentId(ctx.arg), by=ctx.me)).incident
    if incident.executor != ctx.me.person:
        raise Refusal("incident-not-yours")
    if incident.state is State.ANSWERED:
        raise Refusal("incident-answered")
    return incident


DRAFT = Dialog(
    name="draft",
    title=Msg("draft-title"),
    steps=(
        Text(name="text", parse=AnswerText.parse, args=task),
        Media(name="media", most=MEDIA_MAX, optional=True),
        Check(name="check", show=summary, confirm=Msg("draft-check.send")),
    ),
    finish=submit,
)
