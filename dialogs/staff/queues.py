"""The lists staff work through: new incidents, one's own, drafts that wait for a decision."""

from core.incidents.ports import IncidentRow
from core.shared.msg import Msg
from core.shared.paging import Slice
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Dialog, Listing, Open, Option
from dialogs.incident_lines import MARKS


async def inbox(ctx: Ctx, page: int) -> Slice[Option]:
    """The longest waiting first."""
    return _options(await ctx.app.inbox(by=ctx.me, page=page))


async def assignments(ctx: Ctx, page: int) -> Slice[Option]:
    """Assigned, returned, and on approval: all that is not answered yet."""
    return _options(await ctx.app.assignments(by=ctx.me, page=page))


async def awaiting(ctx: Ctx, page: int) -> Slice[Option]:
    """The longest waiting first."""
    return _options(await ctx.app.awaiting(by=ctx.me, page=page))


async def open_card(_ctx: Ctx, _key: str, given: Answers) -> Open:
    """The card checks who may see it."""
    return Open("incident", given["list"])


def _options(found: Slice[IncidentRow]) -> Slice[Option]:
    rows = tuple(
        Option(
            row.id,
            Msg(
                "queue-row",
                {
                    "mark": MARKS[row.state],
                    "number": row.number,
                    "topic": row.topic_title,
                    "at": row.registered_at,
                },
            ),
        )
        for row in found.items
    )
    return Slice(rows, found.page, found.total, found.per_page)


INBOX = Dialog(name="inbox", steps=(Listing(name="list", page=inbox),), finish=open_card)
ASSIGNMENTS = Dialog(name="assignments", steps=(Listing(name="list", page=assignments),), finish=open_card)
AWAITING = Dialog(name="awaiting", steps=(Listing(name="list", page=awaiting),), finish=open_card)
