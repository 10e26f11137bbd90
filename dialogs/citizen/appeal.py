"""The way to file an official appeal, for those whose text reads as one; the text stays (ZAR-2)."""

from collections.abc import Sequence

from core.shared.msg import Msg
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Card, Dialog, View


async def show(ctx: Ctx) -> View:
    """Where, what to write, how long it takes."""
    contacts = ctx.app.rules.of(ctx.me.municipality).contacts
    return View((Msg("appeal-way", {"site": contacts.site, "phone": contacts.phone}),))


async def no_actions(_ctx: Ctx) -> Sequence[Action]:
    """For reading; back leads to the text that is still there."""
    return ()


APPEAL = Dialog(name="appeal", steps=(Card(name="way", show=show, actions=no_actions),))
