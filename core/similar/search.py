"""What a store is asked for: groups of words of which any may stand in a message, a street, a place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import cos, radians
from typing import Final

from core.incidents.values import Location
from core.similar.addresses import Address
from core.similar.letters import FOLDED, by_sound, folded, listed
from core.similar.lexicon import NOT, Entry, Part
from core.similar.nearness import FAR
from core.similar.reading import read
from core.similar.stems import stem
from core.similar.words import words

GROUPS: Final = 5
"""Groups of words that are looked for: the weightiest ones."""

_DEGREE: Final = 111_320
"""Metres of a degree along a meridian."""

_STREET: Final = 3.0
_HOUSE: Final = 9.0
_NEAR: Final = 9.0
_STOPS: Final = listed("нет в без с из под на вся за от")
_UNKNOWN_WORD: Final = 0.5

Lexeme = str
"""A stem, or the beginning of words with a star behind."""


@dataclass(frozen=True, slots=True)
class Group:
    """Ways to name one thing, each all of its lexemes together; `weight` is how much it tells."""

    ways: tuple[tuple[Lexeme, ...], ...]
    weight: float

    def stands_in(self, lexemes: frozenset[str]) -> bool:
        """Whether a message with these lexemes names it."""
        return any(all(_stands(each, lexemes) for each in way) for way in self.ways)


@dataclass(frozen=True, slots=True)
class Around:
    """A box around a point, in degrees: as far as two points may have to do with each other."""

    south: float
    north: float
    west: float
    east: float

    def holds(self, location: Location) -> bool:
        """Whether a point lies in it."""
        if location.latitude is None or location.longitude is None:
            return False
        return self.south <= location.latitude <= self.north and self.west <= location.longitude <= self.east


@dataclass(frozen=True, slots=True)
class Search:
    """A message as a search: any of the groups, or its street, or around its point."""

    groups: tuple[Group, ...]
    street: tuple[Lexeme, ...]
    houses: tuple[Lexeme, ...]
    around: Around | None

    def points(self, lexemes: frozenset[str], location: Location) -> float:
        """How well a message fits, roughly; 0 where nothing does."""
        told = sum(group.weight for group in self.groups if group.stands_in(lexemes))
        if self.street and lexemes.issuperset(self.street):
            told += _STREET + (0 if lexemes.isdisjoint(self.houses) else _HOUSE)
        if self.around is not None and self.around.holds(location):
            told += _NEAR
        return told


POINTS: Final = {"street": _STREET, "house": _HOUSE, "near": _NEAR}
"""The same for a store that adds them up itself."""


@lru_cache(maxsize=64)
def search(text: str, location: Location) -> Search:
    """What to look for."""
    found = read(text, location)
    groups = sorted(_groups(found.matters, found.others), key=lambda group: -group.weight)
    address = found.spot.address
    street = sorted({stem(max(each.name, key=len)) for each in address.streets}) if address else []
    return Search(
        groups=tuple(groups[:GROUPS]),
        street=tuple(folded(each) for each in street),
        houses=_houses(address) if address and address.house else (),
        around=_around(found.spot.point) if found.spot.point else None,
    )


@lru_cache(maxsize=512)
def lexemes(text: str, address: str | None) -> frozenset[str]:
    """The lexemes a message is found by."""
    return frozenset(folded(word.stem) for word in words(f"{text} {address or ''}"))


def _groups(matters: Mapping[Entry, float], others: Mapping[str, float]) -> Iterator[Group]:
    for entry, sure in matters.items():
        if ways := _ways_of(entry):
            yield Group(ways, sure)
    for one, weight in others.items():
        if weight > _UNKNOWN_WORD:
            yield Group(((folded(one),),), _UNKNOWN_WORD * weight)


@cache
def _ways_of(entry: Entry) -> tuple[tuple[Lexeme, ...], ...]:
    """All ways to name an entry, without those that are found by another one already."""
    ways = sorted({way for phrase in entry.phrases for way in _ways(phrase)})
    return tuple(way for way in ways if not any(_covers(each, way) for each in ways if each != way))


def _covers(wide: tuple[Lexeme, ...], narrow: tuple[Lexeme, ...]) -> bool:
    """Whether whatever is found by the narrow way is found by the wide one."""
    return all(
        any(each == one or (one.endswith("*") and each.startswith(one[:-1])) for each in narrow)
        for one in wide
    )


def _ways(phrase: tuple[Part, ...]) -> Iterator[tuple[Lexeme, ...]]:
    """A phrase as lexemes; a short beginning stands for short words as they are, for long ones by sound."""
    parts = [part.removeprefix(NOT) for part in phrase if part not in _STOPS]
    if len(parts) == 1 and (len(phrase) > 1 or phrase[0].startswith(NOT)):
        return  # "не горит" without its "не" is everything that burns
    if parts:
        yield tuple(_lexeme(part) for part in parts)
    if any(part.endswith("*") and len(part) <= FOLDED for part in parts):
        yield tuple(part if len(part) <= FOLDED else _lexeme(part) for part in parts)


def _lexeme(part: Part) -> Lexeme:
    if part.endswith("*"):
        return f"{by_sound(part[:-1])}*"
    return folded(stem(part[1:]) if part.startswith("=") else part)


def _houses(address: Address) -> tuple[Lexeme, ...]:
    """The number as it may stand: alone, with its letter, with its part."""
    house, part = address.house, address.part
    return (house, *((f"{house}{part}", f"{house}к{part}") if part else ()))


def _stands(each: Lexeme, lexemes: frozenset[str]) -> bool:
    if each.endswith("*"):
        return any(one.startswith(each[:-1]) for one in lexemes)
    return each in lexemes


def _around(point: tuple[float, float]) -> Around:
    latitude, longitude = point
    high = FAR / _DEGREE
    wide = min(180.0, high / max(0.01, cos(radians(latitude))))
    return Around(latitude - high, latitude + high, longitude - wide, longitude + wide)
