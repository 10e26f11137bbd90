"""Route with one press from the notice (ZAR-8): as everything is proposed, where nothing is left to judge."""

from collections.abc import Sequence

from core.deadlines.terms import Kind
from core.incidents.model import Incident
from core.incidents.use_cases import Triage
from core.notices.routing import is_plain
from core.shared.lines import paragraph
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Answers, Card, Dialog, Done, Open, View
from dialogs.incident_lines import topic_title
from dialogs.staff.candidates import candidates
from dialogs.staff.left import calendar_of, in_line
from dialogs.staff.overtaken import overtaken
from dialogs.staff.plan_page import alike
from dialogs.staff.subject import card_of
from dialogs.staff.titles import TERMS
from dialogs.staff.topics import likely_topics
from dialogs.staff.triage import triage_new


async def assign_at_once(ctx: Ctx, key: str, given: Answers) -> Open | Done:
    """Whatever is not sure opens the triage screen; whoever was quicker is named, and overrules nobody."""
    ctx.me.must(Right.ASSIGN)
    incident = (await card_of(ctx)).incident
    found = await candidates(ctx, incident, incident.topic)
    proposed = found.proposed
    if proposed is None or incident.executor is not None or not await _is_sure(ctx, incident):
        return await triage_new(ctx, key, given)
    triage = Triage(
        topics=(incident.topic, *incident.also),
        location=incident.location,
        executors=(proposed.person.id,),
        importance=incident.importance,
        shortened=incident.shortened,
    )
    try:
        await ctx.app.route(incident.id, triage, by=ctx.me, first=True)
    except Refusal as refused:
        return overtaken(refused, incident.id)
    return Open("assigned", incident.id)


async def _is_sure(ctx: Ctx, incident: Incident) -> bool:
    """Nothing in the words asks for a look, they speak for no other topic, and nobody wrote of it before."""
    likely = await likely_topics(ctx, incident.text)
    agreed = not likely or incident.topic in likely
    return agreed and is_plain(incident.text) and not await alike(ctx, incident)


async def show(ctx: Ctx) -> View:
    """Who has it now, and how much time they have. Refuses when they gave it back meanwhile."""
    card = await card_of(ctx)
    incident = card.incident
    if incident.executor is None:
        raise Refusal("executor-missing")
    told = {
        "number": incident.number,
        "topic": topic_title(ctx, incident),
        "executor": card.executor_name or Msg("somebody"),
    }
    return View((Msg("assigned-card", told), *paragraph(*_terms(ctx, incident))))


async def actions(ctx: Ctx) -> Sequence[Action]:
    """The way to change it, and the card with everything."""
    return (
        Action("change", Msg("incident-staff.reassign"), Open("reroute", ctx.arg)),
        Action("open", Msg("notice-registered.open"), Open("incident", ctx.arg)),
    )


def _terms(ctx: Ctx, incident: Incident) -> list[Msg]:
    told = []
    for kind in (Kind.DRAFT, Kind.FINAL_DRAFT, Kind.ANSWER):
        running = incident.deadline(kind)
        if running is not None and running.due_at is not None:
            line = in_line(calendar_of(ctx), ctx.now, running.due_at)
            told.append(Msg("plan-term-line", {"term": TERMS[kind], "told": line}))
    return told


AT_ONCE = Dialog(name="assign-at-once", steps=(), finish=assign_at_once)

ASSIGNED = Dialog(name="assigned", steps=(Card(name="card", show=show, actions=actions),))
