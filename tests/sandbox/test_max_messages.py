"""MAX: what a bot sends, changes and answers, and how it is refused."""

from typing import Any

import pytest

from tests.sandbox.stage import Phone, Stage

MENU = {
    "type": "inline_keyboard",
    "payload": {"buttons": [[{"type": "callback", "text": "Да", "payload": "yes"}]]},
}


async def send(stage: Stage, phone: Phone, status: int = 200, **body: Any) -> Any:
    """Send a message to the phone's owner."""
    return await stage.max("POST /messages", status, user_id=phone.user, body=body)


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    """An inline keyboard of these rows."""
    return {"type": "inline_keyboard", "payload": {"buttons": list(rows)}}


def callback(text: str = "x", payload: str = "y") -> dict[str, Any]:
    """A callback button."""
    return {"type": "callback", "text": text, "payload": payload}


async def test_start_is_an_update_of_its_own_and_html_is_forgiven(stage: Stage) -> None:
    """bot_started carries the payload; unknown tags are stripped, not refused."""
    phone = await stage.phone("max")
    await phone.act("start", payload="CODE 1")
    [update] = await stage.updates("max-citizen")
    assert (update["update_type"], update["payload"]) == ("bot_started", "CODE 1")

    text = "<b>Да</b> <blink>нет</blink> &amp; <a href='https://max.ru'>сюда</a><i>"
    sent = (await send(stage, phone, text=text, format="html", attachments=[MENU]))["message"]
    assert sent["body"]["text"] == "Да нет & сюда"
    assert [m["type"] for m in sent["body"]["markup"]] == ["strong", "link"]
    assert sent["recipient"] == {"chat_id": update["chat_id"], "chat_type": "dialog", "user_id": phone.user}
    shown = await phone.last()
    assert shown["html"] == '<b>Да</b> нет &amp; <a href="https://max.ru">сюда</a>'
    assert shown["buttons"] == [[{"text": "Да", "kind": "callback"}]]


async def test_an_edit_answers_only_success_and_null_keeps_what_an_empty_list_clears(stage: Stage) -> None:
    """`attachments: null`, or none at all, keeps the keyboard; `text: null` keeps the text."""
    phone = await stage.started("max")
    mid = (await send(stage, phone, text="Один", attachments=[MENU]))["message"]["body"]["mid"]
    for body, shown in (
        ({"text": "Два"}, ("Два", 1)),
        ({"text": "Три", "attachments": None}, ("Три", 1)),
        ({"text": None, "attachments": []}, ("Три", 0)),
    ):
        assert await stage.max("PUT /messages", message_id=mid, body=body) == {"success": True}
        last = await phone.last()
        assert shown == (last["text"], len(last["buttons"]))
    got = await stage.max(f"GET /messages/{mid}")
    assert (got["body"]["mid"], got["body"]["text"]) == (mid, "Три")


async def test_edits_and_deletions_that_cannot_be_are_not_successes(stage: Stage) -> None:
    """Status 200 and `success: false`, as the specification has nothing else for them."""
    phone = await stage.started("max")
    mine = (await phone.act("say", text="моё"))["message"]["id"]
    for mid in (mine, "mid.nothing", "nonsense"):
        for call, body in (("PUT /messages", {"text": "x"}), ("DELETE /messages", None)):
            answer = await stage.max(call, message_id=mid, body=body)
            assert answer["success"] is False
            assert answer["message"]
    mid = (await send(stage, phone, text="лишнее"))["message"]["body"]["mid"]
    assert await stage.max("DELETE /messages", message_id=mid) == {"success": True}
    assert (await stage.max(f"GET /messages/{mid}", 404))["code"] == "not.found"


