"""The axis of working time: half-open stretches of UTC, in microseconds since 1970, with running totals."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self


class EndOfAxis(Exception):
    """There is not enough working time left on the axis: the calendar has to be continued."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Stretch `i` is `[starts[i], ends[i])`; `before[i]` is the working time in front of it.

    `before` has one more element than there are stretches: the whole. Every question costs one bisect.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    before: Sequence[int]

    @classmethod
    def of(cls, stretches: Sequence[tuple[int, int]]) -> Self:
        """From stretches in order; those that touch become one. Raises `ValueError` where they cross."""
        starts: list[int] = []
        ends: list[int] = []
        before = [0]
        for start, end in stretches:
            if start >= end or (ends and start < ends[-1]):
                raise ValueError(f"stretches have to be in order and apart: {start}, {end}")
            if ends and start == ends[-1]:
                ends[-1] = end
                before[-1] += end - start
            else:
                starts.append(start)
                ends.append(end)
                before.append(before[-1] + end - start)
        return cls(starts, ends, before)

    def worked(self, at: int) -> int:
        """Working time from the beginning of the axis to a moment."""
        i = bisect_right(self.starts, at) - 1
        if i < 0:
            return 0
        return self.before[i] + min(at, self.ends[i]) - self.starts[i]

    def forward(self, at: int, amount: int) -> int:
        """The moment by which `amount` has been worked since `at`: inside a stretch, or at its very end.

        For nothing it is `at` itself, or the next opening. Raises `EndOfAxis`.
        """
        if not amount:
            return self._settled(at)
        target = self.worked(at) + amount
        i = bisect_left(self.before, target) - 1
        if i == len(self.starts):
            raise EndOfAxis
        return self.starts[i] + target - self.before[i]

    def resumed(self, worked: int) -> int:
        """When the work goes on once so much has been worked since the beginning. Raises `EndOfAxis`."""
        i = bisect_right(self.before, worked) - 1
        if i >= len(self.starts):
            raise EndOfAxis
        return self.starts[i] + worked - self.before[i]

    def current(self, at: int) -> int | None:
        """The stretch to which a moment belongs, if it is working time."""
        i = bisect_right(self.starts, at) - 1
        return i if i >= 0 and at < self.ends[i] else None

    def following(self, at: int) -> int:
        """The first stretch that begins after a moment. Raises `EndOfAxis`."""
        i = bisect_right(self.starts, at)
        if i == len(self.starts):
            raise EndOfAxis
        return i

    def _settled(self, at: int) -> int:
        i = bisect_right(self.starts, at) - 1
        if i >= 0 and at <= self.ends[i]:
            return at
        return self.starts[self.following(at)]
