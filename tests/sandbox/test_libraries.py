"""The real aiogram and the real aiomax talk to the sandbox as they would to the real servers."""

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import aiohttp
import aiomax
import pytest
import pytest_asyncio
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
)

from bots.sandbox.config import SandboxConfig
from tests.sandbox.stage import PNG, Stage, staged

MENU = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Да", callback_data="yes")]])


def telegram(stage: Stage, token: str | None = None) -> Bot:
    """The bot of aiogram, pointed at the sandbox."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(f"{stage.url}/telegram"))
    default = DefaultBotProperties(parse_mode="HTML")
    return Bot(token or stage.token("telegram-citizen"), session=session, default=default)


@pytest_asyncio.fixture
async def bot(stage: Stage) -> AsyncIterator[Bot]:
    """The bot of aiogram for the residents."""
    found = telegram(stage)
    yield found
    await found.session.close()


@pytest_asyncio.fixture
async def max_bot(stage: Stage) -> AsyncIterator[aiomax.Bot]:
    """Of aiomax a typed HTTP client, the only way we use it."""
    found = aiomax.Bot(stage.token("max-citizen"), api_url=f"{stage.url}/max/", max_messages_cached=0)
    headers = {"Authorization": stage.token("max-citizen")}
    async with aiohttp.ClientSession(base_url=f"{stage.url}/max/", headers=headers) as session:
        found.session = session
        yield found


async def test_aiogram_polls_answers_edits_and_hears_of_a_block(stage: Stage, bot: Bot) -> None:
    """A whole conversation through a Dispatcher."""
    heard: asyncio.Queue[str] = asyncio.Queue()
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def greet(message: Message) -> None:
        await message.answer("<b>Здравствуйте</b>", reply_markup=MENU)
        await heard.put(message.text or "")

    @dispatcher.callback_query()
    async def pressed(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text("Принято")
        await query.answer("Спасибо")
        await heard.put(query.data or "")

    @dispatcher.my_chat_member()
    async def left(change: ChatMemberUpdated) -> None:
        await heard.put(change.new_chat_member.status)

    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    try:
        phone = await stage.phone()
        await phone.act("start", payload="q7")
        assert await asyncio.wait_for(heard.get(), 20) == "/start q7"
        shown = await phone.last()
        assert shown["html"] == "<b>Здравствуйте</b>"
        await phone.act("press", message=shown["id"], row=0, column=0)
        assert await asyncio.wait_for(heard.get(), 20) == "yes"
        screen = await phone.screen()
        assert (screen["messages"][-1]["text"], screen["toast"]["text"]) == ("Принято", "Спасибо")
        await phone.act("block")
        assert await asyncio.wait_for(heard.get(), 20) == "kicked"
    finally:
        polling.cancel()
        with suppress(asyncio.CancelledError):
            await polling


async def test_aiogram_meets_its_own_exceptions(stage: Stage, bot: Bot) -> None:
    """Each refusal is the one the library knows."""
    phone = await stage.started()
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await bot.send_message(phone.user, "")
    with pytest.raises(TelegramBadRequest, match="can't parse entities"):
        await bot.send_message(phone.user, "<b>")
    sent = await bot.send_message(phone.user, "Эй")
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await sent.edit_text("Эй")
    await stage.sim("POST", "/faults", json={"bot": "*", "kind": "429", "times": 1, "retry_after": 3})
    with pytest.raises(TelegramRetryAfter) as refused:
        await bot.send_message(phone.user, "Эй")
    assert refused.value.retry_after == 3
    await phone.act("block")
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(phone.user, "Эй")
    await bot.set_webhook("https://example.org/hook")
    with pytest.raises(TelegramConflictError):
        await bot.get_updates()
    stranger = telegram(stage, "1:wrong")
    with pytest.raises(TelegramUnauthorizedError):
        await stranger.get_me()
    await stranger.session.close()


async def test_aiogram_sends_and_fetches_files(stage: Stage, bot: Bot) -> None:
    """Upload, file id, album, download, commands by scope."""
    phone = await stage.started()
    sent = await bot.send_photo(phone.user, BufferedInputFile(PNG, "яма.png"), caption="<i>Яма</i>")
    assert sent.photo is not None
    file_id = sent.photo[-1].file_id
    album: list[Any] = [
        InputMediaPhoto(media=file_id),
        InputMediaPhoto(media=BufferedInputFile(PNG, "b.png")),
    ]
    assert len(await bot.send_media_group(phone.user, album)) == 2
    fetched = io.BytesIO()
    await bot.download(file_id, destination=fetched)
    assert fetched.getvalue() == PNG
    scope = BotCommandScopeAllPrivateChats()
    commands = [BotCommand(command="start", description="Начать")]
    await bot.set_my_commands(commands, scope=scope, language_code="ru")
    [kept] = await bot.get_my_commands(scope=scope, language_code="ru")
    assert (kept.command, kept.description) == ("start", "Начать")
    assert (await bot.get_webhook_info()).url == ""


async def test_aiomax_is_an_http_client_that_works(stage: Stage, max_bot: aiomax.Bot) -> None:
    """get, post, put and patch with its buttons and types; its errors are told apart."""
    phone = await stage.started("max")
    me = await (await max_bot.get("me")).json()
    assert me["user_id"] == stage.world.bots["max-citizen"].user_id
    keyboard = aiomax.buttons.KeyboardBuilder().add(aiomax.buttons.CallbackButton("Да", "yes"))
    attachment = {"type": "inline_keyboard", "payload": {"buttons": _rows(keyboard)}}
    body = {"text": "<b>Да?</b>", "format": "html", "attachments": [attachment]}
    answer = await max_bot.post("messages", params={"user_id": phone.user}, json=body)
    mid = (await answer.json())["message"]["body"]["mid"]
    assert (await (await max_bot.put("messages", params={"message_id": mid}, json={"text": "Да!"})).json())[
        "success"
    ]
    with pytest.raises(aiomax.exceptions.ChatNotFound):
        await max_bot.post("messages", params={"chat_id": 7}, json={"text": "a"})
    with pytest.raises(aiomax.exceptions.UnknownErrorException, match=r"verify\.token"):
        await max_bot.get("me", headers={"Authorization": "wrong"})
    assert (await phone.last())["text"] == "Да!"


def _rows(keyboard: aiomax.buttons.KeyboardBuilder) -> list[list[dict[str, str]]]:
    return [[b.to_json() if hasattr(b, "to_json") else b for b in row] for row in keyboard.to_list()]


async def test_aiomax_delivers_and_then_stumbles_over_a_sender_without_a_name(
    stage: Stage, max_bot: aiomax.Bot
) -> None:
    """Its own send_message must not be used: a naive retry would send twice."""
    phone = await stage.started("max")
    with pytest.raises(TypeError):
        await max_bot.send_message("Дошло", user_id=phone.user)
    assert (await phone.last())["text"] == "Дошло"


async def test_aiomax_uploads_with_its_own_forms() -> None:
    """A picture's token comes from the upload host, a video's from before it."""
    async with staged(SandboxConfig(check_replies=True, not_ready=0)) as stage:
        phone = await stage.started("max")
        token = stage.token("max-citizen")
        bot = aiomax.Bot(token, api_url=f"{stage.url}/max/", max_messages_cached=0)
        async with aiohttp.ClientSession(
            base_url=f"{stage.url}/max/", headers={"Authorization": token}
        ) as session:
            bot.session = session
            picture = await bot.upload_image(io.BytesIO(PNG))
            film = await bot.upload_video(io.BytesIO(b"film"))
            for one in (picture, film):
                body = {"attachments": [one.as_dict()]}
                await bot.post("messages", params={"user_id": phone.user}, json=body)
        assert [m["media"][0]["kind"] for m in (await phone.screen())["messages"]] == ["photo", "video"]
