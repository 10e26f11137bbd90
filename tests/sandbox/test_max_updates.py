"""MAX: the marker of long polling, subscriptions, and webhook delivery."""

import asyncio

import pytest

from bots.sandbox.config import SandboxConfig
from tests.sandbox.stage import Hook, Stage, staged, until


async def test_sending_a_marker_commits_everything_before_it(stage: Stage) -> None:
    """Without one, or with the old one, the same updates come again."""
    phone = await stage.phone("max")
    for text in ("раз", "два", "три"):
        await phone.act("say", text=text)
    first = await stage.max("GET /updates", limit=2, timeout=0)
    assert [u["message"]["body"]["text"] for u in first["updates"]] == ["раз", "два"]
    assert first == await stage.max("GET /updates", limit=2, timeout=0)
    rest = await stage.max("GET /updates", timeout=0, marker=first["marker"])
    assert [u["message"]["body"]["text"] for u in rest["updates"]] == ["три"]
    assert rest == await stage.max("GET /updates", timeout=0)
    empty = await stage.max("GET /updates", timeout=0, marker=rest["marker"])
    assert empty == {"updates": [], "marker": rest["marker"]}
    taken = (await stage.sim("GET", "/receipts", params={"bot": "max-citizen"}))["receipts"]
    assert [receipt["update"] for receipt in taken] == first["updates"] + rest["updates"]


async def test_a_long_poll_ends_with_the_first_update_of_a_wanted_type(stage: Stage) -> None:
    """Types that were not asked for never come."""
    phone = await stage.phone("max")
    poll = asyncio.create_task(stage.max("GET /updates", timeout=90, types="message_created,message_edited"))
    await phone.act("start")
    said = (await phone.act("say", text="раз"))["message"]["id"]
    assert [u["update_type"] for u in (await poll)["updates"]] == ["message_created"]
    await phone.act("edit", message=said, text="два")
    await phone.act("delete", message=said)
    kinds = [u["update_type"] for u in await stage.updates("max-citizen")]
    assert kinds == ["message_created", "message_edited", "message_removed"]


async def test_a_subscription_turns_polling_off_and_delivers_with_its_secret(hook: Hook) -> None:
    """What was refused comes again, in order; without subscriptions polling is on again."""
    async with staged(SandboxConfig(check_replies=True, retry_first=0.01)) as stage:
        phone = await stage.started("max")
        poll = asyncio.create_task(stage.max("GET /updates", 405, timeout=90))
        await asyncio.sleep(0)
        hook.answers = [503]
        kinds = ["message_created"]
        body = {"url": hook.url, "secret": "s-e_cret", "update_types": kinds}
        assert await stage.max("POST /subscriptions", body=body) == {"success": True}
        assert (await poll)["code"] == "method.not.allowed"
        [subscription] = (await stage.max("GET /subscriptions"))["subscriptions"]
        assert (subscription["url"], subscription["update_types"]) == (hook.url, kinds)

        await phone.act("start")
        for text in ("раз", "два"):
            await phone.act("say", text=text)
        came = await hook.count(3)
        assert [u["message"]["body"]["text"] for u in came] == ["раз", "раз", "два"]
        assert {headers["X-Max-Bot-Api-Secret"] for _, headers in hook.came} == {"s-e_cret"}

        assert (await stage.max("DELETE /subscriptions", url=hook.url))["success"]
        assert not (await stage.max("DELETE /subscriptions", url=hook.url))["success"]
        await phone.act("say", text="три")
        texts = [u["message"]["body"]["text"] for u in await stage.updates("max-citizen") if "message" in u]
        assert texts[-1] == "три"


async def test_a_webhook_that_fails_too_long_is_forgotten(hook: Hook) -> None:
    """Its updates are not: they wait for the next poll."""
    config = SandboxConfig(check_replies=True, retry_first=0.01, unsubscribe_after=0.0)
    async with staged(config) as stage:
        phone = await stage.started("max")
        hook.answers = [500] * 100
        await stage.max("POST /subscriptions", body={"url": hook.url})
        await phone.act("say", text="раз")
        await hook.count(2)

        async def forgotten() -> bool:
            return not (await stage.max("GET /subscriptions"))["subscriptions"]

        await until(forgotten)
        [update] = await stage.updates("max-citizen")
        assert update["message"]["body"]["text"] == "раз"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"url": "http://example.org/hook"}, "Webhook url must be https"),
        ({"url": "https://example.org:8443/hook"}, "Webhook port must be 443"),
        ({"url": "https://example.org/", "secret": "1234"}, "Field 'secret' size (4) must be at least 5"),
        ({"url": "https://example.org/", "secret": "with space"}, "Field 'secret' must match"),
        ({}, "Field 'url' cannot be null"),
    ],
)
async def test_subscriptions_that_max_refuses(stage: Stage, body: dict[str, str], words: str) -> None:
    """Nothing is registered."""
    assert words in (await stage.max("POST /subscriptions", 400, body=body))["message"]
    assert (await stage.max("GET /subscriptions"))["subscriptions"] == []


async def test_many_chats_are_delivered_side_by_side_and_each_in_order(stage: Stage, hook: Hook) -> None:
    """One chat never waits for another; repeats come as ordered."""
    phones = [await stage.started("max") for _ in range(5)]
    await stage.sim("POST", "/delivery", json={"bot": "max-citizen", "repeat": 2})
    await stage.max("POST /subscriptions", body={"url": hook.url})
    for number in range(4):
        for phone in phones:
            await phone.act("say", text=str(number))
    came = await hook.count(40)
    for phone in phones:
        texts = [
            u["message"]["body"]["text"] for u in came if u["message"]["sender"]["user_id"] == phone.user
        ]
        assert texts == ["0", "0", "1", "1", "2", "2", "3", "3"]
