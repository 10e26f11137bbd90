"""Where a message stood before somebody sent it on: a channel's public post has an address."""

import re
from typing import Any, Final

from bots.delivery.raw import as_dict, as_int, as_list, as_text, full_name
from bots.delivery.whence import web, whence
from dialogs.engine.update import Whence

_USERNAME: Final = re.compile(r"[A-Za-z0-9_]{1,64}")


def origin(message: dict[str, Any]) -> Whence | None:
    """Who published it and where; an address hidden behind words counts where there is no other."""
    told = as_dict(message.get("forward_origin"))
    return whence(_title(told).strip(), _post(told) or _hidden(message))


def _title(told: dict[str, Any]) -> str:
    user = as_dict(told.get("sender_user"))
    chat = as_dict(told.get("chat")) or as_dict(told.get("sender_chat"))
    return (
        as_text(chat.get("title"))
        or as_text(told.get("sender_user_name"))
        or full_name(user.get("first_name"), user.get("last_name"))
    )


def _post(told: dict[str, Any]) -> str:
    """A private channel has no name and its posts no address for outsiders."""
    name, number = as_text(as_dict(told.get("chat")).get("username")), as_int(told.get("message_id"))
    if told.get("type") != "channel" or number is None or not _USERNAME.fullmatch(name):
        return ""
    return f"https://t.me/{name}/{number}"


def _hidden(message: dict[str, Any]) -> str:
    """An address that can be read is found in the words."""
    entities = [
        as_dict(one) for one in [*as_list(message.get("entities")), *as_list(message.get("caption_entities"))]
    ]
    if any(one.get("type") == "url" for one in entities):
        return ""
    links = (web(one.get("url")) for one in entities if one.get("type") == "text_link")
    return next((link for link in links if link), "")
