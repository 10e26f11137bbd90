"""Telegram: what a bot sends, changes and removes, and the words of every refusal."""

from typing import Any

import pytest

from bots.sandbox.telegram.refusal import NOT_MODIFIED
from tests.sandbox.stage import Stage

MENU = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}


async def test_start_arrives_as_a_command_and_the_answer_is_on_the_screen(stage: Stage) -> None:
    """A deep link's payload comes with /start; the bot's HTML is shown with its formatting."""
    phone = await stage.phone()
    await phone.act("start", payload="CODE_1")
    [update] = await stage.updates("telegram-citizen")
    assert update["message"]["text"] == "/start CODE_1"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]

    sent = await stage.telegram(
        "sendMessage",
        chat_id=phone.user,
        text="<b>Да</b> 👍 <i>5 &lt; 6</i>",
        parse_mode="HTML",
        reply_markup=MENU,
    )
    assert sent["text"] == "Да 👍 5 < 6"
    assert sent["entities"][1] == {"type": "italic", "offset": 6, "length": 5}

    shown = await phone.last()
    assert shown["html"] == "<b>Да</b> 👍 <i>5 &lt; 6</i>"
    assert shown["buttons"] == [[{"text": "Да", "kind": "callback"}]]
    assert not shown["mine"]


async def test_an_edit_changes_the_message_and_the_same_edit_again_is_refused(stage: Stage) -> None:
    """Editing without a keyboard removes the old one."""
    phone = await stage.started()
    sent = await stage.telegram("sendMessage", chat_id=phone.user, text="Один", reply_markup=MENU)
    where = {"chat_id": phone.user, "message_id": sent["message_id"]}

    edited = await stage.telegram("editMessageText", **where, text="Два")
    assert "reply_markup" not in edited
    assert edited["edit_date"] >= edited["date"]
    assert (await phone.last())["edited"]

    assert await stage.telegram("editMessageText", 400, **where, text="Два") == NOT_MODIFIED
    await stage.telegram("editMessageReplyMarkup", **where, reply_markup=MENU)
    assert await stage.telegram("editMessageReplyMarkup", 400, **where, reply_markup=MENU) == NOT_MODIFIED


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "Bad Request: message text is empty"),
        ({}, "Bad Request: message text is empty"),
        ({"text": "   "}, "Bad Request: text must be non-empty"),
        ({"text": "я" * 4097}, "Bad Request: message is too long"),
        ({"text": "a", "parse_mode": "Html5"}, "Bad Request: unsupported parse_mode"),
        (
            {"text": "<b>a", "parse_mode": "HTML"},
            "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            {"text": "ю<br>", "parse_mode": "HTML"},
            'Bad Request: can\'t parse entities: Unsupported start tag "br" at byte offset 2',
        ),
        (
            {"text": "<b>a</i>", "parse_mode": "HTML"},
            (
                "Bad Request: can't parse entities: Unmatched end tag at byte offset 4,"
                ' expected "</b>", found "</i>"'
            ),
        ),
        (
            {"text": "a < b", "parse_mode": "HTML"},
            "Bad Request: can't parse entities: Unclosed start tag at byte offset 2",
        ),
        (
            {"text": "a</b>", "parse_mode": "HTML"},
            "Bad Request: can't parse entities: Unexpected end tag at byte offset 1",
        ),
        (
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "я" * 33}]]}},
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "x"}]]}},
            (
                "Bad Request: can't parse inline keyboard button:"
                " Text buttons are unallowed in the inline keyboard"
            ),
        ),
        (
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "x", "url": "no address"}]]}},
            "Bad Request: inline keyboard button URL 'no address' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"callback_data": "x"}]]}},
            "Bad Request: can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"text": "a", "reply_parameters": {"message_id": 999}},
            "Bad Request: message to be replied not found",
        ),
    ],
)
async def test_a_text_that_telegram_refuses_is_refused_in_its_words(
    stage: Stage, params: dict[str, Any], words: str
) -> None:
    """Nothing of it reaches the phone."""
    phone = await stage.started()
    assert words == await stage.telegram("sendMessage", 400, chat_id=phone.user, **params)
    assert len((await phone.screen())["messages"]) == 1


async def test_a_bot_cannot_write_first_nor_to_nobody_nor_to_a_bot(stage: Stage) -> None:
    """A person who never started this bot may know the other one."""
    phone = await stage.phone()
    send: dict[str, Any] = {"text": "Здравствуйте"}
    words = "Forbidden: bot can't initiate conversation with a user"
    assert words == await stage.telegram("sendMessage", 403, chat_id=phone.user, **send)
    assert words == await stage.telegram("sendMessage", 403, bot="telegram-staff", chat_id=phone.user, **send)
    assert await stage.telegram("sendMessage", 400, chat_id=5, **send) == "Bad Request: chat not found"
    other = stage.world.bots["telegram-staff"].user_id
    assert "bots can't send messages to bots" in await stage.telegram(
        "sendMessage", 403, chat_id=other, **send
    )


