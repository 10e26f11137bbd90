"""The labelled pairs and texts, development and held-out, and how well the product agrees with the labels."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from bots.wiring.profiles import load_rules
from core.incidents.values import Location, State
from core.regulation.rules import Rules
from core.shared.ids import IncidentId, MunicipalityId, TopicId
from core.similar.model import Candidate, Sought
from core.similar.scoring import answerable, similar
from core.similar.topics import MOST, Proposal, propose_topics

Part = Literal["development", "held_out"]

PARTS: tuple[Part, ...] = ("development", "held_out")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Side:
    """A message of a pair."""

    topic: str
    location: Location
    text: str

    @property
    def sought(self) -> Sought:
        """As what is looked for."""
        return Sought(text=self.text, location=self.location, topic=TopicId(self.topic))

    def candidate(self, number: int = 1) -> Candidate:
        """As what is found."""
        return Candidate(
            incident=IncidentId(f"i{number}"),
            number=number,
            text=self.text,
            topic=TopicId(self.topic),
            topic_title=self.topic,
            location=self.location,
            state=State.NEW,
            registered_at=NOW,
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """Two messages, whether a person calls them similar, and what makes that hard to see."""

    one: Side
    other: Side
    similar: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Score:
    """How often a finding was right, and how often it was there when it was due."""

    hit: int
    missed: tuple[str, ...]
    false: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Of what was found, the part that is right."""
        return self.hit / (self.hit + len(self.false))

    @property
    def recall(self) -> float:
        """Of what was due, the part that was found."""
        return self.hit / (self.hit + len(self.missed))


@cache
def pairs(part: Part) -> tuple[Pair, ...]:
    """All pairs of a part."""
    return tuple(
        Pair(_side(one), _side(other), label == "similar", kind)
        for label, kinds in _document("pairs", part).items()
        for kind, listed in kinds.items()
        for one, other in listed
    )


@cache
def topic_texts(part: Part) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Texts of a part, each with the topics that are right; none where nothing should be proposed."""
    return tuple(
        (text, () if key == "none" else tuple(key.split("+")))
        for key, listed in _document("topics", part).items()
        for text in listed
    )


def score_pairs(part: Part) -> Score:
    """Whether the second of each pair is offered to staff who look at the first."""
    found = [
        (pair, bool(similar(pair.one.sought, [pair.other.candidate()], now=NOW, unplaced=True)))
        for pair in pairs(part)
    ]
    return Score(
        hit=sum(pair.similar and offered for pair, offered in found),
        missed=tuple(f"{pair.kind}: {pair.other.text}" for pair, offered in found if pair.similar > offered),
        false=tuple(f"{pair.kind}: {pair.other.text}" for pair, offered in found if offered > pair.similar),
    )


SAME_MATTER = frozenset({"other-place"})
"""Kinds of pairs that are about the same matter somewhere else: the answer may serve again."""


UNKNOWN_PLACES = frozenset({"vague", "without-place"})
"""Kinds of pairs that may be about the same matter or not: nobody can tell what an answer would serve."""


def score_matters(part: Part) -> Score:
    """Whether the answer to the second of each pair is offered to whoever answers the first."""
    found = [
        (pair, pair.similar or pair.kind in SAME_MATTER, _answerable(pair))
        for pair in pairs(part)
        if pair.kind not in UNKNOWN_PLACES
    ]
    return Score(
        hit=sum(due and offered for _, due, offered in found),
        missed=tuple(f"{pair.kind}: {pair.other.text}" for pair, due, offered in found if due > offered),
        false=tuple(f"{pair.kind}: {pair.other.text}" for pair, due, offered in found if offered > due),
    )


def _answerable(pair: Pair) -> bool:
    return bool(answerable(pair.one.sought, [pair.other.candidate()], now=NOW))


def score_topics(part: Part) -> tuple[Score, Score]:
    """How often the first topic proposed is right, and how often any of the three is."""
    read = [(text, right, proposed(text)) for text, right in topic_texts(part)]
    return _topic_score(read, 1), _topic_score(read, MOST)


def proposed(text: str) -> tuple[Proposal, ...]:
    """As the demo city proposes."""
    return propose_topics(text, _rules().of(MunicipalityId("demo")).topics)


@cache
def _rules() -> Rules:
    return load_rules(None)


def _topic_score(read: list[tuple[str, tuple[str, ...], tuple[Proposal, ...]]], most: int) -> Score:
    judged = [(text, right, {each.topic for each in found[:most]}) for text, right, found in read]
    return Score(
        hit=sum(not topics.isdisjoint(right) for _, right, topics in judged),
        missed=tuple(text for text, right, topics in judged if right and topics.isdisjoint(right)),
        false=tuple(text for text, right, topics in judged if topics and topics.isdisjoint(right)),
    )


def _side(written: str) -> Side:
    topic, place, text = (each.strip() for each in written.split("|", 2))
    if place.startswith("@"):
        latitude, longitude = place[1:].split(",")
        return Side(topic, Location.point(float(latitude), float(longitude)), text)
    return Side(topic, Location(address=place or None), text)


def _document(what: str, part: Part) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "labelled" / f"{what}_{part}.toml").read_text("utf-8"))
