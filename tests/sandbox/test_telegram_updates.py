"""Telegram: getUpdates with its offset and its conflicts, and webhooks."""

import asyncio
from typing import Any

import pytest

from bots.sandbox.config import SandboxConfig
from tests.sandbox.stage import Hook, Stage, staged, until


async def test_updates_wait_until_an_offset_confirms_them(stage: Stage) -> None:
    """In order, again and again; a negative offset keeps the newest."""
    phone = await stage.phone()
    for text in ("раз", "два", "три"):
        await phone.act("say", text=text)
    first = await stage.telegram("getUpdates", limit=2)
    assert [u["message"]["text"] for u in first] == ["раз", "два"]
    assert first == await stage.telegram("getUpdates", limit=2)
    assert await stage.sim("GET", "/receipts") == {"receipts": []}
    rest = await stage.telegram("getUpdates", offset=first[-1]["update_id"] + 1)
    assert [u["message"]["text"] for u in rest] == ["три"]
    taken = (await stage.sim("GET", "/receipts", params={"bot": "telegram-citizen"}))["receipts"]
    assert [receipt["update"] for receipt in taken] == first
    again = await stage.sim("GET", "/receipts", params={"after": taken[0]["n"]})
    assert again["receipts"] == taken[1:]

    for text in ("четыре", "пять"):
        await phone.act("say", text=text)
    assert [u["message"]["text"] for u in await stage.telegram("getUpdates", offset=-1)] == ["пять"]


async def test_a_long_poll_ends_with_the_first_update(stage: Stage) -> None:
    """And a second poll ends the first with a conflict."""
    phone = await stage.phone()
    first = asyncio.create_task(stage.telegram("getUpdates", 409, timeout=50))
    await until(lambda: stage.world.bots["telegram-citizen"].poll == 1)
    second = asyncio.create_task(stage.telegram("getUpdates", timeout=50))
    assert await first == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await phone.act("say", text="привет")
    assert [u["message"]["text"] for u in await second] == ["привет"]


async def test_only_the_allowed_kinds_are_queued(stage: Stage) -> None:
    """The setting is remembered until it is changed; an empty list means the usual kinds."""
    phone = await stage.started()
    await stage.telegram("getUpdates", allowed_updates=["edited_message"])
    said = (await phone.act("say", text="раз"))["message"]["id"]
    await phone.act("edit", message=said, text="два")
    [update] = await stage.updates("telegram-citizen")
    assert update["edited_message"]["text"] == "два"
    await stage.telegram("getUpdates", allowed_updates=[])
    await phone.act("say", text="три")
    assert len(await stage.updates("telegram-citizen")) == 1


async def test_a_webhook_gets_its_secret_and_what_it_refuses_comes_again(hook: Hook) -> None:
    """In order for the chat; the last failure stands in getWebhookInfo; polling is a conflict."""
    async with staged(SandboxConfig(check_replies=True, retry_first=0.01)) as stage:
        phone = await stage.started()
        hook.answers = [500, 500]
        await stage.telegram("setWebhook", url=hook.url, secret_token="s-1", allowed_updates=["message"])
        for text in ("раз", "два", "три"):
            await phone.act("say", text=text)
        came = await hook.count(5)
        assert [u["message"]["text"] for u in came] == ["раз", "раз", "раз", "два", "три"]
        await until(lambda: len(stage.world.receipts.after(0, None)) == 4)
        assert [receipt.update for receipt in stage.world.receipts.after(1, None)] == came[2:]
        assert {headers["X-Telegram-Bot-Api-Secret-Token"] for _, headers in hook.came} == {"s-1"}
        info = await stage.telegram("getWebhookInfo")
        assert info["last_error_message"] == "Wrong response from the webhook: 500"
        assert info["allowed_updates"] == ["message"]
        assert "while webhook is active" in await stage.telegram("getUpdates", 409)

        await stage.telegram("deleteWebhook")
        await phone.act("say", text="четыре")
        assert [u["message"]["text"] for u in await stage.updates("telegram-citizen")] == ["четыре"]


async def test_what_waited_before_the_webhook_is_delivered_by_it(stage: Stage, hook: Hook) -> None:
    """Unless it is dropped on request; a poll under way ends."""
    phone = await stage.phone()
    await phone.act("say", text="старое")
    await stage.telegram("setWebhook", url=hook.url, drop_pending_updates=True)
    await stage.telegram("deleteWebhook")
    poll = asyncio.create_task(stage.telegram("getUpdates", 409, timeout=50))
    await until(lambda: stage.world.bots["telegram-citizen"].poll > 1)
    await stage.telegram("setWebhook", url=hook.url)
    assert await poll == "Conflict: terminated by setWebhook request"
    await phone.act("say", text="новое")
    assert [u["message"]["text"] for u in await hook.count(1)] == ["новое"]


async def test_a_webhook_may_answer_with_a_method(stage: Stage, hook: Hook) -> None:
    """The call is carried out and logged like any other."""
    phone = await stage.started()
    hook.reply = {"method": "sendMessage", "chat_id": phone.user, "text": "Ответ в ответе"}
    await stage.telegram("setWebhook", url=hook.url)
    await phone.act("say", text="привет")
    await hook.count(1)

    async def shown() -> bool:
        return bool((await phone.last())["text"] == "Ответ в ответе")

    async def refused() -> bool:
        return bool((await stage.calls("telegram-citizen"))[-1]["status"] == 404)

    await until(shown)
    hook.reply = {"method": "sendSmoke"}
    await phone.act("say", text="ещё")
    await until(refused)


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "http://example.org/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://example.org:8080/hook"}, "Webhook can be set up only on ports 80, 88, 443 or 8443"),
        (
            {"url": "https://example.org/", "secret_token": "пароль"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_webhooks_that_telegram_refuses(stage: Stage, params: dict[str, Any], words: str) -> None:
    """Nothing is registered."""
    assert words in await stage.telegram("setWebhook", 400, **params)
    assert (await stage.telegram("getWebhookInfo"))["url"] == ""


async def test_repeats_and_malformed_updates_are_delivered_on_request(stage: Stage, hook: Hook) -> None:
    """By polling and by webhook; shuffled ones come in any order, none is lost."""
    phone = await stage.started()
    order = {
        "bot": "telegram-citizen",
        "repeat": 3,
        "shuffle": True,
        "malformed": [{"update_id": "?"}, "{not json"],
    }
    await stage.sim("POST", "/delivery", json=order)
    for text in ("раз", "два"):
        await phone.act("say", text=text)
    seen: list[Any] = []
    for _ in range(3):
        seen += await stage.telegram("getUpdates")
    texts = [u["message"]["text"] for u in seen if isinstance(u, dict) and "message" in u]
    assert (texts.count("раз"), texts.count("два")) == (5, 5)
    assert {"update_id": "?"} in seen
    assert "{not json" in seen

    await stage.telegram("setWebhook", url=hook.url, drop_pending_updates=True)
    await stage.sim("POST", "/delivery", json={"bot": "telegram-citizen", "repeat": 2, "malformed": [[]]})
    await phone.act("say", text="три")
    came = await hook.count(3)
    assert [u["message"]["text"] for u in came if u] == ["три", "три"]
