"""What a MAX message holds: text, pictures, a place, a contact, or something we cannot use."""

from collections.abc import Sequence
from typing import Any

from bots.delivery.raw import as_dict, as_float, as_id, as_int, as_list, as_text
from dialogs.engine.update import MediaKind, Phone, Point, RemoteMedia, Said

from .contact import phone
from .origin import origin

_ODD = {"audio": "voice", "sticker": "sticker", "file": "file"}
_SILENT = frozenset({"inline_keyboard", "share"})
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".heic")
_FILMS = (".mp4", ".mov", ".m4v", ".3gp", ".webm")


def said(message: dict[str, Any], *, token: str, sender: str) -> Said:
    """A message's parts; of a forwarded one, those of the message it carries. `odd` when none is of use."""
    body = as_dict(message.get("body"))
    link = as_dict(message.get("link"))
    forwarded = link.get("type") == "forward"
    inner = as_dict(link.get("message")) if forwarded else {}
    text = as_text(body.get("text")) or as_text(inner.get("text"))
    parts = [
        as_dict(part) for part in [*as_list(body.get("attachments")), *as_list(inner.get("attachments"))]
    ]
    media = tuple(one for part in parts if (one := _media(part)) is not None)
    point = _first_point(parts)
    number = _first_phone(parts, token=token, sender=sender, forwarded=forwarded)
    usable = bool(text or media or point or number)
    return Said(
        text=text,
        media=media,
        point=point,
        phone=number,
        odd=None if usable else _odd(parts),
        forwarded=forwarded,
        origin=origin(link, (body, inner), parts, text),
        message=as_id(body.get("mid")),
    )


def _odd(parts: Sequence[dict[str, Any]]) -> str:
    kinds = [as_text(part.get("type")) for part in parts]
    return next((_ODD.get(kind, "other") for kind in kinds if kind not in _SILENT), "other")


def _media(part: dict[str, Any]) -> RemoteMedia | None:
    """`ref` is `<kind>:<token>|<url>`."""
    kind = _kind(part)
    payload = as_dict(part.get("payload"))
    url, token = as_text(payload.get("url")), as_text(payload.get("token"))
    if kind is None or not (url or (token and part.get("type") == "video")):
        return None
    source = "video" if part.get("type") == "video" else "file"
    return RemoteMedia(kind=kind, ref=f"{source}:{token}|{url}", size=as_int(part.get("size")))


def _kind(part: dict[str, Any]) -> MediaKind | None:
    match part.get("type"):
        case "image":
            return "photo"
        case "video":
            return "video"
        case "file":
            name = as_text(part.get("filename")).lower()
            return "photo" if name.endswith(_PICTURES) else "video" if name.endswith(_FILMS) else None
        case _:
            return None


def _first_point(parts: Sequence[dict[str, Any]]) -> Point | None:
    for part in parts:
        if part.get("type") == "location":
            latitude, longitude = as_float(part.get("latitude")), as_float(part.get("longitude"))
            if latitude is not None and longitude is not None:
                return Point(latitude, longitude)
    return None


def _first_phone(
    parts: Sequence[dict[str, Any]], *, token: str, sender: str, forwarded: bool
) -> Phone | None:
    for part in parts:
        if part.get("type") == "contact":
            payload = as_dict(part.get("payload"))
            found = phone(payload, token=token, sender=sender, forwarded=forwarded)
            if found is not None:
                return found
    return None
