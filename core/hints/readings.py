"""How a text can be read: as it stands, and with each disguised word in plain letters."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

BEFORE = 30
AFTER = 45
"""Characters of context that go with a disguised word."""

LETTER = "[а-яa-z0-9@$€]"
MARK = r"[.\-_*+~|/'’\"^=]"

_SPREAD = rf"(?<!{LETTER})(?:{LETTER}[ \t.\-_*,+~|/]{{1,2}}){{2,}}{LETTER}(?!{LETTER})"
_MARKED = rf"{LETTER}+(?:{MARK}{{1,3}}{LETTER}+)*"
_UNIT = re.compile(f"{_SPREAD}|{_MARKED}")
_LETTERS = re.compile(f"{LETTER}+")
_CYRILLIC = re.compile("[а-я]")
_ODD = re.compile(r"[^а-я]|(.)\1")

_TYPED = "abcdefghijklmnoprstuvxyz034@6$€"
_SEEN = str.maketrans(_TYPED, "абсдефгнийклмпоргстивхузозчабсе")
_HEARD = str.maketrans(_TYPED, "абцдефгхийклмнопрстувхизозчабсе")
"""Foreign letters as what they look like, and as what they sound like."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Lower-case text without `ё`; `at[i]` is where its character `i` stands in what the person wrote.

    `revealed` are the beginnings and ends, one after the other, of the words that were disguised.
    """

    text: str
    at: Sequence[int]
    revealed: Sequence[int] = ()

    def tells(self, start: int, end: int) -> bool:
        """Whether that part holds a revealed word; what else stands there is judged in the plain text."""
        if not self.revealed:
            return True
        before = bisect_right(self.revealed, start)
        return before % 2 == 1 or bisect_left(self.revealed, end) > before

    def span(self, start: int, end: int) -> tuple[int, int]:
        """From and to in what the person wrote."""
        return self.at[start], self.at[end - 1] + 1


def readings(text: str) -> Iterator[Reading]:
    """The text as it stands; then its disguised words by look and by sound, each with some context."""
    plain = lowered(text)
    yield Reading(plain, range(len(plain)))
    odd = [unit.span() for unit in _UNIT.finditer(plain) if _disguised(unit.group())]
    if odd:
        yield _revealed(plain, odd, lambda word: word.translate(_SEEN))
    heard = [(start, end) for start, end in odd if re.search("[a-z]", plain[start:end])]
    if heard:
        yield _revealed(plain, heard, lambda word: word.translate(_HEARD))


def lowered(text: str) -> str:
    """Lower case and `е` for `ё`, character for character: positions stay."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    return low.replace("ё", "е")


def _disguised(unit: str) -> bool:
    """Letters of two alphabets or marks among them, letters one by one, letters repeated."""
    return _ODD.search(unit) is not None and _CYRILLIC.search(unit) is not None


def _revealed(plain: str, spans: Iterable[tuple[int, int]], fold: Callable[[str], str]) -> Reading:
    """Each word folded, without marks and repetitions, between what stands before and after it."""
    signs: list[str] = []
    at: list[int] = []
    edges: list[int] = []
    for start, end in spans:
        first, last = _context(plain, start, end)
        signs.append(plain[first:start])
        at.extend(range(first, start))
        edges.append(len(at))
        previous = ""
        for part in _LETTERS.finditer(plain, start, end):
            for place, sign in enumerate(fold(part.group()), part.start()):
                if sign != previous:
                    signs.append(sign)
                    at.append(place)
                previous = sign
        edges.append(len(at))
        signs.append(plain[end:last] + "\n")
        at.extend(range(end, last + 1))
    return Reading("".join(signs), at, edges)


def _context(plain: str, start: int, end: int) -> tuple[int, int]:
    """Whole words around; none where they are too long to be words."""
    first, last = max(0, start - BEFORE), min(len(plain), end + AFTER)
    if first:
        first = plain.find(" ", first, start)
        first = start if first < 0 else first
    if last < len(plain):
        last = plain.rfind(" ", end, last)
        last = end if last < 0 else last
    return first, last
