"""The lexicon: which matters and faults the words of a text name, however they are spelled."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Final, Self

from core.similar.letters import listed, shortened, slipped, sound
from core.similar.stems import stem
from core.similar.words import Word

WINDOW: Final = 4
"""Words within which those of one phrase stand."""

SPELLED_BY_EAR: Final = 4
ONE_SLIP: Final = 5
"""Letters from which on a misspelled word is taken for one of the lexicon."""

_REMEMBERED: Final = 8000
_UNUSUAL: Final = 0.5
"""Weight of words of which one may be misspelled: the usual ones are known."""

NOT: Final = "!"

Part = str
"""One word of the lexicon: `фонар*`, `=свет`, or a stem; behind a "не" with `!` before it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Entry:
    """A matter or a fault; `phrases` are its words, each one or several parts.

    `broad`: many things can be wrong with it; `personal`: it concerns nobody but whoever writes.
    """

    name: str
    weight: float
    topics: tuple[str, ...] = ()
    phrases: tuple[tuple[Part, ...], ...] = ()
    fault: bool = False
    broad: bool = False
    personal: bool = False


@dataclass(slots=True)
class _Parts:
    """Every word of the lexicon, found from a word of a text; prefixes by what they begin with."""

    exact: set[Part] = field(default_factory=set)
    stems: set[Part] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)
    sounds: dict[str, set[Part]] = field(default_factory=lambda: defaultdict(set))
    slips: dict[str, set[Part]] = field(default_factory=lambda: defaultdict(set))
    _heard: dict[Word, tuple[Part, ...]] = field(default_factory=dict)
    """What was asked before: people write the same few thousand words."""

    def add(self, part: Part) -> None:
        """Know a word of the lexicon."""
        if part.startswith("="):
            self.exact.add(part)
            return
        bare = part.removesuffix("*")
        (self.prefixes if part.endswith("*") else self.stems).add(bare)
        if len(bare) >= SPELLED_BY_EAR:
            self.sounds[sound(bare)].add(part)
        if len(bare) >= ONE_SLIP:
            for short in shortened(bare):
                self.slips[short].add(part)

    def of(self, word: Word) -> tuple[Part, ...]:
        """The lexicon's words that a word of a text may be."""
        found = self._heard.get(word)
        if found is None:
            if len(self._heard) >= _REMEMBERED:
                self._heard.clear()
            found = self._heard[word] = tuple(self._all(word))
        return found

    def _all(self, word: Word) -> Iterable[Part]:
        found = list(self._plain(word))
        if found or len(word.text) < SPELLED_BY_EAR or word.weight < _UNUSUAL:
            return found
        return sorted(self._by_ear(word) or self._slipped(word))

    def _plain(self, word: Word) -> Iterator[Part]:
        if (marked := f"={word.text}") in self.exact:
            yield marked
        if word.stem in self.stems:
            yield word.stem
        for length in range(2, len(word.text) + 1):
            if (start := word.text[:length]) in self.prefixes:
                yield f"{start}*"

    def _by_ear(self, word: Word) -> set[Part]:
        heard = sound(word.text)
        found = {part for part in self.sounds.get(sound(word.stem), ()) if not part.endswith("*")}
        for length in range(3, len(heard) + 1):
            found.update(part for part in self.sounds.get(heard[:length], ()) if part.endswith("*"))
        return found

    def _slipped(self, word: Word) -> set[Part]:
        found: set[Part] = set()
        for length in range(ONE_SLIP - 1, min(len(word.text), 11) + 1):
            start = word.text[:length]
            for short in shortened(start):
                found.update(part for part in self.slips.get(short, ()) if _fits(part, start, word))
        return found


