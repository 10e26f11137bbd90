"""Telegram methods that send messages."""

import secrets
from typing import Any

from bots.sandbox.chats import Chat, Media, Message
from bots.sandbox.rich import Span
from bots.sandbox.telegram.call import Call, method
from bots.sandbox.telegram.keyboard import inline_rows, reply_keyboard
from bots.sandbox.telegram.media import KIND_OF_FIELD, sent_media
from bots.sandbox.telegram.refusal import bad_request
from bots.sandbox.telegram.text import caption, message_text
from bots.sandbox.telegram.wire import message_json

_ALBUM = range(2, 11)
_GROUPABLE = ({"photo", "video"}, {"document"}, {"audio"})


def new_message(
    call: Call, chat: Chat, *, text: tuple[str, list[Span]], media: Media | None = None
) -> Message:
    """A message of the bot with its keyboard and quote, not yet shown."""
    markup = call.params.get("reply_markup")
    rows, keyboard = inline_rows(markup), reply_keyboard(markup)
    native: dict[str, Any] = {}
    if reply := _quoted(call, chat):
        native["_reply_to"] = reply
    call.bot.seq += 1
    message = Message(
        id=str(call.bot.seq),
        seq=call.bot.seq,
        mine=False,
        at=call.world.now(),
        text=text[0],
        spans=text[1],
        media=[media] if media else [],
        keyboard=rows,
        native=native,
    )
    if keyboard is not None:
        native["_reply_keyboard"] = True
        chat.reply_keyboard, chat.reply_keyboard_of = keyboard, message.id
    elif markup is not None and "remove_keyboard" in markup:
        chat.reply_keyboard = chat.reply_keyboard_of = None
    return message


def _quoted(call: Call, chat: Chat) -> str | None:
    parameters = call.params.get("reply_parameters")
    if parameters is None or "message_id" not in parameters:
        return None
    quoted = str(parameters["message_id"])
    if quoted in chat.messages:
        return quoted
    if parameters.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _shown(call: Call, chat: Chat, message: Message) -> dict[str, Any]:
    call.world.add_message(chat, message)
    return message_json(chat, message)


@method("sendMessage", "Message")
def send_message(call: Call) -> Any:
    """Send a text."""
    text = message_text(call.params)
    chat = call.open_chat()
    return _shown(call, chat, new_message(call, chat, text=text))


def _send_file(field: str, call: Call) -> Any:
    text = caption(call.params)
    chat = call.open_chat()
    media = sent_media(call, KIND_OF_FIELD[field], call.params[field])
    return _shown(call, chat, new_message(call, chat, text=text, media=media))


@method("sendPhoto", "Message")
def send_photo(call: Call) -> Any:
    """Send a picture."""
    return _send_file("photo", call)


@method("sendVideo", "Message")
def send_video(call: Call) -> Any:
    """Send a video."""
    return _send_file("video", call)


@method("sendDocument", "Message")
def send_document(call: Call) -> Any:
    """Send a file."""
    return _send_file("document", call)


@method("sendAudio", "Message")
def send_audio(call: Call) -> Any:
    """Send a piece of music."""
    return _send_file("audio", call)


@method("sendVoice", "Message")
def send_voice(call: Call) -> Any:
    """Send a voice message."""
    return _send_file("voice", call)


@method("sendMediaGroup", "Array of Message")
def send_media_group(call: Call) -> Any:
    """Send an album: two to ten pictures and videos, or files, or pieces of music."""
    items = call.params["media"]
    if len(items) not in _ALBUM:
        raise bad_request("group send failed: wrong number of media in the group, it must include 2-10 items")
    kinds = {item["type"] for item in items}
    if not any(kinds <= group for group in _GROUPABLE):
        raise bad_request("can't be mixed with other media types")
    texts = [caption(item) for item in items]
    chat = call.open_chat()
    media = [sent_media(call, KIND_OF_FIELD[item["type"]], item["media"]) for item in items]
    group = str(secrets.randbits(53))
    out = []
    for one, text in zip(media, texts, strict=True):
        message = new_message(call, chat, text=text, media=one)
        message.native["media_group_id"] = group
        out.append(_shown(call, chat, message))
    return out


@method("sendLocation", "Message")
def send_location(call: Call) -> Any:
    """Send a place."""
    chat = call.open_chat()
    message = new_message(call, chat, text=("", []))
    message.place = {"lat": call.params["latitude"], "lon": call.params["longitude"]}
    return _shown(call, chat, message)


@method("sendContact", "Message")
def send_contact(call: Call) -> Any:
    """Send someone's number."""
    chat = call.open_chat()
    message = new_message(call, chat, text=("", []))
    fields = ("phone_number", "first_name", "last_name", "vcard")
    message.native["contact"] = {f: call.params[f] for f in fields if f in call.params}
    name = f"{call.params['first_name']} {call.params.get('last_name', '')}".strip()
    message.contact = {"name": name, "number": call.params["phone_number"]}
    return _shown(call, chat, message)


def _source(call: Call) -> Message:
    message = call.chat("from_chat_id").messages.get(str(call.params["message_id"]))
    if message is None:
        raise bad_request("message to copy not found")
    return message


@method("copyMessage", "MessageId")
def copy_message(call: Call) -> Any:
    """Send a message again without naming its author; a given caption replaces the old one."""
    source = _source(call)
    own = "caption" in call.params and bool(source.media)
    text = caption(call.params) if own else (source.text, source.spans)
    chat = call.open_chat()
    message = new_message(call, chat, text=text, media=source.media[0] if source.media else None)
    message.contact, message.place = source.contact, source.place
    if "contact" in source.native:
        message.native["contact"] = source.native["contact"]
    _shown(call, chat, message)
    return {"message_id": message.seq}


@method("forwardMessage", "Message")
def forward_message(call: Call) -> Any:
    """Send a message again, naming its author."""
    source = _source(call)
    origin = call.chat("from_chat_id")
    chat = call.open_chat()
    message = new_message(
        call, chat, text=(source.text, source.spans), media=source.media[0] if source.media else None
    )
    sender = message_json(origin, source)["from"]
    message.native["forward_origin"] = {"type": "user", "date": int(source.at), "sender_user": sender}
    message.contact, message.place = source.contact, source.place
    if "contact" in source.native:
        message.native["contact"] = source.native["contact"]
    return _shown(call, chat, message)
