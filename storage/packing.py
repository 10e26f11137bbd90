"""Rows as JSON for a statement's parameter, whatever characters people sent."""

from typing import Any

import orjson

from core.shared.msg import Later

_NUL = b"\\u0000"


def pack(value: Any) -> str:
    """JSON text that PostgreSQL accepts: without NUL characters and halves of surrogate pairs."""
    try:
        packed = _dump(value)
    except TypeError:
        packed = _dump(_clean(value))
    if _NUL in packed:
        packed = _dump(_clean(value))
    return packed.decode()


def _dump(value: Any) -> bytes:
    """A place for a number is a dataclass, which orjson would write in its own way."""
    return orjson.dumps(value, default=_other, option=orjson.OPT_PASSTHROUGH_DATACLASS)


def clean(text: str) -> str:
    """The text without what no database can keep."""
    return text.replace("\0", "").encode(errors="ignore").decode()


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): _clean(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(item) for item in value]
    return value


def _other(value: Any) -> Any:
    if isinstance(value, Later):
        return {"$later": value.name}
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"no JSON for {type(value).__name__}")
