"""The parts of an incident as JSON, the same in every row: shares, drafts, and its life beside them."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from core.incidents.model import Incident
from core.incidents.parts import Draft, Note, NoteKind, Rating, Share
from core.incidents.values import DraftKind
from core.shared.ids import FileId, PersonId, TopicId, UnitId
from core.shared.roles import Role


def pack_drafts(drafts: Iterable[Draft]) -> list[dict[str, Any]]:
    """Drafts, oldest first."""
    return [
        {
            "number": draft.number,
            "text": draft.text,
            "media": draft.media,
            "by": draft.by,
            "at": draft.at.isoformat(),
            "kind": draft.kind.value,
            "awaits": [role.value for role in draft.awaits],
            "remark": draft.remark,
            "published_at": _packed(draft.published_at),
            "link": draft.link,
            "key": draft.key,
        }
        for draft in drafts
    ]


def unpack_drafts(rows: Iterable[Mapping[str, Any]]) -> tuple[Draft, ...]:
    """What `pack_drafts` packed; older programs knew answers only, and one approver."""
    return tuple(
        Draft(
            number=row["number"],
            text=row["text"],
            media=_files(row["media"]),
            by=PersonId(row["by"]),
            at=datetime.fromisoformat(row["at"]),
            kind=DraftKind(row.get("kind", DraftKind.ANSWER)),
            awaits=tuple(Role(role) for role in row.get("awaits", (Role.CURATOR,))),
            remark=row["remark"],
            published_at=_moment(row.get("published_at")),
            link=row.get("link"),
            key=row.get("key", ""),
        )
        for row in rows
    )


def pack_shares(shares: Iterable[Share]) -> list[dict[str, Any]]:
    """Shares in their order."""
    return [
        {
            "executor": share.executor,
            "unit": share.unit,
            "text": share.text,
            "media": share.media,
            "at": _packed(share.at),
        }
        for share in shares
    ]


def unpack_shares(rows: Iterable[Mapping[str, Any]]) -> tuple[Share, ...]:
    """What `pack_shares` packed."""
    return tuple(
        Share(
            executor=PersonId(row["executor"]),
            unit=UnitId(row["unit"]) if row["unit"] is not None else None,
            text=row["text"],
            media=_files(row["media"]),
            at=_moment(row["at"]),
        )
        for row in rows
    )


def pack_life(incident: Incident) -> dict[str, Any]:
    """Everything no list asks for; what is not there is left out."""
    rating, shortened = incident.rating, incident.shortened
    told = {
        "link": incident.origin.link,
        "author_name": incident.origin.author_name,
        "also": incident.also,
        "shortened": shortened.total_seconds() if shortened is not None else None,
        "notes": [_pack_note(note) for note in incident.notes],
        "asking": incident.asking,
        "rating": [rating.score, rating.comment, rating.at.isoformat()] if rating else None,
        "quality": incident.quality,
        "interim_at": _packed(incident.interim_at),
    }
    return {name: value for name, value in told.items() if value not in (None, "", (), [])}


def unpack_life(life: Mapping[str, Any]) -> dict[str, Any]:
    """What `pack_life` packed, by the names of an incident's fields, but for its origin."""
    rating = life.get("rating")
    return {
        "also": tuple(TopicId(topic) for topic in life.get("also", ())),
        "shortened": timedelta(seconds=life["shortened"]) if "shortened" in life else None,
        "notes": tuple(_note(row) for row in life.get("notes", ())),
        "asking": tuple(PersonId(person) for person in life.get("asking", ())),
        "rating": Rating(score=rating[0], comment=rating[1], at=datetime.fromisoformat(rating[2]))
        if rating
        else None,
        "quality": life.get("quality"),
        "interim_at": _moment(life.get("interim_at")),
    }


def _pack_note(note: Note) -> dict[str, Any]:
    return {
        "kind": note.kind.value,
        "by": note.by,
        "at": note.at.isoformat(),
        "text": note.text,
        "media": note.media,
        "key": note.key,
    }


def _note(row: Mapping[str, Any]) -> Note:
    return Note(
        kind=NoteKind(row["kind"]),
        by=PersonId(row["by"]),
        at=datetime.fromisoformat(row["at"]),
        text=row["text"],
        media=_files(row["media"]),
        key=row["key"],
    )


def _files(names: Iterable[str]) -> tuple[FileId, ...]:
    return tuple(FileId(name) for name in names)


def _packed(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _moment(given: str | None) -> datetime | None:
    return datetime.fromisoformat(given) if given is not None else None
