"""Assign an incident: the competent unit's people first (LAB-2.1.2)."""

from collections.abc import Mapping
from typing import Any

from core.incidents.queries import Candidate
from core.incidents.values import State
from core.shared.ids import IncidentId, PersonId
from core.shared.msg import Msg
from core.shared.paging import Slice
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Dialog, Done, Listing, Option
from dialogs.incident_lines import topic_title

AGAIN = ".again"
"""Marks a wilful change of executor: without it, an incident that has one is not assigned over."""


async def executors(ctx: Ctx, page: int) -> Slice[Option]:
    """Refuses when somebody was quicker, or an answer waits for approval or went out."""
    incident, again = _subject(ctx)
    card = await ctx.app.staff_card(incident, by=ctx.me)
    if card.incident.state in {State.ON_APPROVAL, State.ANSWERED}:
        raise Refusal("incident-not-assignable", state=card.incident.state.value)
    if card.incident.executor is not None and not again:
        raise Refusal("incident-assigned", executor=card.executor_name)
    found = await ctx.app.executors(incident, by=ctx.me, page=page)
    return Slice(tuple(map(_option, found.items)), found.page, found.total, found.per_page)


def _option(candidate: Candidate) -> Option:
    text = "assign-executor.competent" if candidate.competent else "assign-executor.other"
    unit = candidate.unit_title or Msg("no-unit")
    return Option(candidate.person.id, Msg(text, {"name": candidate.person.name, "unit": unit}))


async def about(ctx: Ctx) -> Mapping[str, Any]:
    """What is being assigned."""
    incident, _ = _subject(ctx)
    found = (await ctx.app.staff_card(incident, by=ctx.me)).incident
    return {"number": found.number, "topic": topic_title(ctx, found)}


async def assign(ctx: Ctx, _key: str, given: Answers) -> Done:
    """The executor is notified in the same commit."""
    incident, _ = _subject(ctx)
    found = await ctx.app.assign(incident, PersonId(given["executor"]), by=ctx.me)
    return Done(Msg("assign-done", {"number": found.number}))


def _subject(ctx: Ctx) -> tuple[IncidentId, bool]:
    return IncidentId(ctx.arg.removesuffix(AGAIN)), ctx.arg.endswith(AGAIN)


ASSIGN = Dialog(name="assign", steps=(Listing(name="executor", page=executors, args=about),), finish=assign)
