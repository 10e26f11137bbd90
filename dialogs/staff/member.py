"""One of the staff: posts, unit, channels, absences; for administrators ways to change them (LAB-3.1)."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from core.people.lines import days
from core.people.model import Person, StaffName
from core.shared.ids import BotId, PersonId, UnitId
from core.shared.lines import paragraph, stacked
from core.shared.msg import Msg
from core.shared.roles import Right, Role
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Answers, Card, Choice, Dialog, Done, Open, Option, Text, View
from dialogs.staff.team import ROLES, roles_of

CHANNELS: Final[dict[BotId, Msg]] = {
    "max-staff": Msg("member-channel-max"),
    "telegram-staff": Msg("member-channel-telegram"),
}
NO_UNIT: Final = "-"


async def show(ctx: Ctx) -> View:
    """Name, unit, every post; where the bots reach them; when they are away, and who does whose work."""
    person = await _member(ctx)
    unit = await ctx.app.units.title(person.municipality, person.unit)
    title = "member-card" if person.roles else "member-left"
    head = Msg(title, {"name": person.name, "unit": unit or Msg("no-unit")})
    posts = [Msg("member-role", {"role": role}) for role in roles_of(person)]
    reached = [CHANNELS[bot] for bot in await ctx.app.team.bots_of(person.id, by=ctx.me) if bot in CHANNELS]
    return View(
        (
            stacked(head, *posts, *(reached or [Msg("member-channel-none")])),
            *paragraph(*await _away(ctx, person)),
        )
    )


async def _away(ctx: Ctx, person: Person) -> tuple[Msg, ...]:
    roster = await ctx.app.office.substitutions.roster(by=ctx.me)
    lines = [
        Msg(
            "member-away",
            {"substitute": roster.names[each.substitute], "days": days(each.first, each.last)},
        )
        for each in roster.of(person.id)
    ]
    return (*lines, *(Msg("member-stands-for", {"absent": each.name}) for each in person.stands_for))


async def actions(ctx: Ctx) -> Sequence[Action]:
    """A substitution for those who may enter one; everything else is the administrator's."""
    person, me = await _member(ctx), ctx.me
    shown = []
    if person.roles and (me.may(Right.SUBSTITUTE) or person.id == me.person):
        shown.append(Action("absence", Msg("member-card.absence"), Open("absence", person.id)))
    if not me.may(Right.ADMINISTER):
        return shown
    if not person.roles:
        return [Action("restore", Msg("member-left.restore"), Open("restore", person.id))]
    return [
        *shown,
        Action("roles", Msg("member-card.roles"), Open("member-roles", person.id)),
        Action("unit", Msg("member-card.unit"), Open("member-unit", person.id)),
        Action("name", Msg("member-card.name"), Open("member-name", person.id)),
        Action("remove", Msg("member-card.remove"), Open("remove", person.id)),
    ]


async def show_roles(ctx: Ctx) -> View:
    """Whose posts they are; each press changes one at once."""
    person = await _managed(ctx)
    return View((Msg("member-roles", {"name": person.name}),))


async def role_actions(ctx: Ctx) -> Sequence[Action]:
    """A post a button: pressing says which way, so that a second press does not undo the first."""
    person = await _managed(ctx)
    return [
        Action(
            f"{'drop' if role in person.roles else 'give'}-{role.value}",
            Msg("engine-ticked" if role in person.roles else "engine-unticked", {"title": title}),
            partial(_change, person.id, role, role not in person.roles),
        )
        for role, title in ROLES.items()
    ]


async def _change(person: PersonId, role: Role, held: bool, ctx: Ctx) -> Done | Msg:  # noqa: FBT001 (bound by place)
    await ctx.app.office.change_role(person, role, held=held, by=ctx.me)
    return Msg("member-roles.given" if held else "member-roles.taken", {"role": ROLES[role]})


async def units(ctx: Ctx) -> Sequence[Option]:
    """Open units by title, and none."""
    ctx.me.must(Right.ADMINISTER)
    found = await ctx.app.units(by=ctx.me)
    return [*(Option(unit.id, unit.title) for unit in found), Option(NO_UNIT, Msg("member-unit-none"))]


async def about(ctx: Ctx) -> Mapping[str, Any]:
    """Who it is about."""
    return {"name": (await _managed(ctx)).name}


async def move(ctx: Ctx, _key: str, given: Answers) -> Done:
    """From now on their queue is that of the other unit."""
    unit = given["choice"]
    found = await ctx.app.office.move_to_unit(
        PersonId(ctx.arg), None if unit == NO_UNIT else UnitId(unit), by=ctx.me
    )
    return Done(Msg("member-changed", {"name": found.name}))


async def rename(ctx: Ctx, _key: str, given: Answers) -> Done:
    """Everybody sees the new name from now on."""
    found = await ctx.app.office.rename(PersonId(ctx.arg), given["text"], by=ctx.me)
    return Done(Msg("member-changed", {"name": found.name}))


async def _member(ctx: Ctx) -> Person:
    return await ctx.app.team.member(PersonId(ctx.arg), by=ctx.me)


async def _managed(ctx: Ctx) -> Person:
    """For administrators only: a button can be forged."""
    ctx.me.must(Right.ADMINISTER)
    return await _member(ctx)


MEMBER = Dialog(name="member", steps=(Card(name="card", show=show, actions=actions),))

MEMBER_ROLES = Dialog(name="member-roles", steps=(Card(name="card", show=show_roles, actions=role_actions),))

MEMBER_UNIT = Dialog(
    name="member-unit", steps=(Choice(name="choice", options=units, args=about),), finish=move
)

MEMBER_NAME = Dialog(
    name="member-name", steps=(Text(name="text", parse=StaffName.parse, args=about),), finish=rename
)
