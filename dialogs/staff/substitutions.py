"""Who is away and who does their work: the list, one substitution, and its end before the day."""

from collections.abc import Sequence

from core.people.lines import terms
from core.people.roster import Roster
from core.people.substitution import Phase, Substitution
from core.shared.ids import SubstitutionId
from core.shared.lines import stacked
from core.shared.msg import Msg, Value
from core.shared.paging import Slice
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Answers, Card, Check, Dialog, Done, Listing, Open, Option, View


async def show_all(ctx: Ctx) -> View:
    """How many are away, how many will be."""
    roster = await ctx.app.office.substitutions.roster(by=ctx.me)
    now = sum(each.phase is Phase.ACTIVE for each in roster.open)
    return View((Msg("substitutions-card", {"now": now, "later": len(roster.open) - now}),))


async def offered(ctx: Ctx) -> Sequence[Action]:
    """The list, and for those who may, another one."""
    listed = Action("list", Msg("substitutions-card.list"), Open("away"))
    if not ctx.me.may(Right.SUBSTITUTE):
        return (listed,)
    return (listed, Action("add", Msg("substitutions-card.add"), Open("absence")))


async def rows(ctx: Ctx, page: int) -> Slice[Option]:
    """Those in force, then those to come."""
    roster, found = await ctx.app.office.substitutions(by=ctx.me, page=page)
    return Slice(tuple(_row(roster, each) for each in found.items), found.page, found.total, found.per_page)


def _row(roster: Roster, made: Substitution) -> Option:
    text = "away-row.now" if made.phase is Phase.ACTIVE else "away-row.later"
    args: dict[str, Value] = {
        "absent": roster.names[made.absent],
        "substitute": roster.names[made.substitute],
        "first": made.first,
    }
    return Option(made.id, Msg(text, args))


async def open_one(_ctx: Ctx, _key: str, given: Answers) -> Open:
    """The card checks that it is still there."""
    return Open("substitution", given["list"])


async def show(ctx: Ctx) -> View:
    """Who, instead of whom, why, when; who really does the work, if the substitute is away, too."""
    roster, made = await _found(ctx)
    return View((_lines(roster, made),))


def _lines(roster: Roster, made: Substitution) -> Msg:
    names = {"absent": roster.names[made.absent], "substitute": roster.names[made.substitute]}
    head = Msg("substitution-card", names)
    lines = [*terms(made.reason, made.first, made.last, made.order)]
    doer = roster.doer(made.absent)
    if made.phase is Phase.ACTIVE and doer != made.substitute:
        lines.append(Msg("substitution-doer", {"doer": roster.names[doer]}))
    return stacked(head, *lines)


async def actions(ctx: Ctx) -> Sequence[Action]:
    """To end it, or to call it off, for those who may."""
    _, made = await _found(ctx)
    if made.absent != ctx.me.person and not ctx.me.may(Right.SUBSTITUTE):
        return ()
    title = "substitution-card.end" if made.phase is Phase.ACTIVE else "substitution-card.off"
    return (Action("end", Msg(title), Open("back", ctx.arg)),)


async def ask(ctx: Ctx) -> View:
    """Before the work goes back."""
    roster, made = await _found(ctx)
    text = "back-check" if made.phase is Phase.ACTIVE else "back-off"
    return View((Msg(text, {"absent": roster.names[made.absent]}), _lines(roster, made)))


async def end(ctx: Ctx, _key: str, _given: Answers) -> Done:
    """Both are told at once; refuses when it is over already."""
    roster, _ = await _found(ctx)
    made = await ctx.app.office.end_substitution(SubstitutionId(ctx.arg), by=ctx.me)
    return Done(Msg("back-done", {"absent": roster.names[made.absent]}), refresh=True)


async def _found(ctx: Ctx) -> tuple[Roster, Substitution]:
    roster = await ctx.app.office.substitutions.roster(by=ctx.me)
    return roster, roster.get(SubstitutionId(ctx.arg))


SUBSTITUTIONS = Dialog(name="substitutions", steps=(Card(name="card", show=show_all, actions=offered),))

AWAY = Dialog(name="away", steps=(Listing(name="list", page=rows),), finish=open_one)

SUBSTITUTION = Dialog(name="substitution", steps=(Card(name="card", show=show, actions=actions),))

BACK = Dialog(
    name="back", steps=(Check(name="check", show=ask, confirm=Msg("back-check.confirm")),), finish=end
)
