"""Webhooks: genuine requests only, a registration that is looked after, and a way back to polling."""

import asyncio
from typing import Any

import pytest
from aiohttp.test_utils import make_mocked_request
from multidict import CIMultiDict

from bots.delivery.secret import webhook_secret
from bots.max import webhook as max_webhook
from bots.telegram import webhook as telegram_webhook
from tests.adapters.rig import Rig
from tests.sandbox.stage import Hook, hooked

SECRET = webhook_secret(b"k" * 32, "max-citizen")
_HEADERS = {"max": "X-Max-Bot-Api-Secret", "telegram": "X-Telegram-Bot-Api-Secret-Token"}


def hooks_of(rig: Rig) -> Any:
    return max_webhook if rig.bot.startswith("max") else telegram_webhook


@pytest.mark.parametrize("module", [max_webhook, telegram_webhook])
@pytest.mark.parametrize("given", ["", "wrong", SECRET[:-1], "тайна", "\udcff\udcfe", SECRET + "\x00"])
def test_a_wrong_secret_is_not_genuine_whatever_its_bytes(module: Any, given: str) -> None:
    """Non-ASCII headers arrive as lone surrogates and break nothing."""
    assert module.is_genuine(CIMultiDict({module.SECRET_HEADER: given}), SECRET) is False


@pytest.mark.parametrize("module", [max_webhook, telegram_webhook])
def test_the_right_secret_is_genuine_and_a_missing_one_is_not(module: Any) -> None:
    """Header names have no case."""
    request = make_mocked_request("POST", "/", headers={module.SECRET_HEADER.lower(): SECRET})

    assert module.is_genuine(request.headers, SECRET) is True
    assert module.is_genuine(CIMultiDict(), SECRET) is False


def test_secrets_differ_by_bot_and_key_and_fit_both_messengers() -> None:
    """The same in every process, of letters that both allow."""
    assert webhook_secret(b"k" * 32, "max-citizen") == SECRET
    assert webhook_secret(b"k" * 32, "max-staff") != SECRET
    assert webhook_secret(b"j" * 32, "max-citizen") != SECRET
    assert SECRET.isalnum()
    assert SECRET.isascii()
    assert len(SECRET) == 64


async def test_a_registered_webhook_gets_updates_with_our_secret(rig: Rig) -> None:
    """And polling works again after it is removed."""
    async with hooked() as hook:
        await hooks_of(rig).register(rig.client, hook.url, SECRET)
        await rig.phone.act("say", text="over the hook")
        (body,) = await hook.count(1)
        headers = CIMultiDict(hook.came[0][1])

        assert hooks_of(rig).is_genuine(headers, SECRET)
        assert rig.inbound.read(body).act.text == "over the hook"
        await hooks_of(rig).remove(rig.client)

    assert (await rig.says("by polling again")).text == "by polling again"


async def _lost(rig: Rig, hook: Hook) -> None:
    """The messenger forgets the webhook."""
    if rig.bot.startswith("max"):
        await rig.client.delete("subscriptions", {"url": hook.url})
    else:
        await rig.client.bot.delete_webhook()


async def test_a_lost_webhook_is_registered_again(rig: Rig) -> None:
    """MAX unsubscribes a bot after hours of failures, without a word."""
    async with hooked() as hook:
        check = hooks_of(rig).check
        await hooks_of(rig).register(rig.client, hook.url, SECRET)
        assert await check(rig.bot, rig.client, hook.url, SECRET) is True
        await _lost(rig, hook)

        assert await check(rig.bot, rig.client, hook.url, SECRET) is False
        assert await check(rig.bot, rig.client, hook.url, SECRET) is True


async def test_the_watch_registers_at_start_notices_a_loss_and_survives_trouble(rig: Rig) -> None:
    """It runs until it is stopped."""
    async with hooked() as hook:
        stop = asyncio.Event()
        await rig.fault("500")
        watching = asyncio.ensure_future(
            hooks_of(rig).watch(rig.bot, rig.client, hook.url, SECRET, stop, every=0.05)
        )
        await rig.phone.act("say", text="one")
        await hook.count(1)
        await _lost(rig, hook)
        await rig.phone.act("say", text="two")
        await hook.count(2)
        stop.set()
        await watching


async def test_a_webhook_of_an_old_address_is_dropped_in_max(max_: Rig) -> None:
    """Otherwise every update would come twice."""
    await max_webhook.register(max_.client, "https://old.example/hook", SECRET)
    await max_webhook.register(max_.client, "https://new.example/hook", SECRET)

    found = await max_.client.get("subscriptions", {})

    assert [one["url"] for one in found["subscriptions"]] == ["https://new.example/hook"]
