"""What stands on the triage screen: the message, everything that is set, and the slack it leaves."""

from datetime import datetime, timedelta
from typing import Final

from core.deadlines.terms import Kind, Terms
from core.deadlines.timer import Ahead, Length, WorkingTime
from core.hints.find import kinds
from core.hints.lines import hint_lines
from core.incidents.lines import files, place
from core.incidents.model import Incident
from core.incidents.order import order_slack
from core.incidents.values import Importance, Location
from core.shared.ids import PersonId, TopicId
from core.shared.lines import paragraph, stacked
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import View
from dialogs.incident_lines import said, topic_today
from dialogs.staff.candidates import Candidates, candidates
from dialogs.staff.history import joined_names
from dialogs.staff.left import brief, calendar_of, in_line
from dialogs.staff.offers import sought
from dialogs.staff.planned import USUAL, order, topic_of
from dialogs.staff.subject import card_of
from dialogs.staff.titles import IMPORTANCE, STATES, TERMS
from dialogs.staff.topics import likely_topics

WORDS: Final = 900
ALIKE: Final = 2


async def page(ctx: Ctx) -> View:
    """Everything at a glance; nothing is refused here, confirming is."""
    card = await card_of(ctx)
    incident = card.incident
    found = await candidates(ctx, incident, topic_of(ctx, incident))
    return View(
        (
            Msg("plan-check", {"number": incident.number}),
            said(incident, WORDS),
            *paragraph(
                *files(len(incident.media)), *hint_lines(kinds(incident.text)), *await alike(ctx, incident)
            ),
            stacked(*await _topics(ctx, incident), *_place(ctx), _importance(ctx), *_terms(ctx, incident)),
            *_executors(ctx, incident, found),
        )
    )


async def alike(ctx: Ctx, incident: Incident) -> list[Msg]:
    """Messages about the same at the same place: it may be a repeat (ZAR-17)."""
    if incident.repeats is not None:
        return []
    found = await ctx.app.earlier(sought(incident), by=ctx.me, same_place=True, limit=ALIKE)
    return [
        Msg("plan-alike", {"number": each.number, "stage": STATES[each.state], "at": each.registered_at})
        for each in found
    ]


async def _topics(ctx: Ctx, incident: Incident) -> list[Msg]:
    main = topic_of(ctx, incident)
    told = [Msg("plan-topic-line", {"topic": topic_today(ctx, main) or incident.topic_title})]
    also = [topic_today(ctx, TopicId(each)) or each for each in ctx.answers.get("also") or ()]
    if also:
        told.append(Msg("incident-also", {"topics": joined_names(also)}))
    likely = await likely_topics(ctx, incident.text)
    if likely and main not in likely:
        told.append(Msg("plan-topic-other", {"topic": topic_today(ctx, likely[0]) or likely[0]}))
    return told


def _place(ctx: Ctx) -> tuple[Msg, ...]:
    given = ctx.answers.get("place")
    return place(Location(**given)) if given else (Msg("plan-no-place"),)


def _importance(ctx: Ctx) -> Msg:
    return Msg("importance-line", {"importance": IMPORTANCE[Importance(ctx.answers["importance"])]})


def _terms(ctx: Ctx, incident: Incident) -> list[Msg]:
    """By when answer and draft would be due if it were confirmed like this."""
    told = []
    for kind in (Kind.ANSWER, Kind.DRAFT, Kind.FINAL_DRAFT):
        due = _due(ctx, incident, kind)
        if due is not None:
            line = in_line(calendar_of(ctx), ctx.now, due)
            told.append(Msg("plan-term-line", {"term": TERMS[kind], "told": line}))
    return told


def _due(ctx: Ctx, incident: Incident, kind: Kind) -> datetime | None:
    """The moment of a term under what is chosen; time that has passed stays passed (T4)."""
    found, at = incident.deadline(kind), ctx.app.desk(ctx.me)
    if found is None or kind is Kind.FINAL_DRAFT:
        return found.due_at if found else None
    answer = _answer_term(ctx, incident, at.terms)
    term = answer if kind is Kind.ANSWER else Ahead(answer, at.terms.draft_before)
    return found.under(term, at.calendar, at.terms).due_at


def _answer_term(ctx: Ctx, incident: Incident, terms: Terms) -> Length:
    chosen = ctx.answers.get("term", USUAL)
    if chosen != USUAL:
        return WorkingTime(timedelta(minutes=int(chosen)))
    return terms.answer_for(incident.origin.kind, topic_of(ctx, incident))


def _executors(ctx: Ctx, incident: Incident, found: Candidates) -> tuple[Msg, ...]:
    """One, or several in order with the slack that is left of the draft's term (ZAR-16, ZAR-11)."""
    try:
        people = order(found, ctx.answers)
    except Refusal:
        return (Msg("plan-no-executor"),)
    if len(people) == 1:
        return (Msg("plan-executor-line", {"executor": _title(found, people[0])}),)
    lines = [Msg("plan-order")]
    for number, person in enumerate(people, 1):
        text = "plan-order.last" if number == len(people) else "plan-order.part"
        lines.append(Msg(text, {"number": number, "executor": _title(found, person)}))
    return (stacked(*lines), *_slack(ctx, incident, len(people)))


def _title(found: Candidates, person: PersonId) -> str | Msg:
    candidate = found.of(person)
    return found.title(candidate) if candidate else Msg("somebody")


def _slack(ctx: Ctx, incident: Incident, people: int) -> tuple[Msg, ...]:
    kind = Kind.DRAFT if incident.deadline(Kind.DRAFT) else Kind.FINAL_DRAFT
    left = order_slack(_due(ctx, incident, kind), people, ctx.app.desk(ctx.me))
    if left is None:
        return ()
    text = "plan-slack" if left >= timedelta() else "plan-slack.none"
    return (Msg(text, {"count": people, "time": brief(abs(left))}),)
