"""Rows as JSON: whatever people send, and never mistaken for the place of a number."""

import orjson
from hypothesis import given
from hypothesis import strategies as st

from core.shared.msg import NUMBER
from storage.packing import clean, pack

PLACE = '{"$later":"number"}'
TRICKY = st.text(st.sampled_from('{}"\\:,$laternumb\0\ud800') | st.characters(), max_size=60)


@given(TRICKY)
def test_no_text_contains_the_place_of_a_number(text: str) -> None:
    """Only the place itself does."""
    row = {"text": text, "list": [text, {"deep": text}]}
    assert PLACE not in pack([row])
    assert pack([{**row, "number": NUMBER}]).count(PLACE) == 1


@given(TRICKY)
def test_a_text_comes_out_as_it_went_in_but_for_what_no_database_keeps(text: str) -> None:
    """NUL, and halves of surrogate pairs."""
    [row] = orjson.loads(pack([{"text": text}]))
    assert row["text"] == clean(text)
    assert set(clean(text)) <= set(text) - {"\0", "\ud800"}
