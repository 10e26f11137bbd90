"""Keyboards: under a message, and in place of the phone's own where a contact or a place is asked for."""

from collections.abc import Mapping, Sequence
from typing import Any

from bots.delivery.compose import ask_label, button_label, link_html
from bots.delivery.ports import Texts
from core.shared.voice import Voice
from dialogs.engine.screen import Ask, Button, Link, Row

LABEL_LIMIT = 128
IN_A_ROW = 8
IN_ALL = 100

Markup = dict[str, Any]
REMOVE: Markup = {"remove_keyboard": True}
_REQUESTS: dict[Ask, str] = {"contact": "request_contact", "place": "request_location"}


def inline(texts: Texts, rows: Sequence[Row], voice: Voice) -> Markup | None:
    """The keyboard under a message; None for no buttons."""
    keyboard: list[list[Markup]] = []
    left = IN_ALL
    for row in rows:
        for start in range(0, len(row), IN_A_ROW):
            buttons = row[start : start + min(IN_A_ROW, left)]
            if buttons:
                keyboard.append([_button(texts, button, voice) for button in buttons])
                left -= len(buttons)
    return {"inline_keyboard": keyboard} if keyboard else None


def _button(texts: Texts, button: Button | Link, voice: Voice) -> Markup:
    label = button_label(texts, button.title, voice, LABEL_LIMIT)
    if isinstance(button, Link):
        return {"text": label, "url": button.url}
    return {"text": label, "callback_data": button.data}


def asking(
    texts: Texts, ask: Ask, rows: Sequence[Row], voice: Voice
) -> tuple[Markup, dict[str, str], list[str]]:
    """The keyboard that asks, what its plain labels stand for, and the links it cannot hold (as HTML).

    A pressed label comes back as a typed text: `pressed_label` turns it into what it stands for.
    """
    keyboard: list[list[Markup]] = [
        [{"text": ask_label(texts, ask, voice, LABEL_LIMIT), _REQUESTS[ask]: True}]
    ]
    labels: dict[str, str] = {}
    links: list[str] = []
    for row in rows:
        line: list[Markup] = []
        for button in row:
            if isinstance(button, Link):
                links.append(link_html(texts, button, voice))
                continue
            label = button_label(texts, button.title, voice, LABEL_LIMIT)
            labels[label] = button.data
            line.append({"text": label})
        if line:
            keyboard.append(line)
    return {"keyboard": keyboard, "resize_keyboard": True}, labels, links


def pressed_label(view: Mapping[str, Any] | None, text: str) -> str | None:
    """The data behind a typed text that is a label of the keyboard shown now; None when it is not."""
    labels = (view or {}).get("l")
    found = labels.get(text.strip()) if isinstance(labels, dict) else None
    return found if isinstance(found, str) else None
