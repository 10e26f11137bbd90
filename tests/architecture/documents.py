"""Markdown as the tests read it: links, headings, tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from tests.architecture import tree

_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")
_PICTURE = re.compile(r"!\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page: the words, the file it leads to, the heading in it."""

    page: Path
    text: str
    target: Path
    anchor: str

    def __str__(self) -> str:
        """As it is told in a failure."""
        return f"{tree.relative(self.page)}: [{self.text}] -> {self.target}#{self.anchor}"


def pages() -> list[Path]:
    """Every page of the repository."""
    return [path for path in tree.files() if path.suffix == ".md"]


def links(page: Path, *, pictures: bool = False) -> list[Link]:
    """Links (or pictures) that lead to a file of the repository."""
    return list(_found(page, tree.read(page), _PICTURE if pictures else _LINK))


def links_in(page: Path, cell: str) -> list[Link]:
    """Links of one cell of a table."""
    return list(_found(page, cell, _LINK))


def _found(page: Path, text: str, pattern: re.Pattern[str]) -> Iterator[Link]:
    for found in pattern.finditer(_FENCED.sub("", text)):
        target, _, anchor = found["target"].partition("#")
        if not re.match(r"[a-z]+:", target):
            place = (page.parent / unquote(target)).resolve() if target else page
            yield Link(page, found["text"], place, anchor)


def headings(page: Path) -> list[tuple[int, str]]:
    """Depth and words of every heading."""
    text = _FENCED.sub("", tree.read(page))
    return [(len(depth), words) for depth, words in re.findall(r"^(#+) (.+)$", text, re.MULTILINE)]


def anchors(page: Path) -> set[str]:
    """What a link may name after `#`."""
    return {re.sub(r"[^\w\- ]", "", words.lower()).strip().replace(" ", "-") for _, words in headings(page)}


def rows(page: Path) -> list[list[str]]:
    """The body cells of all tables of a page, stripped; headers and rulers left out."""
    found = []
    lines = tree.read(page).splitlines()
    for before, line in pairwise(lines):
        if line.startswith("| ") and before.startswith("|") and not line.startswith("| ---"):
            found.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
    return found


def defines(link: Link) -> bool:
    """Whether the Python file that a link leads to defines what the link's words name in backticks."""
    name = link.text.strip("`")
    return link.target.suffix != ".py" or link.text[:1] != "`" or name in tree.symbols(link.target)
