"""Write for the author: an answer, an interim one, a question; with proof (ZAR-18), checked, for approval."""

from collections.abc import Sequence
from typing import Final

from core.hints.find import kinds
from core.hints.lines import hint_lines
from core.incidents.lines import files
from core.incidents.model import Incident
from core.incidents.values import MEDIA_MAX, AnswerText, DraftKind
from core.shared.ids import FileId
from core.shared.lines import paragraph
from core.shared.msg import Msg
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Check, Choice, Dialog, Done, Media, Option, Text, View
from dialogs.staff.offers import offers
from dialogs.staff.task import drafter, interim_task, photos_before, question_task, task

KEPT, NEW, NONE = "kept", "new", "none"
"""What becomes of the proof that is there: it stays, new photos are sent, or none."""

LONG: Final = 1500
"""Characters above which an answer is no longer to the point (ZAR-18)."""


async def proofs(ctx: Ctx) -> Sequence[Option]:
    """Photos that are there can stay; else there is only one thing to do, so nobody is asked."""
    incident = await drafter(ctx)
    if not photos_before(incident):
        return (Option(NEW, Msg("draft-proof.new")),)
    return (
        Option(KEPT, Msg("draft-proof.kept")),
        Option(NEW, Msg("draft-proof.new")),
        Option(NONE, Msg("draft-proof.none")),
    )


def asks_media(ctx: Ctx) -> bool:
    """Whether photos are to be sent."""
    return bool(ctx.answers.get("proof", NEW) == NEW)


def _photos(incident: Incident, given: Answers) -> tuple[FileId, ...]:
    proof = given.get("proof", NEW)
    if proof == KEPT:
        return photos_before(incident)[:MEDIA_MAX]
    return tuple(FileId(each) for each in given.get("media") or ()) if proof == NEW else ()


def _page(text: str, photos: tuple[FileId, ...], page: Msg, *, proof: bool) -> View:
    """As the author will read it, with hints on length and tone."""
    notes = list(files(len(photos)))
    if proof and not photos:
        notes.append(Msg("draft-check.no-proof"))
    if len(text) > LONG:
        notes.append(Msg("draft-check.long", {"length": len(text)}))
    return View((page, *paragraph(*notes, *hint_lines(kinds(text)))), photos)


async def answer_page(ctx: Ctx) -> View:
    """The answer."""
    incident = await drafter(ctx)
    text = ctx.answers["text"]
    page = Msg("draft-check", {"number": incident.number, "text": text})
    return _page(text, _photos(incident, ctx.answers), page, proof=True)


async def interim_page(ctx: Ctx) -> View:
    """What is being done meanwhile."""
    incident = await drafter(ctx)
    text = ctx.answers["text"]
    page = Msg("interim-check", {"number": incident.number, "text": text})
    return _page(text, _photos(incident, ctx.answers), page, proof=False)


async def question_page(ctx: Ctx) -> View:
    """The question."""
    incident = await drafter(ctx)
    text = ctx.answers["text"]
    return _page(text, (), Msg("question-check", {"number": incident.number, "text": text}), proof=False)


async def submit(ctx: Ctx, key: str, given: Answers) -> Done:
    """Whoever approves is notified in the same commit; the session's id hands in once."""
    return await _hand_in(ctx, key, given, DraftKind.ANSWER, "draft-sent")


async def submit_interim(ctx: Ctx, key: str, given: Answers) -> Done:
    """The final answer follows within its own term (ZAR-15)."""
    return await _hand_in(ctx, key, given, DraftKind.INTERIM, "interim-sent")


async def submit_question(ctx: Ctx, key: str, given: Answers) -> Done:
    """Nothing reaches an author unapproved, a question neither (ZAR-6)."""
    return await _hand_in(ctx, key, given, DraftKind.QUESTION, "question-sent")


async def _hand_in(ctx: Ctx, key: str, given: Answers, kind: DraftKind, told: str) -> Done:
    incident = await drafter(ctx)
    photos = () if kind is DraftKind.QUESTION else _photos(incident, given)
    found = await ctx.app.submit_draft(incident.id, given["text"], photos, kind=kind, key=key, by=ctx.me)
    return Done(Msg(told, {"number": found.number}))


DRAFT = Dialog(
    name="draft",
    title=Msg("draft-title"),
    steps=(
        Text(name="text", parse=AnswerText.parse, args=task, ready=offers),
        Choice(name="proof", options=proofs, auto=True),
        Media(name="media", most=MEDIA_MAX, optional=True, when=asks_media),
        Check(name="check", show=answer_page, confirm=Msg("draft-check.send")),
    ),
    finish=submit,
)

INTERIM = Dialog(
    name="interim",
    title=Msg("interim-title"),
    steps=(
        Text(name="text", parse=AnswerText.parse, args=interim_task),
        Media(name="media", most=MEDIA_MAX, optional=True),
        Check(name="check", show=interim_page, confirm=Msg("draft-check.send")),
    ),
    finish=submit_interim,
)

QUESTION = Dialog(
    name="question",
    title=Msg("question-title"),
    steps=(
        Text(name="text", parse=AnswerText.parse, args=question_task),
        Check(name="check", show=question_page, confirm=Msg("draft-check.send")),
    ),
    finish=submit_question,
)
