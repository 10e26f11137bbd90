"""Keyboards under and beside Telegram messages: what is refused, and what the phone shows."""

import re
from typing import Any

from bots.sandbox.telegram.refusal import bad_request

Rows = list[list[dict[str, Any]]]

_DATA_LIMIT = 64
_MOST_BUTTONS = 100
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
_URL = re.compile(r"(?:https?://|tg://)?[^\s/]+\.[^\s]+|(?:https?|tg)://[^\s]+", re.IGNORECASE)
_COPY_LIMIT = 256


def inline_rows(markup: dict[str, Any] | None) -> Rows:
    """The rows of an inline keyboard, checked; no rows for any other markup."""
    if markup is None or "inline_keyboard" not in markup:
        return []
    rows: Rows = [row for row in markup["inline_keyboard"] if row]
    if sum(len(row) for row in rows) > _MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check(button)
    return rows


def _check(button: dict[str, Any]) -> None:
    actions = [name for name in _ACTIONS if name in button]
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        # The real server takes the first one; an ambiguous button is always a mistake.
        raise bad_request("BUTTON_TYPE_INVALID")
    if "callback_data" in button and not 0 < len(button["callback_data"].encode()) <= _DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not _URL.fullmatch(button["url"]):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if "copy_text" in button and not 0 < len(button["copy_text"]["text"]) <= _COPY_LIMIT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def reply_keyboard(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    """The keyboard that replaces the phone's own, checked; None for any other markup."""
    if markup is None or "keyboard" not in markup:
        return None
    for row in markup["keyboard"]:
        for button in row:
            if not button["text"].strip():
                raise bad_request("keyboard button text must be non-empty")
    return markup


def shown_inline(rows: Rows) -> Rows:
    """An inline keyboard as the phone shows it."""
    return [[_shown(button) for button in row] for row in rows]


def _shown(button: dict[str, Any]) -> dict[str, Any]:
    if "url" in button:
        return {"text": button["text"], "kind": "url", "url": button["url"]}
    if "web_app" in button:
        return {"text": button["text"], "kind": "url", "url": button["web_app"]["url"]}
    if "copy_text" in button:
        return {"text": button["text"], "kind": "clipboard", "copy": button["copy_text"]["text"]}
    return {"text": button["text"], "kind": "callback" if "callback_data" in button else "message"}


def shown_reply(markup: dict[str, Any] | None) -> Rows | None:
    """A reply keyboard as the phone shows it."""
    if markup is None:
        return None
    return [[{"text": b["text"], "kind": _reply_kind(b)} for b in row] for row in markup["keyboard"]]


def _reply_kind(button: dict[str, Any]) -> str:
    if button.get("request_contact"):
        return "contact"
    return "place" if button.get("request_location") else "message"
