"""A resident's own incidents: the list, and each one's card with its state and the answer."""

from collections.abc import Sequence

from core.incidents.lines import files, place
from core.incidents.model import Incident
from core.incidents.ports import IncidentCard, IncidentRow
from core.incidents.values import State
from core.shared.ids import IncidentId
from core.shared.lines import paragraph
from core.shared.msg import Msg
from core.shared.paging import Slice
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Action, Answers, Card, Dialog, Listing, Open, Option, View
from dialogs.incident_lines import said, topic_title

OWN_WORDS = 1500
OWN_WORDS_ANSWERED = 200
"""Characters of one's own text: under an answer it is only a reminder, the answer needs the room."""

STATES = {
    State.NEW: Msg("state-new"),
    State.ASSIGNED: Msg("state-in-work"),
    State.ON_APPROVAL: Msg("state-on-approval"),
    State.REWORK: Msg("state-in-work"),
    State.ANSWERED: Msg("state-answered"),
}
"""What a resident is told of a state: returns between staff are nobody's else business."""

HISTORY = {"registered": "history-own-registered", "assigned": "history-own-assigned"}


async def mine(ctx: Ctx, page: int) -> Slice[Option]:
    """Newest first."""
    found = await ctx.app.my_incidents(by=ctx.me, page=page)
    return Slice(tuple(map(_option, found.items)), found.page, found.total, found.per_page)


def _option(row: IncidentRow) -> Option:
    mark = Msg("mark-answered") if row.state is State.ANSWERED else Msg("mark-open")
    return Option(row.id, Msg("mine-row", {"mark": mark, "number": row.number, "topic": row.topic_title}))


async def open_card(_ctx: Ctx, _key: str, given: Answers) -> Open:
    """The card checks whose it is."""
    return Open("incident", given["list"])


async def show(ctx: Ctx) -> View:
    """The state in plain words, the way so far, the answer with its photos."""
    card = await ctx.app.own_card(IncidentId(ctx.arg), by=ctx.me)
    incident = card.incident
    head = Msg(
        "incident-own",
        {
            "number": incident.number,
            "topic": topic_title(ctx, incident),
            "state": STATES[incident.state],
        },
    )
    if incident.state is State.ANSWERED:
        return _answered(head, incident)
    return View(
        text=(
            head,
            said(incident, OWN_WORDS),
            *paragraph(*place(incident.location), *files(len(incident.media))),
            *paragraph(*_history(card)),
        ),
        media=incident.media,
    )


def _answered(head: Msg, incident: Incident) -> View:
    answer = incident.draft
    if answer is None:
        raise AssertionError("what is answered has its draft")
    return View(
        text=(
            head,
            said(incident, OWN_WORDS_ANSWERED),
            Msg("incident-answer", {"at": incident.answered_at, "text": answer.text}),
        ),
        media=answer.media,
    )


def _history(card: IncidentCard) -> tuple[Msg, ...]:
    """When it was taken in, and when it went to an executor; of repeats only the last."""
    seen = {entry.name: entry.at for entry in card.history if entry.name in HISTORY}
    unit = card.unit_title
    lines = []
    for name, at in sorted(seen.items(), key=lambda item: item[1]):
        named = name == "assigned" and unit is not None
        text = "history-own-assigned-unit" if named else HISTORY[name]
        lines.append(Msg(text, {"at": at, "unit": unit} if named else {"at": at}))
    return tuple(lines)


async def no_actions(_ctx: Ctx) -> Sequence[Action]:
    """A resident's card is for reading."""
    return ()


MINE = Dialog(name="mine", steps=(Listing(name="list", page=mine),), finish=open_card)

INCIDENT = Dialog(name="incident", steps=(Card(name="own", show=show, actions=no_actions),))
