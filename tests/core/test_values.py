"""Values check themselves: sizes, control characters, places; and what is cut stays readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.answers.model import TemplateText, TemplateTitle
from core.catalogue.model import Title
from core.incidents.values import (
    ANSWER_MAX,
    TEXT_MAX,
    TEXT_MIN,
    AnswerText,
    IncidentText,
    Limits,
    Location,
    Remark,
)
from core.people.model import StaffName
from core.shared.excerpt import excerpt
from core.shared.refusal import Refusal
from core.shared.roles import Right, Role, rights_of


@given(st.text(max_size=200))
def test_a_text_is_taken_or_refused_and_what_is_taken_can_be_kept(raw: str) -> None:
    """Whatever is sent: no control characters, no lone surrogates, within its size."""
    try:
        text = IncidentText.parse(raw).value
    except Refusal as refusal:
        refused = refusal.code
        text = ""
    else:
        refused = ""
    assert refused in {"", "too-short"}
    assert bool(text) == (refused == "")
    assert "\x00" not in text
    assert text.encode("utf-8").decode("utf-8") == text
    assert not text or TEXT_MIN <= len(text) <= TEXT_MAX


def test_lines_and_emoji_survive() -> None:
    """Only what no database or messenger takes is removed."""
    raw = "Яма\r\nу дома 5\x00 👨‍👩‍👧 \ud800давно"

    assert IncidentText.parse(raw).value == "Яма\nу дома 5 👨‍👩‍👧 давно"


@pytest.mark.parametrize(
    "raw",
    [
        "\u200b" * 50,
        "\u2800" * 50,
        "\u3164" * 50,
        "\ufe0f" * 50,
        "\u00ad \u2060" * 50,
        "\U000e0041" * 50,
        "\u202e" * 50,
        "яма" + "\u200d" * 50,
    ],
)
def test_a_text_of_characters_that_nobody_sees_is_too_short(raw: str) -> None:
    """An empty message would reach a curator, an empty answer the author, an empty name the team."""
    for value in (IncidentText, AnswerText, TemplateText):
        with pytest.raises(Refusal, match="too-short"):
            value.parse(raw)
    with pytest.raises(Refusal, match="text-too-short"):
        Limits().check(text=raw, media=0)


@pytest.mark.parametrize("raw", ["\u3164" * 9, "\u2800" * 9, "\u200b" * 9])
def test_nobody_and_nothing_is_called_by_what_nobody_sees(raw: str) -> None:
    """Fillers count as letters for Unicode, and a button with them is blank."""
    for value in (StaffName, Title, TemplateTitle):
        with pytest.raises(Refusal, match="too-short"):
            value.parse(raw)


def test_what_turns_the_direction_of_others_words_is_taken_out() -> None:
    """Behind an override the whole notice would read back to front."""
    raw = "Яма \u202eу дома\u2066 5\u2069, \u200fдавно"

    assert IncidentText.parse(raw).value == "Яма у дома 5, \u200fдавно"


def test_sizes_are_told_with_both_numbers() -> None:
    """The person learns how much is missing."""
    with pytest.raises(Refusal) as short:
        IncidentText.parse("  мало  ")
    with pytest.raises(Refusal) as long:
        AnswerText.parse("я" * (ANSWER_MAX + 1))
    with pytest.raises(Refusal) as silent:
        Remark.parse(" \n ")

    assert (short.value.code, short.value.args_) == ("too-short", {"min": 10, "length": 4})
    assert (long.value.code, long.value.args_) == (
        "too-long",
        {"max": ANSWER_MAX, "length": ANSWER_MAX + 1},
    )
    assert (silent.value.code, silent.value.args_) == ("too-short", {"min": 3, "length": 0})


def test_places_stay_on_the_globe() -> None:
    """A point, an address; not both, and nothing impossible."""
    assert Location.point(55.75, 37.62) == Location(latitude=55.75, longitude=37.62)
    assert Location.typed(" ул. Ленина, 5 ").address == "ул. Ленина, 5"
    for latitude, longitude in ((91.0, 0.0), (0.0, -181.0), (float("nan"), 0.0)):
        with pytest.raises(Refusal, match="place-impossible"):
            Location.point(latitude, longitude)


@given(st.text(max_size=300), st.integers(min_value=2, max_value=80))
def test_an_excerpt_fits(text: str, most: int) -> None:
    """Never longer than asked, one paragraph, the whole text when it fits."""
    cut = excerpt(text, most)

    assert len(cut) <= most
    assert "\n" not in cut
    assert cut == " ".join(text.split()) or cut.endswith("…")


def test_an_excerpt_is_cut_between_words() -> None:
    """A word is cut only when it alone is too long."""
    assert excerpt("Яма на дороге у школы", 12) == "Яма на…"
    assert excerpt("Непроходимая грязь", 8) == "Непрохо…"


def test_several_posts_give_all_their_rights() -> None:
    """A person may hold several roles (LAB-3.1)."""
    both = rights_of({Role.CURATOR, Role.EXECUTOR})

    assert {Right.APPROVE, Right.DRAFT} <= both
    assert rights_of(()) == frozenset()
