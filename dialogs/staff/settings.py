"""Settings of a member of staff: the language; and how the bots know them."""

from collections.abc import Sequence

from core.shared.lines import stacked
from core.shared.msg import Msg
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Card, Dialog, Open, View
from dialogs.language import TITLES
from dialogs.staff.team import roles_of


async def show(ctx: Ctx) -> View:
    """Name, unit, posts, language."""
    record = await ctx.app.my_record(by=ctx.me)
    unit = await ctx.app.units.title(record.municipality, record.unit)
    head = Msg(
        "settings-staff",
        {"name": record.name, "unit": unit or Msg("no-unit"), "language": TITLES[record.language]},
    )
    return View((stacked(head, *(Msg("member-role", {"role": role}) for role in roles_of(record))),))


async def actions(_ctx: Ctx) -> Sequence[Action]:
    """What can be changed."""
    return (Action("language", Msg("settings-staff.language"), Open("language")),)


SETTINGS = Dialog(name="settings", steps=(Card(name="staff", show=show, actions=actions),))
