"""Our chats as the objects of the MAX Bot API."""

import hashlib
import hmac
from typing import Any

from bots.sandbox.chats import Bot, Chat, FileRef, Media, Message, Person
from bots.sandbox.max.html import MARKUP_OF
from bots.sandbox.world import World


def milliseconds(at: float) -> int:
    """MAX counts time in milliseconds since 1970."""
    return int(at * 1000)


def user_json(person: Person) -> dict[str, Any]:
    """A person; optional fields are missing now and then, and there is never a `name`."""
    out: dict[str, Any] = {"user_id": person.user_id, "first_name": person.first_name, "is_bot": False}
    if person.last_name:
        out["last_name"] = person.last_name
    if person.username:
        out["username"] = person.username
    if person.user_id % 7 < 4:  # noqa: PLR2004 # about half of them have it
        out["last_activity_time"] = milliseconds(person.seen_at)
    return out


def bot_json(bot: Bot) -> dict[str, Any]:
    """The bot as a user."""
    return {"user_id": bot.user_id, "first_name": bot.name, "username": bot.username, "is_bot": True}


def message_json(world: World, chat: Chat, message: Message) -> dict[str, Any]:
    """A message with its sender and recipient."""
    out: dict[str, Any] = {
        "sender": user_json(chat.person) if message.mine else bot_json(chat.bot),
        "recipient": {
            "chat_id": chat.id,
            "chat_type": "dialog",
            "user_id": chat.bot.user_id if message.mine else chat.person.user_id,
        },
        "timestamp": milliseconds(message.at),
        "body": body_json(world, chat.bot, message),
    }
    if link := message.native.get("link"):
        out["link"] = link
        if link["type"] == "forward":
            out["body"] = {"mid": message.id, "seq": message.seq, "text": None}
    return out


def body_json(world: World, bot: Bot, message: Message) -> dict[str, Any]:
    """The content of a message; without a text it has `text: null`, as the real one."""
    out: dict[str, Any] = {"mid": message.id, "seq": message.seq, "text": message.text or None}
    attachments = attachments_json(world, bot, message)
    if attachments:
        out["attachments"] = attachments
    markup = [
        {"type": MARKUP_OF[s.kind], "from": s.offset, "length": s.length} | ({"url": s.url} if s.url else {})
        for s in message.spans
        if s.kind in MARKUP_OF
    ]
    if markup:
        out["markup"] = markup
    return out


def attachments_json(world: World, bot: Bot, message: Message) -> list[dict[str, Any]]:
    """Everything attached: files, contact, place, keyboard."""
    out = [media_json(world, bot, media) for media in message.media]
    out += message.native.get("attachments", ())
    if message.place is not None:
        place = {"latitude": message.place["lat"], "longitude": message.place["lon"]}
        out.append({"type": "location", **place})
    if message.keyboard:
        out.append({"type": "inline_keyboard", "payload": {"buttons": message.keyboard}})
    return out


def media_json(world: World, bot: Bot, media: Media) -> dict[str, Any]:
    """One attached file with its address and this bot's token."""
    url = f"{world.base_url}/max/files/{media.key}"
    if media.kind == "sticker":
        size = {"width": media.width, "height": media.height}
        return {"type": "sticker", "payload": {"url": url, "code": media.key[:10]}, **size}
    payload: dict[str, Any] = {"url": url, "token": file_token(bot, media)}
    if media.kind == "photo":
        return {"type": "image", "payload": {"photo_id": int(media.key[:12], 16), **payload}}
    if media.kind == "video":
        size = {"width": media.width or 1280, "height": media.height or 720}
        return {"type": "video", "payload": payload, "duration": 5, **size}
    if media.kind in {"audio", "voice"}:
        return {"type": "audio", "payload": payload}
    return {"type": "file", "payload": payload, "filename": media.name, "size": media.size}


def file_token(bot: Bot, media: Media) -> str:
    """The token by which this bot, and no other, may send the file again."""
    if known := media.native.get("token"):
        return str(known)
    token = hashlib.blake2b(f"{media.kind}/{media.key}".encode(), key=bot.token.encode()[:64], digest_size=24)
    text = f"f9L{token.hexdigest()}"
    if text not in bot.files:
        bot.files[text] = FileRef(
            media.kind, media.key, media.name, media.mime, media.size, media.width, media.height
        )
    return text


def contact_json(bot: Bot, person: Person, *, forged_hash: bool = False) -> dict[str, Any]:
    """A contact as a press of `request_contact` sends it; the hash proves that the number was not changed."""
    card = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:ez-vcard 0.12.1\r\n"
        f"TEL;TYPE=cell:{person.number.removeprefix('+')}\r\nFN:{person.name}\r\nEND:VCARD\r\n"
    )
    proof = hmac.new(bot.token.encode(), card.encode(), hashlib.sha256).hexdigest()
    if forged_hash:
        proof = proof[::-1]
    return {"type": "contact", "payload": {"vcf_info": card, "hash": proof, "max_info": user_json(person)}}


def chat_json(world: World, chat: Chat) -> dict[str, Any]:
    """The dialog."""
    last = next(reversed(chat.messages.values()), None)
    status = "suspended" if chat.blocked else "active"
    return {
        "chat_id": chat.id,
        "type": "dialog",
        "status": status,
        "last_event_time": milliseconds(last.at if last else world.now()),
        "participants_count": 2,
        "is_public": False,
        "dialog_with_user": user_json(chat.person),
        "messages_count": len(chat.messages),
    }
