"""Help for residents: what the bot does, what an official appeal is, how to reach a person."""

from collections.abc import Sequence

from core.shared.msg import Msg
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Card, Dialog, Open, View


async def show(ctx: Ctx) -> View:
    """Three short paragraphs."""
    contacts = ctx.app.rules.of(ctx.me.municipality).contacts
    return View(
        (
            Msg("help-citizen"),
            Msg("help-citizen.law", {"site": contacts.site}),
            Msg("help-citizen.person", {"phone": contacts.phone, "site": contacts.site}),
        )
    )


async def actions(_ctx: Ctx) -> Sequence[Action]:
    """Those who read help mostly came to report; some need an official reply (ZAR-2)."""
    return (
        Action("report", Msg("menu-citizen.report"), Open("report")),
        Action("appeal", Msg("help-citizen.appeal"), Open("appeal")),
    )


HELP = Dialog(name="help", steps=(Card(name="citizen", show=show, actions=actions),))
