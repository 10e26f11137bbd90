"""Inline keyboards of MAX: what is refused beyond the schema, and what the phone shows."""

import re
from typing import Any

from bots.sandbox.max.refusal import bad_payload

Rows = list[list[dict[str, Any]]]

_MOST_ROWS = 30
_MOST_IN_ROW = 7
_MOST_WIDE_IN_ROW = 3
_MOST_BUTTONS = 210
_WIDE = frozenset({"link", "open_app", "request_contact", "request_geo_location"})
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_SHOWN = {
    "callback": "callback",
    "link": "url",
    "open_app": "url",
    "request_contact": "contact",
    "request_geo_location": "place",
    "message": "message",
    "clipboard": "clipboard",
}


def checked(rows: Rows) -> Rows:
    """The rows, when they are within the limits."""
    if len(rows) > _MOST_ROWS:
        raise bad_payload(f"Field 'buttons' size ({len(rows)}) must be at most {_MOST_ROWS}")
    if (count := sum(len(row) for row in rows)) > _MOST_BUTTONS:
        raise bad_payload(f"Field 'buttons' size ({count}) must be at most {_MOST_BUTTONS}")
    for row in rows:
        _check_row(row)
    return rows


def _check_row(row: list[dict[str, Any]]) -> None:
    most = _MOST_WIDE_IN_ROW if any(button["type"] in _WIDE for button in row) else _MOST_IN_ROW
    if not 1 <= len(row) <= most:
        raise bad_payload(f"Field 'buttons' row size ({len(row)}) must be between 1 and {most}")
    for button in row:
        if button["type"] == "link" and not _LINK.fullmatch(button["url"]):
            raise bad_payload("Must have only http/https links format in buttons")


def shown(rows: Rows) -> Rows:
    """A keyboard as the phone shows it."""
    return [[_shown(button) for button in row] for row in rows]


def _shown(button: dict[str, Any]) -> dict[str, Any]:
    out = {"text": button["text"], "kind": _SHOWN[button["type"]]}
    if button["type"] == "link":
        out["url"] = button["url"]
    elif button["type"] == "open_app":
        out["url"] = f"https://max.ru/{button['web_app']}"
    elif button["type"] == "clipboard":
        out["copy"] = button["payload"]
    return out
