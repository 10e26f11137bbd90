"""A message as it is compared: its matters and faults, numbers, other words, and where it points to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.incidents.values import Location
from core.similar.lexicon import Entry, shipped
from core.similar.nearness import Spot, spot
from core.similar.stems import stem
from core.similar.words import READ, words

_ORDINALS: Final = {
    stem(word): str(number)
    for number, word in enumerate(
        ("первый", "второй", "третий", "четвертый", "пятый", "шестой", "седьмой", "восьмой", "девятый"), 1
    )
}
_NUMBERED: Final = {
    "автобус": "bus", "маршрут": "bus", "маршрутк": "bus", "троллейбус": "bus", "трамва": "bus",
    "школ": "school", "гимназ": "school", "сад": "kindergarten", "садик": "kindergarten",
    "подъезд": "entrance", "пад": "entrance", "парадн": "entrance",
}  # fmt: skip
_BEFORE: Final = re.compile(r"(\d{1,3}|[а-я]{4,12})(?:-?[а-я]{1,2})?\s([а-я]{3,12})(?![а-я])")
_BEHIND: Final = re.compile(r"(?<![а-я])([а-я]{3,12})\s(?:№\s?|номер\s)?(\d{1,3})(?!\d)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A message, read once.

    `matters` and `faults` are entries of the lexicon with how surely they are named; `numbers` tell
    apart buses, schools and entrances; `others` are the remaining words by stem, with their weight; `said`
    are all words so.
    """

    matters: Mapping[Entry, float]
    faults: frozenset[Entry]
    numbers: frozenset[tuple[str, str]]
    others: Mapping[str, float]
    said: Mapping[str, float]
    spot: Spot


@lru_cache(maxsize=512)
def read(text: str, location: Location) -> Reading:
    """What a message says."""
    found = spot(text, location)
    streets = found.address.streets if found.address else ()
    named_streets = {stem(name) for each in streets for name in each.name}
    said = [word for word in words(text) if word.stem not in named_streets]
    lexicon = shipped()
    named = lexicon.named(said)
    return Reading(
        matters={entry: min(1.0, sure) for entry, sure in named.items() if not entry.fault},
        faults=frozenset(entry for entry in named if entry.fault),
        numbers=frozenset(_numbers(text)),
        others={word.stem: word.weight for word in said if word.weight and not lexicon.parts.of(word)},
        said={word.stem: word.weight for word in said if word.weight},
        spot=found,
    )


def _numbers(text: str) -> set[tuple[str, str]]:
    """Which bus, which school, which entrance."""
    plain = text[:READ].lower().replace("ё", "е")
    pairs = [(noun, number) for number, noun in _BEFORE.findall(plain)] + _BEHIND.findall(plain)
    found = set()
    for noun, number in pairs:
        kind = _NUMBERED.get(stem(noun))
        which = number if number.isdigit() else _ORDINALS.get(stem(number))
        if kind and which:
            found.add((kind, which))
    return found
