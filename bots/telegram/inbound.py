"""Raw Telegram updates as what a person did; nothing a client can send may break the reading."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bots.delivery.raw import Malformed, as_dict, as_id, as_int, as_text, full_name, moment
from core.people.model import Account
from core.shared.clock import Clock
from core.shared.ids import BotId
from dialogs.engine.update import Act, Commanded, Ignored, Left, Pressed, Started, Update

from .content import said

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@[A-Za-z0-9_]+)?(?:\s+(.*))?", re.DOTALL)
_GONE = frozenset({"kicked", "left"})
_SERVICE = frozenset(
    {
        "pinned_message",
        "message_auto_delete_timer_changed",
        "write_access_allowed",
        "chat_background_set",
        "new_chat_members",
        "left_chat_member",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "connected_website",
        "proximity_alert_triggered",
        "boost_added",
    }
)


class TelegramInbound:
    """Reads one bot's updates."""

    def __init__(self, bot: BotId, clock: Clock) -> None:
        self._bot = bot
        self._clock = clock
        self._readers: dict[str, Callable[[str, dict[str, Any]], Update]] = {
            "message": self._message,
            "callback_query": self._press,
            "my_chat_member": self._membership,
        }

    def read(self, raw: Any) -> Update:
        """The neutral update; raises `Malformed` for what has no update id."""
        number = as_int(raw.get("update_id")) if isinstance(raw, dict) else None
        if number is None:
            raise Malformed("no update_id")
        key = str(number)
        for kind, reader in self._readers.items():
            if kind in raw:
                return reader(key, as_dict(raw[kind]))
        kinds = sorted(as_text(name) for name in raw if name != "update_id")
        return self._ignored(key, kinds[0][:40] if kinds else "empty")

    def _message(self, key: str, message: dict[str, Any]) -> Update:
        sender, chat = as_dict(message.get("from")), as_dict(message.get("chat"))
        if (why := _not_a_person(sender, chat)) is not None:
            return self._ignored(key, why)
        act: Act
        if any(name in message for name in _SERVICE):
            act = Ignored("service")
        else:
            act = _command(message) or said(message, as_id(sender.get("id")))
        return Update(
            account=self._account(sender, chat),
            keys=(key,),
            at=moment(message.get("date"), self._clock.now()),
            act=act,
            locale=as_text(sender.get("language_code")),
            album=as_id(message.get("media_group_id")) or None,
        )

    def _press(self, key: str, query: dict[str, Any]) -> Update:
        sender, message = as_dict(query.get("from")), as_dict(query.get("message"))
        # Without a message (too old, or inline) the person's private chat has their own number.
        chat = as_dict(message.get("chat")) or {"id": sender.get("id"), "type": "private"}
        if (why := _not_a_person(sender, chat)) is not None:
            return self._ignored(key, why)
        data, callback = as_text(query.get("data")), as_id(query.get("id"))
        act: Act = Ignored("press without data")
        if data and callback:
            act = Pressed(data=data, callback=callback, message=as_id(message.get("message_id")))
        return self._update(key, sender, chat, act)

    def _membership(self, key: str, change: dict[str, Any]) -> Update:
        sender, chat = as_dict(change.get("from")), as_dict(change.get("chat"))
        if (why := _not_a_person(sender, chat)) is not None:
            return self._ignored(key, why)
        status = as_text(as_dict(change.get("new_chat_member")).get("status"))
        act: Act = Ignored("membership")
        if status in _GONE:
            act = Left()
        elif status == "member":
            act = Started()
        return self._update(key, sender, chat, act, change.get("date"))

    def _update(
        self, key: str, sender: dict[str, Any], chat: dict[str, Any], act: Act, date: Any = None
    ) -> Update:
        return Update(
            account=self._account(sender, chat),
            keys=(key,),
            at=moment(date, self._clock.now()),
            act=act,
            locale=as_text(sender.get("language_code")),
        )

    def _account(self, sender: dict[str, Any], chat: dict[str, Any]) -> Account:
        name = full_name(sender.get("first_name"), sender.get("last_name"))
        return Account(self._bot, as_id(sender.get("id")), as_id(chat.get("id")), name)

    def _ignored(self, key: str, why: str) -> Update:
        at: datetime = self._clock.now()
        return Update(account=Account(self._bot, "", ""), keys=(key,), at=at, act=Ignored(why))


def _not_a_person(sender: dict[str, Any], chat: dict[str, Any]) -> str | None:
    """Why there is nobody to answer; None when there is."""
    if chat.get("type") != "private" or as_int(chat.get("id")) is None:
        return "not a private chat"
    if as_int(sender.get("id")) is None:
        return "no sender"
    return "a bot" if sender.get("is_bot") is True else None


def _command(message: dict[str, Any]) -> "Act | None":
    text = message.get("text")
    if not isinstance(text, str) or not text.startswith("/") or "forward_origin" in message:
        return None
    found = _COMMAND.fullmatch(as_text(text).strip())
    if found is None:
        return None
    name = found[1].lower()
    return Started((found[2] or "").strip()) if name == "start" else Commanded(name)
