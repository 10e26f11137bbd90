"""Telegram methods that change or remove messages, and those that answer presses."""

import time
from typing import Any

from bots.sandbox.chats import TYPING_LASTS, Chat, Message
from bots.sandbox.telegram.call import Call, method
from bots.sandbox.telegram.keyboard import inline_rows
from bots.sandbox.telegram.media import KIND_OF_FIELD, sent_media
from bots.sandbox.telegram.refusal import NOT_MODIFIED, RefusedError, bad_request
from bots.sandbox.telegram.text import caption, message_text
from bots.sandbox.telegram.wire import message_json

_DELETABLE_FOR = 48 * 3600
_TOAST_LIMIT = 200
_MOST_DELETED = 100
_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def _change(call: Call, chat: Chat, message: Message, **fields: Any) -> dict[str, Any]:
    """Apply an edit; refuses one that would change nothing."""
    fields["keyboard"] = inline_rows(call.params.get("reply_markup"))
    if all(getattr(message, name) == value for name, value in fields.items()):
        raise RefusedError(400, NOT_MODIFIED)
    for name, value in fields.items():
        setattr(message, name, value)
    message.edited = call.world.now()
    call.world.touch(chat)
    return message_json(chat, message)


@method("editMessageText", "Message")
def edit_message_text(call: Call) -> Any:
    """Replace the text and the keyboard of a text message."""
    text, spans = message_text(call.params)
    chat, message = call.message_to_edit()
    if message.media or not message.text:
        raise bad_request("there is no text in the message to edit")
    return _change(call, chat, message, text=text, spans=spans)


@method("editMessageCaption", "Message")
def edit_message_caption(call: Call) -> Any:
    """Replace the caption and the keyboard of a picture or file."""
    text, spans = caption(call.params)
    chat, message = call.message_to_edit()
    if not message.media:
        raise bad_request("there is no caption in the message to edit")
    return _change(call, chat, message, text=text, spans=spans)


@method("editMessageReplyMarkup", "Message")
def edit_message_reply_markup(call: Call) -> Any:
    """Replace or remove the keyboard."""
    chat, message = call.message_to_edit()
    return _change(call, chat, message)


@method("editMessageMedia", "Message")
def edit_message_media(call: Call) -> Any:
    """Replace the picture or file with its caption; a text message becomes one with a picture."""
    item = call.params["media"]
    if item["type"] not in KIND_OF_FIELD:
        raise bad_request(f'type "{item["type"]}" is unsupported')
    text, spans = caption(item)
    chat, message = call.message_to_edit()
    media = sent_media(call, KIND_OF_FIELD[item["type"]], item["media"])
    return _change(call, chat, message, text=text, spans=spans, media=[media])


@method("deleteMessage")
def delete_message(call: Call) -> Any:
    """Remove a message of either side, within 48 hours."""
    chat = call.chat()
    message = chat.messages.get(str(call.params["message_id"]))
    if message is None:
        raise bad_request("message to delete not found")
    if call.world.now() - message.at > _DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    call.world.drop_message(chat, message)
    return True


@method("deleteMessages")
def delete_messages(call: Call) -> Any:
    """Remove up to a hundred messages; those that are not there are skipped."""
    chat, ids = call.chat(), call.params["message_ids"]
    if not 0 < len(ids) <= _MOST_DELETED:
        raise bad_request("wrong number of messages to delete")
    for number in ids:
        message = chat.messages.get(str(number))
        if message is not None and call.world.now() - message.at <= _DELETABLE_FOR:
            call.world.drop_message(chat, message)
    return True


@method("answerCallbackQuery")
def answer_callback_query(call: Call) -> Any:
    """Answer a press, once and in time; a text is shown as a notice."""
    text = call.params.get("text", "")
    if len(text) > _TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    press = call.world.take_press(call.bot, call.params["callback_query_id"])
    if press is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if text:
        call.world.show_toast(press.chat, text)
    return True


@method("sendChatAction")
def send_chat_action(call: Call) -> Any:
    """Show for five seconds that the bot is busy."""
    if call.params["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = call.reachable()
    chat.typing_until = time.monotonic() + TYPING_LASTS
    call.world.touch(chat)
    return True
