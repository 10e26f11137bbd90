"""The team: who works here and who did, and for those who may, a way to invite."""

from collections.abc import Sequence

from core.people.model import Person
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
    """As the rights allow."""
    shown = [
        Action("members", Msg("team-card.members"), Open("members")),
        Action("substitutions", Msg("team-card.substitutions"), Open("substitutions")),
    ]
    if ctx.me.may(Right.INVITE):
        shown.append(Action("invite", Msg("team-card.invite"), Open("invite")))
    if ctx.me.may(Right.ADMINISTER):
        shown.append(Action("former", Msg("team-card.former"), Open("former")))
    shown.append(Action("guides", Msg("team-card.guides"), Open("guides")))
    if ctx.me.may(Right.ADMINISTER):
        shown.append(Action("city", Msg("team-card.city"), Open("city")))
    return shown


async def members(ctx: Ctx, page: int) -> Slice[Option]:
    """By name; who is away has a mark."""
    return _rows(await ctx.app.team(by=ctx.me, page=page))


async def former(ctx: Ctx, page: int) -> Slice[Option]:
    """Those who left, by name."""
    return _rows(await ctx.app.team.former(by=ctx.me, page=page))


def _rows(found: Slice[Person]) -> Slice[Option]:
    rows = tuple(Option(person.id, _row(person)) for person in found.items)
    return Slice(rows, found.page, found.total, found.per_page)


def _row(person: Person) -> Msg:
    text = "members-row.away" if person.stand_in and person.roles else "members-row"
    return Msg(text, {"name": person.name, "role": first_role(person)})


async def open_member(_ctx: Ctx, _key: str, given: Answers) -> Open:
    """The card checks who may see it."""
    return Open("member", given["list"])


def roles_of(person: Person) -> list[Msg]:
    """Titles of the person's posts, in the regulation's order; of somebody who left, those they had."""
    return [title for role, title in ROLES.items() if role in (person.roles or person.former)]


def first_role(person: Person) -> Msg:
    """The post that names a person best where there is room for one."""
    return (roles_of(person) or [Msg("role-none")])[0]


TEAM = Dialog(name="team", steps=(Card(name="card", show=show, actions=actions),))

MEMBERS = Dialog(name="members", steps=(Listing(name="list", page=members),), finish=open_member)

FORMER = Dialog(name="former", steps=(Listing(name="list", page=former),), finish=open_member)
