"""Bursts of one person: slow webhooks are kept and answered, and each update knows what waits behind it."""

import asyncio
from typing import Any

import orjson
import pytest

from bots.turns import intake
from tests.turns.desk import AwayError, Desk, message


async def test_each_update_of_a_burst_knows_that_more_waits_behind_it() -> None:
    desk = Desk()
    batch = [
        message(1, "one"),
        message(2, "two"),
        {**message(3, "other"), "from": "ivan"},
        message(4, "edit"),
    ]
    batch[3]["ignored"] = True
    await desk.intake.polled(batch)
    await desk.settle()
    assert desk.handler.followed == {"1": True, "2": False, "3": False, "4": False}


async def test_a_webhook_that_takes_long_is_kept_and_answered_and_so_are_those_behind_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first after a moment, the rest at once: then they can be counted."""
    monkeypatch.setattr(intake, "PROMPT", 0.01)
    desk = Desk()
    desk.handler.gate = asyncio.Event()
    for number in range(1, 201):
        await desk.intake.pushed(orjson.dumps(message(number, f"word {number}")))
    assert len(await desk.world.inbox.pending("telegram-citizen")) == 200
    desk.handler.gate.set()
    await desk.settle()
    assert desk.texts() == [f"word {number}" for number in range(1, 201)]
    assert list(desk.handler.followed.values()) == [True] * 199 + [False]
    assert {row.state for row in desk.world.state.inbox.values()} == {"done"}
    assert await desk.world.inbox.pending("telegram-citizen") == ()


async def test_a_kept_webhook_is_tried_until_the_database_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The messenger will not deliver it again."""
    monkeypatch.setattr(intake, "PROMPT", 0.01)
    desk = Desk()
    desk.handler.gate = asyncio.Event()
    desk.handler.failures = [AwayError(), AwayError()]
    await desk.intake.pushed(orjson.dumps(message(1, "hello")))
    desk.handler.gate.set()
    await desk.settle()
    assert desk.texts() == ["hello"]
    assert desk.handler.stored == [True]


async def test_a_kept_webhook_that_breaks_us_stays_a_dead_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """With its payload, to look into."""
    monkeypatch.setattr(intake, "PROMPT", 0.01)
    desk = Desk()
    desk.handler.gate = asyncio.Event()
    desk.handler.failures = [KeyError("a bug")]
    await desk.intake.pushed(orjson.dumps(message(1, "poison")))
    desk.handler.gate.set()
    await desk.settle()
    assert [(row.state, row.payload is None) for row in desk.world.state.inbox.values()] == [("dead", False)]


async def test_a_webhook_that_cannot_be_kept_is_answered_when_it_is_handled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is acknowledged that a kill would lose."""
    monkeypatch.setattr(intake, "PROMPT", 0.01)
    desk = Desk()
    desk.handler.gate = asyncio.Event()

    async def away(*_: Any) -> frozenset[str]:
        raise AwayError

    monkeypatch.setattr(type(desk.world.inbox), "store", away)
    pushing = asyncio.ensure_future(desk.intake.pushed(orjson.dumps(message(1, "hello"))))
    await asyncio.wait((pushing,), timeout=0.05)
    assert not pushing.done()
    desk.handler.gate.set()
    await pushing
    assert desk.texts() == ["hello"]
