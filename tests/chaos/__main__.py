"""`make chaos`: kill -9 under load, half of it with webhooks and half with polling; prints the books."""

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any, get_args

import orjson

from tests.chaos.books import balance
from tests.chaos.campaign import Plan, run
from tests.chaos.fleet import VICTIMS, Way
from tests.chaos.record import Book, Campaign

BUILD = Path(__file__).resolve().parents[2] / "build"
NAMED, LONGEST = 12, 300


def main(given: Sequence[str] | None = None) -> int:
    """Run both halves; 1 when a book does not balance."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=104)
    parser.add_argument("--people", type=int, default=300, help="residents talking at the same time")
    parser.add_argument("--seconds", type=float, default=600, help="of killing, both halves together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=get_args(Way))
    args = parser.parse_args(given)
    ways: list[Way] = [args.only] if args.only else list(get_args(Way))
    results = []
    for way in ways:
        plan = Plan(
            way=way,
            people=args.people,
            kills=-(-args.kills // len(ways)),
            seconds=args.seconds / len(ways),
            seed=args.seed,
        )
        campaign = asyncio.run(run(plan))
        books = balance(campaign)
        results.append(_result(campaign, books))
        _print(campaign, books)
    BUILD.mkdir(exist_ok=True)
    whole = {"seed": args.seed, "people": args.people, "halves": results}
    (BUILD / "chaos.json").write_bytes(orjson.dumps(whole, option=orjson.OPT_INDENT_2))
    return int(any(book["wrong"] for result in results for book in result["books"]))


def _result(campaign: Campaign, books: Sequence[Book]) -> dict[str, Any]:
    recovery = {
        victim: [round(kill.down, 2) for kill in campaign.kills if kill.victim == victim]
        for victim in VICTIMS
    }
    return {
        "way": campaign.way,
        "seconds": round(campaign.seconds, 1),
        "kills": dict(Counter(kill.victim for kill in campaign.kills)),
        "recovery_median_s": {name: round(median(took), 2) for name, took in recovery.items() if took},
        "incidents": len(campaign.ledger.incidents),
        "updates": len(campaign.ledger.taken),
        "notices": len(campaign.ledger.outbox),
        "jumps": len(campaign.clock.moves),
        "days": round(campaign.clock.days, 1),
        "impatient": sum(person.impatient for person in (*campaign.residents, *campaign.staff)),
        "books": [{"name": book.name, "checked": book.checked, "wrong": book.wrong} for book in books],
    }


def _print(campaign: Campaign, books: Sequence[Book]) -> None:
    result = _result(campaign, books)
    kills = ", ".join(f"{name} {count}" for name, count in sorted(result["kills"].items()))
    recovery = ", ".join(f"{name} {took:.1f}" for name, took in result["recovery_median_s"].items())
    lines = [
        "",
        f"{campaign.way}: {len(campaign.kills)} kills in {result['seconds']:.0f} s",
        f"  under {len(campaign.residents)} residents and {len(campaign.staff)} members of staff",
        f"  kills: {kills}",
        f"  seconds until it answers again, median: {recovery}",
        f"  {result['incidents']} incidents, {result['updates']} updates, {result['notices']} notices",
        f"  {result['impatient']} impatient repeats",
        f"  {result['days']} days of the product's clock, in {result['jumps']} jumps",
        f"  {'book':<28} {'checked':>8} {'wrong':>6}",
    ]
    for book in books:
        lines.append(f"  {book.name:<28} {book.checked:>8} {len(book.wrong):>6}")
        lines += [f"      {line[:LONGEST]}" for line in book.wrong[:NAMED]]
    print("\n".join(lines), flush=True)  # noqa: T201 (what the command is for)


if __name__ == "__main__":
    sys.exit(main())
