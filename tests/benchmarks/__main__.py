"""`make bench`: everything side by side in one run, one table, and `build/bench.json`."""

import argparse
import gc
import os
import sys

import uvloop

from tests.benchmarks import page, results
from tests.benchmarks.bench import LONG, PARTS, Bench
from tests.benchmarks.places import ROOT
from tests.benchmarks.scale import FULL, QUICK, USUAL, Scale


async def main(arguments: argparse.Namespace) -> int:
    """Measure, print, keep; 1 when a part failed."""
    where = results.machine()
    parts = [part for part in PARTS if part not in LONG] if arguments.quick else PARTS
    bench = Bench(arguments.only or parts, _scale(arguments))
    gc.freeze()
    await bench.run()
    sys.stdout.write(f"{where}\n\n{results.table(bench.rows)}\n")
    results.keep(bench.rows, where, beside=bool(arguments.only))
    if bench.failed:
        sys.stderr.write(f"not measured: {', '.join(bench.failed)}\n")
    if arguments.write:
        write()
    return 1 if bench.failed else 0


def write() -> None:
    """Fill the page with what was measured last, and name what it does not explain."""
    rows, where = results.kept()
    page.publish(rows, where)
    for line in page.unexplained(rows):
        sys.stderr.write(f"{line}\n")


def _scale(arguments: argparse.Namespace) -> Scale:
    if arguments.full:
        return FULL
    return QUICK if arguments.quick else USUAL


def parsed() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="a look whether everything runs: three minutes")
    size.add_argument("--full", action="store_true", help="50 000 parcels, a million turns: hours")
    parser.add_argument("--write", action="store_true", help="fill docs/benchmarks.md with the figures")
    parser.add_argument("--page", action="store_true", help="measure nothing: --write what was kept")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="some parts; the others' figures are kept")
    return parser.parse_args()


if __name__ == "__main__":
    os.chdir(ROOT)
    given = parsed()
    if given.page:
        write()
        sys.exit(0)
    sys.exit(uvloop.run(main(given)))
