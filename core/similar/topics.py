"""The topic of a message, proposed from its words; a person decides, and where words say little, none is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

from core.shared.ids import TopicId
from core.similar.lexicon import Entry, Lexicon, phrase, shipped
from core.similar.words import Word, words

SURE: Final = 0.4
"""Confidence below which nothing is proposed."""

MOST: Final = 3
"""Topics proposed at most."""

_DOUBT: Final = 0.45
"""What speaks for none of the topics."""

_RIVAL: Final = 0.5
"""Of the best topic's confidence, what a further one needs to be proposed beside it."""

_SECOND: Final = 0.8
"""What words of several topics say for all but the first."""

_NEARBY: Final = 0.5
"""How surely, of its weight, an entry is named that only tells near what it is."""

_TITLE_WORD: Final = 0.8
_ALIKE: Final = 0.6
_LONG: Final = 5


class Named(Protocol):
    """What a proposal needs to know of a topic."""

    @property
    def id(self) -> TopicId:
        """Its id in the profile."""
        ...

    @property
    def title_ru(self) -> str:
        """Its title in Russian."""
        ...


@dataclass(frozen=True, slots=True)
class Proposal:
    """A topic that a text seems to be about; `confidence` from `SURE` to 1."""

    topic: TopicId
    confidence: float


def propose_topics(
    text: str, topics: Sequence[Named], own_words: Mapping[TopicId, Sequence[str]] | None = None
) -> tuple[Proposal, ...]:
    """At most `MOST` topics of a profile, the likeliest first; none where the words say too little.

    `own_words` are a profile's own words and phrases by topic, written as in `lexicon.toml`.
    """
    own = tuple((topic, tuple(listed)) for topic, listed in (own_words or {}).items())
    tree = _tree(tuple((topic.id, topic.title_ru) for topic in topics), own)
    scores = tree.scores(words(text))
    total = sum(scores.values()) + _DOUBT
    ranked = [(scores[topic.id] / total, topic.id) for topic in topics if topic.id in scores]
    ranked.sort(key=lambda each: -each[0])
    if not ranked or ranked[0][0] < SURE:
        return ()
    return tuple(
        Proposal(topic, round(share, 3)) for share, topic in ranked[:MOST] if share >= _RIVAL * ranked[0][0]
    )


@dataclass(frozen=True, slots=True)
class _Tree:
    """A profile's topics, each with the entries that speak for it."""

    lexicon: Lexicon
    topics_of: Mapping[Entry, tuple[TopicId, ...]]

    def scores(self, read: Sequence[Word]) -> Mapping[TopicId, float]:
        """How much words say for each topic."""
        found: defaultdict[TopicId, float] = defaultdict(float)
        named = {entry: sure for entry, sure in self.lexicon.named(read).items() if self.topics_of.get(entry)}
        told = any(not entry.broad and not _beside(entry, sure) for entry, sure in named.items())
        for entry, sure in named.items():
            if told and entry.broad and _beside(entry, sure):
                continue
            for place, topic in enumerate(self.topics_of[entry]):
                found[topic] += sure if place == 0 else _SECOND * sure
        return found


def _beside(entry: Entry, sure: float) -> bool:
    """Whether it only tells where it is: "у поликлиники"."""
    return sure <= _NEARBY * entry.weight


Titles = tuple[tuple[TopicId, str], ...]
OwnWords = tuple[tuple[TopicId, tuple[str, ...]], ...]


@lru_cache(maxsize=64)
def _tree(titles: Titles, own: OwnWords) -> _Tree:
    """Compiled once for a profile."""
    known = shipped()
    covered = {topic for entry in known.entries for topic in entry.topics}
    spoken: defaultdict[str, set[TopicId]] = defaultdict(set)
    for topic, title in titles:
        for like in {topic} & covered or _like(known, title):
            spoken[like].add(topic)
    added = [*_of_titles(titles, covered), *_of_profile(own)]
    topics_of = {
        entry: tuple(dict.fromkeys(topic for like in entry.topics for topic in sorted(spoken[like])))
        for entry in known.entries
    }
    topics_of |= {entry: tuple(TopicId(each) for each in entry.topics) for entry in added}
    return _Tree(Lexicon.of((*known.entries, *added)), topics_of)


def _like(known: Lexicon, title: str) -> set[str]:
    """Topics of the lexicon that a title it does not know sounds like."""
    told: defaultdict[str, float] = defaultdict(float)
    for entry, sure in known.named(words(title)).items():
        for topic in entry.topics:
            told[topic] += sure
    best = max(told.values(), default=0.0)
    return {topic for topic, sure in told.items() if sure >= _ALIKE * best}


def _of_titles(titles: Titles, covered: set[str]) -> Iterator[Entry]:
    """The words of titles that the lexicon does not know by their topic's id."""
    for topic, title in titles:
        telling = tuple((_begins(word.stem),) for word in words(title) if word.weight > _ALIKE)
        if topic not in covered and telling:
            yield Entry(name=f"title {topic}", weight=_TITLE_WORD, topics=(topic,), phrases=telling)


def _begins(one: str) -> str:
    """A ferry's ("паромная") words are those that begin like a ferry ("паром")."""
    return f"{one[:-1]}*" if len(one) > _LONG else one


def _of_profile(own: OwnWords) -> Iterator[Entry]:
    for topic, listed in own:
        yield Entry(
            name=f"own {topic}",
            weight=1.0,
            topics=(topic,),
            phrases=tuple(phrase(each) for each in listed),
        )
