"""The common HTML subset: how long a text is, and where a long one is cut without breaking a tag."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from itertools import pairwise

TAGS = frozenset({"b", "i", "u", "s", "a", "code", "pre", "blockquote"})
_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(\s[^<>]*)?>")
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_BORDERS = ("\n\n", "\n", ". ", " ")

Measure = Callable[[str], int]


def units(text: str) -> int:
    """UTF-16 units, in which messengers count: most emoji are two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def shown_units(html: str) -> int:
    """UTF-16 units of what is left when the tags are taken away."""
    return units(plain(html))


def plain(html: str) -> str:
    """The text without its tags and entities."""
    if "<" not in html and "&" not in html:
        return html
    return _parse(html).text


@dataclass(frozen=True, slots=True)
class _Span:
    """A tag over `text[start:end]`; `depth` keeps the nesting of tags that begin together."""

    start: int
    end: int
    depth: int
    opening: str
    name: str


@dataclass(frozen=True, slots=True)
class _Parsed:
    text: str
    spans: tuple[_Span, ...]

    def piece(self, start: int, end: int) -> str:
        """HTML of one stretch of the text, its tags opened and closed."""
        inside = [span for span in self.spans if span.start < end and span.end > start]
        if not inside:
            return escape(self.text[start:end], quote=False)
        edges = sorted(
            {start, end, *(e for span in inside for e in (span.start, span.end) if start < e < end)}
        )
        out: list[str] = []
        held: list[_Span] = []
        for left, right in pairwise(edges):
            wanted = sorted((s for s in inside if s.start <= left and s.end >= right), key=lambda s: s.depth)
            keep = _common(held, wanted)
            out.extend(f"</{span.name}>" for span in reversed(held[keep:]))
            out.extend(span.opening for span in wanted[keep:])
            out.append(escape(self.text[left:right], quote=False))
            held = wanted
        out.extend(f"</{span.name}>" for span in reversed(held))
        return "".join(out)


def split(html: str, limit: int, measure: Measure = shown_units) -> list[str]:
    """Parts of at most `limit` by `measure`, cut at paragraphs, else lines, sentences, words, else anywhere.

    `measure` must not shrink when text is added. A text that fits is returned as it is.
    """
    if len(html) * 2 <= limit or measure(html) <= limit:
        return [html]
    parsed = _parse(html)
    parts: list[str] = []
    start, length = 0, len(parsed.text)
    while start < length:
        end = _furthest(parsed, start, limit, measure)
        if end < length:
            end = _border(parsed.text, start, end)
        part = parsed.piece(*_stripped(parsed.text, start, end))
        if part:
            parts.append(part)
        start = end
    return parts or [""]


class _Reader:
    """Collects text and spans while the tags go by."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.spans: list[_Span] = []
        self._length = 0
        self._opened: list[tuple[str, str, int]] = []

    def say(self, raw: str) -> None:
        words = unescape(raw)
        self.text.append(words)
        self._length += len(words)

    def open(self, name: str, tag: str) -> None:
        """Open a tag; inside one of its own kind it says nothing, and only costs room."""
        again = any(name == one[0] for one in self._opened)
        self._opened.append((name, "" if again else tag, self._length))

    def close(self, name: str) -> None:
        """Close the tag and those inside it that were left open; one that is not open says nothing."""
        if any(name == one[0] for one in self._opened):
            while self._pop() != name:
                continue

    def end(self) -> None:
        while self._opened:
            self._pop()

    def _pop(self) -> str:
        name, tag, start = self._opened.pop()
        if tag and self._length > start:
            self.spans.append(_Span(start, self._length, len(self._opened), tag, name))
        return name


def _parse(html: str) -> _Parsed:
    """Tags of the subset become spans; any other tag is taken for text."""
    reader = _Reader()
    position = 0
    for found in _TOKEN.finditer(html):
        reader.say(html[position : found.start()])
        position = found.end()
        name = found[2].lower()
        if name not in TAGS:
            reader.say(found[0])
        elif found[1]:
            reader.close(name)
        else:
            reader.open(name, _opening(name, found[3] or ""))
    reader.say(html[position:])
    reader.end()
    return _Parsed("".join(reader.text), tuple(reader.spans))


def _opening(name: str, more: str) -> str:
    href = _HREF.search(more) if name == "a" else None
    if href is None:
        return f"<{name}>"
    return f'<a href="{escape(unescape(href[1] or href[2] or ""))}">'


def _common(held: list[_Span], wanted: list[_Span]) -> int:
    same = 0
    for one, other in zip(held, wanted, strict=False):
        if one is not other:
            break
        same += 1
    return same


def _furthest(parsed: _Parsed, start: int, limit: int, measure: Measure) -> int:
    """The furthest end with which the piece still fits; at least one character on."""
    low, high = start + 1, min(len(parsed.text), start + limit)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(parsed.piece(start, middle)) <= limit:
            low = middle
        else:
            high = middle - 1
    return low


def _border(text: str, start: int, end: int) -> int:
    """The last good place to cut in the second half of what fits."""
    least = start + (end - start) // 2
    for border in _BORDERS:
        found = text.rfind(border, least, end)
        if found > start:
            return found + len(border)
    return end


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
