"""How much is measured: a look whether everything still runs, the usual run, the whole thing."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The size of a run.

    `slices` are pairs of CPU, `runs` those of latency, each `seconds` long at every rate; `walk` turns are
    made to see what a process grows by; `looks` is how often each page of a crowded city is opened.
    """

    slices: int = 24
    runs: int = 5
    seconds: float = 6.0
    parcels: int = 1_000
    unlimited: int = 6_000
    quiet: float = 20.0
    walk: int = 10_000
    looks: int = 100


USUAL: Final = Scale()
QUICK: Final = Scale(
    slices=6, runs=1, seconds=2.0, parcels=240, unlimited=2_000, quiet=6.0, walk=1_000, looks=20
)
FULL: Final = Scale(slices=48, runs=50, parcels=50_000, walk=1_000_000, looks=400)
