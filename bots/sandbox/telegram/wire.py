"""Our chats as the objects of the Telegram Bot API."""

import hashlib
from typing import Any

from bots.sandbox.chats import Bot, Chat, FileRef, Media, Message, Person
from bots.sandbox.rich import Span

_PREFIX = {
    "photo": "AgAC",
    "video": "BAAC",
    "file": "BQAC",
    "audio": "CQAC",
    "voice": "AwAC",
    "sticker": "CAAC",
}
_PHOTO_SIDES = (90, 320, 1280)

MEMBER = "member"
KICKED = "kicked"


def user_json(person: Person) -> dict[str, Any]:
    """A person; the optional fields are left out where the person has none."""
    out: dict[str, Any] = {"id": person.user_id, "is_bot": False, "first_name": person.first_name}
    if person.last_name:
        out["last_name"] = person.last_name
    if person.username:
        out["username"] = person.username
    if person.user_id % 5:
        out["language_code"] = person.language
    return out


def bot_json(bot: Bot) -> dict[str, Any]:
    """The bot as a user."""
    name = bot.profile.get("name:", bot.name)
    return {"id": bot.user_id, "is_bot": True, "first_name": name, "username": bot.username}


def me_json(bot: Bot) -> dict[str, Any]:
    """The bot as getMe tells it."""
    return bot_json(bot) | {
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def chat_json(chat: Chat) -> dict[str, Any]:
    """The private chat."""
    person = chat.person
    out: dict[str, Any] = {"id": chat.id, "type": "private", "first_name": person.first_name}
    if person.last_name:
        out["last_name"] = person.last_name
    if person.username:
        out["username"] = person.username
    return out


def message_json(chat: Chat, message: Message, *, nested: bool = False) -> dict[str, Any]:
    """A message; one that is quoted by another (`nested`) carries no quote of its own."""
    out: dict[str, Any] = {
        "message_id": message.seq,
        "from": user_json(chat.person) if message.mine else bot_json(chat.bot),
        "chat": chat_json(chat),
        "date": int(message.at),
    }
    if message.edited is not None:
        out["edit_date"] = int(message.edited)
    out |= {key: value for key, value in message.native.items() if not key.startswith("_")}
    reply = message.native.get("_reply_to")
    if reply is not None and not nested and (quoted := chat.messages.get(reply)):
        out["reply_to_message"] = message_json(chat, quoted, nested=True)
    for media in message.media:
        out |= media_json(chat.bot, media)
    _put_text(out, message)
    if message.place is not None and "location" not in out:
        out["location"] = {"latitude": message.place["lat"], "longitude": message.place["lon"]}
    if message.keyboard:
        out["reply_markup"] = {"inline_keyboard": message.keyboard}
    return out


def _put_text(out: dict[str, Any], message: Message) -> None:
    if not message.text:
        return
    text, entities = ("caption", "caption_entities") if message.media else ("text", "entities")
    out[text] = message.text
    if message.spans:
        out[entities] = [entity_json(span) for span in message.spans]


def entity_json(span: Span) -> dict[str, Any]:
    """One stretch of formatting."""
    out: dict[str, Any] = {"type": span.kind, "offset": span.offset, "length": span.length}
    if span.url is not None:
        out["url"] = span.url
    if span.language is not None:
        out["language"] = span.language
    return out


def media_json(bot: Bot, media: Media) -> dict[str, Any]:
    """The field of a message that holds a file."""
    if media.kind == "photo":
        return {"photo": _photo_sizes(bot, media)}
    common: dict[str, Any] = _file(bot, media, media.kind) | {"file_size": media.size}
    if media.kind == "sticker":
        size = {"width": media.width, "height": media.height}
        return {
            "sticker": common
            | size
            | {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"}
        }
    common["mime_type"] = media.mime
    if media.kind == "voice":
        return {"voice": common | {"duration": 3}}
    if media.name:
        common["file_name"] = media.name
    if media.kind == "video":
        return {
            "video": common | {"width": media.width or 1280, "height": media.height or 720, "duration": 5}
        }
    if media.kind == "audio":
        return {"audio": common | {"duration": 5}}
    return {"document": common}


def _photo_sizes(bot: Bot, media: Media) -> list[dict[str, Any]]:
    """Smallest first, as the real server lists them; each has its own file id."""
    longest = max(media.width, media.height)
    sides = [side for side in _PHOTO_SIDES if side < longest] + [min(longest, 2560)]
    sizes = []
    for side in sides:
        scale = side / longest
        width, height = max(1, round(media.width * scale)), max(1, round(media.height * scale))
        size = {"width": width, "height": height, "file_size": media.size}
        sizes.append(_file(bot, media, f"photo{side}") | size)
    return sizes


def _file(bot: Bot, media: Media, variant: str) -> dict[str, Any]:
    """A file id that only this bot can use, and the unique id that is the same for every bot."""
    secret = hashlib.blake2b(f"{variant}/{media.key}".encode(), key=bot.token.encode()[:64], digest_size=24)
    file_id = _PREFIX[media.kind] + secret.hexdigest()
    unique = "AQAD" + hashlib.blake2b(f"{variant}/{media.key}".encode(), digest_size=8).hexdigest()
    if file_id not in bot.files:
        bot.files[file_id] = FileRef(
            media.kind, media.key, media.name, media.mime, media.size, media.width, media.height, unique
        )
    return {"file_id": file_id, "file_unique_id": unique}


def membership_json(chat: Chat, at: float, *, blocked: bool) -> dict[str, Any]:
    """What `my_chat_member` tells when a person blocks the bot or lets it write again."""
    old, new = (MEMBER, KICKED) if blocked else (KICKED, MEMBER)
    return {
        "chat": chat_json(chat),
        "from": user_json(chat.person),
        "date": int(at),
        "old_chat_member": _membership(chat.bot, old),
        "new_chat_member": _membership(chat.bot, new),
    }


def _membership(bot: Bot, status: str) -> dict[str, Any]:
    out: dict[str, Any] = {"status": status, "user": bot_json(bot)}
    if status == KICKED:
        out["until_date"] = 0
    return out
