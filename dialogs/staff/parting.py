"""Somebody leaves, and what becomes of their work; somebody comes back."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from core.people.model import Person
from core.shared.ids import PersonId
from core.shared.lines import stacked
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Check, Choice, Dialog, Done, Option, View
from dialogs.staff.team import roles_of

HAND_OVER: Final = "hand-over"
GIVE_BACK: Final = "give-back"


async def ways(_ctx: Ctx) -> Sequence[Option]:
    """A successor goes on, or the curators route everything anew."""
    return (
        Option(HAND_OVER, Msg("remove-work.hand-over")),
        Option(GIVE_BACK, Msg("remove-work.give-back")),
    )


async def work(ctx: Ctx) -> Mapping[str, Any]:
    """Who leaves, and how much they have open."""
    person = await _leaving(ctx)
    count = await ctx.app.office.work_of(person.municipality, person.id)
    return {"name": person.name, "count": count}


def has_successor(ctx: Ctx) -> bool:
    """Whether somebody is to be named."""
    return ctx.answers.get("work") == HAND_OVER


async def successors(ctx: Ctx) -> Sequence[Option]:
    """The unit's people first."""
    found = await ctx.app.office.colleagues(PersonId(ctx.arg), by=ctx.me)
    return [Option(each.id, each.name) for each in found]


async def summary(ctx: Ctx) -> View:
    """What will happen, and whose work comes back to them because of it."""
    person = await _leaving(ctx)
    successor = PersonId(ctx.answers["successor"]) if has_successor(ctx) else None
    args = {"name": person.name}
    if successor is None:
        lines = [Msg("remove-check.give-back", args)]
        lines += [Msg("remove-loses", {"absent": each.name}) for each in person.stands_for]
    else:
        heir = await ctx.app.team.member(successor, by=ctx.me)
        lines = [Msg("remove-check.hand-over", {**args, "successor": heir.name})]
    return View((stacked(Msg("remove-check", args), *lines),))


async def remove(ctx: Ctx, _key: str, given: Answers) -> Done:
    """Posts and work go in one commit where a successor is named."""
    successor = given.get("successor")
    found = await ctx.app.office.remove(
        PersonId(ctx.arg), PersonId(successor) if successor else None, by=ctx.me
    )
    return Done(Msg("remove-done", {"name": found.name}))


async def ask(ctx: Ctx) -> View:
    """Which posts they get back."""
    ctx.me.must(Right.ADMINISTER)
    person = await ctx.app.team.member(PersonId(ctx.arg), by=ctx.me)
    if person.roles:
        raise Refusal("person-here", name=person.name)
    head = Msg("restore-check", {"name": person.name})
    return View((stacked(head, *(Msg("member-role", {"role": role}) for role in roles_of(person))),))


async def restore(ctx: Ctx, _key: str, _given: Answers) -> Done:
    """Their posts are theirs again, and so is the work a successor did."""
    found = await ctx.app.office.restore(PersonId(ctx.arg), by=ctx.me)
    return Done(Msg("restore-done", {"name": found.name}))


async def _leaving(ctx: Ctx) -> Person:
    """Refuses to those who are no administrators, and `person-gone` for somebody who left already."""
    ctx.me.must(Right.ADMINISTER)
    person = await ctx.app.team.member(PersonId(ctx.arg), by=ctx.me)
    if not person.roles:
        raise Refusal("person-gone", name=person.name)
    return person


REMOVE = Dialog(
    name="remove",
    steps=(
        Choice(name="work", options=ways, args=work),
        Choice(name="successor", options=successors, when=has_successor),
        Check(name="check", show=summary, confirm=Msg("remove-check.confirm")),
    ),
    finish=remove,
)

RESTORE = Dialog(
    name="restore",
    steps=(Check(name="check", show=ask, confirm=Msg("restore-check.confirm")),),
    finish=restore,
)
