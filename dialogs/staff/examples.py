"""Answers marked as examples: the list, one example, mark and unmark (NVK-3.2)."""

from collections.abc import Sequence

from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.paging import Slice
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Answers, Card, Dialog, Done, Listing, Open, Option, View
from dialogs.staff.templates import topic_of


async def rows(ctx: Ctx, page: int) -> Slice[Option]:
    """The newest first."""
    found = await ctx.app.office.best_answers(by=ctx.me, page=page)
    shown = tuple(
        Option(
            each.incident, Msg("examples-row", {"number": each.number, "topic": topic_of(ctx, each.topic)})
        )
        for each in found.items
    )
    return Slice(shown, found.page, found.total, found.per_page)


async def open_one(_ctx: Ctx, _key: str, given: Answers) -> Open:
    """The card checks that it is one still."""
    return Open("example", given["list"])


async def show(ctx: Ctx) -> View:
    """Its topic, and the words, ready to be copied."""
    found = await ctx.app.office.best_answers.get(IncidentId(ctx.arg), by=ctx.me)
    head = Msg("example-card", {"number": found.number, "topic": topic_of(ctx, found.topic)})
    return View((head, Msg("template-words", {"text": found.text})))


async def actions(ctx: Ctx) -> Sequence[Action]:
    """The message for those who may see it, the mark for those who set it."""
    shown = []
    if ctx.me.may(Right.SEE_INCIDENTS):
        shown.append(Action("open", Msg("example-card.open"), Open("incident", ctx.arg)))
    if ctx.me.may(Right.GUIDE):
        shown.append(Action("unmark", Msg("example-card.unmark"), Open("unmark-best", ctx.arg)))
    return shown


async def mark(ctx: Ctx, _key: str, _given: Answers) -> Done:
    """From the card of an answered message, with one press."""
    made = await ctx.app.office.mark_best(IncidentId(ctx.arg), by=ctx.me)
    return Done(Msg("example-marked", {"number": made.number}))


async def unmark(ctx: Ctx, _key: str, _given: Answers) -> Done:
    """The answer itself stays what it was."""
    found = await ctx.app.office.unmark_best(IncidentId(ctx.arg), by=ctx.me)
    return Done(Msg("example-unmarked", {"number": found.number}))


EXAMPLES = Dialog(name="examples", steps=(Listing(name="list", page=rows),), finish=open_one)

EXAMPLE = Dialog(name="example", steps=(Card(name="card", show=show, actions=actions),))

MARK_BEST = Dialog(name="mark-best", steps=(), finish=mark)
"""Opened at an incident: marks its answer and goes back."""

UNMARK_BEST = Dialog(name="unmark-best", steps=(), finish=unmark)
"""Opened at an incident: takes the mark away and goes back."""
