"""An incident's history in plain words: who did what, acting for whom, when."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from core.deadlines.terms import Kind, SourceKind
from core.incidents.ports import IncidentCard, JournalEntry
from core.incidents.values import Decline, DraftKind, Importance
from core.shared.excerpt import excerpt
from core.shared.ids import PersonId
from core.shared.msg import Msg, Value
from core.shared.roles import Role
from dialogs.staff.left import joined
from dialogs.staff.team import ROLES
from dialogs.staff.titles import DECLINES, DRAFTS, IMPORTANCE, SOURCES, TERMS

SHOWN: Final = 300
"""Characters of what people wrote: notices have it whole."""

Details = Mapping[str, Any]
Args = dict[str, Value]
Tell = Callable[[IncidentCard, Details], Args]


def history(card: IncidentCard) -> tuple[Msg, ...]:
    """A line for each thing that happened, the oldest first."""
    return tuple(line(card, entry) for entry in card.history if entry.name in _LINES)


def line(card: IncidentCard, entry: JournalEntry) -> Msg:
    """One thing that happened."""
    text, tell = _LINES[entry.name]
    who: str | Msg = entry.by_name or Msg("somebody")
    if entry.acting_for_name:
        who = Msg("history-acting", {"who": entry.by_name, "for": entry.acting_for_name})
    said = Msg(text, {"who": who, **tell(card, entry.details)})
    return Msg("history-line", {"at": entry.at, "what": joined(said, *_more(entry))})


def _more(entry: JournalEntry) -> tuple[Msg, ...]:
    """What was set besides, or how late it was."""
    details, found = entry.details, []
    if "importance" in details:
        importance = IMPORTANCE[Importance(str(details["importance"]))]
        found.append(Msg("importance-line", {"importance": importance}))
    if isinstance(minutes := details.get("shortened"), int):
        found.append(Msg("history-shortened", {"hours": minutes // 60}))
    if comment := details.get("comment"):
        found.append(Msg("history-comment", {"text": _short(str(comment))}))
    if roles := details.get("told"):
        found.append(Msg("history-told", {"roles": _roles(roles)}))
    if details.get("late"):
        found.append(Msg("history-late"))
    return tuple(found)


def _roles(told: object) -> str | Msg:
    names = told if isinstance(told, list) else []
    return joined_names([ROLES[Role(each)] for each in names])


def _plain(**names: Value) -> Tell:
    """What is told as it was written down, or its beginning; the value given where an old entry lacks it."""
    return lambda _card, details: {name: _short(details.get(name, absent)) for name, absent in names.items()}


def _short(value: Value) -> Value:
    return excerpt(value, SHOWN) if isinstance(value, str) else value


def _name(card: IncidentCard, person: Any) -> str | Msg:
    return card.names.get(PersonId(person)) or Msg("somebody") if isinstance(person, str) else Msg("curators")


def _registered(_card: IncidentCard, details: Details) -> Args:
    return {"source": SOURCES[SourceKind(details.get("source", SourceKind.BOT))]}


def _assigned(card: IncidentCard, details: Details) -> Args:
    group: Sequence[str] = details.get("group") or (details["executor"],)
    return {"executor": joined_names([_name(card, person) for person in group])}


def joined_names(names: Sequence[str | Msg]) -> str | Msg:
    """Names in one line, with commas."""
    first, *more = names
    told: str | Msg = first
    for name in more:
        told = Msg("joined", {"first": told, "second": name})
    return told


def _executor(card: IncidentCard, details: Details) -> Args:
    return {"executor": _name(card, details.get("executor"))}


def _draft(_card: IncidentCard, details: Details) -> Args:
    kind = DRAFTS[DraftKind(details.get("kind", DraftKind.ANSWER))]
    return {"draft": details.get("draft", 0), "kind": kind}


def _endorsed(card: IncidentCard, details: Details) -> Args:
    return {**_draft(card, details), "role": ROLES[Role(details.get("awaits", Role.CURATOR))]}


def _answered(_card: IncidentCard, details: Details) -> Args:
    where = details.get("link")
    return {"where": Msg("history-where", {"link": where}) if where else Msg("history-in-bot")}


def _term(card: IncidentCard, details: Details) -> Args:
    return {"term": TERMS[Kind(details["kind"])], "owner": _name(card, details.get("owner"))}


def _escalated(_card: IncidentCard, details: Details) -> Args:
    return {"term": TERMS[Kind(details["kind"])], "role": ROLES[Role(details["role"])]}


def _declined(_card: IncidentCard, details: Details) -> Args:
    return {"reason": DECLINES[Decline(details["reason"])]}


def _wrote(_card: IncidentCard, details: Details) -> Args:
    return {"what": Msg("history-replied") if details.get("replied") else Msg("history-added")}


_LINES: Final[dict[str, tuple[str, Tell]]] = {
    "registered": ("history-registered", _registered),
    "assigned": ("history-assigned", _assigned),
    "passed": ("history-passed", _executor),
    "given-back": ("history-given-back", _plain(reason="")),
    "draft-submitted": ("history-draft-submitted", _draft),
    "draft-endorsed": ("history-draft-endorsed", _endorsed),
    "draft-returned": ("history-draft-returned", _plain(draft=0, remark="")),
    "approved": ("history-approved", _draft),
    "answered": ("history-answered", _answered),
    "interim-answered": ("history-interim-answered", _answered),
    "asked": ("history-asked", _plain()),
    "deadline-missed": ("history-deadline-missed", _term),
    "escalated": ("history-escalated", _escalated),
    "author-wrote": ("history-author-wrote", _wrote),
    "closed-unanswered": ("history-closed-unanswered", _plain()),
    "declined": ("history-declined", _declined),
    "redirected": ("history-redirected", _plain()),
    "followed": ("history-followed", _plain()),
    "joined": ("history-joined", _plain(into_number=0)),
    "linked": ("history-linked", _plain(earlier_number=0)),
    "rated": ("history-rated", _plain(score=0)),
    "not-solved": ("history-not-solved", _plain()),
    "graded": ("history-graded", _plain(score=0)),
    "status-asked": ("history-status-asked", _plain()),
    "status-told": ("history-status-told", _plain(said="")),
    "significant": ("history-significant", _plain()),
    "executor-left": ("history-executor-left", _executor),
    "activity-alarmed": ("history-activity-alarmed", _plain(hours=24, count=0, usual=0)),
}
"""Every fact of an incident, and the alarm that counted it: its text, and what of it is told."""
