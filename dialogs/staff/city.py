"""What the city consists of for the bots: units and the topic tree, for administrators (LAB-2.1.2)."""

from collections.abc import Sequence

from core.shared.msg import Msg
from core.shared.roles import Right
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Card, Dialog, Open, View


async def show(ctx: Ctx) -> View:
    """How many of each are open."""
    units = await ctx.app.office.catalogue.units(by=ctx.me)
    topics = await ctx.app.office.catalogue.topics(by=ctx.me)
    args = {"units": sum(each.open for each in units), "topics": sum(each.open for each in topics)}
    return View((Msg("city-card", args),))


async def actions(ctx: Ctx) -> Sequence[Action]:
    """Lists, and ways to add to them."""
    ctx.me.must(Right.ADMINISTER)
    return (
        Action("units", Msg("city-card.units"), Open("units")),
        Action("unit-add", Msg("city-card.unit-add"), Open("unit-add")),
        Action("topics", Msg("city-card.topics"), Open("topics")),
        Action("topic-add", Msg("city-card.topic-add"), Open("topic-add")),
    )


CITY = Dialog(name="city", steps=(Card(name="card", show=show, actions=actions),))
