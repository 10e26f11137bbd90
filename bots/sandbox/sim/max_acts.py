"""A phone with MAX."""

import re
from typing import Any
from zlib import crc32

from bots.sandbox.chats import Chat, Message, split_name
from bots.sandbox.files import Upload
from bots.sandbox.max.call import new_mid
from bots.sandbox.max.messages import next_seq
from bots.sandbox.max.wire import body_json, bot_json, contact_json, message_json, milliseconds, user_json
from bots.sandbox.rich import Span, units
from bots.sandbox.sim.acts import PLACE, Acts, Forgery, Outcome, Said, Source
from bots.sandbox.sim.refusal import bad_request

_PAYLOAD_LIMIT = 128
_ALBUM = 12
_CHANNEL = re.compile(r"https?://(?:www\.)?max\.ru/\S+", re.IGNORECASE)
_GROUPABLE = frozenset({"photo", "video"})


class MaxActs(Acts):
    """What a MAX phone sends."""

    text_limit = 4000

    def new(self, chat: Chat, text: str = "") -> Message:
        """An empty message with a fresh `mid`."""
        at = self.world.now()
        seq = next_seq(chat.bot, at)
        return Message(new_mid(chat, seq), seq, mine=True, at=at, text=text)

    def post(self, chat: Chat, message: Message, *, off_spec: bool = False) -> None:
        """Show the message and queue `message_created`."""
        self.world.add_message(chat, message)
        content = {"message": message_json(self.world, chat, message)}
        self._push(chat, "message_created", self._locale(chat) | content, off_spec=off_spec)

    def _locale(self, chat: Chat) -> dict[str, Any]:
        return {"user_locale": chat.person.language} if chat.person.user_id % 5 else {}

    def _push(self, chat: Chat, kind: str, content: dict[str, Any], *, off_spec: bool = False) -> None:
        update = {"update_type": kind, "timestamp": milliseconds(self.world.now())} | content
        self.world.push(chat, kind, lambda _: update, off_spec=off_spec)

    def _about_chat(self, chat: Chat) -> dict[str, Any]:
        return {"chat_id": chat.id, "user": user_json(chat.person)} | self._locale(chat)

    def start(self, chat: Chat, payload: str | None) -> Outcome:
        """The Start button and deep links come as `bot_started`, without a message; they also unblock."""
        chat.blocked = False
        if payload and (len(payload) > _PAYLOAD_LIMIT or not payload.isascii()):
            raise bad_request(f"a MAX deep link carries up to {_PAYLOAD_LIMIT} ASCII characters")
        self._push(chat, "bot_started", self._about_chat(chat) | ({"payload": payload} if payload else {}))
        self.world.touch(chat)
        return Outcome()

    def forward(self, chat: Chat, message: Message, source: Source) -> None:
        """A forwarded message has its content in the link and nothing of its own.

        A channel's post has no sender, only the channel's number; whatever else is forwarded comes from
        a person. No schema has a post's address: only the words can lead there.
        """
        link: dict[str, Any] = {"type": "forward"}
        if _CHANNEL.fullmatch(source.link):
            link |= {"sender": None, "chat_id": -1 - crc32(source.name.encode())}
        else:
            link["sender"] = _someone(source.name)
        if source.link and message.text:
            message.spans = [Span("text_link", 0, units(message.text), source.link)]
        inner = body_json(self.world, chat.bot, message) | {"mid": f"{message.id}0", "seq": message.seq - 1}
        message.native |= {"link": link | {"message": inner}, "_forwarded": source.name}

    def quote(self, chat: Chat, message: Message, quoted: Message) -> None:
        """An answer carries the answered message in its link."""
        sender = user_json(chat.person) if quoted.mine else bot_json(chat.bot)
        body = body_json(self.world, chat.bot, quoted)
        message.native["link"] = {"type": "reply", "sender": sender, "chat_id": chat.id, "message": body}

    def media(self, chat: Chat, uploads: list[Upload], text: str, source: Source | None) -> Outcome:
        """Pictures and videos go together in one message, every other file in its own."""
        media = [self.kept(upload) for upload in uploads]
        together = [one for one in media if one.kind in _GROUPABLE]
        if len(together) > _ALBUM:
            raise bad_request(f"a message has at most {_ALBUM} pictures")
        groups = ([together] if together else []) + [[one] for one in media if one.kind not in _GROUPABLE]
        first: Message | None = None
        for group in groups:
            message = self.new(chat, text if first is None else "")
            message.media = group
            if source is not None:
                self.forward(chat, message, source)
            self.post(chat, message)
            first = first or message
        return Outcome(first)

    def contact(self, chat: Chat, forged: Forgery | None) -> Outcome:
        """The hash covers the card; whose account it is, only `max_info` tells."""
        person = self.stranger(chat) if forged in {"other-user", "forwarded"} else chat.person
        message = self.new(chat)
        card = contact_json(chat.bot, person, forged_hash=forged == "bad-hash")
        message.native["attachments"] = [card]
        message.contact = {"name": person.name, "number": person.number}
        if forged == "forwarded":
            self.forward(chat, message, Source(person.first_name))
        self.post(chat, message)
        return Outcome(message)

    def voice(self, chat: Chat) -> Outcome:
        """A native voice message: the real service sends `message_created` without any message."""
        message = self.new(chat)
        message.media = [self.voice_media()]
        self.world.add_message(chat, message)
        self._push(chat, "message_created", self._locale(chat), off_spec=True)
        return Outcome(message)

    def poll(self, chat: Chat, question: str) -> Outcome:
        """An attachment of a kind that the specification does not know, as new kinds arrive."""
        message = self.new(chat)
        message.native["attachments"] = [{"type": "poll", "payload": {"question": question}}]
        message.native["_shown"] = f"📊 {question}"
        self.post(chat, message, off_spec=True)
        return Outcome(message)

    def press_button(self, chat: Chat, message: Message, button: dict[str, Any]) -> Outcome:
        """Each kind of button does what its name says."""
        kind = button["type"]
        if kind == "callback":
            self._press(chat, message.id, button["payload"])
        elif kind == "request_contact":
            return self.contact(chat, None)
        elif kind == "request_geo_location":
            return self.place(chat, dict(PLACE))
        elif kind == "message":
            return self.say(chat, Said(button["text"]))
        elif kind == "clipboard":
            return Outcome(copied=button["payload"])
        else:
            return Outcome(url=button.get("url") or f"https://max.ru/{button.get('web_app', '')}")
        return Outcome()

    def press_forged(self, chat: Chat, message: str, data: str) -> Outcome:
        """Any payload under any message."""
        self._press(chat, message, data)
        return Outcome()

    def _press(self, chat: Chat, message_id: str, payload: str) -> None:
        press = self.world.add_press(chat, message_id)
        callback = {
            "timestamp": milliseconds(self.world.now()),
            "callback_id": press.id,
            "payload": payload,
            "user": user_json(chat.person),
        }
        known = chat.messages.get(message_id)
        message = message_json(self.world, chat, known) if known else None
        content = {"callback": callback, "message": message}
        self._push(chat, "message_callback", self._locale(chat) | content)

    def edited(self, chat: Chat, message: Message) -> None:
        """Queue `message_edited`."""
        self._push(chat, "message_edited", {"message": message_json(self.world, chat, message)})

    def deleted(self, chat: Chat, message: Message) -> None:
        """Queue `message_removed`."""
        about = {"message_id": message.id, "chat_id": chat.id, "user_id": chat.person.user_id}
        self._push(chat, "message_removed", about)

    def blocked(self, chat: Chat, *, and_left: bool) -> None:
        """Queue `bot_stopped`, and `dialog_removed` when the chat is deleted with it."""
        self._push(chat, "bot_stopped", self._about_chat(chat))
        if and_left:
            self._push(chat, "dialog_removed", self._about_chat(chat))

    def unblocked(self, chat: Chat) -> None:
        """Letting a bot write again is pressing Start again."""
        self._push(chat, "bot_started", self._about_chat(chat))


def _someone(name: str) -> dict[str, Any]:
    first, last = split_name(name)
    return {"user_id": 1, "first_name": first or "?", "is_bot": False} | ({"last_name": last} if last else {})
