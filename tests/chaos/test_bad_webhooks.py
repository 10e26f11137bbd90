"""What strangers and broken senders put before a webhook: refused or kept, and the next one is served."""

import asyncio
import random
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from bots.delivery.secret import webhook_secret
from bots.wiring.settings import load
from core.shared.ids import BotId
from tests.chaos.fleet import ALL, Fleet, sailing
from tests.chaos.ledger import Key, Row, read_ledger
from tests.chaos.person import Mood
from tests.chaos.phone import Sim
from tests.chaos.residents import Resident

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("chaos"), pytest.mark.asyncio(loop_scope="module")]

HEADERS: dict[BotId, str] = {
    "telegram-citizen": "X-Telegram-Bot-Api-Secret-Token",
    "max-citizen": "X-Max-Bot-Api-Secret",
}
UNREADABLE: tuple[Any, ...] = ("", "{", "не json", "[]", "null", "7", '{"update_id": "x"}', '{"a": {"b": 1}}')
"""Bodies without a number or a type: kept as dead letters."""

STRANGE: tuple[dict[str, Any], ...] = (
    {"update_id": 1, "future_kind": {"anything": [1, 2]}, "update_type": "future_kind", "timestamp": 1},
    {"update_id": 2, "message": 5, "update_type": "message_created", "timestamp": 2},
    {"update_id": 3, "callback_query": {"from": []}, "update_type": "message_callback", "callback": ""},
    {"update_id": 4, "message": {"chat": {"type": "private", "id": "9"}}, "update_type": "bot_started"},
)
"""Updates of unknown kinds, or with the wrong things inside: there is nobody to answer."""


@dataclass
class Door:
    """One process behind its webhooks."""

    fleet: Fleet
    http: ClientSession
    sim: Sim

    async def post(self, bot: BotId, body: str | bytes, secret: str | None = None) -> int:
        """Deliver a body as the messenger does, or with another secret; the status."""
        if secret is None:
            secret = webhook_secret(load(_env_file=None, data_dir=self.fleet.data).key, bot)
        where = f"http://127.0.0.1:{self.fleet.ports[ALL]}/webhooks/{bot.replace('-', '/')}"
        headers = {HEADERS[bot]: secret} if secret else {}
        async with self.http.post(where, data=body, headers=headers) as answer:
            return answer.status

    async def kept(self, before: Collection[Key] = ()) -> dict[Key, Row]:
        """The rows of the inbox that were not there before, when marks have been written."""
        await asyncio.sleep(0.5)
        inbox = (await read_ledger(self.fleet)).inbox
        return {key: row for key, row in inbox.items() if key not in before}

    async def serves(self, bot: BotId) -> None:
        """A newcomer is greeted."""
        phone = await self.sim.phone("max" if bot.startswith("max") else "telegram", "citizen", "Новый")
        resident = Resident(phone, Mood(random.Random(1)))  # noqa: S311 (people's dice)
        async with asyncio.timeout(60):
            while resident.newest() is None:
                await resident.act(lambda: phone.do("start"), None, "start")
                await phone.look()
        screen = resident.newest()
        assert screen is not None
        assert "На каком языке" in screen.text


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def door() -> AsyncIterator[Door]:
    """The product with webhooks, in one process; the stories share it."""
    async with sailing("webhook", members=(ALL,)) as fleet, ClientSession() as http:
        sim = Sim(fleet.page)
        try:
            yield Door(fleet, http, sim)
        finally:
            await sim.close()


async def test_only_the_messenger_itself_comes_in(door: Door) -> None:
    """Without the secret, with a wrong one, with one in another script: refused, and nothing is kept."""
    before = await door.kept()
    for bot in HEADERS:
        for secret in ("", "wrong", "секрет", "\u00ff" * 40, "a" * 5000):
            assert await door.post(bot, b'{"update_id": 1}', secret) == 401
    assert await door.kept(before) == {}


@pytest.mark.parametrize("bot", HEADERS)
async def test_what_nobody_can_read_is_kept_and_the_next_one_is_served(door: Door, bot: BotId) -> None:
    """A dead letter is acknowledged: delivering it again would change nothing."""
    before = await door.kept()
    for body in UNREADABLE:
        assert await door.post(bot, body.encode()) == 200
    for raw in (b"\xff\xfe\x00", b"[" * 100_000):
        assert await door.post(bot, raw) == 200
    assert [row["state"] for row in (await door.kept(before)).values()] == ["dead"] * (len(UNREADABLE) + 2)
    await door.serves(bot)


@pytest.mark.parametrize("bot", HEADERS)
async def test_what_is_strange_is_ignored_and_the_next_one_is_served(door: Door, bot: BotId) -> None:
    """Unknown kinds of updates come with every new version of a messenger."""
    before = await door.kept()
    await door.sim.call("POST", "/sim/delivery", json={"bot": bot, "malformed": list(STRANGE)})
    await door.serves(bot)
    assert [row["state"] for row in (await door.kept(before)).values()] == ["done"] * (len(STRANGE) + 1)
