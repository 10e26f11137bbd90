"""The page's clock knows working time: its sign, its steps, and what changes while one looks on."""

from typing import Any

import pytest
from aiohttp import web
from playwright.async_api import expect

from bots.sandbox.app import build_app
from bots.sandbox.config import SandboxConfig
from tests.sandbox_page.table import OpenPage, Sim, served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.asyncio(loop_scope="session"),
]


class Product:
    """The product's control address, as far as the clock needs it."""

    def __init__(self) -> None:
        self.clock: dict[str, Any] = {
            "now": "2026-04-30T15:00:00+03:00",
            "virtual": True,
            "working": True,
            "until": "2026-04-30T16:00:00+03:00",
            "zone": "Europe/Moscow",
        }
        self.asked: list[dict[str, Any]] = []

    def app(self) -> web.Application:
        """Clock and no roles."""
        made = web.Application()
        made.add_routes([web.route("*", "/clock", self._answer), web.get("/roles", self._roles)])
        return made

    async def _answer(self, request: web.Request) -> web.Response:
        if request.method == "POST":
            self.asked.append(await request.json())
            self.clock |= {"now": "2026-05-04T15:00:00+03:00", "working": True}
        return web.json_response(self.clock)

    async def _roles(self, _: web.Request) -> web.Response:
        return web.json_response([])


async def test_the_sign_follows_working_time_and_a_working_day_leads_over_the_holidays(
    open_page: OpenPage, sim: Sim
) -> None:
    """Closing time comes while one looks on; then one press leads to the next working day."""
    product = Product()
    async with served(product.app()) as control:
        config = SandboxConfig(control_url=control, control_secret="key")
        async with served(build_app(config)) as url:
            page = await open_page()
            await page.goto(url)
            await expect(page.get_by_text("рабочее время", exact=True)).to_be_visible()

            product.clock |= {"now": "2026-04-30T16:00:00+03:00", "working": False}
            await expect(page.get_by_text("нерабочее время", exact=True)).to_be_visible(timeout=15_000)
            await expect(page.get_by_text("16:00", exact=True)).to_be_visible()

            await page.get_by_role("button", name="+1 рабочий день").click()
            await expect(page.get_by_text("рабочее время", exact=True)).to_be_visible()
            await expect(page.get_by_text("15:00", exact=True)).to_be_visible()
            assert product.asked == [{"minutes": 480, "working": True}]

            product.clock |= {"working": None, "until": None}
            await expect(page.get_by_text("учебное время", exact=True)).to_be_visible(timeout=15_000)
            await expect(page.get_by_role("button", name="+1 рабочий час")).to_be_disabled()
            await expect(page.get_by_role("button", name="+15 мин")).to_be_enabled()
            await page.goto(sim.url)
