"""The body of a message that a MAX bot sends or edits: text, files, keyboard, place, contact."""

from dataclasses import dataclass, field
from typing import Any

from bots.sandbox.chats import Bot, FileRef, Media
from bots.sandbox.max.call import Call
from bots.sandbox.max.html import parse_html
from bots.sandbox.max.keyboard import Rows, checked
from bots.sandbox.max.refusal import bad_payload, not_ready
from bots.sandbox.max.wire import contact_json
from bots.sandbox.rich import Span

_KIND_OF = {"image": "photo", "video": "video", "audio": "audio", "file": "file"}
_ALONE = ("file", "audio", "contact")


@dataclass(slots=True)
class Attachments:
    """What the attachments of one body come to."""

    media: list[Media] = field(default_factory=list)
    keyboard: Rows = field(default_factory=list)
    place: dict[str, float] | None = None
    contact: dict[str, str] | None = None
    native: list[dict[str, Any]] = field(default_factory=list)


def text_of(body: dict[str, Any]) -> tuple[str, list[Span]]:
    """The text with its formatting; the schema has already limited it to 4000 characters."""
    source = body.get("text") or ""
    mode = body.get("format")
    if mode == "html":
        return parse_html(source)
    if mode == "markdown":
        raise bad_payload("format markdown is not modelled by the sandbox, use html")
    return source, []


def attachments_of(call: Call, items: list[dict[str, Any]]) -> Attachments:
    """The attachments, checked; a file, audio or contact may have nothing but a keyboard beside it."""
    kinds = [item["type"] for item in items if item["type"] != "inline_keyboard"]
    for kind in _ALONE:
        if kind in kinds and len(kinds) > 1:
            raise bad_payload(f"Must be only one {kind} attachment in message")
    if len(items) - len(kinds) > 1:
        raise bad_payload("Must be only one inline_keyboard attachment in message")
    out = Attachments()
    for item in items:
        _add(call, out, item)
    return out


def _add(call: Call, out: Attachments, item: dict[str, Any]) -> None:
    kind = item["type"]
    if kind == "inline_keyboard":
        out.keyboard = checked(item["payload"]["buttons"])
    elif kind == "image":
        out.media += [_media(call.bot, "image", token) for token in _photo_tokens(item["payload"])]
    elif kind in _KIND_OF:
        out.media.append(_media(call.bot, kind, item["payload"].get("token")))
    elif kind == "location":
        out.place = {"lat": item["latitude"], "lon": item["longitude"]}
    elif kind == "contact":
        _add_contact(call, out, item["payload"])
    elif kind == "share":
        out.native.append({"type": "share", "payload": item["payload"]})
    else:
        raise bad_payload(f"attachment {kind} is not modelled by the sandbox")


def _photo_tokens(payload: dict[str, Any]) -> list[str | None]:
    if photos := payload.get("photos"):
        return [photo["token"] for photo in photos.values()]
    if payload.get("url"):
        # The sandbox reaches no network, so that no address ever has content.
        raise bad_payload("Can't download image by url")
    return [payload.get("token")]


def _media(bot: Bot, kind: str, token: str | None) -> Media:
    ref: FileRef | None = bot.files.get(token) if token else None
    if token is None or ref is None or _KIND_OF[kind] != ref.kind:
        raise bad_payload(f"Invalid {'photo' if kind == 'image' else kind} token provided: {token}")
    left = bot.not_ready.get(token, 0)
    if left > 0:
        bot.not_ready[token] = left - 1
        raise not_ready(kind)
    if not ref.key:
        raise not_ready(kind)
    return Media(ref.kind, ref.key, ref.name, ref.mime, ref.size, ref.width, ref.height, {"token": token})


def _add_contact(call: Call, out: Attachments, payload: dict[str, Any]) -> None:
    person = call.world.people.get(("max", payload.get("contact_id") or 0))
    if person is not None:
        out.native.append(contact_json(call.bot, person))
        out.contact = {"name": person.name, "number": person.number}
        return
    name, number = payload.get("name") or "", payload.get("vcf_phone") or ""
    card = (
        payload.get("vcf_info") or f"BEGIN:VCARD\r\nVERSION:3.0\r\nTEL:{number}\r\nFN:{name}\r\nEND:VCARD\r\n"
    )
    out.native.append({"type": "contact", "payload": {"vcf_info": card}})
    out.contact = {"name": name, "number": number}
