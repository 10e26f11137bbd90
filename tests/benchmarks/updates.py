"""What the messengers' clients send when a person presses or writes, as small as the real ones allow."""

import itertools
import time
from typing import Any

MAX_CHAT = 5_000_000
"""A person's dialog in MAX has their number plus this."""


class Updates:
    """Makes updates with numbers of their own."""

    def __init__(self) -> None:
        self._numbers = itertools.count(int(time.time()) * 1000)

    def telegram_press(self, user: int, message: str, data: str) -> dict[str, Any]:
        """The person presses a button under their newest message."""
        number = next(self._numbers)
        return {
            "update_id": number,
            "callback_query": {
                "id": str(number),
                "from": _telegram_user(user),
                "chat_instance": "1",
                "data": data,
                "message": telegram_message(user, int(message or 1), "…"),
            },
        }

    def telegram_say(self, user: int, text: str) -> dict[str, Any]:
        """The person writes."""
        number = next(self._numbers)
        message = telegram_message(user, number % 1_000_000_000, text)
        return {"update_id": number, "message": {**message, "from": _telegram_user(user)}}

    def max_press(self, user: int, message: str, data: str) -> dict[str, Any]:
        """The person presses a button under their newest message."""
        now = int(time.time() * 1000)
        return {
            "update_type": "message_callback",
            "timestamp": now,
            "user_locale": "ru",
            "callback": {
                "timestamp": now,
                "callback_id": f"cb.{user}.{next(self._numbers)}",
                "payload": data,
                "user": _max_user(user),
            },
            "message": {
                "sender": {**_max_user(1), "first_name": "Вече", "name": "Вече", "is_bot": True},
                "recipient": _max_dialog(user, user),
                "timestamp": now,
                "body": {"mid": message or "mid.1", "seq": 1, "text": "…", "attachments": []},
            },
        }

    def max_say(self, user: int, text: str) -> dict[str, Any]:
        """The person writes."""
        now = int(time.time() * 1000)
        return {
            "update_type": "message_created",
            "timestamp": now,
            "user_locale": "ru",
            "message": {
                "sender": _max_user(user),
                "recipient": _max_dialog(user, 1),
                "timestamp": now,
                "body": {"mid": f"mid.in.{next(self._numbers)}", "seq": now, "text": text},
            },
        }


def max_presser(callback: str) -> int:
    """Who pressed, by the callback's id."""
    return int(callback.split(".")[1])


def telegram_message(user: int, message: int, text: str) -> dict[str, Any]:
    """A message in a private chat."""
    return {
        "message_id": message,
        "date": int(time.time()),
        "chat": {"id": user, "type": "private", "first_name": "Мария"},
        "text": text,
    }


def max_message(user: int, mid: str, text: str) -> dict[str, Any]:
    """A message of the bot in a dialog."""
    now = int(time.time() * 1000)
    return {
        "recipient": _max_dialog(user, user),
        "timestamp": now,
        "body": {"mid": mid, "seq": now, "text": text},
    }


def _max_dialog(user: int, reader: int) -> dict[str, Any]:
    return {"chat_id": user + MAX_CHAT, "chat_type": "dialog", "user_id": reader}


def _telegram_user(user: int) -> dict[str, Any]:
    return {"id": user, "is_bot": False, "first_name": "Мария", "language_code": "ru"}


def _max_user(user: int) -> dict[str, Any]:
    return {
        "user_id": user,
        "first_name": "Мария",
        "last_name": "",
        "name": "Мария",
        "username": None,
        "is_bot": False,
        "last_activity_time": int(time.time() * 1000),
    }
