"""Every request that our adapters make is one that the published specifications allow."""

from typing import Any

from bots.delivery.limits import Limits
from bots.max.client import MaxClient
from bots.max.webhook import register as register_max
from bots.max.webhook import remove as remove_max
from bots.telegram.client import TelegramClient
from bots.telegram.webhook import register as register_telegram
from bots.telegram.webhook import remove as remove_telegram
from core.shared.msg import Msg
from dialogs.engine.ports import Letter
from dialogs.engine.screen import Button, Link
from tests.adapters.recorder import Taken, recording
from tests.adapters.rig import VOICE, Rig, html, screen
from tests.adapters.specs import max_faults, telegram_faults
from tests.delivery.films import film, photo

SECRET = "a" * 64


async def a_busy_day(rig: Rig) -> None:
    """One of everything an adapter can be asked to send."""
    red, blue = await rig.kept(photo(colour="red")), await rig.kept(photo(colour="blue"))
    clip = await rig.kept(film(), "video")
    await rig.show(screen("welcome", buttons=("Agree",)))
    await rig.show(screen("menu", buttons=("Report", "Help"), fresh=True))
    await rig.show(screen("topic", buttons=("Roads",), toast=Msg("chosen")), await rig.press("Report"))
    await rig.show(screen("card", buttons=("Next",), media=(red,)), await rig.press("Roads"))
    await rig.show(screen("card", buttons=("Next",), media=(blue,)), await rig.press("Next"))
    await rig.show(screen("card 2", buttons=("Next",), media=(blue,)), await rig.press("Next"))
    await rig.show(screen("album", buttons=("Next",), media=(red, blue, clip)), await rig.press("Next"))
    await rig.show(screen("long " * 2000, buttons=("Next",)), await rig.press("Next"))
    await rig.show(screen("number?", buttons=("Skip",), ask="contact"), await rig.press("Next"))
    await rig.show(screen("where?", buttons=("Skip",), ask="place", fresh=True))
    await rig.show(screen("thank you", buttons=("Menu",), fresh=True))
    link = Link("site", "https://example.org/a?b=c&d")
    letter = Letter(
        voice=VOICE, text=(html("<b>a</b> <a href='https://example.org'>b</a>"),), rows=((link,),)
    )
    await rig.outbound.send(rig.account.chat, letter)
    row = ((Button("Open", "@incident.1"), link),)
    await rig.outbound.send(
        rig.account.chat, Letter(voice=VOICE, text=(Msg("b"),), rows=row, media=(red, clip))
    )
    green = await rig.kept(photo(colour="green"))
    await rig.outbound.send(rig.account.chat, Letter(voice=VOICE, text=(Msg("c"),), media=(green,)))
    await rig.outbound.typing(rig.account.chat)
    await rig.outbound.answer(await rig.press("Menu"), Msg("toast"), voice=VOICE)
    await rig.client.me()
    await rig.client.set_commands([("start", "В начало"), ("help", "Помощь")])
    await rig.client.set_commands([("start", "Start")], language="en")


async def test_what_goes_to_telegram_is_in_its_method_tables(telegram: Rig) -> None:
    """Names, types and required parameters, in JSON and in multipart bodies."""
    async with recording(telegram.stage.url) as recorder:
        token = telegram.stage.token(telegram.bot)
        client = TelegramClient(telegram.bot, token, limits=Limits(), api_url=f"{recorder.url}/telegram")
        await _swapped(telegram, client)
        await a_busy_day(telegram)
        await register_telegram(client, "https://city.example/webhooks/telegram/citizen", SECRET)
        await remove_telegram(client)
        await client.close()

    calls = [(taken.path.rsplit("/", 1)[-1], _params(taken)) for taken in recorder.taken]
    assert [fault for method, params in calls for fault in telegram_faults(method, params)] == []
    methods = {method for method, _ in calls}
    assert methods >= {
        "sendMessage",
        "editMessageText",
        "sendPhoto",
        "editMessageMedia",
        "editMessageCaption",
        "sendMediaGroup",
        "answerCallbackQuery",
        "deleteMessages",
        "editMessageReplyMarkup",
        "sendChatAction",
        "getUpdates",
        "getMe",
        "setMyCommands",
        "setWebhook",
        "deleteWebhook",
    }


async def test_what_goes_to_max_is_what_its_schema_allows(max_: Rig) -> None:
    """Paths, query parameters and bodies; no `null` format, no button field that MAX does not know."""
    async with recording(max_.stage.url) as recorder:
        client = MaxClient(
            max_.bot, max_.stage.token(max_.bot), limits=Limits(), api_url=f"{recorder.url}/max"
        )
        await _swapped(max_, client)
        await a_busy_day(max_)
        await register_max(client, "https://city.example/webhooks/max/citizen", SECRET)
        await remove_max(client)
        await client.close()

    api = [(t, t.path.removeprefix("/max")) for t in recorder.taken if not t.path.startswith("/max/upload/")]
    assert [f for t, path in api for f in max_faults(t.method, path, t.query, t.json)] == []
    assert {f"{t.method} {path}" for t, path in api} >= {
        "POST /messages",
        "PUT /messages",
        "DELETE /messages",
        "POST /answers",
        "POST /uploads",
        "GET /updates",
        "GET /me",
        "PATCH /me/commands",
        "GET /subscriptions",
        "POST /subscriptions",
        "DELETE /subscriptions",
    }
    assert all(b'"format":null' not in t.body and b'"intent"' not in t.body for t, _ in api)
    assert all(t.headers["Authorization"] == max_.stage.token(max_.bot) for t, _ in api)


async def test_the_upload_host_never_sees_the_token(max_: Rig) -> None:
    """It belongs to MAX's storage, not to its API."""
    token = max_.stage.token(max_.bot)
    async with recording(max_.stage.url) as recorder:
        client = MaxClient(max_.bot, token, limits=Limits(), api_url=f"{recorder.url}/max")
        await _swapped(max_, client)
        await max_.show(screen("card", media=(await max_.kept(photo()),), fresh=True))
        await client.close()

    uploads = [taken for taken in recorder.taken if taken.path.startswith("/max/upload/")]
    assert len(uploads) == 1
    assert all(token not in value for taken in uploads for value in taken.headers.values())
    assert list(uploads[0].form) == ["data"]


async def _swapped(rig: Rig, client: Any) -> None:
    """Let the rig's adapter go through another client."""
    await rig.client.close()
    kind = type(rig.outbound)
    rig.outbound = kind(rig.bot, client, rig.outbound._texts, rig.world.files)
    rig.client = rig.feed._client = client


def _params(taken: Taken) -> dict[str, Any]:
    """A call's parameters; an uploaded file itself is none."""
    if not taken.is_form:
        return dict(taken.json or {})
    return {name: value for name, value in taken.form.items() if not isinstance(value, bytes)}
