"""The way to file an official appeal; a text that was begun stays (ZAR-2, LAB-1.2.4)."""

from collections.abc import Sequence

from core.shared.msg import Msg
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Card, Dialog, Done, View


async def show(ctx: Ctx) -> View:
    """Where, what to write, how long it takes."""
    contacts = ctx.app.rules.of(ctx.me.municipality).contacts
    return View((Msg("appeal-way", {"site": contacts.site, "phone": contacts.phone}),))


async def actions(_ctx: Ctx) -> Sequence[Action]:
    """Whoever goes that way is counted; back leads to the text that is still there."""
    return (Action("go", Msg("appeal-way.go"), go),)


async def go(ctx: Ctx) -> Done:
    """Recorded as redirected."""
    await ctx.app.note_appeal(by=ctx.me)
    contacts = ctx.app.rules.of(ctx.me.municipality).contacts
    return Done(Msg("appeal-noted", {"site": contacts.site}))


APPEAL = Dialog(name="appeal", steps=(Card(name="way", show=show, actions=actions),))
