"""Write the answer: text -> photos as proof (ZAR-18) -> check -> sent for approval."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.incidents.lines import files
from core.incidents.model import Incident
from core.incidents.values import MEDIA_MAX, AnswerText, State
from core.shared.excerpt import excerpt
from core.shared.ids import FileId, IncidentId
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Check, Choice, Dialog, Done, Media, Option, Text, View
from dialogs.incident_lines import topic_title

QUESTION_SHOWN = 700

KEPT, NEW, NONE = "kept", "new", "none"
"""What becomes of the proof on rework: the earlier photos, new ones, or none."""


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


async def proofs(ctx: Ctx) -> Sequence[Option]:
    """On rework the earlier photos can stay; at first there is only one thing to do, so nobody is asked."""
    incident = await _mine(ctx)
    if incident.draft is None or not incident.draft.media:
        return (Option(NEW, Msg("draft-proof.new")),)
    return (
        Option(KEPT, Msg("draft-proof.kept")),
        Option(NEW, Msg("draft-proof.new")),
        Option(NONE, Msg("draft-proof.none")),
    )


def asks_media(ctx: Ctx) -> bool:
    """Whether photos are to be sent."""
    return ctx.answers.get("proof") == NEW


def _photos(incident: Incident, given: Answers) -> tuple[FileId, ...]:
    if given["proof"] == KEPT and incident.draft is not None:
        return incident.draft.media
    return tuple(FileId(each) for each in given.get("media") or ()) if given["proof"] == NEW else ()


async def summary(ctx: Ctx) -> View:
    """As the resident will read it."""
    incident = await _mine(ctx)
    photos = _photos(incident, ctx.answers)
    about = {"number": incident.number, "text": ctx.answers["text"]}
    proof = files(len(photos)) or (Msg("draft-check.no-proof"),)
    return View((Msg("draft-check", about), *proof), photos)


async def submit(ctx: Ctx, key: str, given: Answers) -> Done:
    """Every curator is notified in the same commit; the session's id hands in once."""
    incident = await _mine(ctx)
    photos = _photos(incident, given)
    found = await ctx.app.submit_draft(incident.id, given["text"], photos, key=key, by=ctx.me)
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
        Choice(name="proof", options=proofs, auto=True),
        Media(name="media", most=MEDIA_MAX, optional=True, when=asks_media),
        Check(name="check", show=summary, confirm=Msg("draft-check.send")),
    ),
    finish=submit,
)
