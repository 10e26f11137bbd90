"""The page of the documentation: tables filled by a run, explanations written by hand."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.benchmarks import results
from tests.benchmarks.measure import Row
from tests.benchmarks.places import ROOT

PAGE: Final = ROOT / "docs" / "benchmarks.md"
BY_HAND: Final = "## What stands in the way"
"""Its lines begin with what they explain, in bold: a part of the names of rows."""


def publish(rows: Sequence[Row], where: str, page: Path = PAGE) -> None:
    """Put machine and table into the page; what is written by hand stays."""
    text = page.read_text(encoding="utf-8")
    text = _under(text, "## Machine", where)
    text = _under(text, "## Speed and memory", results.table(rows))
    page.write_text(text, encoding="utf-8")


def unexplained(rows: Sequence[Row], page: Path = PAGE) -> list[str]:
    """Goals that are missed and not explained by hand, and explanations of goals that are met."""
    section = page.read_text(encoding="utf-8").partition(f"{BY_HAND}\n")[2].partition("\n## ")[0]
    explained = re.findall(r"^- \*\*(.+?)\*\*", section, re.MULTILINE)
    missed = [row.name for row in rows if row.met is False]
    return [
        *(f"missed, not explained: {name}" for name in missed if not any(part in name for part in explained)),
        *(f"explained, not missed: {part}" for part in explained if not any(part in name for name in missed)),
    ]


def _under(text: str, heading: str, content: str) -> str:
    """Replace what is between the marks below a heading."""
    pattern = re.compile(rf"({re.escape(heading)}\n.*?<!-- measured -->\n).*?(<!-- end -->)", re.DOTALL)
    made, found = pattern.subn(lambda match: f"{match[1]}\n{content}\n\n{match[2]}", text, count=1)
    if not found:
        raise ValueError(f"{heading}: the marks of the measured part are missing")
    return made
