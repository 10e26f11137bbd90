"""JSON from outside: whatever can be read is read, and can be written again."""

import orjson
import pytest

from bots.delivery.raw import NotJson, parsed


@pytest.mark.parametrize(
    ("content", "meant"),
    [
        (b'{"a": "\\ud83d\\ude00"}', {"a": "\N{GRINNING FACE}"}),
        (b'{"a\\udc00": ["x\\ud83d", 1, null, true]}', {"a?": ["x?", 1, None, True]}),
        (b'["\\ud83d", 18446744073709551616]', ["?", 18446744073709551616.0]),
        (b'["\xed\xa0\xbd"]', ["\ufffd\ufffd\ufffd"]),
    ],
)
def test_halves_of_characters_are_replaced(content: bytes, meant: object) -> None:
    """And the rest of the update stays."""
    found = parsed(content)
    assert found == meant
    assert orjson.loads(orjson.dumps(found)) == meant


@pytest.mark.parametrize("content", [b"", b"no", b'{"a": ', b"[" * 5000, b"\xff\xfe"])
def test_what_is_no_json_is_refused(content: bytes) -> None:
    """With one kind of error, however it is broken."""
    with pytest.raises(NotJson):
        parsed(content)
