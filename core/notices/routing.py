"""Notices about the way to the executor: registered, assigned, passed on, given back (ZAR-8, ZAR-9)."""

from dataclasses import replace
from typing import Final

from core.deadlines.terms import Kind, SourceKind
from core.hints.find import kinds
from core.hints.lines import hint_lines
from core.hints.model import Kind as Hint
from core.incidents.facts import Assigned, GivenBack, Passed, Registered
from core.incidents.lines import files, place
from core.incidents.side_facts import AT_ONCE as ALARMED
from core.incidents.side_facts import BecameSignificant, ExecutorLeft
from core.notices.letter import (
    BRIEFING,
    CURATORS,
    GLANCE,
    Table,
    button,
    draft,
    due_lines,
    dues,
    heading,
    marks,
    notice,
    open_,
    quoted,
    triage,
)
from core.notices.model import Assurance, Button, Lane, Notice, ToPerson, ToRole
from core.shared.excerpt import excerpt
from core.shared.lines import paragraph
from core.shared.msg import Msg
from core.shared.roles import Role

_SOURCES: Final[dict[SourceKind, Msg]] = {
    SourceKind.NETWORK: Msg("source-network"),
    SourceKind.HOTLINE: Msg("source-hotline"),
    SourceKind.PORTAL: Msg("source-portal"),
}
"""A message to a bot needs no word about where it came from."""

_TO_JUDGE: Final = frozenset({Hint.THREAT, Hint.OBSCENITY, Hint.INSULT, Hint.APPEAL})

AT_ONCE: Final = tuple(ToRole(role) for role in ALARMED)
"""As the journal has it."""


def registered(fact: Registered) -> tuple[Notice, ...]:
    """To every curator at once: route it within the term (ZAR-8). The resident has it from the dialog.

    Whoever found it elsewhere and registered it is at its triage already.
    """
    finder = None if fact.source is SourceKind.BOT else fact.by.person
    return (
        notice(
            fact,
            replace(CURATORS, but=finder),
            Msg("notice-registered", heading(fact)),
            *paragraph(*_where_from(fact), *due_lines(fact, Kind.TRIAGE, Kind.ANSWER)),
            quoted(excerpt(fact.text, GLANCE)),
            *_extras(fact),
            *paragraph(*hint_lines(fact.hints)),
            *_proposed(fact),
            whom="curators",
            buttons=(*_at_once(fact), triage(fact), open_(fact)),
        ),
    )


def is_plain(text: str) -> bool:
    """Whether nothing in a text asks for a look before it is routed (ZAR-2, ZAR-19)."""
    return _TO_JUDGE.isdisjoint(kinds(text))


def _proposed(fact: Registered) -> tuple[Msg, ...]:
    """Whose topic it is, where that is all there is to know (LAB-2.1.2)."""
    sure = fact.competent and _TO_JUDGE.isdisjoint(fact.hints)
    return (Msg("notice-proposed", {"unit": fact.competent}),) if sure else ()


def _at_once(fact: Registered) -> tuple[Button, ...]:
    """To whoever the unit's person is; whether all is as sure as it looks is seen when it is pressed."""
    if not _proposed(fact):
        return ()
    return (button("notice-proposed.assign", "assign-at-once", fact.subject),)


def _where_from(fact: Registered) -> tuple[Msg, ...]:
    """Whether it repeats an earlier question (ZAR-17), and where it stood (ZAR-4)."""
    repeat = (Msg("notice-repeat"),) if fact.repeats else ()
    found = _SOURCES.get(fact.source)
    source = (Msg("notice-source", {"source": found}),) if found else ()
    link = (Msg("notice-link", {"link": fact.link}),) if fact.link else ()
    return (*repeat, *source, *link)


def _extras(fact: Registered | Assigned) -> tuple[Msg, ...]:
    return paragraph(*place(fact.place), *files(fact.media))


def assigned(fact: Assigned) -> tuple[Notice, ...]:
    """To the executor and their specialists, to the one before, and to the author, once: it is taken up."""
    told = [_to_executor(fact), *_to_specialists(fact)]
    if fact.previous is not None:
        withdrawn = Msg("notice-withdrawn", heading(fact))
        told.append(notice(fact, ToPerson(fact.previous), withdrawn, whom="previous"))
    return *told, *_taken_up(fact)


def _to_executor(fact: Assigned) -> Notice:
    several = len(fact.group) > 1
    writes = contribute(fact) if several else draft(fact)
    return notice(
        fact,
        ToPerson(fact.executor),
        Msg("notice-assigned", {**heading(fact), "curator": fact.by.name}),
        *paragraph(*marks(fact), *_order(fact)),
        *dues(fact, Kind.RETURN, Kind.CONTRIBUTION if several else Kind.DRAFT, Kind.ANSWER),
        quoted(excerpt(fact.text, BRIEFING)),
        *_extras(fact),
        whom="executor",
        buttons=(writes, button("notice-assigned.give-back", "give-back", fact.subject), open_(fact)),
    )


