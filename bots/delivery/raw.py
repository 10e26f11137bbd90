"""Reading JSON from outside where any field may be missing or of any type."""

import json
from datetime import UTC, datetime
from math import isfinite
from typing import Any

import orjson

_WIDEST = 2**63 - 1


class Malformed(Exception):
    """An update without what every update has: bury it among the dead letters. Holds no content."""


class NotJson(ValueError):
    """What came is no JSON. Holds no content."""


def parsed(content: bytes) -> Any:
    """JSON as values that can be written as JSON again; raises `NotJson` for anything else.

    Half a character (an emoji cut in two) becomes a question mark: one update that holds it must not
    stop those that came along.
    """
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        pass
    try:
        return _whole(json.loads(content.decode(errors="replace"), parse_int=_number))
    except (ValueError, RecursionError):
        raise NotJson from None


def _number(digits: str) -> int | float:
    """A whole number of at most 64 bits, else about as much."""
    number = as_int(int(digits))
    return float(digits) if number is None else number


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return value


def as_dict(value: Any) -> dict[str, Any]:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """The array, or an empty one."""
    return value if isinstance(value, list) else []


def as_int(value: Any) -> int | None:
    """The whole number of at most 64 bits; None for anything else, booleans included."""
    if isinstance(value, int) and not isinstance(value, bool) and -_WIDEST <= value <= _WIDEST:
        return value
    return None


def as_float(value: Any) -> float | None:
    """The finite number; None for anything else, booleans included."""
    number = value if isinstance(value, float) else as_int(value)
    return float(number) if number is not None and isfinite(number) else None


def as_text(value: Any) -> str:
    """The string, or an empty one; without what no database takes (NUL, halves of surrogate pairs)."""
    if not isinstance(value, str):
        return ""
    if "\x00" in value:
        value = value.replace("\x00", "")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            value = value.encode("utf-8", "replace").decode()
    return str(value)


def as_id(value: Any) -> str:
    """A messenger's id of a person, a chat or a message as text; empty when it is none."""
    if isinstance(value, str):
        return as_text(value)
    number = as_int(value)
    return "" if number is None else str(number)


def moment(seconds: Any, otherwise: datetime) -> datetime:
    """Unix time in seconds as an aware moment; `otherwise` when it is none."""
    number = as_float(seconds)
    if number is None or number <= 0:
        return otherwise
    try:
        return datetime.fromtimestamp(number, UTC)
    except (OverflowError, OSError, ValueError):
        return otherwise


def full_name(first: Any, last: Any) -> str:
    """A person's name as one line."""
    return " ".join(part for part in (as_text(first).strip(), as_text(last).strip()) if part)
