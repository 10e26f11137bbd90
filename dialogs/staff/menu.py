"""The staff menu, as the role allows, with what waits for this person in one line each."""

from collections.abc import Sequence
from typing import Final

from core.incidents.values import State
from core.shared.lines import paragraph
from core.shared.msg import Msg
from core.shared.roles import Right, Role
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Card, Dialog, Open, View
from dialogs.staff.may import chain_has_executor
from dialogs.staff.register import counted

LOOKED_AT: Final = 50
"""Of the first so many in a list the late ones are counted: it is ordered by the time that is left."""


async def show(ctx: Ctx) -> View:
    """Who is signed in, for whom they act, and the work that waits."""
    me = ctx.me
    acting = [Msg("menu-staff-acting", {"name": each.name}) for each in me.absent]
    lines = []
    if me.may(Right.SEE_INCIDENTS):
        new = frozenset({State.NEW})
        count = (await ctx.app.inbox(by=me, page=0, per_page=1)).total
        late = await ctx.app.register.count(by=me, states=new, late=True)
        lines.append(_line("menu-staff-new", count, late))
    if me.may(Right.DRAFT):
        found = await ctx.app.assignments(by=me, page=0, per_page=LOOKED_AT)
        late = sum(row.due_at is not None and row.due_at < ctx.now for row in found.items)
        lines.append(_line("menu-staff-mine", found.total, late))
    if approves(ctx):
        found = await ctx.app.awaiting(by=me, page=0, per_page=LOOKED_AT)
        late = sum(row.due_at is not None and row.due_at < ctx.now for row in found.items)
        lines.append(_line("menu-staff-approval", found.total, late))
    if me.may(Right.SEE_INCIDENTS):
        lines += await counted(ctx)
    hint = (Msg("menu-staff-found"),) if me.may(Right.REGISTER) else ()
    return View((Msg("menu-staff", {"name": me.name}), *paragraph(*acting), *paragraph(*lines), *hint))


def _line(text: str, count: int, late: int) -> Msg:
    told = Msg(text, {"count": count})
    return Msg("menu-staff-late", {"told": told, "count": late}) if late else told


def approves(ctx: Ctx) -> bool:
    """A curator, and an executor where specialists draft for them."""
    if ctx.me.may(Right.APPROVE):
        return True
    executor = any(
        Role.EXECUTOR in roles for roles in (ctx.me.roles, *(each.roles for each in ctx.me.absent))
    )
    return executor and chain_has_executor(ctx)


async def actions(ctx: Ctx) -> Sequence[Action]:
    """In the contract's order; sendings in doubt only while there are some."""
    me, found = ctx.me, []
    if me.may(Right.SEE_INCIDENTS):
        found.append(Action("inbox", Msg("menu-staff.inbox"), Open("inbox")))
    if me.may(Right.DRAFT):
        found.append(Action("assignments", Msg("menu-staff.assignments"), Open("assignments")))
    if approves(ctx):
        found.append(Action("awaiting", Msg("menu-staff.awaiting"), Open("awaiting")))
    if me.may(Right.SEE_INCIDENTS):
        found.append(Action("register", Msg("menu-staff.register"), Open("register")))
    if me.may(Right.SEE_TEAM):
        found.append(Action("team", Msg("menu-staff.team"), Open("team")))
    if me.may(Right.APPROVE) and await ctx.app.doubts(by=me):
        found.append(Action("doubts", Msg("menu-staff.doubts"), Open("doubts")))
    return (*found, Action("settings", Msg("menu-staff.settings"), Open("settings")))


MENU = Dialog(name="menu", steps=(Card(name="staff", show=show, actions=actions),))
