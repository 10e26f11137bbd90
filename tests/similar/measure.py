"""Precision and recall of similar messages and of proposed topics, and their time.

python -m tests.similar.measure        a table for `docs/benchmarks.md`
python -m tests.similar.measure -v     with the misread ones of the development part
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from statistics import median
from time import thread_time_ns
from typing import TypeVar

from core.similar import reading, words
from core.similar.scoring import similar
from tests.similar.labels import (
    NOW,
    PARTS,
    Score,
    pairs,
    proposed,
    score_matters,
    score_pairs,
    score_topics,
    topic_texts,
)

T = TypeVar("T")

ROUNDS = 5
COMPARED = 40


def main() -> None:
    """Everything, the development part first."""
    lines = ["| part | what | cases | precision | recall |", "| --- | --- | ---: | ---: | ---: |"]
    for part in PARTS:
        first, any_ = score_topics(part)
        texts = len(topic_texts(part))
        for name, count, score in (
            ("the same trouble at the same place", len(pairs(part)), score_pairs(part)),
            ("the same matter anywhere", len(pairs(part)), score_matters(part)),
            ("the first topic proposed", texts, first),
            ("any of the topics proposed", texts, any_),
        ):
            lines.append(f"| {part} | {name} | {count} | {score.precision:.3f} | {score.recall:.3f} |")
            if part == "development" and "-v" in sys.argv:
                lines += _misread(score)
        lines += [
            f"{part}, by kind: {_by_kind(score_pairs(part), Counter(each.kind for each in pairs(part)))}"
        ]
    lines.append(
        f"a topic proposed: {_proposing():.0f} us; {COMPARED} messages compared: {_comparing():.0f} us"
    )
    sys.stdout.write("\n".join(lines) + "\n")


def _misread(score: Score) -> Iterator[str]:
    yield from (f"  missed: {each!r}" for each in score.missed)
    yield from (f"  false:  {each!r}" for each in score.false)


def _by_kind(score: Score, kinds: Counter[str]) -> str:
    wrong = Counter(each.partition(":")[0] for each in (*score.missed, *score.false))
    return ", ".join(f"{kind} {count - wrong[kind]} of {count}" for kind, count in kinds.items())


def _proposing() -> float:
    """Microseconds of the processor for one text that was not read before."""
    return _microseconds(proposed, (text for part in PARTS for text, _ in topic_texts(part)))


def _comparing() -> float:
    """The same for a message among those that a store found, none of them read before."""
    sides = [side for part in PARTS for pair in pairs(part) for side in (pair.one, pair.other)]
    candidates = [side.candidate(number) for number, side in enumerate(sides[:COMPARED])]
    return _microseconds(lambda side: similar(side.sought, candidates, now=NOW), sides)


def _microseconds(act: Callable[[T], object], given: Iterable[T]) -> float:
    listed, taken = list(given), []
    for _ in range(ROUNDS):
        for each in listed:
            words.words.cache_clear()
            reading.read.cache_clear()
            before = thread_time_ns()
            act(each)
            taken.append((thread_time_ns() - before) / 1000)
    return median(taken[len(listed) :])


if __name__ == "__main__":
    main()
