"""Lines of the lists staff work through: mark, number, time left, topic."""

from core.incidents.ports import IncidentRow
from core.incidents.values import Importance
from core.shared.msg import Msg, Value
from core.shared.paging import Slice
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Open, Option
from dialogs.incident_lines import MARKS, topic_today
from dialogs.staff.left import calendar_of, in_list

WEIGHTS = {
    Importance.HIGH: Msg("mark-high"),
    Importance.SIGNIFICANT: Msg("mark-significant"),
}
"""A sign before the state's, for what matters more than the rest."""


def options(ctx: Ctx, found: Slice[IncidentRow]) -> Slice[Option]:
    """A page of incidents as buttons."""
    rows = tuple(Option(row.id, row_title(ctx, row)) for row in found.items)
    return Slice(rows, found.page, found.total, found.per_page)


def row_title(ctx: Ctx, row: IncidentRow) -> Msg:
    """The time that is left stands before the topic: a phone cuts long titles at the end."""
    head: dict[str, Value] = {
        "mark": _mark(row),
        "number": row.number,
        "topic": topic_today(ctx, row.topic) or row.topic_title,
    }
    if row.due_at is None:
        return Msg("queue-row.bare", head)
    return Msg("queue-row", {**head, "left": in_list(calendar_of(ctx), ctx.now, row.due_at)})


def _mark(row: IncidentRow) -> Msg:
    mark = Msg("mark-asked") if row.asked else MARKS[row.state]
    weight = WEIGHTS.get(row.importance)
    return mark if weight is None else Msg("marks", {"first": weight, "second": mark})


async def open_card(_ctx: Ctx, _key: str, given: Answers) -> Open:
    """The card checks who may see it."""
    return Open("incident", given["list"])
