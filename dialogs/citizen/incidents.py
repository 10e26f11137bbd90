"""A resident's own incidents: the list, and each one's card with its state, its way, and the answer."""

from collections.abc import Sequence

from core.deadlines.terms import Kind
from core.incidents.lines import files, place
from core.incidents.model import Incident
from core.incidents.ports import IncidentCard, IncidentRow
from core.incidents.values import OPEN, DraftKind, State
from core.shared.ids import IncidentId, PersonId
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
    State.INTERIM: Msg("state-interim"),
    State.APPROVED: Msg("state-on-approval"),
    State.ANSWERED: Msg("state-answered"),
    State.DECLINED: Msg("state-declined"),
    State.REDIRECTED: Msg("state-redirected"),
    State.CLOSED: Msg("state-closed"),
    State.JOINED: Msg("state-joined"),
}
"""What a resident is told of a state: returns between staff are nobody's else business."""

HISTORY = {
    "registered": "history-own-registered",
    "assigned": "history-own-assigned",
    "asked": "history-own-asked",
    "author-wrote": "history-own-wrote",
    "interim-answered": "history-own-interim",
    "answered": "history-own-answered",
    "declined": "history-own-declined",
    "redirected": "history-own-redirected",
    "closed-unanswered": "history-own-closed",
    "joined": "history-own-joined",
    "not-solved": "history-own-not-solved",
    "rated": "history-own-rated",
}
"""What of the journal a resident sees, in plain words."""

HISTORY_MOST = 12


async def mine(ctx: Ctx, page: int) -> Slice[Option]:
    """Newest first; what waits for a reply is marked."""
    found = await ctx.app.my_incidents(by=ctx.me, page=page)
    rows = tuple(_option(ctx, row) for row in found.items)
    return Slice(rows, found.page, found.total, found.per_page)


def _option(ctx: Ctx, row: IncidentRow) -> Option:
    today = ctx.app.rules.topic_title(ctx.me.municipality, row.topic, ctx.voice.language)
    topic = today or row.topic_title
    return Option(row.id, Msg("mine-row", {"mark": mark(row), "number": row.number, "topic": topic}))


def mark(row: IncidentRow) -> Msg:
    """One sign: asked, open, answered, or closed otherwise."""
    if row.state in OPEN:
        return Msg("mark-asked") if row.asked else Msg("mark-open")
    return Msg("mark-answered") if row.state is State.ANSWERED else Msg("mark-closed")


async def open_card(_ctx: Ctx, _key: str, given: Answers) -> Open:
    """The card checks whose it is."""
    return Open("incident", given["list"])


async def show(ctx: Ctx) -> View:
    """The state in plain words, by when, the way so far; an answer with its photos."""
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
        return _answered(head, incident, ctx.me.person)
    asked = _asked(incident)
    return View(
        text=(
            head,
            *paragraph(*_repeat(card), *_due(ctx, incident)),
            *asked,
            *_interim(incident),
            *_words(incident, ctx.me.person),
            *paragraph(*_history(card)),
        ),
        media=incident.media if incident.author == ctx.me.person else (),
    )


def _words(incident: Incident, reader: PersonId) -> tuple[Msg, ...]:
    """One's own words and place. Who joined sees where it is; the other resident's words are theirs."""
    where = place(incident.location)
    if incident.author != reader:
        return (Msg("incident-followed"), *paragraph(*where))
    return (said(incident, OWN_WORDS), *paragraph(*where, *files(len(incident.media))))


def _due(ctx: Ctx, incident: Incident) -> tuple[Msg, ...]:
    """By when an answer is due; nothing where the final one has its own long term or none is known."""
    waiting = incident.deadline(Kind.ANSWER) or incident.deadline(Kind.FINAL_DRAFT)
    if waiting is None or waiting.due_at is None:
        return ()
    late = waiting.due_at < ctx.now
    return (Msg("incident-own-late") if late else Msg("incident-own-due", {"at": waiting.due_at}),)


def _repeat(card: IncidentCard) -> tuple[Msg, ...]:
    earlier = card.incident.repeats
    number = card.numbers.get(earlier) if earlier else None
    return (Msg("incident-own-repeat", {"number": number}),) if number else ()


def _asked(incident: Incident) -> tuple[Msg, ...]:
    """The question that waits for a reply."""
    if incident.question is None or incident.state not in OPEN:
        return ()
    question = incident.drafts[incident.question - 1]
    until = incident.deadline(Kind.CLARIFICATION)
    args = {"text": question.text}
    if until is None or until.due_at is None:
        return (Msg("incident-question", args),)
    return (Msg("incident-question-until", {**args, "at": until.due_at}),)


def _interim(incident: Incident) -> tuple[Msg, ...]:
    """The interim answer, once it is out."""
    out = [draft for draft in incident.drafts if draft.kind is DraftKind.INTERIM and draft.published_at]
    if not out:
        return ()
    return (Msg("incident-interim", {"at": out[-1].published_at, "text": out[-1].text}),)


def _answered(head: Msg, incident: Incident, reader: PersonId) -> View:
    answer = incident.answer
    if answer is None:
        raise AssertionError("what is answered has its draft")
    own = incident.author == reader
    rated = incident.rating
    return View(
        text=(
            head,
            said(incident, OWN_WORDS_ANSWERED) if own else Msg("incident-followed.answered"),
            Msg("incident-answer", {"at": incident.answered_at, "text": answer.text}),
            *((Msg("incident-rated", {"score": rated.score}),) if rated else ()),
        ),
        media=answer.media,
    )


def _history(card: IncidentCard) -> tuple[Msg, ...]:
    """When what happened; of repeats only the last."""
    seen = {entry.name: entry.at for entry in card.history if entry.name in HISTORY}
    unit = card.unit_title
    lines = []
    for name, at in sorted(seen.items(), key=lambda item: item[1])[-HISTORY_MOST:]:
        named = name == "assigned" and unit is not None
        text = "history-own-assigned-unit" if named else HISTORY[name]
        lines.append(Msg(text, {"at": at, "unit": unit} if named else {"at": at}))
    return tuple(lines)


async def actions(ctx: Ctx) -> Sequence[Action]:
    """Reply where something is asked; add words; rate, or say that it is not solved."""
    incident = (await ctx.app.own_card(IncidentId(ctx.arg), by=ctx.me)).incident
    if incident.state is State.ANSWERED:
        rate = Msg("incident-own.rate-anew") if incident.rating else Msg("incident-own.rate")
        return (
            Action("rate", rate, Open("rate", incident.id)),
            Action("unsolved", Msg("incident-own.unsolved"), Open("unsolved", incident.id)),
            Action("add", Msg("incident-own.add"), Open("reply", incident.id)),
        )
    asked = incident.question is not None and incident.is_open
    title = Msg("incident-own.reply") if asked else Msg("incident-own.add")
    return (Action("reply", title, Open("reply", incident.id)),)


MINE = Dialog(name="mine", steps=(Listing(name="list", page=mine),), finish=open_card)

INCIDENT = Dialog(name="incident", steps=(Card(name="own", show=show, actions=actions),))
