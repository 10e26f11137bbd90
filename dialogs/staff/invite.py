"""Invite a member of staff: name -> role -> unit -> a one-time code with links for both messengers."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.people.model import INVITATION_LIFE, StaffName
from core.shared.ids import Messenger, UnitId
from core.shared.lines import stacked
from core.shared.msg import Msg
from core.shared.roles import Right, Role
from dialogs.app import InviteLink
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Choice, Dialog, Done, Option, Text
from dialogs.staff.team import ROLES

IN_UNITS = frozenset({Role.EXECUTOR, Role.SPECIALIST, Role.HEAD})
"""Posts that belong to a unit; curators and administrators serve the whole municipality."""

LINKS: dict[Messenger, str] = {"max": "invite-link-max", "telegram": "invite-link-telegram"}


async def allowed(ctx: Ctx) -> Mapping[str, Any]:
    """Refuses to those who may not invite, before anything is asked in vain: a button can be forged."""
    ctx.me.must(Right.INVITE)
    return {}


async def roles(_ctx: Ctx) -> Sequence[Option]:
    """Every post."""
    return [Option(role.value, title) for role, title in ROLES.items()]


async def units(ctx: Ctx) -> Sequence[Option]:
    """By title."""
    return [Option(unit.id, unit.title) for unit in await ctx.app.units(by=ctx.me)]


def in_unit(ctx: Ctx) -> bool:
    """Whether the chosen post belongs to a unit."""
    return ctx.answers.get("role") in IN_UNITS


async def invite(ctx: Ctx, _key: str, given: Answers) -> Done:
    """The code is shown once; only its hash is kept."""
    unit = given.get("unit")
    code = await ctx.app.invite(
        given["name"], frozenset({Role(given["role"])}), UnitId(unit) if unit else None, by=ctx.me
    )
    name = StaffName.parse(given["name"]).value
    links = _links(ctx.app.invite_links(code))
    days = INVITATION_LIFE.days
    return Done(Msg("invite-done", {"name": name, "days": days, "code": code, "links": links}))


def _links(found: Sequence[InviteLink]) -> Msg:
    """The links to forward, one under the other."""
    lines = [Msg(LINKS[link.messenger], {"url": link.url}) for link in found]
    return stacked(*lines) if lines else Msg("invite-link-none")


INVITE = Dialog(
    name="invite",
    steps=(
        Text(name="name", parse=StaffName.parse, args=allowed),
        Choice(name="role", options=roles),
        Choice(name="unit", options=units, when=in_unit, optional=True),
    ),
    finish=invite,
)
