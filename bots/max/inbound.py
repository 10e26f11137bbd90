"""Raw MAX updates as what a person did; nothing a client can send may break the reading."""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bots.delivery.raw import Malformed, as_dict, as_float, as_id, as_int, as_text, full_name, moment
from core.people.model import Account
from core.shared.clock import Clock
from core.shared.ids import BotId
from dialogs.engine.update import Act, Commanded, Ignored, Left, Pressed, Said, Started, Update

from .content import said

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,64})(?:@[A-Za-z0-9_]+)?(?:\s+(.*))?", re.DOTALL)
_MILLISECONDS = 1000


class MaxInbound:
    """Reads one bot's updates; the token is needed to tell true contacts from forged ones."""

    def __init__(self, bot: BotId, token: str, clock: Clock) -> None:
        self._bot = bot
        self._token = token
        self._clock = clock
        self._readers: dict[str, Callable[[dict[str, Any]], Update]] = {
            "message_created": self._message,
            "message_callback": self._press,
            "bot_started": self._started,
            "bot_stopped": self._left,
            "dialog_removed": self._left,
        }

    def read(self, raw: Any) -> Update:
        """The neutral update; raises `Malformed` for what has no type."""
        kind = as_text(raw.get("update_type")) if isinstance(raw, dict) else ""
        if not kind:
            raise Malformed("no update_type")
        reader = self._readers.get(kind)
        return reader(raw) if reader else self._ignored(raw, kind[:40])

    def _message(self, raw: dict[str, Any]) -> Update:
        message = as_dict(raw.get("message"))
        if not message:
            return self._voice(raw)
        sender, recipient = as_dict(message.get("sender")), as_dict(message.get("recipient"))
        mid = as_id(as_dict(message.get("body")).get("mid"))
        why = _not_a_person(sender) or (None if recipient.get("chat_type") == "dialog" else "not a dialog")
        if why is not None:
            return self._ignored(raw, why, mid)
        whole = said(message, token=self._token, sender=as_id(sender.get("user_id")))
        act: Act = (None if whole.forwarded else _command(whole)) or whole
        key = f"m:{mid}" if mid else _key(raw)
        return self._update(raw, sender, recipient.get("chat_id"), key, act)

    def _voice(self, raw: dict[str, Any]) -> Update:
        """A native voice message comes without its message; sometimes it still tells from whom."""
        user = as_dict(raw.get("user"))
        if _not_a_person(user) is not None:
            return self._ignored(raw, "message without its content")
        return self._update(raw, user, raw.get("chat_id"), _key(raw), Said(odd="voice"))

    def _press(self, raw: dict[str, Any]) -> Update:
        callback, message = as_dict(raw.get("callback")), as_dict(raw.get("message"))
        recipient = as_dict(message.get("recipient")) or {"chat_type": "dialog"}
        user, number = as_dict(callback.get("user")), as_id(callback.get("callback_id"))
        data = as_text(callback.get("payload"))
        why = _not_a_person(user) or (None if recipient.get("chat_type") == "dialog" else "not a dialog")
        if why is not None:
            return self._ignored(raw, why, number)
        act: Act = Ignored("press without data")
        if data and number:
            mid = as_id(as_dict(message.get("body")).get("mid"))
            act = Pressed(data=data, callback=number, message=mid)
        key = f"c:{number}" if number else _key(raw)
        return self._update(raw, user, recipient.get("chat_id"), key, act)

    def _started(self, raw: dict[str, Any]) -> Update:
        return self._of_chat(raw, Started(as_text(raw.get("payload")).strip()))

    def _left(self, raw: dict[str, Any]) -> Update:
        return self._of_chat(raw, Left())

    def _of_chat(self, raw: dict[str, Any], act: Act) -> Update:
        user = as_dict(raw.get("user"))
        if (why := _not_a_person(user)) is not None:
            return self._ignored(raw, why)
        return self._update(raw, user, raw.get("chat_id"), _key(raw), act)

    def _update(self, raw: dict[str, Any], user: dict[str, Any], chat: Any, key: str, act: Act) -> Update:
        number = as_id(user.get("user_id"))
        # Without a chat's number the bot can still write to the person's.
        place = str(chat) if as_int(chat) is not None else f"u{number}"
        name = full_name(user.get("first_name"), user.get("last_name")) or as_text(user.get("name")).strip()
        return Update(
            account=Account(self._bot, number, place, name),
            keys=(key,),
            at=self._at(raw),
            act=act,
            locale=as_text(raw.get("user_locale")),
        )

    def _ignored(self, raw: dict[str, Any], why: str, number: str = "") -> Update:
        key = f"{as_text(raw.get('update_type'))[:40]}:{number}" if number else _key(raw)
        return Update(account=Account(self._bot, "", ""), keys=(key,), at=self._at(raw), act=Ignored(why))

    def _at(self, raw: dict[str, Any]) -> datetime:
        stamp = as_float(raw.get("timestamp"))
        return moment(None if stamp is None else stamp / _MILLISECONDS, self._clock.now())


def _key(raw: dict[str, Any]) -> str:
    """By type, chat and time, where there are all three; else by the content."""
    kind, chat, stamp = (
        as_text(raw.get("update_type")),
        as_int(raw.get("chat_id")),
        as_int(raw.get("timestamp")),
    )
    if chat is not None and stamp is not None:
        return f"{kind[:40]}:{chat}:{stamp}"
    content = json.dumps(raw, sort_keys=True)
    return f"{kind[:40]}:{hashlib.sha256(content.encode()).hexdigest()[:32]}"


def _not_a_person(user: dict[str, Any]) -> str | None:
    """Why there is nobody to answer; None when there is."""
    if as_int(user.get("user_id")) is None:
        return "no sender"
    return "a bot" if user.get("is_bot") is True else None


def _command(whole: Said) -> "Act | None":
    if not whole.text.startswith("/"):
        return None
    found = _COMMAND.fullmatch(whole.text.strip())
    if found is None:
        return None
    name = found[1].lower()
    return Started((found[2] or "").strip()) if name == "start" else Commanded(name)
