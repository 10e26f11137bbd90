"""Why a term ends when it ends: the whole calculation of one deadline, day by day."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from core.deadlines.calendar import BeyondCalendar, WorkingCalendar
from core.deadlines.explain import Work, calculation
from core.deadlines.model import Deadline
from core.deadlines.terms import Kind
from core.deadlines.timer import Ahead, CalendarDays, Happened, Term, Turn, WorkingDays
from core.incidents.ports import IncidentCard
from core.shared.lines import paragraph, stacked
from core.shared.msg import Msg, Value
from core.shared.refusal import Refusal
from core.shared.spans import span
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Card, Dialog, Open, View
from dialogs.engine.steps.day import spelled
from dialogs.staff.deadlines import running
from dialogs.staff.left import calendar_of, clock, in_words, joined, why_off
from dialogs.staff.subject import card_of
from dialogs.staff.titles import TERMS

DAYS: Final = 32
"""So many days are told one by one."""

_NOTHING: Final = timedelta()


async def show(ctx: Ctx) -> View:
    """The term, where it began, every stretch that counts and every day that does not, the sum."""
    card, deadline = await _deadline(ctx)
    calendar = calendar_of(ctx)
    head = Msg("due-card", {"number": card.incident.number, "term": TERMS[deadline.kind]})
    rule = Msg("due-rule", {"length": length(deadline.timer.term), "clause": _clause(ctx, card, deadline)})
    if deadline.due_at is None:
        return View((head, rule, Msg("due-paused")))
    left = Msg("due-end", {"told": in_words(calendar, ctx.now, deadline.due_at, ctx.voice.language)})
    return View(
        (
            head,
            stacked(rule, Msg("due-start", {"at": deadline.timer.started})),
            *_counted(ctx, calendar, deadline, deadline.due_at),
            left,
            *_edition(deadline),
        )
    )


def _edition(deadline: Deadline) -> tuple[Msg, ...]:
    """The calendar's own number; what follows it, the country's and a digest, is for machines."""
    if deadline.due is None:
        return ()
    return (Msg("due-calendar", {"version": deadline.due.calendar_version.partition("+")[0]}),)


async def actions(ctx: Ctx) -> Sequence[Action]:
    """The other terms that run."""
    card, deadline = await _deadline(ctx)
    return [
        Action(each.kind.value, TERMS[each.kind], Open("due", f"{card.incident.id}.{each.kind.value}"))
        for each in running(card)
        if each.kind is not deadline.kind
    ]


async def _deadline(ctx: Ctx) -> tuple[IncidentCard, Deadline]:
    """`<incident>`: what has to be done next; `<incident>.<kind>`: that term. Refuses what ended."""
    which, _, kind = ctx.arg.partition(".")
    card = await card_of(ctx, which)
    wanted = [each for each in running(card) if not kind or each.kind.value == kind]
    if not wanted:
        raise Refusal("deadline-over")
    return card, wanted[0]


def length(term: Term) -> Msg:
    """`8 часов рабочего времени`, `7 рабочих дней`."""
    if isinstance(term, WorkingDays):
        return Msg("length-working-days", {"count": term.count})
    if isinstance(term, CalendarDays):
        return Msg("length-calendar-days", {"count": term.count})
    if isinstance(term, Ahead):
        return Msg("length-ahead", {"time": span(term.lead), "length": length(term.of)})
    return Msg("length-time", {"time": span(term.amount)})


def _clause(ctx: Ctx, card: IncidentCard, deadline: Deadline) -> Msg:
    """Point and document; or that the documents are silent."""
    incident, rules = card.incident, ctx.app.rules
    shortened = deadline.kind is Kind.ANSWER and incident.shortened is not None
    kind = Kind.TRIAGE if shortened else deadline.kind  # the curator shortens it at triage (ZAR-8)
    clause = rules.clause(incident.municipality, kind, incident.origin.kind, incident.topic)
    code, _, point = clause.partition("-")
    title = rules.of(incident.municipality).clauses.documents.get(code)
    return Msg("due-clause", {"point": point, "document": title}) if title else Msg("due-clause.decided")


def _counted(ctx: Ctx, calendar: WorkingCalendar, deadline: Deadline, due: datetime) -> tuple[Msg, ...]:
    lines: list[Msg] = []
    total = _NOTHING
    today = calendar.day_of(ctx.now)
    try:
        for start, end in stretches(deadline, due):
            # Hours stand there to the minute: what they come to has to add up.
            for day, works, told in _by_day(ctx, calendar, _whole(start), _whole(end)):
                amount = sum((work.counted for work in works), _NOTHING)
                total += amount
                args: dict[str, Value] = {"day": spelled(day, today), "told": told}
                lines.append(
                    Msg("due-day", {**args, "time": span(amount)}) if works else Msg("due-off", args)
                )
    except BeyondCalendar:
        return (Msg("due-beyond"),)
    if len(lines) > DAYS:
        lines = [*lines[: DAYS - 1], Msg("due-cut", {"count": len(lines) - DAYS + 1})]
    return paragraph(*lines, Msg("due-sum", {"time": span(total)}))


def stretches(deadline: Deadline, due: datetime) -> Iterator[tuple[datetime, datetime]]:
    """When the clock ran, or will run: from its start to the end, pauses left out."""
    start: datetime | None = deadline.timer.started
    for fact in deadline.timer.happened:
        if start is not None and fact.turn is Turn.PAUSED:
            yield start, fact.at
        start = _resumed(fact)
    if start is not None and start < due:
        yield start, due


def _whole(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _resumed(fact: Happened) -> datetime | None:
    return fact.at if fact.turn is Turn.RESUMED else None


def _by_day(
    ctx: Ctx, calendar: WorkingCalendar, start: datetime, end: datetime
) -> Iterator[tuple[date, list[Work], Msg]]:
    """Each day with its hours, or with the reason why it has none."""
    worked: dict[date, list[Work]] = {}
    off: dict[date, Msg] = {}
    for piece in calculation(calendar, start, end):
        if isinstance(piece, Work):
            worked.setdefault(calendar.day_of(piece.start), []).append(piece)
        else:
            off.update((day, why_off(day, why, ctx.voice.language)) for day, why in piece.days)
    for day in sorted({*worked, *off}):
        works = worked.get(day, [])
        yield day, works, _hours(calendar, works) if works else off[day]


def _hours(calendar: WorkingCalendar, works: list[Work]) -> Msg:
    breaks = [
        Msg("why-lunch", {"start": clock(calendar, before.end), "end": clock(calendar, after.start)})
        for before, after in pairwise(works)
    ]
    spans = [
        Msg("hours", {"start": clock(calendar, work.start), "end": clock(calendar, work.end)})
        for work in works
    ]
    short = [Msg("hours-short")] if works[0].short else []
    return joined(*spans, *breaks, *short)


DUE = Dialog(name="due", steps=(Card(name="card", show=show, actions=actions),))
