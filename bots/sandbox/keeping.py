"""Keeps the world over a restart: phones, chats, undelivered updates, ids, webhooks."""

import asyncio
import time
from collections import OrderedDict
from typing import Any

import orjson

from bots.sandbox.chats import Bot, Chat, FileRef, Media, Message, Person, Phone, Subscription
from bots.sandbox.mailbox import Update, fresh_id
from bots.sandbox.rich import Span
from bots.sandbox.world import World

_PAUSE = 1.0
_COST_SHARE = 20


def dump(world: World) -> bytes:
    """The whole world as JSON; files are kept beside it, each under its content hash."""
    bots = {bot.id: _bot(bot) for bot in world.bots.values()}
    people = list(world.people.values())
    phones = list(world.phones)
    return orjson.dumps({"next_id": world.next_id, "people": people, "bots": bots, "phones": phones})


def load(world: World, raw: bytes) -> None:
    """Fill an empty world; bots without a token this time are left out."""
    data = orjson.loads(raw)
    # A run that was killed may have used ids that were never written down.
    world.next_id = max(data["next_id"], fresh_id())
    for one in data["people"]:
        person = Person(**one)
        world.people[person.messenger, person.user_id] = person
    for bot_id, kept in data["bots"].items():
        if bot := world.bots.get(bot_id):
            _load_bot(world, bot, kept)
    order = {phone: at for at, phone in enumerate(data["phones"])}
    world.phones = dict(sorted(world.phones.items(), key=lambda item: order[item[0]]))


def save(world: World) -> None:
    """Write the state file whole or not at all."""
    path = world.config.state
    if path is None:
        return
    world.changed = False
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(dump(world))
    fresh.replace(path)


async def keep_saving(world: World) -> None:
    """Save when something changed; a big world is saved more seldom, so that it costs at most a twentieth."""
    pause = _PAUSE
    while True:
        await asyncio.sleep(pause)
        if world.changed:
            began = time.monotonic()
            save(world)
            pause = max(_PAUSE, _COST_SHARE * (time.monotonic() - began))


def _bot(bot: Bot) -> dict[str, Any]:
    return {
        "next_update": bot.mailbox.next_id,
        "pending": [[u.id, u.kind, u.chat, u.body.decode()] for u in bot.mailbox.pending.values()],
        "seq": bot.seq,
        "commands": bot.commands,
        "profile": bot.profile,
        "kinds": bot.kinds,
        "files": bot.files,
        "not_ready": bot.not_ready,
        "webhooks": [
            {"url": h.url, "secret": h.secret, "kinds": h.kinds, "since": h.since}
            for h in bot.webhooks.values()
        ],
        "chats": [_chat(chat) for chat in bot.chats.values()],
    }


def _chat(chat: Chat) -> dict[str, Any]:
    return {
        "id": chat.id,
        "user_id": chat.person.user_id,
        "started": chat.started,
        "blocked": chat.blocked,
        "rev": chat.rev,
        "toast": chat.toast,
        "reply_keyboard": chat.reply_keyboard,
        "reply_keyboard_of": chat.reply_keyboard_of,
        "messages": list(chat.messages.values()),
        "phones": [{"id": p.id, "role": p.role, "unread": p.unread} for p in chat.phones],
    }


def _load_bot(world: World, bot: Bot, kept: dict[str, Any]) -> None:
    bot.mailbox.next_id = max(kept["next_update"], fresh_id())
    for number, kind, chat_id, body in kept["pending"]:
        bot.mailbox.restore(Update(number, kind, chat_id, body.encode()))
    bot.seq = kept["seq"]
    bot.commands, bot.profile, bot.kinds = kept["commands"], kept["profile"], kept["kinds"]
    bot.files = {token: FileRef(**ref) for token, ref in kept["files"].items()}
    bot.not_ready = kept["not_ready"]
    bot.webhooks = {hook["url"]: Subscription(**hook) for hook in kept["webhooks"]}
    for one in kept["chats"]:
        _load_chat(world, bot, one)


def _load_chat(world: World, bot: Bot, kept: dict[str, Any]) -> None:
    person = world.people[bot.messenger, kept.pop("user_id")]
    messages = OrderedDict((m["id"], _message(m)) for m in kept.pop("messages"))
    phones = kept.pop("phones")
    chat = world.join(Chat(bot=bot, person=person, messages=messages, **kept))
    for one in phones:
        phone = Phone(chat=chat, **one)
        chat.phones.append(phone)
        world.phones[phone.id] = phone


def _message(kept: dict[str, Any]) -> Message:
    kept["spans"] = [Span(**span) for span in kept["spans"]]
    kept["media"] = [Media(**media) for media in kept["media"]]
    return Message(**kept)
