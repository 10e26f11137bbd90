"""What whoever writes an answer has before them: the message, the term, the remark, the parts of others."""

from collections.abc import Mapping
from typing import Any, Final

from core.incidents.model import Draft, Incident
from core.incidents.ports import IncidentCard
from core.incidents.values import DraftKind, State
from core.shared.excerpt import excerpt
from core.shared.ids import FileId
from core.shared.lines import stacked
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx
from dialogs.incident_lines import topic_title
from dialogs.staff.left import calendar_of, in_words
from dialogs.staff.may import drafts, executes
from dialogs.staff.subject import card_of, incident_of, must_be_open
from dialogs.staff.titles import DRAFTS

QUESTION_SHOWN: Final = 700
SHARE_SHOWN: Final = 900
EARLIER_SHOWN: Final = 700

_HINTS: Final = {
    DraftKind.ANSWER: Msg("draft-text.hint"),
    DraftKind.INTERIM: Msg("interim-text.hint"),
    DraftKind.QUESTION: Msg("question-text.hint"),
}


async def task(ctx: Ctx) -> Mapping[str, Any]:
    """What to answer, by when, and on rework why. Refuses when it is no longer this person's to write."""
    return await _task(ctx, DraftKind.ANSWER)


async def interim_task(ctx: Ctx) -> Mapping[str, Any]:
    """The same for an interim answer (ZAR-15)."""
    return await _task(ctx, DraftKind.INTERIM)


async def question_task(ctx: Ctx) -> Mapping[str, Any]:
    """The same for a question to the author."""
    return await _task(ctx, DraftKind.QUESTION)


async def _task(ctx: Ctx, kind: DraftKind) -> Mapping[str, Any]:
    card = await card_of(ctx)
    incident = card.incident
    must_be_drafter(ctx, incident)
    before = (*await _repeated(ctx, incident), *shares_given(card))
    version = _version(incident, kind)
    return {
        "number": incident.number,
        "topic": topic_title(ctx, incident),
        "question": excerpt(incident.text, QUESTION_SHOWN),
        "due": _due(ctx, incident),
        "before": Msg("draft-before", {"parts": stacked(*before), "version": version}) if before else version,
    }


def shares_given(card: IncidentCard) -> tuple[Msg, ...]:
    """What co-executors gave so far, in their order (ZAR-16)."""
    return tuple(
        Msg(
            "draft-share",
            {
                "name": card.names.get(share.executor) or Msg("somebody"),
                "text": excerpt(share.text, SHARE_SHOWN),
            },
        )
        for share in card.incident.shares
        if share.at is not None
    )


async def drafter(ctx: Ctx) -> Incident:
    """The incident; refuses when it is no longer this person's to write."""
    incident = await incident_of(ctx)
    must_be_drafter(ctx, incident)
    return incident


def must_be_drafter(ctx: Ctx, incident: Incident) -> None:
    """Refuses with the reason, as the use case does."""
    must_be_open(incident)
    if drafts(ctx, incident):
        return
    if executes(incident, ctx.me):
        if not incident.writes:
            raise Refusal("contributions-missing")
        raise Refusal("incident-not-draftable", state=incident.state.value)
    raise Refusal("incident-not-yours")


def photos_before(incident: Incident) -> tuple[FileId, ...]:
    """Those of the version before; at first those that co-executors gave along."""
    draft = _answer_before(incident)
    if draft is not None:
        return draft.media
    return tuple(file for share in incident.shares for file in share.media)


def _due(ctx: Ctx, incident: Incident) -> Msg:
    due = incident.next_due
    if due is None:
        return Msg("draft-text.no-term")
    told = in_words(calendar_of(ctx), ctx.now, due, ctx.voice.language)
    return Msg("draft-text.due", {"told": told})


async def _repeated(ctx: Ctx, incident: Incident) -> tuple[Msg, ...]:
    """A repeat is answered with measures taken or progress (ZAR-17)."""
    if incident.repeats is None:
        return ()
    earlier = await ctx.app.answer_before(incident.id, by=ctx.me)
    if earlier is None:
        return (Msg("draft-text.repeat"),)
    return (Msg("draft-text.repeated", {"text": excerpt(earlier.text, EARLIER_SHOWN)}),)


def _version(incident: Incident, kind: DraftKind) -> Msg:
    """The newest version and its remark, to work from; at first a word on how to write."""
    draft = _answer_before(incident)
    if draft is None:
        return _HINTS[kind]
    if draft.kind is not kind:
        waits = incident.state is State.ON_APPROVAL
        return Msg("draft-text.replaces", {"kind": DRAFTS[draft.kind]}) if waits else _HINTS[kind]
    if draft.remark is not None:
        return Msg("draft-text.returned", {"remark": draft.remark, "text": draft.text})
    return Msg("draft-text.waiting", {"text": draft.text})


def _answer_before(incident: Incident) -> Draft | None:
    """The newest version that is not out yet."""
    draft = incident.draft
    return draft if draft is not None and draft.published_at is None else None
