"""Telegram's HTML: strict, every mistake refused with its byte offset."""

import html
import re
from dataclasses import dataclass

from bots.sandbox.rich import Span, units
from bots.sandbox.telegram.refusal import bad_request

_TAG = re.compile(r"<(/?)([^\s<>/]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>")
_ATTRIBUTE = re.compile(r"([\w-]+)\s*(?:=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
}
_LINK = re.compile(r"(?:https?://|tg://|mailto:|tel:)\S+|[\w-]+(?:\.[\w-]+)+\S*", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.text: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.opened: list[_Open] = []

    def run(self) -> tuple[str, list[Span]]:
        at = 0
        while (found := self.source.find("<", at)) >= 0:
            self.add(self.source[at:found])
            at = self.tag(found)
        self.add(self.source[at:])
        if self.opened:
            raise _broken(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        return "".join(self.text), self.spans

    def add(self, piece: str) -> None:
        plain = _ENTITY.sub(lambda match: html.unescape(match[0]), piece)
        self.text.append(plain)
        self.length += units(plain)

    def tag(self, at: int) -> int:
        match = _TAG.match(self.source, at)
        if match is None:
            closing = self.source[at + 1 : at + 2] == "/"
            raise _broken(f"Unclosed {'end' if closing else 'start'} tag at byte offset {self.bytes(at)}")
        name = match[2].lower()
        if match[1]:
            self.close(name, at)
        else:
            self.open(name, match[3], at)
        return match.end()

    def open(self, name: str, rest: str, at: int) -> None:
        attributes = {
            m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(rest)
        }
        if name not in _KINDS:
            raise _broken(f'Unsupported start tag "{name}" at byte offset {self.bytes(at)}')
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _broken(f'Tag "span" must have class "tg-spoiler" at byte offset {self.bytes(at)}')
        self.opened.append(_Open(name, attributes, self.length))

    def close(self, name: str, at: int) -> None:
        if not self.opened:
            raise _broken(f"Unexpected end tag at byte offset {self.bytes(at)}")
        opened = self.opened.pop()
        if name and name != opened.tag:
            place = self.bytes(at)
            raise _broken(
                f'Unmatched end tag at byte offset {place}, expected "</{opened.tag}>", found "</{name}>"'
            )
        if self.length > opened.offset:
            self.span(opened)

    def span(self, opened: _Open) -> None:
        kind, length = _KINDS[opened.tag], self.length - opened.offset
        url = language = None
        if kind == "text_link":
            url = opened.attributes.get("href") or "".join(self.text)[-length:]
            if not _LINK.fullmatch(url):
                return
            url = url if ":" in url else f"http://{url}"
        if kind == "custom_emoji":
            return
        if kind == "blockquote" and "expandable" in opened.attributes:
            kind = "expandable_blockquote"
        if kind == "code" and self.opened and self.opened[-1].tag == "pre":
            self.opened[-1].attributes |= opened.attributes
            return
        if kind == "pre" and (name := opened.attributes.get("class", "")).startswith("language-"):
            language = name.removeprefix("language-")
        self.spans.append(Span(kind, opened.offset, length, url, language))

    def bytes(self, at: int) -> int:
        return len(self.source[:at].encode())


def parse_html(source: str) -> tuple[str, list[Span]]:
    """The plain text and its spans; raises RefusedError `can't parse entities: ...`."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Parser(source).run()


def _broken(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")
