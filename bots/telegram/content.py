"""What a Telegram message holds: text, pictures, a place, a contact, or something we cannot use."""

from typing import Any

from bots.delivery.raw import as_dict, as_float, as_id, as_int, as_list, as_text
from dialogs.engine.update import MediaKind, Phone, Point, RemoteMedia, Said

from .origin import origin

# By what Telegram calls them; whatever is not named here and cannot be used is "other".
_ODD = {"voice": "voice", "audio": "audio", "sticker": "sticker", "poll": "poll", "document": "file"}
_FORWARDED = ("forward_origin", "forward_date", "forward_from", "forward_from_chat", "forward_sender_name")
_VIDEOS = ("video", "animation", "video_note")


def said(message: dict[str, Any], sender: str) -> Said:
    """A message's parts; `odd` is set when nothing of it can be used."""
    text = as_text(message.get("text")) or as_text(message.get("caption"))
    media = _media(message)
    point = _point(message)
    forwarded = any(name in message for name in _FORWARDED)
    phone = _phone(message, sender, forwarded=forwarded)
    usable = bool(media or point or phone or as_text(message.get("text")))
    return Said(
        text=text,
        media=media,
        point=point,
        phone=phone,
        odd=None if usable else _odd(message),
        forwarded=forwarded,
        origin=origin(message),
        message=as_id(message.get("message_id")),
    )


def _odd(message: dict[str, Any]) -> str:
    return next((odd for name, odd in _ODD.items() if name in message), "other")


def _media(message: dict[str, Any]) -> tuple[RemoteMedia, ...]:
    if "photo" in message:
        sizes = [size for size in as_list(message["photo"]) if as_text(as_dict(size).get("file_id"))]
        if sizes:
            return _remote("photo", max(sizes, key=_area), "photo")
    for name in _VIDEOS:
        if name in message:
            return _remote("video", as_dict(message[name]), name)
    return _attached(as_dict(message.get("document")))


def _attached(document: dict[str, Any]) -> tuple[RemoteMedia, ...]:
    """A picture or a video sent as a file."""
    mime = as_text(document.get("mime_type"))
    if mime.startswith("image/"):
        return _remote("photo", document, "document")
    return _remote("video", document, "document") if mime.startswith("video/") else ()


def _remote(kind: MediaKind, file: dict[str, Any], source: str) -> tuple[RemoteMedia, ...]:
    """`ref` is `<field>:<file_id>`: a photo or video may be sent again by its id, a document may not."""
    name = as_text(file.get("file_id"))
    if not name:
        return ()
    return (RemoteMedia(kind=kind, ref=f"{source}:{name}", size=as_int(file.get("file_size"))),)


def _area(size: dict[str, Any]) -> int:
    return (as_int(size.get("width")) or 0) * (as_int(size.get("height")) or 0)


def _point(message: dict[str, Any]) -> Point | None:
    place = as_dict(message.get("location")) or as_dict(as_dict(message.get("venue")).get("location"))
    latitude, longitude = as_float(place.get("latitude")), as_float(place.get("longitude"))
    return None if latitude is None or longitude is None else Point(latitude, longitude)


def _phone(message: dict[str, Any], sender: str, *, forwarded: bool) -> Phone | None:
    contact = as_dict(message.get("contact"))
    digits = "".join(c for c in as_text(contact.get("phone_number")) if c.isascii() and c.isdigit())
    if not digits:
        return None
    return Phone(f"+{digits}", own=not forwarded and as_id(contact.get("user_id")) == sender)
