"""The staff menu, as the role allows, with what waits for this person in one line each."""

from collections.abc import Sequence

from core.shared.lines import paragraph
from core.shared.msg import Msg
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Card, Dialog, Open, View

_ITEMS = (
    (Right.SEE_INCIDENTS, Action("inbox", Msg("menu-staff.inbox"), Open("inbox"))),
    (Right.DRAFT, Action("assignments", Msg("menu-staff.assignments"), Open("assignments"))),
    (Right.APPROVE, Action("awaiting", Msg("menu-staff.awaiting"), Open("awaiting"))),
    (Right.SEE_TEAM, Action("team", Msg("menu-staff.team"), Open("team"))),
)


async def show(ctx: Ctx) -> View:
    """Who is signed in, and the work that waits."""
    me, app = ctx.me, ctx.app
    lines = []
    if me.may(Right.SEE_INCIDENTS):
        lines.append(Msg("menu-staff-new", {"count": (await app.inbox(by=me, page=0, per_page=1)).total}))
    if me.may(Right.DRAFT):
        found = await app.assignments(by=me, page=0, per_page=1)
        lines.append(Msg("menu-staff-mine", {"count": found.total}))
    if me.may(Right.APPROVE):
        found = await app.awaiting(by=me, page=0, per_page=1)
        lines.append(Msg("menu-staff-approval", {"count": found.total}))
    return View((Msg("menu-staff", {"name": me.name}), *paragraph(*lines)))


async def actions(ctx: Ctx) -> Sequence[Action]:
    """In the contract's order; sendings in doubt only while there are some."""
    me = ctx.me
    items = [action for right, action in _ITEMS if me.may(right)]
    if me.may(Right.APPROVE) and await ctx.app.doubts(by=me):
        items.append(Action("doubts", Msg("menu-staff.doubts"), Open("doubts")))
    return (*items, Action("settings", Msg("menu-staff.settings"), Open("settings")))


MENU = Dialog(name="menu", steps=(Card(name="staff", show=show, actions=actions),))
