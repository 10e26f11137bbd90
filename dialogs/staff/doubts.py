"""Sendings in doubt, or refused for good: the curator looks, then sends once more or leaves it."""

from collections.abc import Sequence

from core.shared.msg import Msg
from core.shared.paging import Slice
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Answers, Card, Dialog, Done, Listing, Open, Option, View
from dialogs.staff.subject import card_of

PAGE = 6


async def doubts(ctx: Ctx, page: int) -> Slice[Option]:
    """The oldest first."""
    found = await ctx.app.doubts(by=ctx.me)
    shown = found[page * PAGE : (page + 1) * PAGE]
    rows = tuple(
        Option(doubt.question, Msg("doubts-row", {"name": doubt.person_name, "at": doubt.since}))
        for doubt in shown
    )
    return Slice(rows, page, len(found), PAGE)


async def open_doubt(_ctx: Ctx, _key: str, given: Answers) -> Open:
    """The card checks that it is still in doubt."""
    return Open("doubt", given["list"])


async def show(ctx: Ctx) -> View:
    """To whom, since when, and what. Refuses when it was settled meanwhile."""
    doubt = await ctx.app.doubts.get(ctx.arg, by=ctx.me)
    text = "doubt-card.refused" if doubt.refused else "doubt-card"
    about = Msg(text, {"name": doubt.person_name or Msg("somebody"), "at": doubt.since})
    return View((about, *doubt.text))


async def actions(ctx: Ctx) -> Sequence[Action]:
    """There are two ways out; and what it is about, if that is a message."""
    doubt = await ctx.app.doubts.get(ctx.arg, by=ctx.me)
    ways = (
        Action("resend", Msg("doubt-card.resend"), resend),
        Action("leave", Msg("doubt-card.leave"), leave),
    )
    try:
        await card_of(ctx, doubt.about)
    except Refusal:
        return ways
    return (*ways, Action("open", Msg("doubt-card.open"), Open("incident", doubt.about)))


async def resend(ctx: Ctx) -> Done:
    """It may arrive twice: the curator knows."""
    await ctx.app.resolve_doubt(ctx.arg, resend=True, by=ctx.me)
    return Done(Msg("doubt-resent"))


async def leave(ctx: Ctx) -> Done:
    """It arrived, or was told otherwise."""
    await ctx.app.resolve_doubt(ctx.arg, resend=False, by=ctx.me)
    return Done(Msg("doubt-left"))


DOUBTS = Dialog(name="doubts", steps=(Listing(name="list", page=doubts),), finish=open_doubt)

DOUBT = Dialog(name="doubt", steps=(Card(name="card", show=show, actions=actions),))
