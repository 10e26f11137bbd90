"""Notices about answers: drafts to approve, returned, approved, published (ZAR-11 to ZAR-15, NVK-3.1)."""

from datetime import timedelta
from typing import Any, Final

from core.deadlines.terms import Kind
from core.incidents.facts import (
    Answered,
    Approved,
    Asked,
    DraftEndorsed,
    DraftReturned,
    DraftSubmitted,
    InterimAnswered,
)
from core.incidents.values import SCORE_MAX, SCORE_MIN, DraftKind
from core.notices.letter import (
    REMINDER,
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
    to_residents,
)
from core.notices.model import Button, Notice, ToPerson, ToRole
from core.shared.excerpt import excerpt
from core.shared.lines import paragraph
from core.shared.msg import Msg
from core.shared.roles import Role
from core.shared.spans import span

_TO_APPROVE: Final[dict[DraftKind, Msg]] = {
    DraftKind.ANSWER: Msg("kind-answer"),
    DraftKind.INTERIM: Msg("kind-interim"),
    DraftKind.QUESTION: Msg("kind-question"),
}


def submitted(fact: DraftSubmitted) -> tuple[Notice, ...]:
    """To whoever has to approve next, with all they need to decide on the spot (ZAR-12)."""
    return (_to_approve(fact, Msg("notice-draft", {**_heading(fact), "executor": fact.by.name})),)


def endorsed(fact: DraftEndorsed) -> tuple[Notice, ...]:
    """The same to the next of the chain, who learns who approved before."""
    return (_to_approve(fact, Msg("notice-endorsed", {**_heading(fact), "who": fact.by.name})),)


def _to_approve(fact: DraftSubmitted, title: Msg) -> Notice:
    which = f"{fact.subject}.{fact.draft}"
    to = ToPerson(fact.executor) if fact.awaits is Role.EXECUTOR else ToRole(fact.awaits)
    return notice(
        fact,
        to,
        title,
        *paragraph(*marks(fact), *due_lines(fact, Kind.APPROVAL, Kind.ANSWER), *_slack(fact.slack)),
        Msg("notice-question", {"text": excerpt(fact.text, REMINDER)}),
        quoted(fact.answer),
        whom=fact.awaits.value,
        media=fact.media,
        buttons=(
            button("notice-draft.approve", "approve", which),
            button("notice-draft.return", "return", which),
            open_(fact),
        ),
    )


def _slack(left: timedelta | None) -> tuple[Msg, ...]:
    """What a curator risks by sending it back: one full rework may break the term of the answer."""
    if left is None:
        return ()
    if left < timedelta():
        return (Msg("notice-no-slack"),)
    return (Msg("notice-slack", {"left": span(left)}),)


def returned(fact: DraftReturned) -> tuple[Notice, ...]:
    """To the executor, with the remark to work from (ZAR-12, ZAR-13)."""
    return (
        notice(
            fact,
            ToPerson(fact.executor),
            Msg("notice-returned", {**heading(fact), "curator": fact.by.name}),
            *dues(fact, Kind.REWORK, Kind.FINAL_DRAFT, Kind.ANSWER),
            Msg("notice-remark", {"text": fact.remark}),
            whom="executor",
            buttons=(draft(fact), open_(fact)),
        ),
    )


def approved(fact: Approved) -> tuple[Notice, ...]:
    """To the executor: the text is ready for the place where the message stood; then the link (ZAR-14)."""
    where = (
        (Msg("notice-publish-there"), Msg("notice-link", {"link": fact.post}))
        if fact.post
        else (Msg("notice-publish-otherwise"),)
    )
    return (
        notice(
            fact,
            ToPerson(fact.executor),
            Msg("notice-approved", _heading(fact)),
            *paragraph(*where, *due_lines(fact, Kind.PUBLISH, Kind.ANSWER)),
            quoted(fact.answer),
            whom="executor",
            media=fact.media,
            buttons=(
                button("notice-approved.publish", "publish", f"{fact.subject}.{fact.draft}"),
                open_(fact),
            ),
        ),
    )


def answered(fact: Answered) -> tuple[Notice, ...]:
    """To the author and those who joined, never twice (ZAR-14); the executor learns that it is out.

    Where it was published elsewhere, the executor has just told so.
    """
    ours = fact.author is not None
    return (
        *to_residents(
            fact,
            (fact.author, *fact.followers),
            Msg("notice-answered", heading(fact)),
            quoted(fact.answer),
            Msg("notice-rate-it"),
            media=fact.media,
            buttons=(
                *ratings(fact.subject),
                button("notice-answered.unsolved", "unsolved", fact.subject),
                open_(fact, "citizen"),
            ),
        ),
        *((_out(fact, Msg("notice-published", heading(fact))),) if ours else ()),
    )


def ratings(incident: str) -> tuple[Button, ...]:
    """1 to 5 in one row: one press tells how content the author is (NVK-3.1)."""
    return tuple(
        Button(
            title=Msg("notice-answered.score", {"score": score}),
            dialog="rate",
            arg=f"{incident}.{score}",
            beside=score > SCORE_MIN,
        )
        for score in range(SCORE_MIN, SCORE_MAX + 1)
    )


def interim(fact: InterimAnswered) -> tuple[Notice, ...]:
    """To the author and those who joined: what is done meanwhile, and that more will come (ZAR-15)."""
    return (
        *to_residents(
            fact,
            (fact.author, *fact.followers),
            Msg("notice-interim", heading(fact)),
            quoted(fact.answer),
            Msg("notice-interim-more"),
            media=fact.media,
            buttons=(open_(fact, "citizen"),),
        ),
        _out(fact, Msg(_interim_out(fact), heading(fact)), *dues(fact, Kind.FINAL_DRAFT)),
    )


def _interim_out(fact: InterimAnswered) -> str:
    """What the executor is told: our bot sent it, or they published it, or told it by phone, themselves."""
    if fact.author is not None:
        return "notice-interim-out"
    return "notice-interim-out.published" if fact.link else "notice-interim-out.by-phone"


def asked(fact: Asked) -> tuple[Notice, ...]:
    """To the author: a question that only they can answer (ZAR-6); those who joined are not asked.

    Where it was published elsewhere, the executor has just told so.
    """
    ours = fact.author is not None
    until = fact.due(Kind.CLARIFICATION)
    return (
        *to_residents(
            fact,
            (fact.author,),
            Msg("notice-asked", heading(fact)),
            quoted(fact.answer),
            *((Msg("notice-reply-by", {"at": until}),) if until else ()),
            media=fact.media,
            buttons=(button("notice-asked.reply", "reply", fact.subject), open_(fact, "citizen")),
        ),
        *((_out(fact, Msg("notice-asked-out", heading(fact))),) if ours else ()),
    )


def _out(fact: Answered, *text: Msg) -> Notice:
    return notice(fact, ToPerson(fact.executor), *text, whom="executor", buttons=(open_(fact),))


def _heading(fact: DraftSubmitted | Approved) -> dict[str, Any]:
    return {**heading(fact), "kind": _TO_APPROVE[fact.kind]}


TABLE: Final[Table] = {
    DraftSubmitted: submitted,
    DraftEndorsed: endorsed,
    DraftReturned: returned,
    Approved: approved,
    Answered: answered,
    InterimAnswered: interim,
    Asked: asked,
}