def _fits(part: Part, start: str, word: Word) -> bool:
    """Whether a part one letter from a word's beginning may be meant by it: a prefix, or a whole stem."""
    return slipped(start, part[:-1]) if part.endswith("*") else slipped(word.stem, part)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries, and how the words of a text lead to them."""

    entries: tuple[Entry, ...]
    parts: _Parts
    phrases: Mapping[Part, Sequence[tuple[tuple[Part, ...], Entry]]]
    """By the first part of each; those of several words first."""

    @classmethod
    def read(cls, text: str) -> Self:
        """From TOML as `lexicon.toml` is written. Raises `ValueError` or `KeyError` for anything else."""
        found = tomllib.loads(text)
        return cls.of(
            (
                *(_entry(name, given, fault=False) for name, given in found["matters"].items()),
                *(_entry(name, given, fault=True) for name, given in found["faults"].items()),
            )
        )

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Self:
        """Of these entries."""
        known = tuple(entries)
        parts = _Parts()
        phrases: dict[Part, list[tuple[tuple[Part, ...], Entry]]] = defaultdict(list)
        for entry in known:
            for phrase in entry.phrases:
                phrases[phrase[0]].append((phrase, entry))
                for part in phrase:
                    parts.add(part.removeprefix(NOT))
        return cls(known, parts, dict(phrases))

    def named(self, read: Sequence[Word]) -> dict[Entry, float]:
        """The entries that words name, each with how surely: what only tells near what it is, less."""
        heard = [self._heard(read, at) for at in range(len(read))]
        hits = [
            (phrase, entry, places)
            for at, parts in enumerate(heard)
            for part in parts
            for phrase, entry in self.phrases.get(part, ())
            if (places := _places(phrase, at, heard)) is not None
        ]
        hits.sort(key=lambda hit: -_length(hit[0]))
        told: dict[Entry, float] = {}
        taken: dict[bool, set[int]] = {False: set(), True: set()}
        for phrase, entry, places in hits:
            used = taken[entry.fault]
            alone = _length(phrase) == 1
            if alone and not used.isdisjoint(places):
                continue
            sure = entry.weight * min(_sureness(read[place]) for place in places)
            if not alone:
                used.update(places)
                sure *= _SURER
            told[entry] = max(told.get(entry, 0.0), sure)
        return told

    def _heard(self, read: Sequence[Word], at: int) -> tuple[Part, ...]:
        """What a word of a text may be in the lexicon, and once more as denied."""
        word = read[at]
        if not word.weight and word.text not in _SMALL:
            return ()
        found = self.parts.of(word)
        denied = at > 0 and read[at - 1].text == "не"
        return (*found, *(f"{NOT}{part}" for part in found)) if denied else found


_SURER: Final = 1.25
"""What several words say more than one."""

_SMALL: Final = listed("нет в без с из под")
"""Words that carry nothing alone, and stand in phrases right beside another."""

_BESIDE: Final = 2


def _length(phrase: tuple[Part, ...]) -> int:
    """How many words it takes."""
    return sum(1 + part.startswith(NOT) for part in phrase)


def _sureness(word: Word) -> float:
    return 0.4 if word.aside else 1.0


def _places(phrase: tuple[Part, ...], at: int, heard: Sequence[Iterable[Part]]) -> tuple[int, ...] | None:
    """Where the phrase stands whose first word is at `at`; None where the others are not near."""
    places = [at]
    window = _BESIDE if not _SMALL.isdisjoint(phrase) else WINDOW
    for part in phrase[1:]:
        near = range(max(0, at - window), min(len(heard), at + window + 1))
        place = next((each for each in near if each not in places and part in heard[each]), None)
        if place is None:
            return None
        places.append(place)
    return tuple(places)


def _entry(name: str, given: Mapping[str, Any], *, fault: bool) -> Entry:
    return Entry(
        name=name,
        weight=float(given.get("weight", 1.0)),
        topics=tuple(given.get("topics", ())),
        phrases=tuple(phrase(each) for each in given["words"].split(",")),
        fault=fault,
        broad=bool(given.get("broad", False)),
        personal=bool(given.get("personal", False)),
    )


_NOT: Final = "не"


def phrase(written: str) -> tuple[Part, ...]:
    """The parts of a word or phrase as a lexicon or a profile writes it."""
    read = [_part(word) for word in written.lower().replace("ё", "е").split()]
    return tuple(
        f"{NOT}{part}" if at and read[at - 1] == _NOT else part
        for at, part in enumerate(read)
        if part != _NOT
    )


def _part(word: str) -> Part:
    return word if word.endswith("*") or word.startswith("=") else stem(word)


@cache
def shipped() -> Lexicon:
    """The lexicon that ships with Veche: a part of the program, read once, as its modules are."""
    return Lexicon.read((resources.files("core.similar") / "lexicon.toml").read_text("utf-8"))
