"""What an incident's card says, paragraph by paragraph."""

from typing import Final

from core.hints.find import kinds
from core.hints.lines import hint_lines
from core.incidents.lines import files, place
from core.incidents.model import Incident
from core.incidents.parts import NoteKind
from core.incidents.ports import IncidentCard
from core.incidents.values import WORKING, DraftKind, Importance, State
from core.shared.excerpt import excerpt
from core.shared.lines import paragraph, stacked
from core.shared.msg import Msg, Value
from dialogs.engine.ctx import Ctx
from dialogs.incident_lines import MARKS, said, shown, topic_title, topic_today
from dialogs.staff import deadlines
from dialogs.staff.history import history, joined_names
from dialogs.staff.titles import DRAFTS, IMPORTANCE, SOURCES, STATES

WORDS_ALONE: Final = 2000
WORDS_BESIDE_A_DRAFT: Final = 500
DRAFT_SHOWN: Final = 1500
SHARE_SHOWN: Final = 300
REMARK_SHOWN: Final = 500
NOTE_SHOWN: Final = 300
NOTES_SHOWN: Final = 3
HISTORY_SHOWN: Final = 6
"""Characters and lines on the card, so that it stays one message; whole texts are one press away."""


def text(ctx: Ctx, card: IncidentCard) -> tuple[Msg, ...]:
    """The whole card."""
    incident = card.incident
    most = WORDS_BESIDE_A_DRAFT if incident.draft or incident.shares else WORDS_ALONE
    return (
        head(ctx, card),
        *deadlines.lines(ctx, card),
        said(incident, most),
        *paragraph(*place(incident.location), *files(len(incident.media))),
        *paragraph(*hint_lines(kinds(incident.text))),
        *paragraph(*_ties(card), *_marks(incident)),
        *_shares(card),
        *_notes(card),
        *_draft(incident),
        stacked(Msg("incident-history"), *history(card)[-HISTORY_SHOWN:]),
    )


def is_cut(incident: Incident) -> bool:
    """Whether something of the message stands on the card in part only."""
    beside = bool(incident.draft or incident.shares)
    cut = len(incident.text) > (WORDS_BESIDE_A_DRAFT if beside else WORDS_ALONE)
    notes = [note for note in incident.notes if note.kind is NoteKind.AUTHOR]
    long = len(notes) > NOTES_SHOWN or any(len(note.text) > NOTE_SHOWN for note in incident.notes)
    return cut or long or bool(incident.draft and incident.media)


def head(ctx: Ctx, card: IncidentCard) -> Msg:
    """What it is, where it stands, whose it is."""
    incident = card.incident
    people = Msg(
        "incident-people",
        {
            "author": card.author_name or incident.origin.author_name or Msg("somebody"),
            "executor": card.executor_name or Msg("nobody-yet"),
            "unit": card.unit_title or Msg("no-unit"),
        },
    )
    first, *more = (*_weight(incident), *_also(ctx, incident), *_origin(incident), people)
    return Msg(
        "incident-staff",
        {
            "mark": MARKS[incident.state],
            "number": incident.number,
            "topic": topic_title(ctx, incident),
            "stage": STATES[incident.state],
            "about": stacked(first, *more),
        },
    )


def _weight(incident: Incident) -> tuple[Msg, ...]:
    if incident.importance is Importance.ORDINARY:
        return ()
    return (Msg("importance-line", {"importance": IMPORTANCE[incident.importance]}),)


def _also(ctx: Ctx, incident: Incident) -> tuple[Msg, ...]:
    titles = [topic_today(ctx, topic) or str(topic) for topic in incident.also]
    return (Msg("incident-also", {"topics": joined_names(titles)}),) if titles else ()


def _origin(incident: Incident) -> tuple[Msg, ...]:
    """Our own bots need no word; what was found elsewhere says where."""
    origin = incident.origin
    if origin.ours:
        return ()
    if origin.link:
        return (Msg("incident-source.linked", {"source": SOURCES[origin.kind], "link": origin.link}),)
    return (Msg("incident-source", {"source": SOURCES[origin.kind]}),)


def _ties(card: IncidentCard) -> tuple[Msg, ...]:
    """Other incidents, and who waits for the same answer."""
    incident, found = card.incident, []
    if incident.repeats is not None:
        found.append(Msg("incident-repeats", {"number": card.numbers.get(incident.repeats, 0)}))
    if incident.joined_to is not None:
        found.append(Msg("incident-joined", {"number": card.numbers.get(incident.joined_to, 0)}))
    if incident.followers:
        found.append(Msg("incident-followers", {"count": len(incident.followers)}))
    return tuple(found)


def _marks(incident: Incident) -> tuple[Msg, ...]:
    """The author's rating and the curator's mark."""
    found = []
    if incident.rating is not None:
        rated = Msg("incident-rating", {"score": incident.rating.score})
        if incident.rating.comment:
            comment = excerpt(incident.rating.comment, NOTE_SHOWN)
            rated = Msg("incident-rating.told", {"score": incident.rating.score, "comment": comment})
        found.append(rated)
    if incident.quality is not None:
        found.append(Msg("incident-quality", {"score": incident.quality}))
    return tuple(found)


def _shares(card: IncidentCard) -> tuple[Msg, ...]:
    """Co-executors in order: who has given what, whose turn it is, who writes the answer."""
    shares = card.incident.shares
    if not shares:
        return ()
    told = [Msg("incident-shares")]
    for number, share in enumerate(shares, 1):
        about: dict[str, Value] = {
            "number": number,
            "name": card.names.get(share.executor) or Msg("somebody"),
        }
        if share.at is not None:
            told.append(Msg("incident-share.given", {**about, "text": shown(share.text, SHARE_SHOWN)}))
        elif number - 1 == card.incident.turn and card.incident.state in WORKING:
            told.append(Msg("incident-share.turn", about))
        elif number == len(shares):
            told.append(Msg("incident-share.last", about))
        else:
            told.append(Msg("incident-share", about))
    return paragraph(*told)


def _notes(card: IncidentCard) -> tuple[Msg, ...]:
    """The question that is open, and what was written lately."""
    incident, told = card.incident, []
    asked = next((each for each in incident.drafts if each.number == incident.question), None)
    if asked is not None:
        told.append(Msg("incident-asked", {"text": excerpt(asked.text, NOTE_SHOWN)}))
    for note in incident.notes[-NOTES_SHOWN:]:
        name = card.names.get(note.by) or Msg("somebody")
        told.append(
            Msg("incident-note", {"at": note.at, "name": name, "text": excerpt(note.text, NOTE_SHOWN)})
        )
    return paragraph(*told)


def _draft(incident: Incident) -> tuple[Msg, ...]:
    """The newest draft, and why it went back; a question that is out stands above already."""
    draft = incident.draft
    if draft is None or (draft.kind is DraftKind.QUESTION and draft.published_at is not None):
        return ()
    about: dict[str, Value] = {
        "kind": DRAFTS[draft.kind],
        "number": draft.number,
        "text": shown(draft.text, DRAFT_SHOWN),
    }
    told = [Msg("incident-draft", about)]
    if draft.link:
        told.append(Msg("incident-published", {"link": draft.link}))
    if incident.state is State.REWORK and draft.remark is not None:
        told.append(Msg("incident-remark", {"text": excerpt(draft.remark, REMARK_SHOWN)}))
    return tuple(told)
