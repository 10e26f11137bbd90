"""Telegram methods about the bot itself: its commands, names, files, and chats."""

import re
from typing import Any

import orjson

from bots.sandbox.telegram.call import Call, method
from bots.sandbox.telegram.refusal import bad_request
from bots.sandbox.telegram.wire import chat_json, me_json

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_MOST_COMMANDS = 100
_DESCRIPTION = range(1, 257)
_DOWNLOADABLE = 20 << 20
_LENGTHS = {"name": 64, "description": 512, "short_description": 120}


@method("getMe", "User")
def get_me(call: Call) -> Any:
    """The bot's own account."""
    return me_json(call.bot)


def _scope(call: Call) -> str:
    """The key under which a scope's commands are kept: the scope with its language."""
    scope = call.params.get("scope", {"type": "default"})
    if "chat_id" in scope and scope["chat_id"] not in call.bot.chats:
        raise bad_request("chat not found")
    return (
        f"{orjson.dumps(scope, option=orjson.OPT_SORT_KEYS).decode()}{call.params.get('language_code', '')}"
    )


@method("setMyCommands")
def set_my_commands(call: Call) -> Any:
    """Set the commands of one scope and language."""
    commands = call.params["commands"]
    if len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"].removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if len(command["description"]) not in _DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    call.bot.commands[_scope(call)] = [{**c, "command": c["command"].removeprefix("/")} for c in commands]
    call.world.changed = True
    call.world.bell.state()
    return True


@method("getMyCommands", "Array of BotCommand")
def get_my_commands(call: Call) -> Any:
    """The commands of one scope and language."""
    return call.bot.commands.get(_scope(call), [])


@method("deleteMyCommands")
def delete_my_commands(call: Call) -> Any:
    """Remove the commands of one scope and language."""
    call.bot.commands.pop(_scope(call), None)
    call.world.changed = True
    call.world.bell.state()
    return True


def _set(call: Call, field: str) -> bool:
    value = call.params.get(field, "")
    if len(value) > _LENGTHS[field]:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    call.bot.profile[f"{field}:{call.params.get('language_code', '')}"] = value
    call.world.changed = True
    call.world.bell.state()
    return True


def _get(call: Call, field: str, default: str) -> dict[str, str]:
    kept = call.bot.profile
    value = kept.get(f"{field}:{call.params.get('language_code', '')}") or kept.get(f"{field}:") or default
    return {field: value}


@method("setMyName")
def set_my_name(call: Call) -> Any:
    """Name the bot, in one language."""
    return _set(call, "name")


@method("getMyName", "BotName")
def get_my_name(call: Call) -> Any:
    """The bot's name."""
    return _get(call, "name", call.bot.name)


@method("setMyDescription")
def set_my_description(call: Call) -> Any:
    """Set what an empty chat shows."""
    return _set(call, "description")


@method("getMyDescription", "BotDescription")
def get_my_description(call: Call) -> Any:
    """What an empty chat shows."""
    return _get(call, "description", "")


@method("setMyShortDescription")
def set_my_short_description(call: Call) -> Any:
    """Set what the bot's profile shows."""
    return _set(call, "short_description")


@method("getMyShortDescription", "BotShortDescription")
def get_my_short_description(call: Call) -> Any:
    """What the bot's profile shows."""
    return _get(call, "short_description", "")


def _menu_key(call: Call) -> str:
    return f"menu_button:{call.params.get('chat_id', '')}"


@method("setChatMenuButton")
def set_chat_menu_button(call: Call) -> Any:
    """Set the button beside the input field."""
    button = call.params.get("menu_button", {"type": "default"})
    call.bot.profile[_menu_key(call)] = orjson.dumps(button).decode()
    return True


@method("getChatMenuButton", "MenuButton")
def get_chat_menu_button(call: Call) -> Any:
    """The button beside the input field."""
    kept = call.bot.profile.get(_menu_key(call))
    return orjson.loads(kept) if kept else {"type": "default"}


@method("getChat", "ChatFullInfo")
def get_chat(call: Call) -> Any:
    """What the bot may know about a person's chat."""
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    more = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, True)}
    return chat_json(call.chat()) | more


@method("getFile", "File")
def get_file(call: Call) -> Any:
    """Where a file of this bot can be downloaded, up to 20 MB."""
    file_id = call.params["file_id"]
    ref = call.bot.files.get(file_id)
    if ref is None:
        raise bad_request("invalid file_id")
    if ref.size > _DOWNLOADABLE:
        raise bad_request("file is too big")
    ending = ref.name.rpartition(".")[2] if "." in ref.name else "jpg" if ref.kind == "photo" else "bin"
    folder = {"photo": "photos", "video": "videos", "file": "documents", "voice": "voice"}.get(
        ref.kind, "files"
    )
    path = f"{folder}/{ref.key}.{ending if ending.isalnum() else 'bin'}"
    call.bot.paths[path] = ref
    return {"file_id": file_id, "file_unique_id": ref.unique, "file_size": ref.size, "file_path": path}
