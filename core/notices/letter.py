"""What the notices about an incident are put together from: heading, terms, buttons, recipients."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from core.deadlines.terms import Kind
from core.incidents.facts import IncidentFact
from core.incidents.values import Importance
from core.notices.model import Assurance, Button, Lane, Notice, ToPerson, ToRole
from core.shared.facts import Fact
from core.shared.ids import Audience, FileId, PersonId
from core.shared.lines import paragraph
from core.shared.msg import Msg
from core.shared.roles import Role

Tell = Callable[[Any], tuple[Notice, ...]]
Table = Mapping[type[Fact], Tell]
"""From a fact to its notices; each subject has a table of its own."""

GLANCE: Final = 600
"""Characters of a resident's text in a curator's notice: enough to route, short enough for a lock screen."""

BRIEFING: Final = 2500
"""Characters of it for the executor, who works from it; the card has the rest."""

REMINDER: Final = 300
"""Characters of it where it only has to be recognised."""

CURATORS: Final = ToRole(Role.CURATOR)

_DUES: Final[dict[Kind, Msg]] = {
    Kind.TRIAGE: Msg("due-triage"),
    Kind.RETURN: Msg("due-return"),
    Kind.CONTRIBUTION: Msg("due-contribution"),
    Kind.DRAFT: Msg("due-draft"),
    Kind.APPROVAL: Msg("due-approval"),
    Kind.REWORK: Msg("due-rework"),
    Kind.PUBLISH: Msg("due-publish"),
    Kind.ANSWER: Msg("due-answer"),
    Kind.FINAL_DRAFT: Msg("due-final-draft"),
    Kind.CLARIFICATION: Msg("due-clarification"),
}
_IMPORTANCE: Final[dict[Importance, Msg]] = {
    Importance.HIGH: Msg("notice-high"),
    Importance.SIGNIFICANT: Msg("notice-significant-mark"),
}


def heading(fact: IncidentFact) -> dict[str, Any]:
    """Number and topic: how people call an incident."""
    return {"number": fact.number, "topic": topic(fact.topic_title, fact.topic_en)}


def topic(title: str, english: str) -> str | Msg:
    """A topic in the language of whoever reads the notice; in Russian where it has no other title."""
    return Msg("topic-title", {"ru": title, "en": english}) if english not in {"", title} else title


def notice(
    fact: IncidentFact,
    to: ToPerson | ToRole,
    *text: Msg,
    whom: str,
    buttons: tuple[Button, ...] = (),
    media: tuple[FileId, ...] = (),
    lane: Lane = Lane.INTERACTIVE,
) -> Notice:
    """For the staff; `whom` tells the fact's notices apart."""
    return Notice(
        key=key(fact, whom),
        to=to,
        audience="staff",
        about=fact.subject,
        text=text,
        buttons=buttons,
        media=media,
        lane=lane,
    )


def to_residents(
    fact: IncidentFact,
    people: Iterable[PersonId | None],
    *text: Msg,
    buttons: tuple[Button, ...] = (),
    media: tuple[FileId, ...] = (),
) -> tuple[Notice, ...]:
    """For the author and those who joined, each once: what a resident is told is never told twice.

    A message from elsewhere has no author among us (None), so nobody is told.
    """
    return tuple(
        Notice(
            key=key(fact, "resident"),
            to=ToPerson(person),
            audience="citizen",
            about=fact.subject,
            text=text,
            buttons=buttons,
            media=media,
            assurance=Assurance.ONCE,
        )
        for person in dict.fromkeys(people)
        if person is not None
    )


def key(fact: IncidentFact, whom: str) -> str:
    """Unique for a fact: an incident's version is another before each of its changes."""
    return f"{fact.name}:{fact.subject}:{fact.version}:{whom}"


def dues(fact: IncidentFact, *kinds: Kind) -> tuple[Msg, ...]:
    """A paragraph of the terms that run, a line each, in the order asked for."""
    return paragraph(*due_lines(fact, *kinds))


def due_lines(fact: IncidentFact, *kinds: Kind) -> tuple[Msg, ...]:
    """The same as lines."""
    found = ((kind, fact.due(kind)) for kind in kinds)
    return tuple(Msg("notice-due", {"what": _DUES[kind], "at": at}) for kind, at in found if at)


def marks(fact: IncidentFact) -> tuple[Msg, ...]:
    """That it matters more than others, as a line."""
    mark = _IMPORTANCE.get(fact.importance)
    return (mark,) if mark else ()


def quoted(text: str) -> Msg:
    """Somebody's words, apart from ours."""
    return Msg("notice-text", {"text": text})


def button(title: str, dialog: str, arg: str) -> Button:
    """A button that opens a dialog, in a row of its own."""
    return Button(title=Msg(title), dialog=dialog, arg=arg)


def open_(fact: IncidentFact, audience: Audience = "staff") -> Button:
    """To the incident's card."""
    title = "notice-registered.open" if audience == "staff" else "notice-answered.open"
    return button(title, "incident", fact.subject)


def triage(fact: IncidentFact) -> Button:
    """To the screen on which a curator routes it."""
    return button("notice-registered.assign", "triage", fact.subject)


def draft(fact: IncidentFact) -> Button:
    """To the answer."""
    return button("notice-assigned.draft", "draft", fact.subject)
