"""Stems of Russian words by the Snowball algorithm, letter for letter as PostgreSQL's `russian` has them."""

import re
from functools import lru_cache
from typing import Final

_VOWELS: Final = "аеиоуыэюя"
_REGIONS: Final = re.compile(rf"^[^{_VOWELS}]*[{_VOWELS}](?P<rest>.*)$")
_AFTER: Final = re.compile(rf"^[^{_VOWELS}]*[{_VOWELS}]+[^{_VOWELS}]")

Endings = tuple[tuple[str, bool], ...]
"""Endings, the longest first, each with whether an а or я has to stand before it."""


def _endings(free: str, after_a: str = "") -> Endings:
    found = [*((ending, False) for ending in free.split()), *((ending, True) for ending in after_a.split())]
    return tuple(sorted(found, key=lambda each: -len(each[0])))


_GERUND: Final = _endings("ив ивши ившись ыв ывши ывшись", "в вши вшись")
_ADJECTIVE: Final = _endings(
    "ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею"
)
_PARTICIPLE: Final = _endings("ивш ывш ующ", "ем нн вш ющ щ")
_REFLEXIVE: Final = _endings("ся сь")
_VERB: Final = _endings(
    "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь"
    " ую ю",
    "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно",
)
_NOUN: Final = _endings(
    "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия"
    " ья я"
)
_SUPERLATIVE: Final = _endings("ейш ейше")
_DERIVED: Final = _endings("ост ость")


def _cut(word: str, endings: Endings, limit: int) -> str | None:
    """The word without its longest ending behind `limit`; None where it has none, or not behind а or я."""
    for ending, after_a in endings:
        if word.endswith(ending) and len(word) - len(ending) >= limit:
            left = word[: -len(ending)]
            if after_a and (len(left) <= limit or left[-1] not in "ая"):
                return None
            return left
    return None


def _inflected(word: str, rv: int) -> str:
    """Without the endings of a gerund, an adjective, a verb or a noun."""
    without = _cut(word, _GERUND, rv)
    if without is not None:
        return without
    word = _cut(word, _REFLEXIVE, rv) or word
    adjective = _cut(word, _ADJECTIVE, rv)
    if adjective is not None:
        participle = _cut(adjective, _PARTICIPLE, rv)
        return adjective if participle is None else participle
    for endings in (_VERB, _NOUN):
        without = _cut(word, endings, rv)
        if without is not None:
            return without
    return word


def _tidied(word: str, rv: int) -> str:
    """Without a superlative's ending, a doubled н, a soft sign at the end."""
    superlative = _cut(word, _SUPERLATIVE, rv)
    if superlative is not None:
        word = superlative
    if word.endswith("нн") and len(word) - 2 >= rv:
        return word[:-1]
    if superlative is None and word.endswith("ь") and len(word) - 1 >= rv:
        return word[:-1]
    return word


@lru_cache(maxsize=8000)
def stem(word: str) -> str:
    """The stem of a word in lower case, ё written as е; a word without vowels, or a number, is its own."""
    found = _REGIONS.match(word)
    if found is None:
        return word
    rv = found.start("rest")
    word = _inflected(word, rv)
    if word.endswith("и") and len(word) > rv:
        word = word[:-1]
    second = _second_region(word)
    if second is not None:
        word = _cut(word, _DERIVED, max(rv, second)) or word
    return _tidied(word, rv)


def _second_region(word: str) -> int | None:
    """Where Snowball's R2 begins: behind the second consonant that follows vowels."""
    first = _AFTER.match(word)
    second = _AFTER.match(word[first.end() :]) if first else None
    return first.end() + second.end() if first and second else None