async def test_an_answer_to_a_press_replaces_the_message_and_shows_a_notice_in_one_call(stage: Stage) -> None:
    """Once; an empty answer is refused before it counts."""
    phone = await stage.started("max")
    mid = (await send(stage, phone, text="Да?", attachments=[MENU]))["message"]["body"]["mid"]
    await phone.act("press", message=mid, row=0, column=0)
    [update] = await stage.updates("max-citizen")
    query = {"callback_id": update["callback"]["callback_id"]}
    assert update["callback"]["payload"] == "yes"
    assert update["message"]["body"]["mid"] == mid

    empty = await stage.max("POST /answers", 400, **query, body={})
    assert empty["message"] == "Invalid request. `message` or `notification` required"
    body = {"message": {"text": "Принято", "attachments": []}, "notification": "Спасибо"}
    assert await stage.max("POST /answers", **query, body=body) == {"success": True}
    screen = await phone.screen()
    assert (screen["messages"][-1]["text"], screen["toast"]["text"]) == ("Принято", "Спасибо")
    assert (await stage.max("POST /answers", 405, **query, body=body))["code"] == "method.not.allowed"


async def test_a_bot_cannot_write_to_strangers_nor_to_those_who_blocked_it(stage: Stage) -> None:
    """404 before the first Start, 403 after a block, which the bot is told of."""
    stranger = await stage.phone("max")
    assert (await send(stage, stranger, 404, text="Эй"))["code"] == "dialog.not.found"
    assert (await stage.max("POST /messages", 404, chat_id=7, body={"text": "a"}))["code"] == "chat.not.found"
    phone = await stage.started("max")
    mid = (await send(stage, phone, text="раз"))["message"]["body"]["mid"]
    await phone.act("block", delete=True)
    kinds = [u["update_type"] for u in await stage.updates("max-citizen")]
    assert kinds == ["bot_stopped", "dialog_removed"]
    refused = {"code": "chat.denied", "message": "error.dialog.suspended"}
    assert refused == await send(stage, phone, 403, text="Эй")
    chat = stage.world.bots["max-citizen"].by_user[phone.user]
    assert refused == await stage.max(f"POST /chats/{chat.id}/actions", 403, body={"action": "typing_on"})
    assert not (await stage.max("PUT /messages", message_id=mid, body={"text": "x"}))["success"]
    await phone.act("unblock")
    assert (await stage.updates("max-citizen"))[0]["update_type"] == "bot_started"


WIDE = {"type": "request_contact", "text": "Номер"}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"text": "я" * 4001}, "Field 'text' size (4001) must be at most 4000"),
        ({"text": 5}, "Can't deserialize body"),
        ({}, "Invalid request. `text` or `attachments` required"),
        ({"text": "a", "parse_mode": "html"}, "Unknown field 'parse_mode'"),
        (
            {"text": "a", "attachments": [keyboard(*[[callback()]] * 31)]},
            "Field 'buttons' size (31) must be at most 30",
        ),
        ({"text": "a", "attachments": [keyboard([callback()] * 8)]}, "row size (8) must be between 1 and 7"),
        ({"text": "a", "attachments": [keyboard([WIDE] * 4)]}, "row size (4) must be between 1 and 3"),
        (
            {"text": "a", "attachments": [keyboard([callback(text="")])]},
            "Field 'text' size (0) must be at least 1",
        ),
        ({"text": "a", "attachments": [keyboard([callback(text="x" * 129)])]}, "must be at most 128"),
        ({"text": "a", "attachments": [keyboard([callback(payload="x" * 1025)])]}, "must be at most 1024"),
        (
            {"text": "a", "attachments": [keyboard([{"type": "callback", "text": "x"}])]},
            "Field 'payload' cannot be null",
        ),
        (
            {"text": "a", "attachments": [keyboard([{"text": "x", "payload": "y"}])]},
            "Field 'type' cannot be null",
        ),
        (
            {"text": "a", "attachments": [keyboard([{"type": "smoke", "text": "x"}])]},
            "Can't deserialize body",
        ),
        (
            {"text": "a", "attachments": [keyboard([{"type": "link", "text": "x", "url": "tg://x"}])]},
            "Must have only http/https links format in buttons",
        ),
        (
            {"text": "a", "attachments": [MENU, MENU]},
            "Must be only one inline_keyboard attachment in message",
        ),
        (
            {"attachments": [{"type": "image", "payload": {"token": "none"}}]},
            "Invalid photo token provided: none",
        ),
        (
            {
                "attachments": [
                    {"type": "contact", "payload": {"name": "А"}},
                    {"type": "location", "latitude": 1, "longitude": 1},
                ]
            },
            "Must be only one contact attachment in message",
        ),
    ],
)
async def test_a_body_that_max_refuses_is_refused_in_its_words(
    stage: Stage, body: dict[str, Any], words: str
) -> None:
    """Nothing of it reaches the phone."""
    phone = await stage.started("max")
    refused = await send(stage, phone, 400, **body)
    assert refused["code"] == "proto.payload"
    assert words in refused["message"]
    assert (await phone.screen())["messages"] == []


