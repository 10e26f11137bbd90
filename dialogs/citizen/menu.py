"""The residents' menu: the most wanted first; ideas, discussions, polls and points join it later."""

from collections.abc import Sequence

from core.shared.msg import Msg
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Card, Dialog, Open, View


async def show(ctx: Ctx) -> View:
    """One line: whose bot it is, and that a problem can simply be written."""
    city = ctx.app.rules.of(ctx.me.municipality).municipality.title
    return View((Msg("menu-citizen", {"city": city}),))


async def actions(_ctx: Ctx) -> Sequence[Action]:
    """In the contract's order."""
    return (
        Action("report", Msg("menu-citizen.report"), Open("report")),
        Action("mine", Msg("menu-citizen.mine"), Open("mine")),
        Action("settings", Msg("menu-citizen.settings"), Open("settings")),
        Action("help", Msg("menu-citizen.help"), Open("help")),
    )


MENU = Dialog(name="menu", steps=(Card(name="citizen", show=show, actions=actions),))
