"""Precision and recall of the hints by kind, and their time: `python -m tests.hints.measure`."""

import sys
from statistics import median
from time import thread_time_ns

from core.hints.find import hints
from tests.hints.labels import PARTS, scores, texts

LENGTH = 1000
ROUNDS = 200


def main() -> None:
    """A table for `docs/benchmarks.md`; with `-v` the misread texts of the development part, too."""
    lines = ["| part | kind | texts | precision | recall |", "| --- | --- | --- | --- | --- |"]
    for part in PARTS:
        for kind, score in scores(part).items():
            marked = score.hit + len(score.missed)
            lines.append(f"| {part} | {kind} | {marked} | {score.precision:.3f} | {score.recall:.3f} |")
            if part == "development" and "-v" in sys.argv:
                lines += [f"  missed: {text!r}" for text in score.missed]
                lines += [f"  false:  {text!r}" for text in score.false]
    clean, marked_ones = (_microseconds(marked=marked) for marked in (False, True))
    lines.append(f"{LENGTH} characters: {clean:.0f} us of clean texts, {marked_ones:.0f} us of marked ones")
    sys.stdout.write("\n".join(lines) + "\n")


def _microseconds(*, marked: bool) -> float:
    """Of the processor, for a thousand characters of residents' words; the first rounds load the tables."""
    written = " ".join(one.text for part in PARTS for one in texts(part) if bool(one.marked) is marked)
    pieces = [written[at : at + LENGTH] for at in range(0, len(written) - LENGTH, LENGTH)]
    taken = []
    for round_ in range(ROUNDS):
        piece = pieces[round_ % len(pieces)]
        before = thread_time_ns()
        hints(piece)
        taken.append((thread_time_ns() - before) / 1000)
    return median(taken[len(pieces) :])


if __name__ == "__main__":
    main()
