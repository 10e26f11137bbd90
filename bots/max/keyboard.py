"""MAX keyboards: under a message only, at most 30 rows of 7, or of 3 where a row holds a special button."""

from collections.abc import Sequence
from typing import Any

from aiomax.buttons import ContactButton, GeolocationButton, LinkButton

from bots.delivery.compose import ask_label, button_label
from bots.delivery.ports import Texts
from core.shared.voice import Voice
from dialogs.engine.screen import Ask, Button, Link, Row

LABEL_LIMIT = 128
ROWS = 30
IN_A_ROW = 7
SPECIAL_IN_A_ROW = 3

Json = dict[str, Any]


def keyboard(texts: Texts, rows: Sequence[Row], ask: Ask | None, voice: Voice) -> Json | None:
    """The keyboard as an attachment; None for no buttons. `ask` puts MAX's own button above the others."""
    lines: list[list[Json]] = []
    if ask is not None:
        label = ask_label(texts, ask, voice, LABEL_LIMIT)
        button = ContactButton(label) if ask == "contact" else GeolocationButton(label)
        lines.append([button.to_json()])
    for row in rows:
        wide = any(isinstance(button, Link) for button in row)
        step = SPECIAL_IN_A_ROW if wide else IN_A_ROW
        lines += [
            [_button(texts, button, voice) for button in row[start : start + step]]
            for start in range(0, len(row), step)
        ]
    if len(lines) > ROWS:
        # The last row is the way back: it stays.
        lines = [*lines[: ROWS - 1], lines[-1]]
    return {"type": "inline_keyboard", "payload": {"buttons": lines}} if lines else None


def _button(texts: Texts, button: Button | Link, voice: Voice) -> Json:
    label = button_label(texts, button.title, voice, LABEL_LIMIT)
    if isinstance(button, Link):
        link: Json = LinkButton(label, button.url).to_json()
        return link
    # aiomax's own callback button adds an `intent` that the schema does not know.
    return {"type": "callback", "text": label, "payload": button.data}
