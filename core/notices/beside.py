"""Notices about what happens beside the answer: replies, declines, joins, status (ZAR-17, ZAR-19)."""

from typing import Final

from core.incidents.side_facts import (
    AuthorWrote,
    ClosedUnanswered,
    Declined,
    Joined,
    Linked,
    Rated,
    Redirected,
    StatusAsked,
    StatusTold,
)
from core.incidents.values import OPEN, Decline
from core.notices.letter import (
    CURATORS,
    GLANCE,
    REMINDER,
    Table,
    button,
    heading,
    notice,
    open_,
    quoted,
    to_residents,
)
from core.notices.model import Button, Lane, Notice, ToPerson, ToRole
from core.notices.routing import AT_ONCE
from core.shared.excerpt import excerpt
from core.shared.ids import PersonId
from core.shared.msg import Msg

DISCONTENT: Final = 2
"""A score up to this one, with its reason, is shown to the curators at once (NVK-3.1)."""

_REASONS: Final[dict[Decline, Msg]] = {
    Decline.HARM: Msg("declined-harm"),
    Decline.INSULT: Msg("declined-insult"),
    Decline.THREAT: Msg("declined-threat"),
}
_OPEN: Final = frozenset(state.value for state in OPEN)


def author_wrote(fact: AuthorWrote) -> tuple[Notice, ...]:
    """To the executor; to the curators where there is none, or where the matter was closed."""
    told = Msg("notice-replied" if fact.replied else "notice-author-wrote", heading(fact))
    executor = fact.executor if fact.state in _OPEN else None
    return (
        notice(
            fact,
            ToPerson(executor) if executor else CURATORS,
            told,
            quoted(fact.said),
            whom="staff",
            media=fact.media,
            buttons=(open_(fact),),
        ),
    )


def closed_unanswered(fact: ClosedUnanswered) -> tuple[Notice, ...]:
    """To the author with the way back, to those who joined; to the executor, whose work is over."""
    return (
        *to_residents(
            fact,
            (fact.author,),
            Msg("notice-closed-unanswered", heading(fact)),
            buttons=(open_(fact, "citizen"),),
        ),
        *_to_followers(fact),
        *_over(fact.executor, fact, Msg("notice-closed-staff", heading(fact))),
    )


def declined(fact: Declined) -> tuple[Notice, ...]:
    """To the author with the reason in kind words (ZAR-19); a threat to the heads at once, day or night."""
    comment = (quoted(fact.comment),) if fact.comment else ()
    return (
        *to_residents(
            fact,
            (fact.author,),
            Msg("notice-declined", {**heading(fact), "reason": _REASONS[fact.reason]}),
            *comment,
            buttons=(open_(fact, "citizen"),),
        ),
        *_to_followers(fact),
        *_over(fact.executor, fact, Msg("notice-closed-staff", heading(fact))),
        *(_alarms(fact) if fact.reason is Decline.THREAT else ()),
    )


def _alarms(fact: Declined) -> tuple[Notice, ...]:
    return tuple(
        notice(
            fact,
            to,
            Msg("notice-threat", {**heading(fact), "who": fact.by.name}),
            quoted(excerpt(fact.text, GLANCE)),
            whom=to.role.value,
            buttons=(open_(fact),),
            lane=Lane.URGENT,
        )
        for to in AT_ONCE
    )


def redirected(fact: Redirected) -> tuple[Notice, ...]:
    """To the author with the way to file an appeal (ZAR-2, LAB-1.2.4); to the executor that it is over."""
    return (
        *to_residents(
            fact,
            (fact.author,),
            Msg("notice-redirected", heading(fact)),
            buttons=(Button(title=Msg("notice-redirected.way"), dialog="appeal", arg=""),),
        ),
        *_to_followers(fact),
        *_over(fact.executor, fact, Msg("notice-closed-staff", heading(fact))),
    )


def joined(fact: Joined) -> tuple[Notice, ...]:
    """To the author and those who joined: which message's answer will be theirs."""
    into = {**heading(fact), "into": fact.into_number}
    return (
        *to_residents(
            fact,
            (fact.author, *fact.followers),
            Msg("notice-joined", into),
            buttons=(button("notice-answered.open", "incident", fact.into),),
        ),
        *_over(fact.executor, fact, Msg("notice-joined-staff", into)),
    )


def linked(fact: Linked) -> tuple[Notice, ...]:
    """To the executor: the answer has to tell what was done since the earlier message (ZAR-17)."""
    told = Msg("notice-linked", {**heading(fact), "earlier": fact.earlier_number})
    return _over(fact.executor, fact, told)


def rated(fact: Rated) -> tuple[Notice, ...]:
    """To the curators where somebody is not content and says why (NVK-3.1)."""
    if fact.score > DISCONTENT or not fact.comment:
        return ()
    return (
        notice(
            fact,
            CURATORS,
            Msg("notice-rated", {**heading(fact), "score": fact.score}),
            quoted(fact.comment),
            whom="curators",
            buttons=(open_(fact),),
        ),
    )


def status_asked(fact: StatusAsked) -> tuple[Notice, ...]:
    """To the executor: one line in answer is enough (NVK-4.2)."""
    return (
        notice(
            fact,
            ToPerson(fact.executor),
            Msg("notice-status-asked", {**heading(fact), "who": fact.by.name}),
            Msg("notice-resident-said", {"text": excerpt(fact.text, REMINDER)}),
            whom="executor",
            buttons=(button("notice-status-asked.tell", "status", fact.subject), open_(fact)),
        ),
    )


def status_told(fact: StatusTold) -> tuple[Notice, ...]:
    """To the curators and whoever asked, each once: how things stand (NVK-4.2)."""
    to_whom: tuple[ToPerson | ToRole, ...] = (CURATORS, *(ToPerson(person) for person in fact.asked))
    return tuple(
        notice(
            fact,
            to,
            Msg("notice-status", {**heading(fact), "who": fact.by.name}),
            quoted(fact.said),
            whom="staff",
            buttons=(open_(fact),),
        )
        for to in to_whom
    )


def _to_followers(fact: ClosedUnanswered | Declined | Redirected) -> tuple[Notice, ...]:
    """What the author did is not theirs to answer for: they may write themselves."""
    told = Msg("notice-closed-follower", heading(fact))
    others = (person for person in fact.followers if person != fact.author)
    return to_residents(fact, others, told, buttons=(open_(fact, "citizen"),))


def _over(
    executor: PersonId | None, fact: ClosedUnanswered | Declined | Redirected | Joined | Linked, told: Msg
) -> tuple[Notice, ...]:
    """To the executor, if somebody had it already."""
    if executor is None:
        return ()
    return (notice(fact, ToPerson(executor), told, whom="executor", buttons=(open_(fact),)),)


TABLE: Final[Table] = {
    AuthorWrote: author_wrote,
    ClosedUnanswered: closed_unanswered,
    Declined: declined,
    Redirected: redirected,
    Joined: joined,
    Linked: linked,
    Rated: rated,
    StatusAsked: status_asked,
    StatusTold: status_told,
}
