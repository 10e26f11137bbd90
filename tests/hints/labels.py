"""The labelled texts, development and held-out, and how well the hints agree with the marks."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.hints.find import kinds
from core.hints.model import Kind

Part = Literal["development", "held_out"]

PARTS: tuple[Part, ...] = ("development", "held_out")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text as a resident writes it, and the kinds that a person marks in it."""

    text: str
    marked: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class Score:
    """How often a hint was right, and how often there was one where it was due."""

    hit: int
    missed: tuple[str, ...]
    false: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Of the hints given, the part that is right."""
        return self.hit / (self.hit + len(self.false))

    @property
    def recall(self) -> float:
        """Of the hints due, the part that was given."""
        return self.hit / (self.hit + len(self.missed))


def texts(part: Part) -> tuple[Labelled, ...]:
    """All texts of a part."""
    document = tomllib.loads((Path(__file__).parent / "labelled" / f"{part}.toml").read_text("utf-8"))
    return tuple(
        Labelled(text, frozenset(Kind(name) for name in key.split("+") if name != "clean"))
        for key, listed in document.items()
        for text in listed
    )


def scores(part: Part) -> dict[Kind, Score]:
    """Precision and recall by kind; a text counts once for each kind."""
    read = [(one, frozenset(kinds(one.text))) for one in texts(part)]
    return {
        kind: Score(
            hit=sum(kind in one.marked and kind in found for one, found in read),
            missed=tuple(one.text for one, found in read if kind in one.marked - found),
            false=tuple(one.text for one, found in read if kind in found - one.marked),
        )
        for kind in Kind
    }
