"""The sandbox asks the product for invitations, roles and the clock."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest_asyncio
from aiohttp import web

from bots.sandbox.config import SandboxConfig
from tests.sandbox.stage import Stage, serving, staged

ROLE = {"id": "curator", "title_ru": "Куратор", "title_en": "Curator"}


@dataclass
class Product:
    """The product's control address, as far as the sandbox sees it."""

    ahead: timedelta = timedelta()
    asked: list[Any] = field(default_factory=list)
    down: bool = False

    def clock(self) -> dict[str, Any]:
        return {"now": (datetime.now(UTC) + self.ahead).isoformat(), "virtual": True, "working": True}

    async def answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.json() if request.can_read_body else None
        self.asked.append((request.path, body, request.headers["Authorization"]))
        if self.down:
            return web.json_response({"error": "the role is unknown"}, status=409)
        if request.path == "/control/clock" and body:
            self.ahead += timedelta(minutes=body["minutes"])
        answers = {"/control/invitations": {"code": "INVITE7"}, "/control/roles": [ROLE]}
        return web.json_response(answers.get(request.path) or self.clock())


@pytest_asyncio.fixture
async def product() -> AsyncIterator[tuple[Product, Stage]]:
    """A product and a sandbox that asks it."""
    told = Product()
    app = web.Application()
    app.router.add_route("*", "/control/{what}", told.answer)
    async with serving(app) as url:
        config = SandboxConfig(check_replies=True, control_url=f"{url}/control", control_secret="s3")
        async with staged(config) as stage:
            yield told, stage


async def test_a_phone_with_a_role_is_invited_and_signs_in(product: tuple[Product, Stage]) -> None:
    """In Telegram with /start CODE, in MAX with bot_started; the product sees our secret."""
    told, stage = product
    for messenger in ("telegram", "max"):
        phone = await stage.phone(messenger, "staff", role="curator", name="Ольга Орлова")
        assert phone.about["role"] == "curator"
        [update] = await stage.updates(phone.bot)
        assert "INVITE7" in str(update)
        assert told.asked[-1] == (
            "/control/invitations",
            {"messenger": messenger, "role": "curator", "name": "Ольга Орлова"},
            "Bearer s3",
        )
    body = {"messenger": "max", "audience": "citizen", "role": "curator"}
    assert "staff bot" in (await stage.sim("POST", "/phones", 400, json=body))["error"]


async def test_the_clock_moves_and_messages_carry_its_time(product: tuple[Product, Stage]) -> None:
    """Everything the phones show is in the product's time."""
    _, stage = product
    phone = await stage.started()
    moved = await stage.sim("POST", "/clock", json={"minutes": 600, "working": True})
    assert (moved["virtual"], moved["working"]) == (True, True)
    sent = await stage.telegram("sendMessage", chat_id=phone.user, text="Позже")
    ahead = datetime.fromtimestamp(sent["date"], UTC) - datetime.now(UTC)
    assert timedelta(minutes=590) < ahead < timedelta(minutes=610)
    state = await stage.sim("GET", "/state")
    assert (state["roles"], state["clock"]["virtual"]) == ([ROLE], True)


async def test_what_the_product_refuses_is_told_in_its_words(product: tuple[Product, Stage]) -> None:
    """No phone is left behind; the list of phones works without the product."""
    told, stage = product
    told.down = True
    body = {"messenger": "max", "audience": "staff", "role": "mayor"}
    assert (await stage.sim("POST", "/phones", 409, json=body))["error"] == "the role is unknown"
    state = await stage.sim("GET", "/state")
    assert (state["phones"], state["roles"]) == ([], [])


async def test_without_a_product_there_are_no_invitations_and_no_clock(stage: Stage) -> None:
    """Said in a sentence."""
    body = {"messenger": "max", "audience": "staff", "role": "curator"}
    assert "control address" in (await stage.sim("POST", "/phones", 409, json=body))["error"]
    config = SandboxConfig(control_url="http://127.0.0.1:9", control_secret="s")
    async with staged(config) as lonely:
        refused = await lonely.sim("POST", "/clock", 502, json={"minutes": 1})
        assert "does not answer" in refused["error"]
        assert (await lonely.sim("GET", "/clock"))["virtual"] is False
