"""The lists staff work through: new incidents, one's own, drafts that wait for a decision."""

from core.shared.paging import Slice
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Dialog, Listing, Option
from dialogs.staff.rows import open_card, options


async def inbox(ctx: Ctx, page: int) -> Slice[Option]:
    """By the time that is left, the soonest first; the other lists too."""
    return options(ctx, await ctx.app.inbox(by=ctx.me, page=page))


async def assignments(ctx: Ctx, page: int) -> Slice[Option]:
    """One's own, and those of whoever one substitutes: all that is not over yet."""
    return options(ctx, await ctx.app.assignments(by=ctx.me, page=page))


async def awaiting(ctx: Ctx, page: int) -> Slice[Option]:
    """A curator's, and an executor's where specialists draft for them."""
    return options(ctx, await ctx.app.awaiting(by=ctx.me, page=page))


INBOX = Dialog(name="inbox", steps=(Listing(name="list", page=inbox),), finish=open_card)
ASSIGNMENTS = Dialog(name="assignments", steps=(Listing(name="list", page=assignments),), finish=open_card)
AWAITING = Dialog(name="awaiting", steps=(Listing(name="list", page=awaiting),), finish=open_card)
