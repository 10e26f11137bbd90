"""Faults on order, the log of calls, and the real limits."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bots.sandbox.config import SandboxConfig
from tests.sandbox.stage import Phone, Stage, staged

BOTH = pytest.mark.parametrize("messenger", ["telegram", "max"])


async def send(stage: Stage, phone: Phone, text: str = "Эй") -> tuple[int, Any]:
    """Send a text whatever comes of it; returns status and body."""
    if phone.bot.startswith("telegram"):
        url = f"{stage.url}/telegram/bot{stage.token(phone.bot)}/sendMessage"
        options: dict[str, Any] = {"json": {"chat_id": phone.user, "text": text}}
    else:
        url = f"{stage.url}/max/messages?user_id={phone.user}"
        options = {"json": {"text": text}, "headers": {"Authorization": stage.token(phone.bot)}}
    async with stage.http.post(url, **options) as answer:
        is_json = answer.content_type == "application/json"
        return answer.status, await answer.json() if is_json else await answer.text()


def method(phone: Phone) -> str:
    """How faults and the log name the sending of a message."""
    return "sendMessage" if phone.bot.startswith("telegram") else "POST /messages"


async def order(stage: Stage, phone: Phone, kind: str, times: int = 1, **more: Any) -> None:
    """Order a fault for the sending of messages."""
    body = {"bot": phone.bot, "method": method(phone), "kind": kind, "times": times, **more}
    await stage.sim("POST", "/faults", json=body)


@BOTH
async def test_a_429_comes_as_often_as_ordered_and_sends_nothing(stage: Stage, messenger: str) -> None:
    """Telegram says when to come again, MAX does not."""
    phone = await stage.started(messenger)
    await order(stage, phone, "429", 2, retry_after=7)
    for _ in range(2):
        status, body = await send(stage, phone)
        assert status == 429
        if messenger == "telegram":
            assert body["description"] == "Too Many Requests: retry after 7"
            assert body["parameters"] == {"retry_after": 7}
        else:
            assert body["code"] == "too.many.requests"
    assert (await send(stage, phone, "Дошло"))[0] == 200
    assert (await phone.last())["text"] == "Дошло"


@BOTH
async def test_errors_of_the_server_and_of_the_way_there(stage: Stage, messenger: str) -> None:
    """500, an HTML 502, a 401, and a success that is none."""
    phone = await stage.started(messenger)
    for kind, status in (("500", 500), ("502-html", 502), ("401", 401)):
        await order(stage, phone, kind)
        got, body = await send(stage, phone)
        assert got == status
        assert kind != "502-html" or body.startswith("<html>")
    await order(stage, phone, "success-false")
    _, body = await send(stage, phone)
    assert body.get("ok", body.get("success")) is False


@BOTH
async def test_a_lost_connection_may_come_before_or_after_the_message_is_sent(
    stage: Stage, messenger: str
) -> None:
    """`accept-then-disconnect` delivers, `disconnect` does not; the sender cannot tell."""
    phone = await stage.started(messenger)
    for kind, text in (("disconnect", "потеряно"), ("accept-then-disconnect", "дошло")):
        await order(stage, phone, kind)
        with pytest.raises(aiohttp.ClientError):
            await send(stage, phone, text)
    assert "потеряно" not in [m["text"] for m in (await phone.screen())["messages"]]
    assert (await phone.last())["text"] == "дошло"
    assert [c["status"] for c in await stage.calls(phone.bot) if c["method"] == method(phone)] == [0, 0]


@BOTH
async def test_a_timeout_answers_nothing_until_the_client_gives_up(stage: Stage, messenger: str) -> None:
    """And sends nothing; cancelled faults do not come at all."""
    phone = await stage.started(messenger)
    await order(stage, phone, "timeout", 2)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(send(stage, phone), 0.2)
    await stage.sim("DELETE", "/faults")
    assert (await send(stage, phone, "Дошло"))[0] == 200
    assert "Эй" not in [m["text"] for m in (await phone.screen())["messages"]]


async def test_uploads_and_downloads_go_wrong_too(stage: Stage) -> None:
    """The upload host and the file addresses have their own names in the orders."""
    await stage.sim(
        "POST", "/faults", json={"bot": "max-citizen", "method": "POST /upload", "kind": "500", "times": 1}
    )
    slot = await stage.max("POST /uploads", type="image")
    async with stage.http.post(slot["url"], data=b"") as answer:
        assert answer.status == 500
    await stage.sim("POST", "/faults", json={"bot": "*", "method": "file", "kind": "502-html", "times": 1})
    async with stage.http.get(
        f"{stage.url}/telegram/file/bot{stage.token('telegram-citizen')}/a/b.jpg"
    ) as answer:
        assert answer.status == 502


async def test_the_log_tells_what_was_called_and_never_a_token(stage: Stage) -> None:
    """By bot and after a number; emptied, it counts on."""
    phone, other = await stage.started(), await stage.started("max")
    await stage.sim("DELETE", "/calls")
    await send(stage, phone, "раз")
    await send(stage, other, "два")
    [first] = await stage.calls("telegram-citizen")
    assert (first["method"], first["status"], first["params"]) == (
        "sendMessage",
        200,
        {"chat_id": phone.user, "text": "раз"},
    )
    [second] = (await stage.sim("GET", "/calls", params={"after": first["n"]}))["calls"]
    assert second["params"] == {"user_id": other.user, "text": "два"}
    assert not any(token in str([first, second]) for token in stage.world.by_token)


@BOTH
async def test_with_real_limits_a_burst_is_followed_by_429(messenger: str) -> None:
    """Until then everything goes through; afterwards every other chat of the bot waits as well."""
    async with staged(SandboxConfig(check_replies=True, limits=True)) as stage:
        phone, other = await stage.phone(messenger), await stage.phone(messenger)
        await phone.act("start")
        await other.act("start")
        went = 0
        while (await send(stage, phone, str(went)))[0] == 200:
            went += 1
        assert went >= 5
        assert (await send(stage, other))[0] == 429


async def test_with_real_limits_max_is_polled_twice_a_second_and_no_more() -> None:
    """A hundred updates at a time, whatever the limit says."""
    async with staged(SandboxConfig(check_replies=True, limits=True)) as stage:
        phone = await stage.phone("max")
        for number in range(101):
            await phone.act("say", text=str(number))
        assert len((await stage.max("GET /updates", timeout=0, limit=1000))["updates"]) == 100
        await stage.max("GET /updates", timeout=0)
        assert (await stage.max("GET /updates", 429, timeout=0))["code"] == "too.many.requests"


async def test_orders_for_bots_and_kinds_that_do_not_exist_are_refused(stage: Stage) -> None:
    """In plain words."""
    order = {"bot": "telegram-mayor", "kind": "429", "times": 1}
    assert "no such bot" in (await stage.sim("POST", "/faults", 404, json=order))["error"]
    order = {"bot": "*", "kind": "flood", "times": 1}
    assert "kind must be one of" in (await stage.sim("POST", "/faults", 400, json=order))["error"]
    order = {"bot": "*", "kind": "429", "times": 0}
    assert "times" in (await stage.sim("POST", "/faults", 400, json=order))["error"]
