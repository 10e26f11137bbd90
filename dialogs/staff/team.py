"""The team: who works here, and for those who may, a way to invite."""

from collections.abc import Sequence

from core.people.model import Person
from core.shared.ids import PersonId
from core.shared.lines import stacked
from core.shared.msg import Msg
from core.shared.paging import Slice
from core.shared.roles import Right, Role
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Answers, Card, Dialog, Listing, Open, Option, View

ROLES = {
    Role.CURATOR: Msg("role-curator"),
    Role.EXECUTOR: Msg("role-executor"),
    Role.SPECIALIST: Msg("role-specialist"),
    Role.HEAD: Msg("role-head"),
    Role.DEPUTY: Msg("role-deputy"),
    Role.FIRST_DEPUTY: Msg("role-first-deputy"),
    Role.HEAD_OF_STAFF: Msg("role-head-of-staff"),
    Role.CITY_HEAD: Msg("role-city-head"),
    Role.ADMINISTRATOR: Msg("role-administrator"),
}


async def show(ctx: Ctx) -> View:
    """How many there are."""
    found = await ctx.app.team(by=ctx.me, page=0, per_page=1)
    return View((Msg("team-card", {"count": found.total}),))


async def actions(ctx: Ctx) -> Sequence[Action]:
    """Inviting is for those who have the right."""
    shown = [
        Action("members", Msg("team-card.members"), Open("members")),
        Action("substitutions", Msg("team-card.substitutions"), Open("substitutions")),
    ]
    if ctx.me.may(Right.INVITE):
        shown.append(Action("invite", Msg("team-card.invite"), Open("invite")))
    return shown


async def members(ctx: Ctx, page: int) -> Slice[Option]:
    """By name."""
    found = await ctx.app.team(by=ctx.me, page=page)
    rows = tuple(
        Option(person.id, Msg("members-row", {"name": person.name, "role": first_role(person)}))
        for person in found.items
    )
    return Slice(rows, found.page, found.total, found.per_page)


async def open_member(_ctx: Ctx, _key: str, given: Answers) -> Open:
    """The card checks who may see it."""
    return Open("member", given["list"])


async def show_member(ctx: Ctx) -> View:
    """Name, unit, and every post."""
    person = await ctx.app.team.member(PersonId(ctx.arg), by=ctx.me)
    unit = await ctx.app.units.title(person.municipality, person.unit)
    head = Msg("member-card", {"name": person.name, "unit": unit or Msg("no-unit")})
    return View((stacked(head, *(Msg("member-role", {"role": role}) for role in roles_of(person))),))


async def no_actions(_ctx: Ctx) -> Sequence[Action]:
    """For reading only."""
    return ()


def roles_of(person: Person) -> list[Msg]:
    """Titles of the person's posts, in the regulation's order."""
    return [title for role, title in ROLES.items() if role in person.roles]


def first_role(person: Person) -> Msg:
    """The post that names a person best where there is room for one."""
    return roles_of(person)[0]


TEAM = Dialog(name="team", steps=(Card(name="card", show=show, actions=actions),))

MEMBERS = Dialog(name="members", steps=(Listing(name="list", page=members),), finish=open_member)

MEMBER = Dialog(name="member", steps=(Card(name="card", show=show_member, actions=no_actions),))
