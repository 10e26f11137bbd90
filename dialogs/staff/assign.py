"""Change the executor alone: the competent unit's people first (LAB-2.1.2); all else stays as it is."""

from collections.abc import Mapping
from typing import Any

from core.shared.ids import IncidentId, PersonId
from core.shared.msg import Msg
from core.shared.paging import Slice
from core.shared.refusal import Refusal
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Dialog, Done, Listing, Option
from dialogs.incident_lines import topic_title
from dialogs.staff.candidates import candidates
from dialogs.staff.overtaken import overtaken
from dialogs.staff.subject import incident_of
from dialogs.staff.triage import must_be_routable

PAGE = 8


async def executors(ctx: Ctx, page: int) -> Slice[Option]:
    """Refuses when an answer waits for approval or went out."""
    ctx.me.must(Right.ASSIGN)
    incident = await incident_of(ctx)
    must_be_routable(incident)
    found = await candidates(ctx, incident, incident.topic)
    shown = found.people[page * PAGE : (page + 1) * PAGE]
    rows = tuple(Option(each.person.id, found.title(each)) for each in shown)
    return Slice(rows, page, len(found.people), PAGE)


async def about(ctx: Ctx) -> Mapping[str, Any]:
    """What is being assigned."""
    found = await incident_of(ctx)
    return {"number": found.number, "topic": topic_title(ctx, found)}


async def assign(ctx: Ctx, _key: str, given: Answers) -> Done:
    """The executor is notified in the same commit. Too late, the curator sees how things stand."""
    incident = IncidentId(ctx.arg)
    try:
        found = await ctx.app.assign(incident, PersonId(given["choice"]), by=ctx.me)
    except Refusal as refused:
        return overtaken(refused, incident)
    return Done(Msg("assign-done", {"number": found.number}))


EXECUTOR = Dialog(name="executor", steps=(Listing(name="choice", page=executors, args=about),), finish=assign)
