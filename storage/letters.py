"""A notice's body as JSON, the same in PostgreSQL and in the twins."""

from collections.abc import Mapping
from typing import Any

from core.notices.model import Button, Notice
from core.shared.ids import FileId
from core.shared.msg import Msg, from_json, to_json


def pack_body(notice: Notice) -> dict[str, Any]:
    """Text, buttons and media of a notice."""
    return {
        "text": [to_json(msg) for msg in notice.text],
        "buttons": [
            {"title": to_json(button.title), "dialog": button.dialog, "arg": button.arg}
            | ({"beside": True} if button.beside else {})
            for button in notice.buttons
        ],
        "media": notice.media,
    }


def text_of(body: Mapping[str, Any]) -> tuple[Msg, ...]:
    """The paragraphs of a packed body."""
    return tuple(from_json(msg) for msg in body["text"])


def buttons_of(body: Mapping[str, Any]) -> tuple[Button, ...]:
    """The buttons of a packed body."""
    return tuple(
        Button(
            title=from_json(button["title"]),
            dialog=button["dialog"],
            arg=button["arg"],
            beside=button.get("beside", False),
        )
        for button in body["buttons"]
    )


def media_of(body: Mapping[str, Any]) -> tuple[FileId, ...]:
    """The files of a packed body."""
    return tuple(FileId(file) for file in body["media"])
