"""What a curator does besides routing and approving: asks, declines, redirects, marks an answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.incidents.model import Incident
from core.incidents.values import SCORE_MAX, SCORE_MIN, AnswerText, Decline, State, Words
from core.shared.excerpt import excerpt
from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Check, Choice, Dialog, Done, Option, Text, View
from dialogs.incident_lines import topic_title
from dialogs.staff.overtaken import overtaken
from dialogs.staff.subject import incident_of, must_be_open
from dialogs.staff.task import QUESTION_SHOWN
from dialogs.staff.titles import DECLINES


async def _open(ctx: Ctx, right: Right) -> Incident:
    """An incident that is open, for those who may; refuses everybody else, and what is over."""
    ctx.me.must(right)
    incident = await incident_of(ctx)
    must_be_open(incident)
    return incident


def _about(ctx: Ctx, incident: Incident) -> Mapping[str, Any]:
    return {
        "number": incident.number,
        "topic": topic_title(ctx, incident),
        "said": excerpt(incident.text, QUESTION_SHOWN),
    }


async def askable(ctx: Ctx) -> Mapping[str, Any]:
    """What to ask about. Refuses a second question, and where the author is not in our bots."""
    incident = await _open(ctx, Right.APPROVE)
    if incident.state is State.ON_APPROVAL:
        raise Refusal("incident-on-approval")
    if not incident.origin.ours:
        raise Refusal("author-elsewhere")
    if incident.question is not None:
        raise Refusal("question-open")
    return _about(ctx, incident)


async def ask_page(ctx: Ctx) -> View:
    """The question as the author will read it; it goes out at once."""
    about = {"number": (await askable(ctx))["number"], "text": ctx.answers["text"]}
    return View((Msg("ask-check", about),))


async def ask(ctx: Ctx, _key: str, given: Answers) -> Done:
    """A curator's own question needs nobody's approval (ZAR-6)."""
    incident = IncidentId(ctx.arg)
    try:
        found = await ctx.app.ask_author(incident, given["text"], by=ctx.me)
    except Refusal as refused:
        return overtaken(refused, incident)
    return Done(Msg("ask-done", {"number": found.number}))


async def declinable(ctx: Ctx) -> Mapping[str, Any]:
    """What is declined."""
    return _about(ctx, await _open(ctx, Right.DECLINE))


async def reasons(_ctx: Ctx) -> Sequence[Option]:
    """Those of the regulation, and no others (ZAR-19)."""
    return [Option(each.value, title) for each, title in DECLINES.items()]


async def decline_page(ctx: Ctx) -> View:
    """What the author will be told."""
    incident = await _open(ctx, Right.DECLINE)
    about = {
        "number": incident.number,
        "said": excerpt(incident.text, QUESTION_SHOWN),
        "reason": DECLINES[Decline(ctx.answers["reason"])],
    }
    comment = ctx.answers.get("comment")
    more = (Msg("decline-check.comment", {"text": comment}),) if comment else ()
    return View((Msg("decline-check", about), *more))


async def decline(ctx: Ctx, _key: str, given: Answers) -> Done:
    """The author is told why; threats reach the head at once."""
    incident = IncidentId(ctx.arg)
    reason, comment = Decline(given["reason"]), given.get("comment") or ""
    try:
        found = await ctx.app.decline(incident, reason, comment, by=ctx.me)
    except Refusal as refused:
        return overtaken(refused, incident)
    return Done(Msg("decline-done", {"number": found.number}))


async def redirect_page(ctx: Ctx) -> View:
    """It is an appeal under 59-FZ: the author gets the way to file it (ZAR-2)."""
    incident = await _open(ctx, Right.DECLINE)
    about = {"number": incident.number, "said": excerpt(incident.text, QUESTION_SHOWN)}
    return View((Msg("redirect-check", about),))


async def redirect(ctx: Ctx, _key: str, _given: Answers) -> Done:
    """Written down as redirected (LAB-1.2.4)."""
    incident = IncidentId(ctx.arg)
    try:
        found = await ctx.app.redirect(incident, by=ctx.me)
    except Refusal as refused:
        return overtaken(refused, incident)
    return Done(Msg("redirect-done", {"number": found.number}))


async def gradable(ctx: Ctx) -> Mapping[str, Any]:
    """The answer to be marked. Refuses what is not answered."""
    ctx.me.must(Right.APPROVE)
    incident = await incident_of(ctx)
    if incident.answer is None:
        raise Refusal("not-answered-yet")
    return {"number": incident.number, "text": excerpt(incident.answer.text, QUESTION_SHOWN)}


async def grades(_ctx: Ctx) -> Sequence[Option]:
    """From 1 to 5."""
    return [Option(str(each), str(each)) for each in range(SCORE_MIN, SCORE_MAX + 1)]


async def grade(ctx: Ctx, _key: str, given: Answers) -> Done:
    """How good the answer is, for the summary (NVK-3.1)."""
    found = await ctx.app.grade(IncidentId(ctx.arg), int(given["score"]), by=ctx.me)
    return Done(Msg("grade-done", {"number": found.number}))


ASK = Dialog(
    name="ask",
    title=Msg("ask-title"),
    steps=(
        Text(name="text", parse=AnswerText.parse, args=askable),
        Check(name="check", show=ask_page, confirm=Msg("ask-check.send")),
    ),
    finish=ask,
)

DECLINE = Dialog(
    name="decline",
    steps=(
        Choice(name="reason", options=reasons, args=declinable),
        Text(name="comment", parse=Words.parse, optional=True),
        Check(name="check", show=decline_page, confirm=Msg("decline-check.send")),
    ),
    finish=decline,
)

REDIRECT = Dialog(
    name="redirect",
    steps=(Check(name="check", show=redirect_page, confirm=Msg("redirect-check.send")),),
    finish=redirect,
)

GRADE = Dialog(
    name="grade",
    steps=(Choice(name="score", options=grades, columns=5, args=gradable),),
    finish=grade,
)
