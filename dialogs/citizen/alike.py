"""What a report's words tell before anybody is asked: its topic, and whether it was reported already."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.incidents.values import Location
from core.shared.ids import FileId, IncidentId, TopicId
from core.shared.lines import stacked
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from core.similar.use_cases import Offer
from dialogs.citizen.after import sent
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Done, Option

NEW = "new"
"""Chosen where words could also belong to an incident: none is called so."""

OTHER = "other-topic"
"""Chosen where none of the proposed topics is right: profiles call no topic so."""


async def guesses(ctx: Ctx) -> Sequence[Option]:
    """Topics that the text seems to be about; without any nobody is asked."""
    found = await ctx.app.propose_topics(ctx.answers.get("text", ""), by=ctx.me)
    topics = [await ctx.app.topics.get(each.topic, by=ctx.me) for each in found]
    options = [Option(topic.id, topic.title(ctx.voice.language)) for topic in topics]
    return [*options, Option(OTHER, Msg("report-guess.other"))]


async def offers(ctx: Ctx) -> Sequence[Option]:
    """Open messages nearby about the same, to join instead; without any nobody is asked."""
    titles = {True: "report-similar.own", False: "report-similar.join"}
    found = [
        Option(each.incident, Msg(titles[each.own], {"number": each.number})) for each in await _alike(ctx)
    ]
    return [*found, Option(NEW, Msg("report-similar.new"))]


async def offered(ctx: Ctx) -> Mapping[str, Any]:
    """Each of them: where, since when, and how it begins."""
    lines = [_row(each) for each in await _alike(ctx)]
    return {"found": stacked(*lines) if lines else Msg("report-similar-row.none")}


def _row(offer: Offer) -> Msg:
    return Msg(
        "report-similar-row",
        {
            "number": offer.number,
            "topic": offer.topic_title,
            "place": offer.place or Msg("report-similar-row.nearby"),
            "at": offer.registered_at,
            "text": offer.excerpt,
        },
    )


async def _alike(ctx: Ctx) -> Sequence[Offer]:
    """Looked for once a turn: options, text and press ask for the same."""
    asked = (ctx.answers["text"], location(ctx.answers), topic_of(ctx.answers))
    if asked not in ctx.looked_up:
        ctx.looked_up[asked] = await ctx.app.similar_open(*asked, by=ctx.me)
    found: Sequence[Offer] = ctx.looked_up[asked]
    return found


async def join(ctx: Ctx, incident: IncidentId, key: str, given: Answers) -> Done:
    """A neighbour's message is joined, one's own is added to; what was written is kept either way."""
    brought = tuple(FileId(each) for each in ctx.answers.get("media") or ())
    if await _mine(ctx, incident):
        found = await ctx.app.author_writes(incident, given["text"], brought, key=key, by=ctx.me)
        return Done(Msg("reply-added", {"number": found.number}))
    found = await ctx.app.follow(incident, given["text"], brought, key=key, by=ctx.me)
    return Done(sent(found, "report-joined"))


async def _mine(ctx: Ctx, incident: IncidentId) -> bool:
    """Whether the resident wrote it, or joined before."""
    try:
        await ctx.app.own_card(incident, by=ctx.me)
    except Refusal:
        return False
    return True


def topic_of(given: Mapping[str, Any]) -> TopicId:
    """The topic as it was proposed and taken, or looked up."""
    guess = given.get("guess", OTHER)
    return TopicId(given["topic"] if guess == OTHER else guess)


def location(given: Mapping[str, Any]) -> Location:
    """The place as answered; none was given when the step was skipped."""
    answer = given.get("place")
    if not answer:
        return Location()
    if "address" in answer:
        return Location.typed(answer["address"])
    return Location.point(answer["latitude"], answer["longitude"])
