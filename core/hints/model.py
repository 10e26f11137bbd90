"""A hint: of which kind, and where in the text."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a text may hold; the order is the order in which people are told."""

    THREAT = "threat"
    OBSCENITY = "obscenity"
    INSULT = "insult"
    PERSONAL_DATA = "personal-data"
    APPEAL = "appeal"


@dataclass(frozen=True, slots=True, order=True)
class Hint:
    """`text[start:end]` looks like this kind; a person decides whether it is (ZAR-2, ZAR-19)."""

    kind: Kind
    start: int
    end: int
