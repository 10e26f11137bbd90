"""The clocks that run on an incident, as its card tells them: by when, how much is left, whose they are."""

from core.deadlines.model import Deadline
from core.deadlines.terms import Kind
from core.incidents.ports import IncidentCard
from core.shared.lines import paragraph
from core.shared.msg import Msg, Value
from dialogs.engine.ctx import Ctx
from dialogs.staff.left import calendar_of, in_line, in_words
from dialogs.staff.titles import TERMS


def running(card: IncidentCard) -> tuple[Deadline, ...]:
    """Open deadlines: first what staff have to do next, the rest by their moment, the paused last."""
    found = [each for each in card.incident.deadlines if each.is_open]
    found.sort(key=lambda each: (each.due_at is None, each.due_at or each.timer.started))
    duties = [each for each in found if each.due_at is not None and each.due_at == card.incident.next_due]
    return (*duties[:1], *(each for each in found if each not in duties[:1]))


def lines(ctx: Ctx, card: IncidentCard) -> tuple[Msg, ...]:
    """One paragraph: the next term with its reasons, the others in short, each with its owner."""
    found = running(card)
    if not found:
        return ()
    return paragraph(_first(ctx, card, found[0]), *(_other(ctx, card, each) for each in found[1:]))


def owner_of(card: IncidentCard, deadline: Deadline) -> str | Msg:
    """Who has to act; the curators where it is nobody's own."""
    if deadline.kind is Kind.CLARIFICATION:
        return Msg("the-author")
    if deadline.owner is None:
        return Msg("curators")
    return card.names.get(deadline.owner) or Msg("somebody")


def _first(ctx: Ctx, card: IncidentCard, deadline: Deadline) -> Msg:
    args: dict[str, Value] = {"term": TERMS[deadline.kind], "owner": owner_of(card, deadline)}
    if deadline.due_at is None:
        return Msg("deadline-paused", args)
    told = in_words(calendar_of(ctx), ctx.now, deadline.due_at, ctx.voice.language)
    return Msg("deadline-next", {**args, "told": told})


def _other(ctx: Ctx, card: IncidentCard, deadline: Deadline) -> Msg:
    args: dict[str, Value] = {"term": TERMS[deadline.kind], "owner": owner_of(card, deadline)}
    if deadline.due_at is None:
        return Msg("deadline-paused", args)
    return Msg("deadline-other", {**args, "told": in_line(calendar_of(ctx), ctx.now, deadline.due_at)})
