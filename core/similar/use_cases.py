"""Similar messages for residents who are about to write one, and earlier ones for staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from core.incidents.ports import Topics
from core.incidents.values import OPEN, Location, State
from core.shared.actor import Actor
from core.shared.clock import Clock
from core.shared.ids import IncidentId, TopicId
from core.shared.roles import Right
from core.similar.masking import public_place, reusable, shown_to_others
from core.similar.model import Candidate, Match, Sought, Why
from core.similar.ports import SimilarQueries
from core.similar.reading import read
from core.similar.scoring import answerable, similar
from core.similar.topics import Proposal, propose_topics

LOOKED_AT: Final = 40
"""Candidates that are compared: each takes a fifth of a millisecond."""

OPEN_SINCE: Final = timedelta(days=365)
EARLIER_SINCE: Final = timedelta(days=3 * 365)
_ROUND: Final = 10
_OWN_AFFAIR: Final = 0.5
_EVERY: Final = frozenset(State)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An open message nearby about the same, as another resident may see it.

    No name, no point, no flat; `metres` are rounded; `excerpt` is masked. `own`: it is the reader's.
    """

    incident: IncidentId
    number: int
    topic_title: str
    place: str | None
    metres: int | None
    excerpt: str
    registered_at: datetime
    own: bool
    score: float
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarOpen:
    """Open messages nearby about the same, to join instead of writing a new one."""

    queries: SimilarQueries
    clock: Clock

    async def __call__(
        self, text: str, location: Location, topic: TopicId | None, *, by: Actor, limit: int = 3
    ) -> tuple[Offer, ...]:
        """None for what is a person's own affair, as a benefit is: nobody else can join it."""
        sought = Sought(text=text, location=location, topic=topic, author=by.person)
        now = self.clock.now()
        found = await self.queries.candidates(
            by.municipality, sought, states=OPEN, since=now - OPEN_SINCE, limit=LOOKED_AT
        )
        mine = [each for each in found if each.author == by.person]
        others = [each for each in found if each.author != by.person and not _personal(each.text)]
        candidates = mine if _personal(text) else [*mine, *others]
        by_id = {each.incident: each for each in candidates}
        matches = similar(sought, candidates, now=now)[:limit]
        return tuple(_offer(match, by_id[match.incident], by) for match in matches)


def _personal(text: str) -> bool:
    """Whether a message is about its author's own affairs, as far as its words tell."""
    matters = read(text, Location()).matters
    own = sum(sure for entry, sure in matters.items() if entry.personal)
    return own > 0 and own >= _OWN_AFFAIR * sum(matters.values())


def _offer(match: Match, found: Candidate, by: Actor) -> Offer:
    return Offer(
        incident=found.incident,
        number=found.number,
        topic_title=found.topic_title,
        place=public_place(found.location),
        metres=None if match.metres is None else round(match.metres / _ROUND) * _ROUND,
        excerpt=shown_to_others(found.text),
        registered_at=found.registered_at,
        own=found.author == by.person,
        score=match.score,
        why=match.why,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier message for staff; `answer` is ready to be taken over as a draft."""

    incident: IncidentId
    number: int
    state: State
    topic_title: str
    text: str
    place: str | None
    registered_at: datetime
    answer: str | None
    metres: int | None
    score: float
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierSimilar:
    """Earlier messages about the same: repeats of a message (ZAR-17), answers that may serve again."""

    queries: SimilarQueries
    clock: Clock

    async def __call__(
        self,
        sought: Sought,
        *,
        by: Actor,
        answered: bool = False,
        same_place: bool = False,
        limit: int = 5,
    ) -> tuple[Earlier, ...]:
        """In any state, or only `answered` ones; about the same matter anywhere, or at the `same_place`.

        Where neither message has a place, the same told at length counts as the same place.

        Refuses `no-right`. Who may not see all incidents reads texts as residents do: masked.
        """
        if not by.may(Right.SEE_INCIDENTS):
            by.must(Right.DRAFT)
        now = self.clock.now()
        candidates = await self.queries.candidates(
            by.municipality,
            sought,
            states=frozenset({State.ANSWERED}) if answered else _EVERY,
            since=now - EARLIER_SINCE,
            limit=LOOKED_AT,
        )
        judge = partial(similar, unplaced=True) if same_place else answerable
        by_id = {each.incident: each for each in candidates}
        whole = by.may(Right.SEE_INCIDENTS)
        matches = judge(sought, candidates, now=now)[:limit]
        return tuple(_earlier(match, by_id[match.incident], whole=whole) for match in matches)


def _earlier(match: Match, found: Candidate, *, whole: bool) -> Earlier:
    return Earlier(
        incident=found.incident,
        number=found.number,
        state=found.state,
        topic_title=found.topic_title,
        text=found.text if whole else shown_to_others(found.text),
        place=found.location.address if whole else public_place(found.location),
        registered_at=found.registered_at,
        answer=None if found.answer is None else reusable(found.answer),
        metres=match.metres,
        score=match.score,
        why=match.why,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeTopics:
    """The topics a text seems to be about (LAB-2.1.2); a person chooses."""

    topics: Topics

    async def __call__(self, text: str, *, by: Actor) -> Sequence[Proposal]:
        """At most three of the actor's municipality, the likeliest first; none where words say too little."""
        return propose_topics(text, await self.topics.open(by.municipality))
