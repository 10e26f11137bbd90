"""Letters as they are meant: Latin ones for Russian sounds or in disguise, and how a word sounds."""

import re
from functools import lru_cache
from typing import Final

_SOUNDS: Final = {
    "tsk": "тск", "shch": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш", "yu": "ю",
    "ju": "ю",
    "ya": "я", "ja": "я", "yo": "е", "jo": "е", "ye": "е", "je": "е", "a": "а", "b": "б", "v": "в",
    "g": "г", "d": "д", "e": "е", "z": "з", "i": "и", "j": "й", "k": "к", "l": "л", "m": "м", "n": "н",
    "o": "о", "p": "п", "r": "р", "s": "с", "t": "т", "u": "у", "f": "ф", "h": "х", "c": "ц", "w": "в",
    "x": "кс", "q": "к", "'": "ь",
}  # fmt: skip
_SOUND: Final = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_SHORT_Y: Final = re.compile(r"(?<=[aeiouy])y(?![aou])|(?<=[aeiou])i(?![a-z])")
_HARD: Final = re.compile(r"(?<=[b-df-hj-np-tvwxz])ye$")
_TWINS: Final = str.maketrans("aceopxykmhtb", "асеорхукмнтв")
_LATIN: Final = re.compile(r"[a-z]")
_RUSSIAN: Final = re.compile(r"[а-я]")


def listed(words: str) -> frozenset[str]:
    """A set of words from a line of them."""
    return frozenset(words.split())


def russian(word: str) -> str:
    """A word in lower case in Russian letters: `fonari`, `yama`, or Latin look-alikes among Russian ones."""
    if not _LATIN.search(word):
        return word
    if _RUSSIAN.search(word):
        return word.translate(_TWINS)
    word = _HARD.sub("ые", re.sub(r"iy$|yy$", "ий", word))
    word = _SOUND.sub(lambda found: _SOUNDS[found[0]], _SHORT_Y.sub("й", word))
    return word.replace("y", "ы")


_FOLDS: Final = (
    (re.compile("тс|тьс|дс"), "ц"),
    (re.compile("[ъь]"), ""),
    (re.compile("[ао]"), "а"),
    (re.compile("[еиэыя]|й$"), "и"),
    (re.compile("ю"), "у"),
    (re.compile("б"), "п"),
    (re.compile("в"), "ф"),
    (re.compile("г"), "к"),
    (re.compile("д"), "т"),
    (re.compile("з"), "с"),
    (re.compile("[жщ]"), "ш"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=4000)
def sound(word: str) -> str:
    """How a word sounds to somebody who writes by ear: `дарога` and `дорога` are one."""
    for pattern, letters in _FOLDS:
        word = pattern.sub(letters, word)
    return word


FOLDED: Final = 5
"""Letters from which on a lexeme is kept by its sound: shorter ones would be taken for each other."""

_FOLD: Final = str.maketrans("оеэыяюбвгдзжщй", "аииииупфктсшши", "ьъ")


def folded(lexeme: str) -> str:
    """A lexeme as it is kept: roughly by its sound, as PostgreSQL does it."""
    return lexeme if len(lexeme) < FOLDED else by_sound(lexeme)


def by_sound(letters: str) -> str:
    """Letter by letter, so that what begins alike still does."""
    return letters.translate(_FOLD)


@lru_cache(maxsize=1000)
def shortened(word: str) -> frozenset[str]:
    """The word, and each word it becomes by losing a letter.

    Two words one slip apart, a letter too many, missing, wrong or swapped with its neighbour, share one.
    """
    return frozenset((word, *(word[:at] + word[at + 1 :] for at in range(len(word)))))


_ROWS: Final = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_KEYS: Final = {
    letter: (at + row / 2, row) for row, line in enumerate(_ROWS) for at, letter in enumerate(line)
}


def slipped(one: str, other: str) -> bool:
    """Whether one may be the other with one slip of the hand.

    A letter behind the first is too many, missing, swapped with the next, or its neighbour on the keyboard.
    """
    if len(one) != len(other):
        few, many = sorted((one, other), key=len)
        return len(many) - len(few) == 1 and any(
            many[:at] + many[at + 1 :] == few for at in range(1, len(few))
        )
    wrong = [at for at, (first, second) in enumerate(zip(one, other, strict=True)) if first != second]
    if len(wrong) == 1 and wrong[0]:
        return _near(one[wrong[0]], other[wrong[0]])
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1  # noqa: PLR2004 (two letters change places)
    return swapped and one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]


def _near(one: str, other: str) -> bool:
    """Whether two letters lie side by side on a Russian keyboard."""
    first, second = _KEYS.get(one), _KEYS.get(other)
    return (
        first is not None
        and second is not None
        and abs(first[0] - second[0]) <= 1
        and abs(first[1] - second[1]) <= 1
    )
