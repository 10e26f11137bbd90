"""Which facts are told to whom: pure functions from a fact to its notices."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from core.hints.lines import hint_lines
from core.incidents.facts import (
    Answered,
    Assigned,
    DraftReturned,
    DraftSubmitted,
    IncidentFact,
    Registered,
)
from core.incidents.lines import files, place
from core.notices.model import Assurance, Button, Notice, ToPerson, ToRole
from core.notices.outbox import Parcel
from core.shared.excerpt import excerpt
from core.shared.facts import Fact
from core.shared.lines import paragraph
from core.shared.msg import Msg
from core.shared.roles import Role

F = TypeVar("F", bound=Fact)

GLANCE: Final = 600
"""Characters of a resident's text in a curator's notice: enough to route, short enough for a lock screen."""

BRIEFING: Final = 2500
"""Characters of it for the executor, who works from it; the card has the rest."""

CURATORS: Final = ToRole(Role.CURATOR)

_TABLE: dict[type[Fact], Callable[[Any], tuple[Notice, ...]]] = {}


def notices_of(fact: Fact) -> tuple[Notice, ...]:
    """The notices a fact gives rise to; none for facts nobody has to be told."""
    tell = _TABLE.get(type(fact))
    return tell(fact) if tell else ()


def _tells(
    kind: type[F],
) -> Callable[[Callable[[F], tuple[Notice, ...]]], Callable[[F], tuple[Notice, ...]]]:
    def enter(tell: Callable[[F], tuple[Notice, ...]]) -> Callable[[F], tuple[Notice, ...]]:
        _TABLE[kind] = tell
        return tell

    return enter


@_tells(Registered)
def _registered(fact: Registered) -> tuple[Notice, ...]:
    """To every curator at once: route it within the term (ZAR-8)."""
    return (
        Notice(
            key=_key(fact, "curators"),
            to=CURATORS,
            audience="staff",
            about=fact.subject,
            text=(
                Msg("notice-registered", _heading(fact)),
                Msg("notice-text", {"text": excerpt(fact.text, GLANCE)}),
                *_extras(fact),
                *paragraph(*hint_lines(fact.hints)),
            ),
            buttons=(
                Button(title=Msg("notice-registered.assign"), dialog="assign", arg=fact.subject),
                _open(fact),
            ),
        ),
    )


def _extras(fact: Registered | Assigned) -> tuple[Msg, ...]:
    return paragraph(*place(fact.place), *files(fact.media))


@_tells(Assigned)
def _assigned(fact: Assigned) -> tuple[Notice, ...]:
    """To the executor; whoever had it before is told that it went on."""
    told = Notice(
        key=_key(fact, "executor"),
        to=ToPerson(fact.executor),
        audience="staff",
        about=fact.subject,
        text=(
            Msg("notice-assigned", {**_heading(fact), "curator": fact.by.name}),
            Msg("notice-text", {"text": excerpt(fact.text, BRIEFING)}),
            *_extras(fact),
        ),
        buttons=(_draft(fact), _open(fact)),
    )
    if fact.previous is None:
        return (told,)
    taken = Notice(
        key=_key(fact, "previous"),
        to=ToPerson(fact.previous),
        audience="staff",
        about=fact.subject,
        text=(Msg("notice-withdrawn", _heading(fact)),),
    )
    return told, taken


@_tells(DraftSubmitted)
def _draft_submitted(fact: DraftSubmitted) -> tuple[Notice, ...]:
    """To every curator, with all they need to decide on the spot (ZAR-12)."""
    which = f"{fact.subject}.{fact.draft}"
    return (
        Notice(
            key=_key(fact, "curators"),
            to=CURATORS,
            audience="staff",
            about=fact.subject,
            text=(
                Msg("notice-draft", {**_heading(fact), "executor": fact.by.name}),
                Msg("notice-question", {"text": excerpt(fact.text, 300)}),
                Msg("notice-text", {"text": fact.answer}),
            ),
            media=fact.media,
            buttons=(
                Button(title=Msg("notice-draft.approve"), dialog="approve", arg=which),
                Button(title=Msg("notice-draft.return"), dialog="return", arg=which),
                _open(fact),
            ),
        ),
    )


@_tells(DraftReturned)
def _draft_returned(fact: DraftReturned) -> tuple[Notice, ...]:
    """To the executor, with the remark to work from (ZAR-12, ZAR-13)."""
    return (
        Notice(
            key=_key(fact, "executor"),
            to=ToPerson(fact.executor),
            audience="staff",
            about=fact.subject,
            text=(
                Msg("notice-returned", {**_heading(fact), "curator": fact.by.name}),
                Msg("notice-remark", {"text": fact.remark}),
            ),
            buttons=(_draft(fact), _open(fact)),
        ),
    )


@_tells(Answered)
def _answered(fact: Answered) -> tuple[Notice, ...]:
    """The answer goes to the author at once (ZAR-14), never twice; the executor learns that it is out."""
    return (
        Notice(
            key=_key(fact, "author"),
            to=ToPerson(fact.author or fact.executor),
            audience="citizen",
            about=fact.subject,
            text=(
                Msg("notice-answered", _heading(fact)),
                Msg("notice-text", {"text": fact.answer}),
            ),
            media=fact.media,
            buttons=(Button(title=Msg("notice-answered.open"), dialog="incident", arg=fact.subject),),
            assurance=Assurance.ONCE,
        ),
        Notice(
            key=_key(fact, "executor"),
            to=ToPerson(fact.executor),
            audience="staff",
            about=fact.subject,
            text=(Msg("notice-published", _heading(fact)),),
            buttons=(_open(fact),),
        ),
    )


def uncertain(parcel: Parcel) -> tuple[Notice, ...]:
    """To the curators: a sending that may or may not have arrived; they decide in the dialog `doubt`."""
    decide = Button(title=Msg("notice-uncertain.decide"), dialog="doubt", arg=str(parcel.id))
    return _trouble("notice-uncertain", parcel, decide)


def failed(parcel: Parcel) -> tuple[Notice, ...]:
    """To the curators: the messenger refused a notice for good, the person has to be reached otherwise."""
    look = Button(title=Msg("notice-registered.open"), dialog="incident", arg=parcel.about)
    return _trouble("notice-failed", parcel, look)


def _trouble(text: str, parcel: Parcel, button: Button) -> tuple[Notice, ...]:
    """News of trouble that does not arrive causes no further news, or they would never end."""
    if parcel.text[0].id in {"notice-uncertain", "notice-failed"}:
        return ()
    told = Notice(
        key=f"{text}:{parcel.id}:{parcel.attempts}",
        to=CURATORS,
        audience="staff",
        about=parcel.about,
        text=(Msg(text, {"what": parcel.text[0]}),),
        buttons=(button,),
    )
    return (told,)


def _heading(fact: IncidentFact) -> dict[str, Any]:
    return {"number": fact.number, "topic": fact.topic_title}


def _key(fact: IncidentFact, to: str) -> str:
    """Unique for a fact: an incident's version is another before each of its changes."""
    return f"{fact.name}:{fact.subject}:{fact.version}:{to}"


def _open(fact: IncidentFact) -> Button:
    return Button(title=Msg("notice-registered.open"), dialog="incident", arg=fact.subject)


def _draft(fact: IncidentFact) -> Button:
    return Button(title=Msg("notice-assigned.draft"), dialog="draft", arg=fact.subject)
