"""What a resident does with an incident of theirs: reply, add words, rate the answer, open it again."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.deadlines.terms import Kind
from core.incidents.model import Incident
from core.incidents.values import MEDIA_MAX, IncidentText, State, Words
from core.shared.ids import FileId, IncidentId
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Choice, Dialog, Done, Media, Open, Option, Text

SCORES = {
    5: Msg("rate-score.s5"),
    4: Msg("rate-score.s4"),
    3: Msg("rate-score.s3"),
    2: Msg("rate-score.s2"),
    1: Msg("rate-score.s1"),
}
"""From the best down."""

CONTENT = 4
"""From this score on nobody is asked what was wrong."""


async def question(ctx: Ctx) -> Mapping[str, Any]:
    """What was asked, and about which incident. Refuses `incident-unknown` for another's."""
    incident = await _own(ctx, IncidentId(ctx.arg))
    asked = incident.drafts[incident.question - 1].text if incident.question and incident.is_open else None
    return {
        "number": incident.number,
        "about": Msg("reply-question", {"text": asked}) if asked else Msg("reply-anything"),
    }


async def reply(ctx: Ctx, key: str, given: Answers) -> Done:
    """The session's id counts it once. An answer to a question is told as such."""
    before = await _own(ctx, IncidentId(ctx.arg))
    media = tuple(FileId(each) for each in given.get("media") or ())
    found = await ctx.app.author_writes(before.id, given["text"], media, key=key, by=ctx.me)
    replied = before.question is not None and before.is_open
    text = "reply-done" if replied else "reply-added" if found.is_open else "reply-kept"
    return Done(Msg(text, {"number": found.number}))


async def scores(ctx: Ctx) -> Sequence[Option]:
    """From the best down. Refuses where there is no answer of theirs."""
    await _answered(ctx)
    return [Option(str(score), title) for score, title in SCORES.items()]


async def rate(ctx: Ctx, _key: str, given: Answers) -> Done:
    """One press counts; those who are not content are asked why, and may leave it at that."""
    incident, score = rated(ctx.arg)
    score = score or int(given["score"])
    found = await ctx.app.rate(incident, score, by=ctx.me)
    if score >= CONTENT:
        return Done(Msg("rate-thanks", {"number": found.number}))
    return Done(Msg("rate-sorry", {"number": found.number}), then=Open("rate-comment", f"{incident}.{score}"))


async def rate_about(ctx: Ctx) -> Mapping[str, Any]:
    """Refuses where there is no answer of theirs, before anything is asked in vain."""
    await _answered(ctx)
    return {}


async def comment(ctx: Ctx, _key: str, given: Answers) -> Done:
    """The score stands already; the words make it useful."""
    incident, score = rated(ctx.arg)
    if score is None:
        raise Refusal("incident-unknown")
    said = given.get("text")
    if said:
        await ctx.app.rate(incident, score, said, by=ctx.me)
    return Done(Msg("rate-comment-done"))


async def unsolved_about(ctx: Ctx) -> Mapping[str, Any]:
    """Which answer did not help. Refuses `not-answered-yet` where there is none."""
    return {"number": (await _answered(ctx)).number}


async def reopen(ctx: Ctx, key: str, given: Answers) -> Done:
    """A repeat message with a number and a term of its own (ZAR-17)."""
    media = tuple(FileId(each) for each in given.get("media") or ())
    made = await ctx.app.reopen(
        IncidentId(ctx.arg), given["text"], media, key=key, source=ctx.account.bot, by=ctx.me
    )
    return Done(sent(made, "unsolved-sent"))


def sent(incident: Incident, text: str, **args: Any) -> Msg:
    """What a resident is told of a message that was taken in: the number, and by when an answer is due."""
    answer = incident.deadline(Kind.ANSWER)
    due = Msg("sent-due", {"at": answer.due_at}) if answer and answer.due_at else Msg("sent-due-unknown")
    return Msg(text, {"number": incident.number, "due": due, **args})


def rated(arg: str) -> tuple[IncidentId, int | None]:
    """What a button `<incident>.<score>` means; without a score it is asked for."""
    incident, dot, score = arg.rpartition(".")
    if not dot:
        return IncidentId(arg), None
    if not (score.isascii() and score.isdigit() and len(score) == 1):
        raise Refusal("incident-unknown")
    return IncidentId(incident), int(score)


async def _answered(ctx: Ctx) -> Incident:
    incident = await _own(ctx, rated(ctx.arg)[0])
    if incident.state is not State.ANSWERED:
        raise Refusal("not-answered-yet")
    return incident


async def _own(ctx: Ctx, incident: IncidentId) -> Incident:
    return (await ctx.app.own_card(incident, by=ctx.me)).incident


REPLY = Dialog(
    name="reply",
    title=Msg("reply-title"),
    steps=(
        Text(name="text", parse=Words.parse, args=question),
        Media(name="media", most=MEDIA_MAX, optional=True),
    ),
    finish=reply,
)

RATE = Dialog(
    name="rate",
    steps=(Choice(name="score", options=scores, when=lambda ctx: "." not in ctx.arg),),
    finish=rate,
)

RATE_COMMENT = Dialog(
    name="rate-comment",
    steps=(Text(name="text", parse=Words.parse, args=rate_about, optional=True),),
    finish=comment,
)

UNSOLVED = Dialog(
    name="unsolved",
    title=Msg("unsolved-title"),
    steps=(
        Text(name="text", parse=IncidentText.parse, args=unsolved_about),
        Media(name="media", most=MEDIA_MAX, optional=True),
    ),
    finish=reopen,
)
