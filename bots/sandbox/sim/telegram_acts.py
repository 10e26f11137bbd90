"""A phone with Telegram."""

import re
import secrets
from dataclasses import replace
from typing import Any
from zlib import crc32

from bots.sandbox.chats import Chat, Media, Message
from bots.sandbox.files import Upload
from bots.sandbox.rich import Span, found_spans, units
from bots.sandbox.sim.acts import Acts, Forgery, Outcome, Source
from bots.sandbox.sim.refusal import bad_request
from bots.sandbox.telegram.updates import wants
from bots.sandbox.telegram.wire import chat_json, membership_json, message_json, user_json

_PAYLOAD = re.compile(r"[\w-]{1,64}", re.ASCII)
_ALBUM = 10
_POST = re.compile(r"https?://t\.me/(?P<private>c/)?(?P<chat>\w+)/(?P<number>\d{1,15})", re.ASCII)


class TelegramActs(Acts):
    """What a Telegram phone sends."""

    text_limit = 4096

    def new(self, chat: Chat, text: str = "") -> Message:
        """An empty message with the bot's next number."""
        chat.bot.seq += 1
        number = chat.bot.seq
        return Message(
            str(number), number, mine=True, at=self.world.now(), text=text, spans=found_spans(text)
        )

    def post(self, chat: Chat, message: Message, *, off_spec: bool = False) -> None:
        """Show the message and queue `message`."""
        self.world.add_message(chat, message)
        self._push(chat, "message", message_json(chat, message), off_spec=off_spec)

    def _push(self, chat: Chat, kind: str, content: dict[str, Any], *, off_spec: bool = False) -> None:
        if wants(chat.bot.kinds, kind):
            make = lambda number: {"update_id": number, kind: content}  # noqa: E731 # the id is known only inside
            self.world.push(chat, kind, make, off_spec=off_spec)

    def start(self, chat: Chat, payload: str | None) -> Outcome:
        """The Start button sends `/start`, a deep link `/start payload`."""
        if payload and not _PAYLOAD.fullmatch(payload):
            raise bad_request("a Telegram deep link carries up to 64 of A-Z a-z 0-9 _ -")
        if chat.blocked:
            self.unblock(chat)
        message = self.new(chat, f"/start {payload}" if payload else "/start")
        self.post(chat, message)
        return Outcome(message)

    def forward(self, chat: Chat, message: Message, source: Source) -> None:  # noqa: ARG002 # MAX needs it
        """Forwarded from a channel, public or private, or from someone who hides the account.

        The address of any other post stands behind the words.
        """
        post = _POST.fullmatch(source.link)
        when = int(message.at) - 60
        if post is None:
            origin = {"type": "hidden_user", "date": when, "sender_user_name": source.name}
            if source.link and message.text:
                message.spans = [Span("text_link", 0, units(message.text), source.link)]
        else:
            channel = {"id": -1_000_000_000_000 - crc32(post["chat"].encode()), "type": "channel"}
            channel |= {"title": source.name} | ({} if post["private"] else {"username": post["chat"]})
            origin = {"type": "channel", "date": when, "chat": channel, "message_id": int(post["number"])}
        message.native |= {"forward_origin": origin, "_forwarded": source.name}

    def quote(self, chat: Chat, message: Message, quoted: Message) -> None:
        """An answer to a message of the same chat."""
        if quoted.id in chat.messages:
            message.native["_reply_to"] = quoted.id

    def media(self, chat: Chat, uploads: list[Upload], text: str, source: Source | None) -> Outcome:
        """Each file is a message; the messages of an album share `media_group_id`, the first has the text."""
        media = [self.kept(upload) for upload in uploads]
        group = str(secrets.randbits(53)) if len(media) > 1 else None
        if len(media) > _ALBUM:
            raise bad_request(f"an album has at most {_ALBUM} files")
        first: Message | None = None
        for one in media:
            message = self._file(chat, one, text if first is None else "")
            if group is not None:
                message.native["media_group_id"] = group
            if source is not None:
                self.forward(chat, message, source)
                source = replace(source, link=_next_post(source.link))
            self.post(chat, message)
            first = first or message
        return Outcome(first)

    def _file(self, chat: Chat, media: Media, text: str) -> Message:
        message = self.new(chat, text)
        message.media = [media]
        return message

    def contact(self, chat: Chat, forged: Forgery | None) -> Outcome:
        """A contact is someone's own when its `user_id` is the sender's and nothing was forwarded."""
        person = self.stranger(chat) if forged in {"other-user", "forwarded"} else chat.person
        # Some clients send the number with its plus, some without.
        number = person.number if person.user_id % 3 else person.number.removeprefix("+")
        contact: dict[str, Any] = {"phone_number": number, "first_name": person.first_name}
        if person.last_name:
            contact["last_name"] = person.last_name
        if forged != "bad-hash":
            # Telegram proves nothing but the account: without it, anyone could have typed the number.
            contact["user_id"] = person.user_id
        message = self.new(chat)
        message.native["contact"] = contact
        message.contact = {"name": person.name, "number": person.number}
        if forged == "forwarded":
            self.forward(chat, message, Source(person.name))
        elif forged is None and chat.reply_keyboard_of in chat.messages:
            message.native["_reply_to"] = chat.reply_keyboard_of
        self._hide_keyboard(chat)
        self.post(chat, message)
        return Outcome(message)

    def _hide_keyboard(self, chat: Chat) -> None:
        if chat.reply_keyboard and chat.reply_keyboard.get("one_time_keyboard"):
            chat.reply_keyboard = None

    def voice(self, chat: Chat) -> Outcome:
        """A voice message."""
        message = self._file(chat, self.voice_media(), "")
        self.post(chat, message)
        return Outcome(message)

    def poll(self, chat: Chat, question: str) -> Outcome:
        """A poll with two answers."""
        message = self.new(chat)
        answers = ("1", "2")
        message.native["poll"] = {
            "id": str(secrets.randbits(62)),
            "question": question,
            "options": [{"persistent_id": a, "text": a, "voter_count": 0} for a in answers],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
        message.native["_shown"] = f"📊 {question}"
        self.post(chat, message)
        return Outcome(message)

    def press_button(self, chat: Chat, message: Message, button: dict[str, Any]) -> Outcome:
        """Only `callback_data` reaches the bot; an address is opened, a text copied."""
        if "callback_data" in button:
            self._press(chat, message.id, message_json(chat, message), button["callback_data"])
            return Outcome()
        if "copy_text" in button:
            return Outcome(copied=button["copy_text"]["text"])
        return Outcome(url=button.get("url") or button.get("web_app", {}).get("url"))

    def press_forged(self, chat: Chat, message: str, data: str) -> Outcome:
        """Any data under any message; one that is gone comes as an inaccessible message."""
        known = chat.messages.get(message)
        number = int(message) if message.isdecimal() else 0
        gone = {"chat": chat_json(chat), "message_id": number, "date": 0}
        self._press(chat, message, message_json(chat, known) if known else gone, data)
        return Outcome()

    def _press(self, chat: Chat, message_id: str, message: dict[str, Any], data: str) -> None:
        press = self.world.add_press(chat, message_id)
        query = {
            "id": press.id,
            "from": user_json(chat.person),
            "message": message,
            "chat_instance": str(chat.id * 7919),
            "data": data,
        }
        self._push(chat, "callback_query", query)

    def edited(self, chat: Chat, message: Message) -> None:
        """Queue `edited_message`."""
        self._push(chat, "edited_message", message_json(chat, message))

    def deleted(self, chat: Chat, message: Message) -> None:
        """Telegram tells bots nothing of deletions in private chats."""

    def blocked(self, chat: Chat, *, and_left: bool) -> None:  # noqa: ARG002 # nothing to tell
        """Queue `my_chat_member`; of a deleted chat a bot learns nothing more."""
        self._push(chat, "my_chat_member", membership_json(chat, self.world.now(), blocked=True))

    def unblocked(self, chat: Chat) -> None:
        """Queue `my_chat_member`."""
        self._push(chat, "my_chat_member", membership_json(chat, self.world.now(), blocked=False))


def _next_post(link: str) -> str:
    """The parts of an album are numbered one after the other; any other address stays."""
    post = _POST.fullmatch(link)
    return link if post is None else f"{link[: post.start('number')]}{int(post['number']) + 1}"
