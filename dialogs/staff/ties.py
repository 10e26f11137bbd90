"""Ties between incidents: a repeat of an earlier question (ZAR-17), two messages on the same matter (T14)."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from core.incidents.model import Incident
from core.incidents.values import OPEN
from core.shared.excerpt import excerpt
from core.shared.ids import IncidentId
from core.shared.msg import Msg, Value
from core.shared.refusal import Refusal
from core.shared.roles import Right
from core.similar.use_cases import Earlier
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Check, Dialog, Done, Ready, Text, View
from dialogs.incident_lines import MARKS, topic_title
from dialogs.staff.offers import sought
from dialogs.staff.overtaken import overtaken
from dialogs.staff.subject import incident_of, must_be_open
from dialogs.staff.titles import STATES

SHOWN: Final = 500
OFFERED: Final = 5
LOOKED_AT: Final = 30
"""How many are offered, of how many alike: those that cannot be meant take nobody's place."""

_NUMBER: Final = re.compile(r"(?:№|no\.?|n)?\s*([0-9]{1,9})", re.IGNORECASE)


def number_of(raw: str) -> int:
    """A register number as people write it: `12`, `№ 12`; refuses `number-malformed`."""
    found = _NUMBER.fullmatch(raw.strip())
    if found is None or int(found[1]) == 0:
        raise Refusal("number-malformed")
    return int(found[1])


async def tied(ctx: Ctx) -> Mapping[str, Any]:
    """Which message it is about. Refuses to those who may not, and what is over."""
    incident = await _open(ctx)
    return {
        "number": incident.number,
        "topic": topic_title(ctx, incident),
        "said": excerpt(incident.text, SHOWN),
    }


async def _open(ctx: Ctx) -> Incident:
    ctx.me.must(Right.ASSIGN)
    incident = await incident_of(ctx)
    must_be_open(incident)
    return incident


async def earlier(ctx: Ctx) -> Sequence[Ready]:
    """Messages about the same at the same place that came before, each taken with one press (ZAR-17)."""
    incident = await incident_of(ctx)
    here = (incident.registered_at, incident.number)
    before = [each for each in await _alike(ctx, LOOKED_AT) if (each.registered_at, each.number) < here]
    return [_ready(each) for each in before[:OFFERED]]


async def still_open(ctx: Ctx) -> Sequence[Ready]:
    """Those of them that are not over."""
    return [_ready(each) for each in await _alike(ctx, LOOKED_AT) if each.state in OPEN][:OFFERED]


async def _alike(ctx: Ctx, limit: int) -> Sequence[Earlier]:
    incident = await incident_of(ctx)
    return await ctx.app.earlier(sought(incident), by=ctx.me, same_place=True, limit=limit)


def _ready(found: Earlier) -> Ready:
    about: dict[str, Value] = {
        "mark": MARKS[found.state],
        "number": found.number,
        "topic": found.topic_title,
        "at": found.registered_at,
    }
    return Ready(found.incident, Msg("tied-row", about), str(found.number))


async def repeat_page(ctx: Ctx) -> View:
    """Both messages, so that nothing is tied by a slip of a digit."""
    return await _page(ctx, "repeat-check")


async def merge_page(ctx: Ctx) -> View:
    """Both messages; the first is closed, its author gets the other's answer."""
    return await _page(ctx, "merge-check")


async def _page(ctx: Ctx, text: str) -> View:
    incident = await _open(ctx)
    other = (await ctx.app.find(number_of(ctx.answers["number"]), by=ctx.me)).incident
    return View(
        (
            Msg(text, {"number": incident.number, "other": other.number}),
            _line(ctx, incident),
            _line(ctx, other),
        )
    )


def _line(ctx: Ctx, incident: Incident) -> Msg:
    return Msg(
        "tied-line",
        {
            "mark": MARKS[incident.state],
            "number": incident.number,
            "topic": topic_title(ctx, incident),
            "stage": STATES[incident.state],
            "at": incident.registered_at,
            "text": excerpt(incident.text, SHOWN),
        },
    )


async def repeat(ctx: Ctx, _key: str, given: Answers) -> Done:
    """The executor learns that the answer tells measures or progress."""
    incident, earlier = IncidentId(ctx.arg), number_of(given["number"])
    try:
        found = await ctx.app.link(incident, earlier, by=ctx.me)
    except Refusal as refused:
        return overtaken(refused, incident)
    return Done(Msg("repeat-done", {"number": found.number, "other": earlier}))


async def merge(ctx: Ctx, _key: str, given: Answers) -> Done:
    """Its clocks end; whoever waited for it waits for the other one's answer."""
    into = number_of(given["number"])
    found = await ctx.app.join(IncidentId(ctx.arg), into, by=ctx.me)
    return Done(Msg("merge-done", {"number": found.number, "other": into}))


REPEAT = Dialog(
    name="repeat",
    steps=(
        Text(name="number", parse=number_of, args=tied, ready=earlier),
        Check(name="check", show=repeat_page, confirm=Msg("repeat-check.send")),
    ),
    finish=repeat,
)

MERGE = Dialog(
    name="merge",
    steps=(
        Text(name="number", parse=number_of, args=tied, ready=still_open),
        Check(name="check", show=merge_page, confirm=Msg("merge-check.send")),
    ),
    finish=merge,
)
