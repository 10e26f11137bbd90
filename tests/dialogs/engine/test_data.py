"""What stands in buttons, and what a client may put there instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.engine import data
from dialogs.engine.session import Session, new_id

PRINTABLE = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40)


@given(st.integers(0, 10**12), st.sampled_from(sorted(data.VERBS)), PRINTABLE)
def test_a_press_reads_as_it_was_written(rev: int, verb: str, arg: str) -> None:
    """Every verb and every option id, at any revision, in at most 64 bytes."""
    session = Session(new_id(), "report", rev=rev)
    written = data.press(data.prefix(session), verb, arg)
    assert len(written.encode()) <= data.LIMIT

    meant = data.parse(written)
    assert isinstance(meant, data.Press)
    assert (meant.verb, meant.arg) == (verb, arg)
    assert meant.fits(session)


@given(st.text(max_size=80) | st.binary(max_size=80).map(lambda raw: raw.decode("latin-1")))
def test_anything_at_all_can_be_read(forged: str) -> None:
    """Garbage is nothing, or it is a press that fits no session of ours."""
    session = Session("0123456789abcdef", "report")
    meant = data.parse(forged)
    if isinstance(meant, data.Press) and not forged.startswith("01234567.0."):
        assert not meant.fits(session)


def test_an_option_named_like_a_verb_is_an_option() -> None:
    """The engine's own buttons cannot be confused with anybody's ids."""
    session = Session(new_id(), "report")
    for name in ("b", "c", "back", "cancel", "engine-back", "m", "."):
        meant = data.parse(data.press(data.prefix(session), data.OPTION, name))
        assert isinstance(meant, data.Press)
        assert (meant.verb, meant.arg) == (data.OPTION, name)


def test_a_press_on_another_screen_does_not_fit() -> None:
    """Another session, an earlier revision, no session at all."""
    session = Session(new_id(), "report", rev=3)
    meant = data.parse(data.press(data.prefix(session), data.BACK))
    assert isinstance(meant, data.Press)
    session.move("next")
    assert not meant.fits(session)
    assert not meant.fits(Session(new_id(), "report", rev=3))
    assert not meant.fits(None)


@pytest.mark.parametrize("bad", ["x" * 41, "тема", "line\nbreak"])
def test_an_id_that_does_not_fit_is_the_authors_mistake(bad: str) -> None:
    """It is told when the screen is drawn, long before a messenger refuses it."""
    with pytest.raises(ValueError, match="40 bytes"):
        data.press("01234567.0.", data.OPTION, bad)


def test_an_entry_names_a_dialog_and_a_subject() -> None:
    """Under a notice, and in the menu."""
    assert data.parse(data.entry("approve", "01j.2")) == data.Entry("approve", "01j.2", notice=True)
    assert data.parse(data.entry("report", notice=False)) == data.Entry("report", "", notice=False)
    assert data.parse("@approve") == data.Entry("approve", "", notice=True)
    with pytest.raises(ValueError, match="64 bytes"):
        data.entry("approve", "x" * 60)


@pytest.mark.parametrize(
    "forged",
    ["", "@", "#.", "01234567", "01234567.0", "01234567.0.", "01234567.0.!x", "01234567..b", "0.0.b"],
)
def test_what_is_incomplete_is_nothing(forged: str) -> None:
    """No exception, whatever is missing."""
    assert data.parse(forged) is None
