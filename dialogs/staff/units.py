"""Units as administrators keep them: the list, one unit, add, rename, close and open again."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.catalogue.model import Title, UnitEntry
from core.shared.ids import UnitId
from core.shared.msg import Msg
from core.shared.paging import Slice
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Answers, Card, Dialog, Done, Listing, Open, Option, Text, View

PAGE = 8


async def rows(ctx: Ctx, page: int) -> Slice[Option]:
    """By title, closed ones last."""
    found = await ctx.app.office.catalogue.units(by=ctx.me)
    shown = found[page * PAGE : (page + 1) * PAGE]
    return Slice(tuple(_row(each) for each in shown), page, len(found), PAGE)


def _row(unit: UnitEntry) -> Option:
    return Option(unit.id, unit.title if unit.open else Msg("units-row.closed", {"title": unit.title}))


async def open_unit(_ctx: Ctx, _key: str, given: Answers) -> Open:
    """The card checks that it is there."""
    return Open("unit", given["list"])


async def show(ctx: Ctx) -> View:
    """Its title, who and what belongs to it."""
    unit, topics, people = await ctx.app.office.catalogue.unit(UnitId(ctx.arg), by=ctx.me)
    text = "unit-card" if unit.open else "unit-closed"
    return View((Msg(text, {"title": unit.title, "topics": topics, "people": people}),))


async def actions(ctx: Ctx) -> Sequence[Action]:
    """A closed one can only be opened again."""
    unit, _, _ = await ctx.app.office.catalogue.unit(UnitId(ctx.arg), by=ctx.me)
    if not unit.open:
        return (Action("reopen", Msg("unit-closed.reopen"), reopen),)
    return (
        Action("name", Msg("unit-card.name"), Open("unit-name", unit.id)),
        Action("close", Msg("unit-card.close"), close),
    )


async def close(ctx: Ctx) -> Msg:
    """Refuses while topics or people belong to it."""
    found = await ctx.app.office.edit_units.close(UnitId(ctx.arg), by=ctx.me)
    return Msg("unit-done-closed", {"title": found.title})


async def reopen(ctx: Ctx) -> Msg:
    """Offered again at once."""
    found = await ctx.app.office.edit_units.reopen(UnitId(ctx.arg), by=ctx.me)
    return Msg("unit-done-opened", {"title": found.title})


async def asked(ctx: Ctx) -> Mapping[str, Any]:
    """For administrators only: a button can be forged."""
    ctx.me.must(Right.ADMINISTER)
    return {}


async def now_called(ctx: Ctx) -> Mapping[str, Any]:
    """How it is called until now."""
    unit, _, _ = await ctx.app.office.catalogue.unit(UnitId(ctx.arg), by=ctx.me)
    return {"title": unit.title}


async def add(ctx: Ctx, _key: str, given: Answers) -> Done:
    """To be chosen in invitations and for topics from now on."""
    made = await ctx.app.office.edit_units.add(given["title"], by=ctx.me)
    return Done(Msg("unit-done", {"title": made.title}), then=Open("unit", made.id))


async def rename(ctx: Ctx, _key: str, given: Answers) -> Done:
    """Everywhere, messages that are there already included."""
    found = await ctx.app.office.edit_units.rename(UnitId(ctx.arg), given["title"], by=ctx.me)
    return Done(Msg("unit-done", {"title": found.title}))


UNITS = Dialog(name="units", steps=(Listing(name="list", page=rows),), finish=open_unit)

UNIT = Dialog(name="unit", steps=(Card(name="card", show=show, actions=actions),))

UNIT_ADD = Dialog(name="unit-add", steps=(Text(name="title", parse=Title.parse, args=asked),), finish=add)

UNIT_NAME = Dialog(
    name="unit-name", steps=(Text(name="title", parse=Title.parse, args=now_called),), finish=rename
)
