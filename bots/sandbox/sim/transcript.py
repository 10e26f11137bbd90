"""What a phone shows: its chat as JSON for the page and the tests."""

from itertools import islice
from typing import Any

from bots.sandbox.chats import Bot, Chat, Media, Message, Phone
from bots.sandbox.max import keyboard as max_keyboard
from bots.sandbox.rich import to_html
from bots.sandbox.telegram import keyboard as telegram_keyboard
from bots.sandbox.world import iso

_SHOWN = 200
_KINDS = {
    "photo": "photo",
    "video": "video",
    "file": "file",
    "audio": "audio",
    "voice": "audio",
    "sticker": "sticker",
}


def phone_json(phone: Phone) -> dict[str, Any]:
    """One phone in the list."""
    chat = phone.chat
    return {
        "id": phone.id,
        "name": chat.person.name,
        "messenger": chat.bot.messenger,
        "audience": chat.bot.audience,
        "role": phone.role,
        "user_id": chat.person.user_id,
        "number": chat.person.number,
        "blocked": chat.blocked,
        "rev": chat.rev,
        "unread": phone.unread,
    }


def bot_json(bot: Bot) -> dict[str, Any]:
    """One bot in the list, with the commands that its menu shows."""
    return {
        "id": bot.id,
        "messenger": bot.messenger,
        "audience": bot.audience,
        "name": bot.profile.get("name:", bot.name),
        "username": bot.username,
        "commands": [
            {"name": c.get("command") or c.get("name", ""), "description": c.get("description") or ""}
            for c in _menu(bot)
        ],
    }


def _menu(bot: Bot) -> list[dict[str, Any]]:
    """The commands of the widest scope that has any."""
    if bot.messenger == "max":
        return bot.commands.get("max", [])
    by_scope = sorted(
        bot.commands.items(), key=lambda item: ("all_private" not in item[0], not item[0].endswith("}"))
    )
    return next((commands for scope, commands in by_scope if '"chat"' not in scope), [])


def transcript(chat: Chat) -> dict[str, Any]:
    """The newest messages, oldest first, and what stands around them."""
    newest = list(islice(reversed(chat.messages.values()), _SHOWN))
    return {
        "rev": chat.rev,
        "messages": [message_json(chat, message) for message in reversed(newest)],
        "typing": chat.typing(),
        "keyboard": telegram_keyboard.shown_reply(chat.reply_keyboard),
        "toast": chat.toast,
    }


def message_json(chat: Chat, message: Message) -> dict[str, Any]:
    """One message as the phone shows it."""
    text = message.native.get("_shown") or message.text
    shown = telegram_keyboard.shown_inline if chat.bot.messenger == "telegram" else max_keyboard.shown
    return {
        "id": message.id,
        "mine": message.mine,
        "html": to_html(text, message.spans),
        "text": text,
        "at": iso(message.at),
        "edited": message.edited is not None,
        "media": [_media_json(media) for media in message.media],
        "contact": message.contact,
        "place": message.place,
        "buttons": shown(message.keyboard),
        "forwarded": message.native.get("_forwarded"),
        "album": message.native.get("media_group_id"),
    }


def _media_json(media: Media) -> dict[str, Any]:
    return {
        "kind": _KINDS[media.kind],
        "url": f"/sim/files/{media.key}?type={media.mime}",
        "name": media.name,
    }
