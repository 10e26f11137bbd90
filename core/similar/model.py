"""What is looked for, what is found, and why it is offered."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.incidents.values import Location, State
from core.shared.ids import IncidentId, PersonId, TopicId


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A message, sent or only written, to which others are to be found.

    `but` is the incident itself where it is registered already; `author` tells repeats of one's own.
    """

    text: str
    location: Location = field(default_factory=Location)
    topic: TopicId | None = None
    author: PersonId | None = None
    but: IncidentId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A registered message that may be about the same; `answer` is what its author was told, if they were."""

    incident: IncidentId
    number: int
    text: str
    topic: TopicId
    topic_title: str
    location: Location
    state: State
    registered_at: datetime
    author: PersonId | None = None
    answer: str | None = None


class Why(StrEnum):
    """What speaks for a match, in the order in which people are told."""

    OWN = "own"
    SAME_HOUSE = "same-house"
    NEAR = "near"
    SAME_STREET = "same-street"
    SAME_MATTER = "same-matter"
    SAME_TOPIC = "same-topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A message about the same; `score` from the threshold to 1, `metres` where both have a point."""

    incident: IncidentId
    number: int
    score: float
    why: tuple[Why, ...]
    metres: int | None = None