async def test_a_blocked_bot_is_told_so_until_the_person_comes_back(stage: Stage) -> None:
    """my_chat_member tells of both; Start unblocks."""
    phone = await stage.started()
    await phone.act("block")
    words = "Forbidden: bot was blocked by the user"
    assert words == await stage.telegram("sendMessage", 403, chat_id=phone.user, text="Эй")
    assert "blocked" in (await phone.act("say", 409, text="Эй"))["error"]

    await phone.act("start")
    left, back, message = await stage.updates("telegram-citizen")
    assert left["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert back["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert message["message"]["text"] == "/start"
    await stage.telegram("sendMessage", chat_id=phone.user, text="Снова вместе")


async def test_messages_that_are_gone_or_not_the_bots_cannot_be_edited(stage: Stage) -> None:
    """Neither can one that brought a reply keyboard, nor the text of a message without text."""
    phone = await stage.started()
    edit: dict[str, Any] = {"chat_id": phone.user, "text": "Новое"}
    words = await stage.telegram("editMessageText", 400, **edit, message_id=999)
    assert words == "Bad Request: message to edit not found"
    mine = (await phone.act("say", text="моё"))["message"]["id"]
    assert await stage.telegram("editMessageText", 400, **edit, message_id=int(mine)) == (
        "Bad Request: message can't be edited"
    )
    keyboard = {"keyboard": [[{"text": "Номер", "request_contact": True}]]}
    sent = await stage.telegram("sendMessage", chat_id=phone.user, text="Номер?", reply_markup=keyboard)
    assert await stage.telegram("editMessageText", 400, **edit, message_id=sent["message_id"]) == (
        "Bad Request: message can't be edited"
    )
    place = await stage.telegram("sendLocation", chat_id=phone.user, latitude=60.0, longitude=70.0)
    assert await stage.telegram("editMessageText", 400, **edit, message_id=place["message_id"]) == (
        "Bad Request: there is no text in the message to edit"
    )


async def test_deleting_takes_the_message_off_the_screen_once(stage: Stage) -> None:
    """The bot may delete the person's messages too, in the first two days."""
    phone = await stage.started()
    said = (await phone.act("say", text="лишнее"))["message"]["id"]
    sent = await stage.telegram("sendMessage", chat_id=phone.user, text="и это")
    assert await stage.telegram("deleteMessage", chat_id=phone.user, message_id=int(said))
    assert [m["text"] for m in (await phone.screen())["messages"]] == ["/start", "и это"]
    assert await stage.telegram("deleteMessage", 400, chat_id=phone.user, message_id=int(said)) == (
        "Bad Request: message to delete not found"
    )
    stage.world.clock_offset = 49 * 3600
    assert await stage.telegram("deleteMessage", 400, chat_id=phone.user, message_id=sent["message_id"]) == (
        "Bad Request: message can't be deleted for everyone"
    )


async def test_a_press_is_answered_once_with_a_notice(stage: Stage) -> None:
    """A second answer, and one to a press that never was, come too late."""
    phone = await stage.started()
    sent = await stage.telegram("sendMessage", chat_id=phone.user, text="Да?", reply_markup=MENU)
    await phone.act("press", message=str(sent["message_id"]), row=0, column=0)
    [update] = await stage.updates("telegram-citizen")
    query = update["callback_query"]
    assert (query["data"], query["message"]["text"]) == ("yes", "Да?")

    await stage.telegram("answerCallbackQuery", callback_query_id=query["id"], text="Принято")
    assert (await phone.screen())["toast"]["text"] == "Принято"
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert old == await stage.telegram("answerCallbackQuery", 400, callback_query_id=query["id"])
    assert old == await stage.telegram("answerCallbackQuery", 400, callback_query_id="17")


async def test_copies_and_forwards_carry_the_message_on(stage: Stage) -> None:
    """A copy hides its author, a forward names him."""
    phone, other = await stage.started(), await stage.started()
    said = (await phone.act("say", text="Яма на дороге"))["message"]["id"]
    source: dict[str, Any] = {"chat_id": other.user, "from_chat_id": phone.user, "message_id": int(said)}
    copied = await stage.telegram("copyMessage", **source)
    forwarded = await stage.telegram("forwardMessage", **source)
    assert forwarded["message_id"] == copied["message_id"] + 1
    assert forwarded["forward_origin"]["sender_user"]["id"] == phone.user
    assert [m["text"] for m in (await other.screen())["messages"][1:]] == ["Яма на дороге"] * 2


async def test_the_chat_shows_that_the_bot_types_until_it_answers(stage: Stage) -> None:
    """A chat action is seen, an unknown action refused."""
    phone = await stage.started()
    await stage.telegram("sendChatAction", chat_id=phone.user, action="typing")
    assert (await phone.screen())["typing"]
    await stage.telegram("sendMessage", chat_id=phone.user, text="Готово")
    assert not (await phone.screen())["typing"]
    assert "wrong parameter action" in await stage.telegram(
        "sendChatAction", 400, chat_id=phone.user, action="dancing"
    )
