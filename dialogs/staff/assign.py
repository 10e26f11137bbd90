"""Assign an incident: the competent unit's people first (LAB-2.1.2).

A notice's button may be pressed when somebody was quicker: then the person sees how things stand. To
change the executor is an action of the card.
"""

from collections.abc import Mapping
from typing import Any

from core.incidents.queries import Candidate
from core.incidents.values import State
from core.shared.ids import IncidentId, PersonId
from core.shared.msg import Msg
from core.shared.paging import Slice
from core.shared.refusal import Refusal
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Dialog, Done, Listing, Open, Option
from dialogs.incident_lines import topic_title

NOT_NOW = frozenset({State.ON_APPROVAL, State.ANSWERED})
"""While an answer waits for approval, or went out, nobody is assigned."""


async def assign_new(ctx: Ctx, _key: str, _given: Answers) -> Open | Done:
    """To the choice of an executor, unless the incident has one."""
    ctx.me.must(Right.ASSIGN)
    card = await ctx.app.staff_card(IncidentId(ctx.arg), by=ctx.me)
    if card.incident.executor is None:
        return Open("executor", ctx.arg)
    if card.incident.state in NOT_NOW:
        told = Msg("refusal-incident-not-assignable", {"state": card.incident.state.value})
    else:
        told = Msg("refusal-incident-assigned", {"executor": card.executor_name})
    return Done(told, then=Open("incident", ctx.arg))


async def executors(ctx: Ctx, page: int) -> Slice[Option]:
    """Refuses when an answer waits for approval or went out."""
    card = await ctx.app.staff_card(IncidentId(ctx.arg), by=ctx.me)
    if card.incident.state in NOT_NOW:
        raise Refusal("incident-not-assignable", state=card.incident.state.value)
    found = await ctx.app.executors(card.incident.id, by=ctx.me, page=page)
    return Slice(tuple(map(_option, found.items)), found.page, found.total, found.per_page)


def _option(candidate: Candidate) -> Option:
    text = "executor-choice.competent" if candidate.competent else "executor-choice.other"
    unit = candidate.unit_title or Msg("no-unit")
    return Option(candidate.person.id, Msg(text, {"name": candidate.person.name, "unit": unit}))


async def about(ctx: Ctx) -> Mapping[str, Any]:
    """What is being assigned."""
    found = (await ctx.app.staff_card(IncidentId(ctx.arg), by=ctx.me)).incident
    return {"number": found.number, "topic": topic_title(ctx, found)}


async def assign(ctx: Ctx, _key: str, given: Answers) -> Done:
    """The executor is notified in the same commit."""
    found = await ctx.app.assign(IncidentId(ctx.arg), PersonId(given["choice"]), by=ctx.me)
    return Done(Msg("assign-done", {"number": found.number}))


ASSIGN = Dialog(name="assign", steps=(), finish=assign_new)

EXECUTOR = Dialog(name="executor", steps=(Listing(name="choice", page=executors, args=about),), finish=assign)