def _order(fact: Assigned) -> tuple[Msg, ...]:
    """The first of several gives a part, the last one writes the answer (ZAR-16)."""
    count = len(fact.group)
    return (Msg("notice-first-of", {"count": count}),) if count > 1 else ()


def _to_specialists(fact: Assigned) -> tuple[Notice, ...]:
    """Where they draft and the executor approves, they learn of it when the executor does."""
    if not fact.specialists or fact.unit is None:
        return ()
    return (
        notice(
            fact,
            ToRole(Role.SPECIALIST, fact.unit),
            Msg("notice-for-unit", heading(fact)),
            *dues(fact, Kind.DRAFT, Kind.ANSWER),
            quoted(excerpt(fact.text, BRIEFING)),
            *_extras(fact),
            whom="specialists",
            buttons=(draft(fact), open_(fact)),
        ),
    )


def _taken_up(fact: Assigned) -> tuple[Notice, ...]:
    """The author learns of the first assignment only: the key is the same for every one."""
    if fact.author is None:
        return ()
    due = fact.due(Kind.ANSWER)
    return (
        Notice(
            key=f"taken-up:{fact.subject}",
            to=ToPerson(fact.author),
            audience="citizen",
            about=fact.subject,
            text=(
                Msg("notice-taken-up", heading(fact)),
                *((Msg("notice-answer-by", {"at": due}),) if due else ()),
            ),
            buttons=(open_(fact, "citizen"),),
            assurance=Assurance.ONCE,
        ),
    )


def passed(fact: Passed) -> tuple[Notice, ...]:
    """To the next co-executor, with what the one before wrote; the last finds all parts on the card."""
    turn = Msg("notice-last-turn") if fact.last else Msg("notice-your-turn")
    mine = (Kind.CONTRIBUTION, Kind.DRAFT) if fact.last else (Kind.CONTRIBUTION,)
    return (
        notice(
            fact,
            ToPerson(fact.executor),
            Msg("notice-passed", {**heading(fact), "who": fact.by.name}),
            turn,
            *dues(fact, Kind.RETURN, *mine, Kind.ANSWER),
            Msg("notice-resident-said", {"text": excerpt(fact.text, GLANCE)}),
            Msg("notice-part", {"who": fact.by.name, "text": excerpt(fact.said, BRIEFING)}),
            whom="executor",
            media=fact.media,
            buttons=(
                draft(fact) if fact.last else contribute(fact),
                button("notice-assigned.give-back", "give-back", fact.subject),
                open_(fact),
            ),
        ),
    )


def given_back(fact: GivenBack) -> tuple[Notice, ...]:
    """To the curators: somebody else has to get it, and the time runs on (ZAR-9)."""
    late = (Msg("notice-given-back-late"),) if fact.late else ()
    return (
        notice(
            fact,
            CURATORS,
            Msg("notice-given-back", {**heading(fact), "who": fact.by.name}),
            *paragraph(*late, *due_lines(fact, Kind.TRIAGE, Kind.DRAFT, Kind.FINAL_DRAFT, Kind.ANSWER)),
            quoted(fact.reason),
            whom="curators",
            buttons=(triage(fact), open_(fact)),
        ),
    )


def executor_left(fact: ExecutorLeft) -> tuple[Notice, ...]:
    """To the curators: its executor left the staff, somebody else has to get it."""
    return (
        notice(
            fact,
            CURATORS,
            Msg("notice-executor-left", heading(fact)),
            *dues(fact, Kind.TRIAGE, Kind.DRAFT, Kind.FINAL_DRAFT, Kind.ANSWER),
            whom="curators",
            buttons=(triage(fact), open_(fact)),
        ),
    )


def became_significant(fact: BecameSignificant) -> tuple[Notice, ...]:
    """To the city head and the head of the centre at once, in words that fit a lock screen (ZAR-23)."""
    return tuple(
        notice(
            fact,
            to,
            Msg("notice-significant", heading(fact)),
            *dues(fact, Kind.ANSWER, Kind.FINAL_DRAFT),
            quoted(excerpt(fact.text, GLANCE)),
            whom=to.role.value,
            buttons=(open_(fact),),
            lane=Lane.URGENT,
        )
        for to in AT_ONCE
    )


def contribute(fact: Assigned | Passed) -> Button:
    """To the co-executor's part."""
    return button("notice-assigned.contribute", "contribute", fact.subject)


TABLE: Final[Table] = {
    Registered: registered,
    Assigned: assigned,
    Passed: passed,
    GivenBack: given_back,
    ExecutorLeft: executor_left,
    BecameSignificant: became_significant,
}
