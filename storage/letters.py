"""A notice's body and an answer's drafts as JSON, the same in PostgreSQL and in the twins."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from core.incidents.model import Draft
from core.notices.model import Button, Notice
from core.shared.ids import FileId, PersonId
from core.shared.msg import Msg, from_json, to_json


def pack_body(notice: Notice) -> dict[str, Any]:
    """Text, buttons and media of a notice."""
    return {
        "text": [to_json(msg) for msg in notice.text],
        "buttons": [
            {"title": to_json(button.title), "dialog": button.dialog, "arg": button.arg}
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
        Button(title=from_json(button["title"]), dialog=button["dialog"], arg=button["arg"])
        for button in body["buttons"]
    )


def media_of(body: Mapping[str, Any]) -> tuple[FileId, ...]:
    """The files of a packed body."""
    return tuple(FileId(file) for file in body["media"])


def pack_drafts(drafts: Iterable[Draft]) -> list[dict[str, Any]]:
    """Drafts as JSON, oldest first."""
    return [
        {
            "number": draft.number,
            "text": draft.text,
            "media": draft.media,
            "by": draft.by,
            "at": draft.at.isoformat(),
            "remark": draft.remark,
            "key": draft.key,
        }
        for draft in drafts
    ]


def unpack_drafts(rows: Iterable[Mapping[str, Any]]) -> tuple[Draft, ...]:
    """What `pack_drafts` packed."""
    return tuple(
        Draft(
            number=row["number"],
            text=row["text"],
            media=tuple(FileId(file) for file in row["media"]),
            by=PersonId(row["by"]),
            at=datetime.fromisoformat(row["at"]),
            remark=row["remark"],
            key=row.get("key", ""),
        )
        for row in rows
    )
