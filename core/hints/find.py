"""All hints of a text: a pure function, fast enough to be asked again wherever they are shown."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from core.hints.appeals import appeals
from core.hints.model import Hint, Kind
from core.hints.personal_data import personal_data
from core.hints.readings import Reading, readings
from core.hints.rude import INSULT, OBSCENITY
from core.hints.rules import Rule, grams_of, matches
from core.hints.threats import THREAT

_WORDS: tuple[tuple[Kind, tuple[Rule, ...]], ...] = (
    (Kind.THREAT, THREAT),
    (Kind.OBSCENITY, OBSCENITY),
    (Kind.INSULT, INSULT),
)


def hints(text: str) -> tuple[Hint, ...]:
    """What a person may want to look at, by kind and place; spans of one kind do not overlap.

    It never decides: the text goes its way whatever is found (ZAR-2, ZAR-19).
    """
    known = tuple(readings(text))
    found = [hint for reading in known for hint in _worded(reading)]
    plain = known[0].text
    found += (Hint(Kind.PERSONAL_DATA, *span) for span in personal_data(text, plain))
    found += (Hint(Kind.APPEAL, *span) for span in appeals(text, plain))
    return tuple(_apart(sorted(found)))


@lru_cache(maxsize=256)
def kinds(text: str) -> tuple[Kind, ...]:
    """The kinds of a text's hints, each once, in the order in which people are told.

    Kept for a while: a text is shown on its check page, sent, and shown again.
    """
    found = {hint.kind for hint in hints(text)}
    return tuple(kind for kind in Kind if kind in found)


def _worded(reading: Reading) -> Iterator[Hint]:
    grams = grams_of(reading.text)
    for kind, rules in _WORDS:
        for match in matches(rules, reading.text, grams):
            if reading.tells(*match.span()):
                yield Hint(kind, *reading.span(*match.span()))


def _apart(ordered: Iterable[Hint]) -> Iterator[Hint]:
    """Overlapping hints of one kind as one: a word read in two ways is one word."""
    last: Hint | None = None
    for hint in ordered:
        if last is not None and hint.kind is last.kind and hint.start < last.end:
            last = Hint(last.kind, last.start, max(last.end, hint.end))
            continue
        if last is not None:
            yield last
        last = hint
    if last is not None:
        yield last
