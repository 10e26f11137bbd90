"""How long to wait before the next try."""

import random

FIRST = 1.0
LONGEST = 300.0


def pause(attempts: int, *, first: float = FIRST, longest: float = LONGEST) -> float:
    """Seconds: doubling with every attempt, with jitter so that many do not come back together."""
    full = min(longest, first * float(1 << min(attempts, 20)))
    return full * (0.5 + random.random() / 2)  # noqa: S311 (spreads load, guards nothing)
