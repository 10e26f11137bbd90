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


async def offers(ctx: Ctx) -> Sequence[Ready]:
    """Earlier answers to similar messages; none where there are none."""
    return await _earlier(ctx, await incident_of(ctx))


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