async def test_a_keyboard_may_have_two_hundred_and_ten_buttons(stage: Stage) -> None:
    """Thirty rows of seven, with a null format, which the service takes although the schema frowns on it."""
    phone = await stage.started("max")
    await send(stage, phone, text="Много", format=None, attachments=[keyboard(*[[callback()] * 7] * 30)])
    assert sum(len(row) for row in (await phone.last())["buttons"]) == 210


async def test_tokens_belong_in_the_header_and_nowhere_else(stage: Stage) -> None:
    """Not in the query, not behind Bearer."""
    token = stage.token("max-citizen")
    for headers, query in (
        ({}, {"access_token": token}),
        ({"Authorization": f"Bearer {token}"}, {}),
        ({"Authorization": stage.token("telegram-citizen")}, {}),
    ):
        async with stage.http.get(f"{stage.url}/max/me", headers=headers, params=query) as answer:
            assert (answer.status, (await answer.json())["code"]) == (401, "verify.token")


async def test_paths_methods_and_parameters_outside_the_specification_are_refused(stage: Stage) -> None:
    """404, 405, 400, and 501 for what the sandbox does not model."""
    assert (await stage.max("GET /chats", 404))["code"] == "not.found"
    assert (await stage.max("PATCH /me", 405, body={}))["code"] == "method.not.allowed"
    assert (await stage.max("GET /chats/5/pin", 501))["code"] == "not.implemented"
    for call, query, words in (
        ("GET /updates", {"timeout": "91"}, "Field 'timeout' value (91) must be at most 90"),
        ("GET /updates", {"limit": "many"}, "Invalid parameter value: limit"),
        ("GET /updates", {"offset": "1"}, "Unknown parameter: offset"),
        ("POST /uploads", {}, "Missing required parameter: type"),
        ("POST /uploads", {"type": "photo"}, "Can't deserialize body"),
        ("GET /messages", {}, "Missing required parameter: chat_id or message_ids"),
    ):
        assert words == (await stage.max(call, 400, **query))["message"]


async def test_the_bot_reads_its_chat_and_its_messages(stage: Stage) -> None:
    """Newest first; commands are a list of its own."""
    phone = await stage.started("max")
    mids = [(await send(stage, phone, text=text))["message"]["body"]["mid"] for text in ("раз", "два")]
    chat = stage.world.bots["max-citizen"].by_user[phone.user].id
    got = await stage.max("GET /messages", chat_id=chat, count=1)
    assert [m["body"]["text"] for m in got["messages"]] == ["два"]
    got = await stage.max("GET /messages", message_ids=",".join([*mids, "mid.none"]))
    assert [m["body"]["text"] for m in got["messages"]] == ["раз", "два"]
    assert (await stage.max(f"GET /chats/{chat}"))["dialog_with_user"]["user_id"] == phone.user
    commands = [{"name": "help", "description": "Помощь"}]
    await stage.max("PATCH /me/commands", body={"commands": commands})
    assert (await stage.max("GET /me"))["commands"] == commands
    too_many = [{"name": f"c{n}"} for n in range(33)]
    assert (
        "at most 32" in (await stage.max("PATCH /me/commands", 400, body={"commands": too_many}))["message"]
    )


async def test_the_chat_shows_that_the_bot_types(stage: Stage) -> None:
    """Until it answers; marking the chat as seen shows nothing."""
    phone = await stage.started("max")
    chat = stage.world.bots["max-citizen"].by_user[phone.user].id
    await stage.max(f"POST /chats/{chat}/actions", body={"action": "mark_seen"})
    assert not (await phone.screen())["typing"]
    await stage.max(f"POST /chats/{chat}/actions", body={"action": "typing_on"})
    assert (await phone.screen())["typing"]
