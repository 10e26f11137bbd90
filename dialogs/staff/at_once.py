"""Route with one press from the notice (ZAR-8): as everything is proposed, where nothing is left to judge."""

from core.deadlines.terms import Kind
from core.incidents.model import Incident
from core.incidents.use_cases import Triage
from core.notices.routing import is_plain
from core.shared.lines import stacked
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Dialog, Done, Open
from dialogs.staff.candidates import candidates
from dialogs.staff.left import calendar_of, in_list
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
        routed = await ctx.app.route(incident.id, triage, by=ctx.me, first=True)
    except Refusal as refused:
        return overtaken(refused, incident.id)
    return Done(_told(ctx, routed, proposed.person.name), then=Open("incident", incident.id))


async def _is_sure(ctx: Ctx, incident: Incident) -> bool:
    """Nothing in the words asks for a look, they speak for no other topic, and nobody wrote of it before."""
    likely = await likely_topics(ctx, incident.text)
    agreed = not likely or incident.topic in likely
    return agreed and is_plain(incident.text) and not await alike(ctx, incident)


def _told(ctx: Ctx, incident: Incident, name: str) -> Msg:
    """Who has it now, and how much time they have; the card below it has the way to change it."""
    done = Msg("assign-at-once-done", {"number": incident.number, "executor": name})
    return stacked(done, *_terms(ctx, incident))


def _terms(ctx: Ctx, incident: Incident) -> list[Msg]:
    told = []
    for kind in (Kind.DRAFT, Kind.FINAL_DRAFT, Kind.ANSWER):
        running = incident.deadline(kind)
        if running is not None and running.due_at is not None:
            left = in_list(calendar_of(ctx), ctx.now, running.due_at)
            told.append(Msg("plan-term-line", {"term": TERMS[kind], "at": running.due_at, "left": left}))
    return told


AT_ONCE = Dialog(name="assign-at-once", steps=(), finish=assign_at_once)
