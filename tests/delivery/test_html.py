"""Long texts: cut where a reader would, measured as the messenger does, never through a tag."""

import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.delivery.html import plain, shown_units, split, units

TAGS = ("b", "i", "u", "s", "code", "pre", "blockquote")


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Safe HTML as texts are rendered: nested tags, escaped words, links, paragraphs."""
    words = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=30).map(escape)

    def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        tagged = st.builds(lambda tag, html: f"<{tag}>{html}</{tag}>", st.sampled_from(TAGS), inner)
        linked = inner.map(lambda html: f'<a href="https://example.org/?a=1&amp;b=2">{html}</a>')
        return tagged | linked | st.lists(inner, max_size=4).map("\n\n".join)

    return str(draw(st.recursive(words, wrapped, max_leaves=12)))


def balanced(html: str) -> bool:
    opened: list[str] = []
    for closing, name in re.findall(r"<(/?)([a-z]+)[^<>]*>", html):
        if not closing:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


@given(documents(), st.integers(20, 120))
def test_every_part_fits_and_is_whole(html: str, limit: int) -> None:
    """Measured after the tags are gone, in UTF-16 units."""
    parts = split(html, limit)

    assert all(shown_units(part) <= limit for part in parts)
    assert all(balanced(part) for part in parts)


@given(documents(), st.integers(200, 400))
def test_every_part_fits_when_the_tags_count_too(html: str, limit: int) -> None:
    """As MAX counts; deep nesting needs room of its own."""
    parts = split(html, limit, units)

    assert all(units(part) <= limit or len(plain(part)) == 1 for part in parts)


@given(documents(), st.integers(20, 120))
def test_no_word_is_lost(html: str, limit: int) -> None:
    """Only white space at the cuts goes."""
    whole = "".join(plain(html).split())

    assert "".join("".join(plain(part).split()) for part in split(html, limit)) == whole


def test_a_text_that_fits_is_left_alone() -> None:
    """To the byte."""
    html = "<b>Яма</b> &amp; лужа"

    assert split(html, 4096) == [html]


def test_cuts_fall_between_paragraphs_then_lines_then_sentences_then_words() -> None:
    """The nicest border in the second half of what fits."""
    assert split("a" * 30 + "\n\n" + "b" * 30, 40) == ["a" * 30, "b" * 30]
    assert split("a" * 30 + "\n" + "b" * 30, 40) == ["a" * 30, "b" * 30]
    assert split("a" * 20 + ". " + "b" * 10 + " " + "c" * 30, 40) == [
        "a" * 20 + ".",
        "b" * 10 + " " + "c" * 29,
        "c",
    ]
    assert split("a" * 100, 40) == ["a" * 40, "a" * 40, "a" * 20]


def test_a_tag_over_the_cut_is_closed_and_opened_again() -> None:
    """Links keep their address."""
    html = '<a href="https://example.org/?a&amp;b"><b>' + "слово " * 20 + "</b></a>"

    first, *_, last = split(html, 40)

    opening = '<a href="https://example.org/?a&amp;b"><b>'
    assert first.startswith(opening)
    assert last.startswith(opening)
    assert last.endswith("</b></a>")


@pytest.mark.parametrize(("text", "expected"), [("abc", 3), ("яма", 3), ("😀", 2), ("👨‍👩‍👧", 8), ("", 0)])
def test_units_are_those_of_utf_16(text: str, expected: int) -> None:
    """An emoji is two, a family of them eight."""
    assert expected == units(text)


def test_emoji_are_counted_by_their_units_and_not_cut_in_half() -> None:
    """Twenty of them are forty units."""
    assert split("😀" * 30, 40) == ["😀" * 20, "😀" * 10]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a < b & c", "a < b & c"),
        ("<script>x</script>", "<script>x</script>"),
        ("<b>unclosed", "unclosed"),
        ("closed</b>", "closed"),
        ("&lt;b&gt; &quot;", '<b> "'),
    ],
)
def test_what_is_no_tag_of_ours_is_text(html: str, expected: str) -> None:
    """Sloppy markup never throws."""
    assert expected == plain(html)
    assert all(balanced(part) or "script" in html for part in split(html * 50, 30))
