"""The HTTP side over a real socket: webhooks, health, readiness, metrics, the sandbox's control."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientSession, web
from prometheus_client import CollectorRegistry

from bots.delivery.secret import is_same
from bots.http import server
from bots.http.control import add_routes
from bots.http.metrics import Metrics
from bots.http.server import Health, build_app
from bots.turns.intake import OutOfOrder
from core.shared.refusal import Refusal

SECRET = "s" * 64


@dataclass
class Door:
    """A door that remembers what came in."""

    away: bool = False
    came: list[bytes] = field(default_factory=list)

    def admits(self, headers: Mapping[str, str]) -> bool:
        """As the adapters do it."""
        return is_same(SECRET, headers.get("X-Telegram-Bot-Api-Secret-Token"))

    async def take(self, payload: bytes) -> None:
        """Remember, or be away."""
        if self.away:
            raise OutOfOrder
        self.came.append(payload)


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[str]:
    """The application on a free port."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def fine() -> str | None:
    return None


async def broken() -> str | None:
    return "PostgreSQL does not answer."


def app_of(door: Door, *, check: Any = fine) -> web.Application:
    metrics = Metrics(CollectorRegistry())
    return build_app(doors={"telegram-citizen": door}, health=Health({"database": check}), metrics=metrics)


async def test_a_webhook_with_the_right_secret_goes_in() -> None:
    door = Door()
    async with served(app_of(door)) as url, ClientSession() as http:
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        async with http.post(f"{url}/webhooks/telegram/citizen", data=b"{}", headers=headers) as reply:
            assert reply.status == 200
    assert door.came == [b"{}"]


@pytest.mark.parametrize("given", [None, "", "wrong", "секрет"])
async def test_a_wrong_or_missing_or_foreign_secret_stays_out(given: str | None) -> None:
    door = Door()
    headers = {} if given is None else {"X-Telegram-Bot-Api-Secret-Token": given}
    async with (
        served(app_of(door)) as url,
        ClientSession() as http,
        http.post(f"{url}/webhooks/telegram/citizen", data=b"{}", headers=headers) as reply,
    ):
        assert reply.status == 401
    assert door.came == []


async def test_while_the_database_is_away_the_messenger_is_asked_to_come_again() -> None:
    async with served(app_of(Door(away=True))) as url, ClientSession() as http:
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        async with http.post(f"{url}/webhooks/telegram/citizen", data=b"{}", headers=headers) as reply:
            assert reply.status == 503
            assert reply.headers["Retry-After"] == "5"


async def test_a_body_that_never_comes_holds_nothing_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "BODY_WITHIN", 0.05)
    door = Door()

    async def stalled() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    async with served(app_of(door)) as url, ClientSession() as http:
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        async with (
            asyncio.timeout(10),
            http.post(f"{url}/webhooks/telegram/citizen", data=stalled(), headers=headers) as reply,
        ):
            assert reply.status == 408
    assert door.came == []


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_body_that_is_not_packed_as_it_says_is_refused_without_an_error_of_ours(
    encoding: str,
) -> None:
    door = Door()
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Encoding": encoding}
    async with (
        served(app_of(door)) as url,
        ClientSession(auto_decompress=False) as http,
        http.post(f"{url}/webhooks/telegram/citizen", data=b"no archive at all", headers=headers) as reply,
    ):
        assert reply.status == 400
    assert door.came == []


async def test_a_bot_that_is_not_here_has_no_door() -> None:
    async with served(app_of(Door())) as url, ClientSession() as http:
        for path in ("/webhooks/max/citizen", "/webhooks/telegram/staff", "/webhooks/sms/citizen"):
            async with http.post(url + path, data=b"{}") as reply:
                assert reply.status == 404


async def test_health_is_about_the_process_and_readiness_about_what_it_needs() -> None:
    async with served(app_of(Door(), check=broken)) as url, ClientSession() as http:
        async with http.get(f"{url}/healthz") as reply:
            assert reply.status == 200
        async with http.get(f"{url}/readyz") as reply:
            assert reply.status == 503
            assert (await reply.json())["findings"] == {"database": "PostgreSQL does not answer."}


async def test_metrics_count_without_naming_anybody() -> None:
    door = Door()
    async with served(app_of(door)) as url, ClientSession() as http:
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        await (await http.post(f"{url}/webhooks/telegram/citizen", data=b"{}", headers=headers)).read()
        async with http.get(f"{url}/metrics") as reply:
            page = await reply.text()
    assert 'veche_turn_seconds_count{bot="telegram-citizen"} 1.0' in page


class Product:
    """Answers the sandbox."""

    async def invite(self, messenger: str, role: str, name: str) -> dict[str, Any]:
        """Refuse roles nobody knows."""
        if role != "curator":
            raise Refusal("role-unknown")
        return {"code": f"{messenger}:{role}:{name}"}

    async def roles(self) -> dict[str, Any]:
        """None."""
        return {"roles": []}

    async def clock(self) -> dict[str, Any]:
        """Noon."""
        return {"now": "2026-04-30T12:00:00+00:00", "virtual": True, "working": None}

    async def advance(self, minutes: float, *, working: bool) -> dict[str, Any]:
        """Echo."""
        return {"minutes": minutes, "working": working}


async def test_the_sandbox_s_control_answers_only_to_its_secret() -> None:
    app = app_of(Door())
    add_routes(app, Product(), SECRET)
    async with served(app) as url, ClientSession() as http:
        async with http.get(f"{url}/control/clock", headers={"Authorization": "Bearer wrong"}) as reply:
            assert reply.status == 401
        right = {"Authorization": f"Bearer {SECRET}"}
        body = {"messenger": "max", "role": "curator", "name": "Ольга"}
        async with http.post(f"{url}/control/invitations", json=body, headers=right) as reply:
            assert await reply.json() == {"code": "max:curator:Ольга"}
        body["role"] = "king"
        async with http.post(f"{url}/control/invitations", json=body, headers=right) as reply:
            assert (reply.status, await reply.json()) == (409, {"error": "role-unknown"})
        async with http.post(f"{url}/control/clock", json={"minutes": 61}, headers=right) as reply:
            assert await reply.json() == {"minutes": 61.0, "working": False}
