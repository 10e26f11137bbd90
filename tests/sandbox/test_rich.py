"""Formatted text: whatever is sent, the page gets safe HTML, and spans count as the messengers count."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.sandbox.files import image_size, plain_png
from bots.sandbox.max.html import parse_html as forgiving
from bots.sandbox.rich import Span, to_html, units
from bots.sandbox.telegram.html import parse_html as strict
from bots.sandbox.telegram.refusal import RefusedError

ALLOWED = {"b", "i", "u", "s", "a", "code", "pre", "blockquote"}
KINDS = [
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "code",
    "pre",
    "blockquote",
    "text_link",
    "spoiler",
    "x",
]
TEXTS = st.text(alphabet=st.sampled_from("аb<>&\"'👍 \n/"), max_size=40)
SPANS = st.lists(
    st.builds(
        Span,
        st.sampled_from(KINDS),
        st.integers(0, 45),
        st.integers(0, 45),
        st.sampled_from([None, 'https://a.b/?x=1&y="', "javascript:alert(1)", "tg://user?id=1"]),
    ),
    max_size=6,
)


class Reader(HTMLParser):
    """Reads HTML back; fails on what is not balanced or not allowed."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.opened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        assert all(name == "href" and str(value).startswith(("https:", "tg:")) for name, value in attrs)
        self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@given(TEXTS, SPANS)
def test_any_text_with_any_spans_is_safe_and_balanced_html(text: str, spans: list[Span]) -> None:
    """Nothing of the text is lost, no tag but the common ones appears."""
    reader = Reader()
    reader.feed(to_html(text, spans))
    reader.close()
    assert reader.opened == []
    if "👍" not in text:  # a span may cut it in two, which no messenger would let through
        assert reader.text == text


@given(st.text(alphabet=st.sampled_from('<>/bia&lt;#6"= 👍'), max_size=30))
def test_telegram_reads_html_or_says_what_is_wrong_with_it(source: str) -> None:
    """And MAX reads it whatever it is; spans never leave the text."""
    try:
        text, spans = strict(source)
    except RefusedError as error:
        words, text, spans = error.description, "", []
    else:
        words = "Bad Request: can't parse entities: none"
    assert words.startswith("Bad Request: can't parse entities: ")
    assert all(0 <= s.offset < s.end <= units(text) for s in spans)
    text, spans = forgiving(source)
    assert all(0 <= s.offset < s.end <= units(text) for s in spans)


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        (
            "<strong>a</strong><em>b</em><ins>c</ins><del>d</del>",
            "abcd",
            "bold italic underline strikethrough",
        ),
        ('<pre><code class="language-py">x</code></pre>', "x", "pre"),
        ("<a href='https://a.b'>x</a><a href='nonsense'>y</a>", "xy", "text_link"),
        ("<a>ya.ru</a>", "ya.ru", "text_link"),
        ("<blockquote expandable>x</blockquote>", "x", "expandable_blockquote"),
        ('<span class="tg-spoiler">x</span><tg-emoji emoji-id="1">y</tg-emoji>', "xy", "spoiler"),
        ("&lt;b&gt; &amp; &#1046; &nbsp;", "<b> & Ж &nbsp;", ""),
        ("<b></b><B>x</B>", "x", "bold"),
    ],
)
def test_telegrams_own_tags(source: str, text: str, kinds: str) -> None:
    """Aliases, languages of code, links without an address, its few character entities."""
    plain, spans = strict(source)
    assert (plain, " ".join(s.kind for s in spans)) == (text, kinds)
    assert [s.language for s in spans if s.kind == "pre"] in ([], ["py"])


def test_a_span_without_its_class_is_refused() -> None:
    """The only unknown thing that has a known name."""
    with pytest.raises(RefusedError, match="must have class"):
        strict("<span>x</span>")


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (plain_png(7, (0, 0, 0)), (7, 7)),
        (b"GIF89a\x05\x00\x06\x00", (5, 6)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x02\x00\x03rest", (3, 2)),
        (b"RIFF    WEBPVP8X" + bytes(8) + b"\x09\x00\x00\x04\x00\x00", (10, 5)),
        (b"RIFF    WEBPVP8 " + bytes(10) + b"\x08\x00\x09\x00", (8, 9)),
        (b"RIFF    WEBPVP8L" + bytes(5) + b"\x03\x40\x00\x00", (4, 2)),
        (b"\xff\xd8nothing", None),
        (b"RIFF    WEBPnone", None),
        (b"", None),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_head(data: bytes, size: tuple[int, int] | None) -> None:
    """PNG, GIF, JPEG and the three kinds of WebP."""
    assert size == image_size(data)
