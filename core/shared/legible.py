"""What of a text can be read: nothing that a database refuses, nothing that hides or turns other words."""

import re
from typing import Final
from unicodedata import category

from core.shared.refusal import Refusal

# Embeddings, overrides and isolates: one of them shows whatever follows back to front.
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# Formatting marks, fillers, variation selectors and the blank of Braille: characters that show nothing by
# themselves. They stay, because emoji are joined by some of them, but nobody can read a text of nothing else.
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]+"
)


def readable(raw: str) -> str:
    """The text without control characters, lone surrogates, and what turns the direction of others."""
    if raw.isprintable():
        return raw
    lines = raw.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        sign
        for sign in lines
        if sign in "\n\t" or (category(sign) not in {"Cc", "Cs"} and sign not in _TURNING)
    )


def length(text: str) -> int:
    """How many characters are there to be seen, spaces between words included."""
    return len(_UNSEEN.sub("", text).strip())


def sized(raw: str, least: int, most: int) -> str:
    """The readable text, stripped; refuses `too-short` by what can be seen, and `too-long`."""
    text = readable(raw).strip()
    if (seen := length(text)) < least:
        raise Refusal("too-short", min=least, length=seen)
    if len(text) > most:
        raise Refusal("too-long", max=most, length=len(text))
    return text
