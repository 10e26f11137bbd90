"""Telegram: the forms of a request, and what the specification does not allow."""

import json
from typing import Any

import aiohttp
import pytest

from bots.sandbox.contract.telegram import telegram_spec
from tests.sandbox.stage import Stage, told


async def test_every_form_of_a_request_says_the_same(stage: Stage) -> None:
    """Query string, urlencoded body, multipart and JSON; the method's case and a last slash do not matter."""
    phone = await stage.started()
    url = f"{stage.url}/telegram/bot{stage.token('telegram-citizen')}/sendMessage"
    markup = json.dumps({"inline_keyboard": [[{"text": "x", "callback_data": "y"}]]})
    params = {"chat_id": str(phone.user), "text": "привет & пока", "reply_markup": markup}
    form = aiohttp.FormData(params, default_to_multipart=True)
    for options in ({"params": params}, {"data": params}, {"data": form}, {"json": params}):
        async with stage.http.post(url.replace("sendMessage", "SENDmessage/"), **options) as answer:
            assert told(await answer.json(), answer.status, 200)["text"] == "привет & пока"
    async with stage.http.get(url, params=params) as answer:
        assert told(await answer.json(), answer.status, 200)["reply_markup"] == json.loads(markup)


async def test_a_wrong_token_a_wrong_path_and_a_wrong_method_are_told_apart(stage: Stage) -> None:
    """401 for a token nobody has, 404 for what is no token, no path, no method."""
    for path, status, words in (
        ("/bot1:wrong/getMe", 401, "Unauthorized"),
        (f"/bot{stage.token('max-citizen')}/getMe", 404, "Not Found"),
        ("/botnonsense/getMe", 404, "Not Found"),
        ("/elsewhere", 404, "Not Found"),
        (f"/bot{stage.token('telegram-citizen')}/sendSmoke", 404, "Not Found"),
        (f"/file/bot{stage.token('telegram-citizen')}/photos/none.jpg", 404, "Not Found"),
        ("/file/bot1:wrong/photos/none.jpg", 401, "Unauthorized"),
    ):
        async with stage.http.get(f"{stage.url}/telegram{path}") as answer:
            assert words == told(await answer.json(), answer.status, status)


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMessage", {"text": "a"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": 1, "text": "a", "parse_mod": "HTML"}, 'unknown parameter "parse_mod"'),
        (
            "sendMessage",
            {"chat_id": 1, "text": "a", "reply_markup": "{"},
            "can't parse reply keyboard markup JSON",
        ),
        ("sendMessage", {"chat_id": 1, "text": "a", "reply_markup": "[]"}, "object expected as reply markup"),
        ("sendMessage", {"chat_id": 1, "text": {"a": 1}}, 'invalid value of parameter "text"'),
        (
            "sendMessage",
            {"chat_id": 1, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": "a", "data": "b"}]]}},
            'field "data" is not in the specification',
        ),
        ("editMessageText", {"chat_id": 1, "text": "a"}, "message identifier is not specified"),
        (
            "editMessageText",
            {"chat_id": 1, "message_id": "x", "text": "a"},
            'invalid value of parameter "message_id"',
        ),
        ("sendPhoto", {"chat_id": 1}, "there is no photo in the request"),
        ("sendMediaGroup", {"chat_id": 1, "media": "nonsense"}, "can't parse media JSON object"),
        (
            "setMyCommands",
            {"commands": [{"command": "a"}]},
            "can't parse commands: Can't find field \"description\"",
        ),
        ("setMyCommands", {"commands": [{"command": "Ж", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [], "scope": {"type": "town"}}, 'field "type" must be one of default'),
        ("answerCallbackQuery", {}, "callback_query_id is empty"),
    ],
)
async def test_what_the_specification_does_not_allow_is_a_bad_request(
    stage: Stage, method: str, params: dict[str, Any], words: str
) -> None:
    """Unknown, missing and ill-typed parameters."""
    description = await stage.telegram(method, 400, **params)
    assert description.startswith("Bad Request: ")
    assert words in description


async def test_bodies_that_are_not_what_they_say_are_refused(stage: Stage) -> None:
    """Broken JSON, JSON that is no object, multipart without a boundary."""
    url = f"{stage.url}/telegram/bot{stage.token('telegram-citizen')}/getMe"
    for body, kind in (
        (b"{", "application/json"),
        (b"[1]", "application/json"),
        (b"x", "multipart/form-data"),
    ):
        async with stage.http.post(url, data=body, headers={"Content-Type": kind}) as answer:
            assert told(await answer.json(), answer.status, 400).startswith("Bad Request: ")


async def test_a_method_of_the_specification_that_is_not_modelled_says_so(stage: Stage) -> None:
    """Clearly, and only after its parameters were checked."""
    assert await stage.telegram("getMyStarBalance", 501) == (
        "Not Implemented: the sandbox does not model getMyStarBalance"
    )
    assert "unknown parameter" in await stage.telegram("getMyStarBalance", 400, extra=1)


async def test_commands_are_kept_by_scope_and_language_and_shown_in_the_menu(stage: Stage) -> None:
    """Deleting a scope leaves the others."""
    phone = await stage.started()
    plain = [{"command": "start", "description": "Начать"}]
    private = [{"command": "help", "description": "Помощь"}]
    scope = {"type": "all_private_chats"}
    await stage.telegram("setMyCommands", commands=plain)
    await stage.telegram("setMyCommands", commands=private, scope=scope, language_code="en")
    assert plain == await stage.telegram("getMyCommands")
    assert private == await stage.telegram("getMyCommands", scope=scope, language_code="en")
    assert await stage.telegram("getMyCommands", scope={"type": "chat", "chat_id": phone.user}) == []

    await stage.telegram("deleteMyCommands", scope=scope, language_code="en")
    [bot, *_] = (await stage.sim("GET", "/state"))["bots"]
    assert bot["commands"] == [{"name": "start", "description": "Начать"}]


async def test_the_bots_own_texts_are_kept(stage: Stage) -> None:
    """Name, descriptions, menu button, and what getChat tells."""
    phone = await stage.started()
    for setter, getter, field in (
        ("setMyName", "getMyName", "name"),
        ("setMyDescription", "getMyDescription", "description"),
        ("setMyShortDescription", "getMyShortDescription", "short_description"),
    ):
        await stage.telegram(setter, **dict[str, Any]({field: "Вече города"}))
        assert await stage.telegram(getter, language_code="ru") == {field: "Вече города"}
    assert (await stage.telegram("getMe"))["first_name"] == "Вече города"
    await stage.telegram("setChatMenuButton", menu_button={"type": "commands"})
    assert await stage.telegram("getChatMenuButton") == {"type": "commands"}
    assert (await stage.telegram("getChat", chat_id=phone.user))["type"] == "private"


def test_every_type_and_method_of_the_specification_can_be_checked() -> None:
    """No notation in it is unknown to the checks."""
    spec = telegram_spec()
    for name in ("Update", "Message", "InputMedia", "InlineQueryResult", "RichBlock", "ChatMember"):
        assert spec.of(name)(3) is not None or name == "RichBlock"
    methods = [spec.method(name) for name in json.loads(_spec_text())["methods"]]
    assert all(method is not None for method in methods)


def _spec_text() -> bytes:
    from bots.sandbox.contract.telegram import SPEC_FILE  # noqa: PLC0415 # only this test reads the file itself

    return SPEC_FILE.read_bytes()
