"""A co-executor's part: it goes on to the next in order, the last of whom writes the answer (ZAR-16)."""

from collections.abc import Mapping
from typing import Any

from core.deadlines.terms import Kind
from core.incidents.lines import files
from core.incidents.model import Incident
from core.incidents.values import MEDIA_MAX, Words
from core.shared.excerpt import excerpt
from core.shared.ids import FileId, IncidentId
from core.shared.lines import stacked
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Check, Dialog, Done, Media, Text, View
from dialogs.incident_lines import topic_title
from dialogs.staff.left import calendar_of, in_words
from dialogs.staff.may import contributes, executes
from dialogs.staff.subject import card_of, incident_of, must_be_open
from dialogs.staff.task import QUESTION_SHOWN, shares_given


async def part(ctx: Ctx) -> Mapping[str, Any]:
    """What the part is for, by when, and what the others gave. Refuses when it is not this person's turn."""
    card = await card_of(ctx)
    incident = card.incident
    _must_contribute(ctx, incident)
    due = incident.deadline(Kind.CONTRIBUTION)
    term = Msg("contribute-text.no-term")
    if due is not None and due.due_at is not None:
        told = in_words(calendar_of(ctx), ctx.now, due.due_at, ctx.voice.language)
        term = Msg("contribute-text.due", {"told": told})
    following = incident.shares[(incident.turn or 0) + 1].executor
    return {
        "number": incident.number,
        "topic": topic_title(ctx, incident),
        "question": excerpt(incident.text, QUESTION_SHOWN),
        "next": card.names.get(following) or Msg("somebody"),
        "before": stacked(term, *shares_given(card)),
    }


def _must_contribute(ctx: Ctx, incident: Incident) -> None:
    must_be_open(incident)
    if contributes(incident, ctx.me):
        return
    raise Refusal("no-contribution" if executes(incident, ctx.me) else "incident-not-yours")


async def part_page(ctx: Ctx) -> View:
    """The part as the next colleague will read it."""
    incident = await incident_of(ctx)
    _must_contribute(ctx, incident)
    photos = tuple(FileId(each) for each in ctx.answers.get("media") or ())
    about = {"number": incident.number, "text": ctx.answers["text"]}
    return View((Msg("contribute-check", about), *files(len(photos))), photos)


async def contribute(ctx: Ctx, _key: str, given: Answers) -> Done:
    """The next in order is notified in the same commit."""
    photos = tuple(FileId(each) for each in given.get("media") or ())
    found = await ctx.app.contribute(IncidentId(ctx.arg), given["text"], photos, by=ctx.me)
    return Done(Msg("contribute-done", {"number": found.number}))


CONTRIBUTE = Dialog(
    name="contribute",
    title=Msg("contribute-title"),
    steps=(
        Text(name="text", parse=Words.parse, args=part),
        Media(name="media", most=MEDIA_MAX, optional=True),
        Check(name="check", show=part_page, confirm=Msg("contribute-check.send")),
    ),
    finish=contribute,
)
