"""Settings of a member of staff: the language, who does their work meanwhile, how the bots know them."""

from collections.abc import Sequence

from core.people.lines import days
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
    roles = [Msg("member-role", {"role": role}) for role in roles_of(record)]
    return View((stacked(head, *roles, *await _away(ctx)),))


async def _away(ctx: Ctx) -> tuple[Msg, ...]:
    """Who does their work, and whose work they do."""
    roster = await ctx.app.office.substitutions.roster(by=ctx.me)
    lines = [
        Msg(
            "settings-away",
            {"substitute": roster.names[each.substitute], "days": days(each.first, each.last)},
        )
        for each in roster.of(ctx.me.person)
    ]
    return (*lines, *(Msg("settings-stands-for", {"absent": each.name}) for each in ctx.me.absent))


async def actions(ctx: Ctx) -> Sequence[Action]:
    """What can be changed: the language, who does one's work."""
    roster = await ctx.app.office.substitutions.roster(by=ctx.me)
    return (
        Action("language", Msg("settings-staff.language"), Open("language")),
        Action("absence", Msg("settings-staff.absence"), Open("absence", ctx.me.person)),
        *(
            Action(
                each.id,
                Msg("settings-staff.substitution", {"first": each.first}),
                Open("substitution", each.id),
            )
            for each in roster.of(ctx.me.person)
        ),
    )


SETTINGS = Dialog(name="settings", steps=(Card(name="staff", show=show, actions=actions),))
