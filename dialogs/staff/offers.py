"""Ready drafts for an answer: taken over with one press, changed before they are sent (NVK-3.2)."""

from collections.abc import Sequence
from typing import Final

from core.incidents.model import Incident
from core.shared.msg import Msg
from core.similar.model import Sought
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Ready
from dialogs.staff.subject import incident_of

EARLIER_MOST: Final = 3
TEMPLATES_MOST: Final = 6
EXAMPLES_MOST: Final = 2


async def offers(ctx: Ctx) -> Sequence[Ready]:
    """The topic's templates, examples on it, earlier answers to similar messages; each answer once."""
    incident = await incident_of(ctx)
    found = [
        *await _templates(ctx, incident),
        *await _examples(ctx, incident),
        *await _earlier(ctx, incident),
    ]
    first: dict[str, Ready] = {}
    for each in found:
        first.setdefault(each.id, each)
    return list(first.values())


async def _templates(ctx: Ctx, incident: Incident) -> list[Ready]:
    """The topic's own first, then those for any."""
    found = await ctx.app.office.templates.for_topic(incident.municipality, incident.topic)
    return [
        Ready(each.id, Msg("offer-template", {"title": each.title}), each.text)
        for each in found[:TEMPLATES_MOST]
    ]


async def _examples(ctx: Ctx, incident: Incident) -> list[Ready]:
    """The newest answers that are marked as examples on the topic."""
    found = await ctx.app.office.best_answers(incident.topic, by=ctx.me, page=0, per_page=EXAMPLES_MOST)
    return [
        Ready(each.incident, Msg("offer-example", {"number": each.number}), each.text)
        for each in found.items
        if each.incident != incident.id
    ]


async def _earlier(ctx: Ctx, incident: Incident) -> list[Ready]:
    """An answer to a similar message, wherever that was."""
    found = await ctx.app.earlier(sought(incident), by=ctx.me, answered=True)
    return [
        Ready(
            each.incident,
            Msg("draft-text.earlier", {"number": each.number, "topic": each.topic_title}),
            each.answer,
        )
        for each in found
        if each.answer is not None
    ][:EARLIER_MOST]


def sought(incident: Incident) -> Sought:
    """What similar messages are looked for by."""
    return Sought(
        text=incident.text,
        location=incident.location,
        topic=incident.topic,
        author=incident.author,
        but=incident.id,
    )
