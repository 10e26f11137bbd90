"""Formatted text: spans over a plain text, counted in UTF-16 units, and their safe HTML."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
    "heading": "b",
    "highlighted": "i",
    "text_link": "a",
    "url": "a",
}
_SAFE_LINK = re.compile(r"(?:https?|tg|max|mailto):", re.IGNORECASE)
_FOUND = re.compile(r"(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w+)?)|(?P<url>https?://[^\s<>\"]+)")


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of formatting; the kinds are Telegram's entity types."""

    kind: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None

    @property
    def end(self) -> int:
        """The unit after the last one."""
        return self.offset + self.length


def units(text: str) -> int:
    """The length of a text in UTF-16 units, which is how both messengers count offsets."""
    return len(text) if not text or max(text) <= "\uffff" else len(text.encode("utf-16-le")) // 2


def found_spans(text: str) -> list[Span]:
    """The commands and addresses that a messenger marks by itself in a typed text."""
    if "/" not in text:
        return []
    return [
        Span(str(match.lastgroup), units(text[: match.start()]), units(match[0]))
        for match in _FOUND.finditer(text)
    ]


def to_html(text: str, spans: Iterable[Span]) -> str:
    """The text as HTML with b, i, u, s, a, code, pre, blockquote and nothing else; line breaks stay."""
    shown = sorted(
        (s for s in spans if s.kind in _TAGS and s.length > 0), key=lambda s: (s.offset, -s.length)
    )
    if not shown:
        return html.escape(text, quote=False)
    raw = text.encode("utf-16-le", "surrogatepass")
    total = len(raw) // 2
    cuts = sorted({0, total, *(min(s.offset, total) for s in shown), *(min(s.end, total) for s in shown)})
    out: list[str] = []
    opened: list[Span] = []
    for start, end in pairwise(cuts):
        active = [s for s in shown if s.offset <= start and s.end >= end]
        kept = _common(opened, active)
        out += [f"</{_TAGS[s.kind]}>" for s in reversed(opened[kept:])]
        piece = raw[2 * start : 2 * end].decode("utf-16-le", "replace")
        out += [_opening(s, piece) for s in active[kept:]]
        out.append(html.escape(piece, quote=False))
        opened = active
    out += [f"</{_TAGS[s.kind]}>" for s in reversed(opened)]
    return "".join(out)


def _common(left: list[Span], right: list[Span]) -> int:
    same = 0
    for one, other in zip(left, right, strict=False):
        if one is not other:
            break
        same += 1
    return same


def _opening(span: Span, piece: str) -> str:
    tag = _TAGS[span.kind]
    if tag != "a":
        return f"<{tag}>"
    link = span.url if span.kind == "text_link" else piece
    if link is None or not _SAFE_LINK.match(link):
        return "<a>"
    return f'<a href="{html.escape(link)}">'
