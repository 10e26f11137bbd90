"""MAX's HTML: forgiving, unknown tags are stripped and broken ones closed."""

from html.parser import HTMLParser

from bots.sandbox.rich import Span, units

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "h1": "heading",
    "mark": "highlighted",
    "blockquote": "blockquote",
}
MARKUP_OF = {
    "bold": "strong",
    "italic": "emphasized",
    "underline": "underline",
    "strikethrough": "strikethrough",
    "code": "monospaced",
    "pre": "monospaced",
    "text_link": "link",
    "heading": "heading",
    "highlighted": "highlighted",
    "blockquote": "quote",
}


class _Forgiving(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.opened: list[tuple[str, int, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.handle_data("\n")
        elif tag in _KINDS:
            self.opened.append((tag, self.length, dict(attrs).get("href")))

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.opened) - 1, -1, -1):
            if self.opened[at][0] == tag:
                self.span(*self.opened.pop(at))
                return

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        self.length += units(data)

    def span(self, tag: str, start: int, href: str | None) -> None:
        if self.length > start and (tag != "a" or href):
            self.spans.append(Span(_KINDS[tag], start, self.length - start, href if tag == "a" else None))


def parse_html(source: str) -> tuple[str, list[Span]]:
    """The plain text and its spans; nothing is ever refused."""
    if "<" not in source and "&" not in source:
        return source, []
    parser = _Forgiving()
    parser.feed(source)
    parser.close()
    while parser.opened:
        parser.span(*parser.opened.pop())
    return "".join(parser.text), sorted(parser.spans, key=lambda s: (s.offset, -s.length))
