"""MAX operations about the bot: itself, its commands, chats, uploads and videos."""

import secrets
import time
from typing import Any

from bots.sandbox.chats import TYPING_LASTS, Bot, FileRef
from bots.sandbox.files import Upload, image_size
from bots.sandbox.max.call import DONE, SUSPENDED, Call, operation
from bots.sandbox.max.refusal import bad_payload, not_found
from bots.sandbox.max.wire import bot_json, chat_json
from bots.sandbox.world import World

COMMANDS = "max"
_TOKEN_FIRST = frozenset({"video", "audio"})
_KIND_OF = {"image": "photo", "video": "video", "audio": "audio", "file": "file"}
_MOST_BYTES = 50 << 20


@operation("getMyInfo")
def get_my_info(call: Call) -> Any:
    """The bot's own account."""
    return bot_json(call.bot) | {"commands": call.bot.commands.get(COMMANDS, [])}


@operation("editMyCommands")
def edit_my_commands(call: Call) -> Any:
    """Replace the commands; nothing but the list can be changed through the API."""
    call.bot.commands[COMMANDS] = call.body.get("commands", [])
    call.world.changed = True
    call.world.bell.state()
    return {"commands": call.bot.commands[COMMANDS]}


@operation("getChat")
def get_chat(call: Call) -> Any:
    """A dialog of the bot."""
    return chat_json(call.world, call.chat("chatId"))


@operation("sendAction")
def send_action(call: Call) -> Any:
    """Show that the bot is busy, or mark the chat as read."""
    chat = call.chat("chatId")
    if chat.blocked:
        raise SUSPENDED
    if call.body["action"] != "mark_seen":
        chat.typing_until = time.monotonic() + TYPING_LASTS
        call.world.touch(chat)
    return DONE


@operation("getUploadUrl")
def get_upload_url(call: Call) -> Any:
    """Where to upload a file once; video and audio have their token from here, the others from there."""
    kind = call.params["type"]
    ticket = secrets.token_urlsafe(18)
    token = f"f9L{secrets.token_hex(24)}" if kind in _TOKEN_FIRST else ""
    call.bot.paths[ticket] = FileRef(_KIND_OF[kind], "", "", "", 0, unique=token)
    out = {"url": f"{call.world.base_url}/max/upload/{call.bot.id}/{ticket}"}
    if token:
        call.bot.files[token] = FileRef(_KIND_OF[kind], "", "", "", 0)
        out["token"] = token
    return out


def receive_upload(world: World, bot: Bot, ticket: str, upload: Upload) -> dict[str, Any] | None:
    """Keep an uploaded file; returns the JSON to answer, None for video and audio."""
    slot = bot.paths.get(ticket)
    if slot is None:
        raise not_found("Upload url is unknown or was used already")
    if not upload.data or len(upload.data) > _MOST_BYTES:
        raise bad_payload(f"Field 'data' size ({len(upload.data)}) must be between 1 and {_MOST_BYTES}")
    size = image_size(upload.data)
    if slot.kind == "photo" and size is None:
        raise bad_payload("Unsupported image format")
    del bot.paths[ticket]
    width, height = size or (0, 0)
    key = world.files.put(upload.data)
    token = slot.unique or f"f9L{secrets.token_hex(24)}"
    bot.files[token] = FileRef(slot.kind, key, upload.name, upload.mime, len(upload.data), width, height)
    world.changed = True
    if slot.kind != "photo":
        bot.not_ready[token] = world.config.not_ready
    if slot.unique:
        return None
    number = int(key[:12], 16)
    return (
        {"photos": {str(number): {"token": token}}}
        if slot.kind == "photo"
        else {"fileId": number, "token": token}
    )


@operation("getVideoAttachmentDetails")
def get_video(call: Call) -> Any:
    """Where a video can be watched."""
    token = call.params["videoToken"]
    ref = call.bot.files.get(token)
    if ref is None or ref.kind != "video" or not ref.key:
        raise not_found(f"Video {token} not found")
    urls = {"mp4_720": f"{call.world.base_url}/max/files/{ref.key}"}
    return {"token": token, "urls": urls, "width": 1280, "height": 720, "duration": 5}
