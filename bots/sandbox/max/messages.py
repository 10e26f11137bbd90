"""MAX operations on messages: send, edit, delete, read, answer a press."""

from typing import Any

from bots.sandbox.chats import Bot, Chat, Message
from bots.sandbox.max.call import DONE, Call, new_mid, operation
from bots.sandbox.max.content import attachments_of, text_of
from bots.sandbox.max.refusal import FailedError, RefusedError, bad_payload, not_found
from bots.sandbox.max.wire import body_json, bot_json, message_json, milliseconds, user_json

_ANSWER_TO_MANY = 50


def next_seq(call_bot: Bot, at: float) -> int:
    """Sequence numbers are times with room below, as the real ones; they never repeat."""
    call_bot.seq = max(call_bot.seq + 1, milliseconds(at) << 16)
    return call_bot.seq


@operation("sendMessage")
def send_message(call: Call) -> Any:
    """Send a message to a person or a chat."""
    body = call.body
    text, spans = text_of(body)
    items = body.get("attachments") or []
    if not text and not items and not body.get("link"):
        raise bad_payload("Invalid request. `text` or `attachments` required")
    chat = call.recipient()
    parts = attachments_of(call, items)
    native: dict[str, Any] = {}
    if parts.native:
        native["attachments"] = parts.native
    if body.get("link"):
        native["link"] = _link(call, chat, body["link"])
    at = call.world.now()
    seq = next_seq(call.bot, at)
    message = Message(
        id=new_mid(chat, seq),
        seq=seq,
        mine=False,
        at=at,
        text=text,
        spans=spans,
        media=parts.media,
        keyboard=parts.keyboard,
        contact=parts.contact,
        place=parts.place,
        native=native,
    )
    call.world.add_message(chat, message)
    return {"message": message_json(call.world, chat, message)}


def _link(call: Call, chat: Chat, link: dict[str, Any]) -> dict[str, Any]:
    linked = chat.messages.get(link["mid"])
    if linked is None:
        raise not_found(f"Message {link['mid']} not found")
    sender = user_json(chat.person) if linked.mine else bot_json(call.bot)
    body = body_json(call.world, call.bot, linked)
    return {"type": link["type"], "sender": sender, "chat_id": chat.id, "message": body}


@operation("editMessage")
def edit_message(call: Call) -> Any:
    """Replace what the body names; `attachments: null` keeps the old ones, `[]` clears them."""
    chat, message = call.message(call.params["message_id"])
    call.open(chat)
    _edit(call, chat, message, call.body)
    return DONE


def _edit(call: Call, chat: Chat, message: Message, body: dict[str, Any]) -> None:
    if message.mine:
        raise FailedError("error.edit.invalid.message")
    text, spans = text_of(body)
    items = body.get("attachments")
    if items is not None:
        parts = attachments_of(call, items)
        message.media, message.keyboard = parts.media, parts.keyboard
        message.place, message.contact = parts.place, parts.contact
        message.native["attachments"] = parts.native
    if body.get("text") is not None:
        message.text, message.spans = text, spans
    message.edited = call.world.now()
    call.world.touch(chat)


@operation("deleteMessage")
def delete_message(call: Call) -> Any:
    """Remove a message of the bot."""
    chat, message = call.message(call.params["message_id"])
    if message.mine:
        raise FailedError("error.delete.invalid.message")
    call.world.drop_message(chat, message)
    return DONE


@operation("getMessageById")
def get_message(call: Call) -> Any:
    """One message."""
    mid = call.params["messageId"]
    try:
        chat, message = call.message(mid if mid.startswith("mid.") else f"mid.{mid}")
    except FailedError as error:
        raise not_found(str(error)) from error
    return message_json(call.world, chat, message)


@operation("getMessages")
def get_messages(call: Call) -> Any:
    """Messages by their ids, or the newest of a chat, newest first."""
    if ids := call.params.get("message_ids"):
        found = [(call.bot.chats[number], mid) for mid in ids if (number := _known_chat(call, mid))]
        wanted = [(chat, chat.messages[mid]) for chat, mid in found if mid in chat.messages]
    elif "chat_id" in call.params:
        chat = call.chat()
        wanted = [(chat, m) for m in reversed(chat.messages.values()) if _within(call, m)]
        wanted = wanted[: call.params.get("count", _ANSWER_TO_MANY)]
    else:
        raise bad_payload("Missing required parameter: chat_id or message_ids")
    return {"messages": [message_json(call.world, chat, message) for chat, message in wanted]}


def _known_chat(call: Call, mid: str) -> int:
    try:
        return call.message(mid)[0].id
    except FailedError:
        return 0


def _within(call: Call, message: Message) -> bool:
    at = milliseconds(message.at)
    latest = min(int(call.params.get(name, at)) for name in ("from", "before"))
    earliest = max(int(call.params.get(name, at)) for name in ("to", "after"))
    return earliest <= at <= latest


@operation("answerOnCallback")
def answer(call: Call) -> Any:
    """Answer a press: replace the message, show a notice, or both."""
    body = call.body
    replacement, notice = body.get("message"), body.get("notification")
    if replacement is None and notice is None:
        raise bad_payload("Invalid request. `message` or `notification` required")
    press = call.bot.presses.get(call.params["callback_id"])
    if press is not None:
        call.open(press.chat)
    message = press.chat.messages.get(press.message) if press is not None else None
    if replacement is not None and press is not None and message is not None:
        _edit(call, press.chat, message, replacement)
    if press is None or call.world.take_press(call.bot, press.id) is None:
        raise RefusedError(405, "method.not.allowed", "Callback is unknown or too old")
    if notice:
        call.world.show_toast(press.chat, notice)
    return DONE
