"""The table before there are phones on it."""

import pytest
from playwright.async_api import expect

from bots.sandbox.app import WORLD, build_app
from bots.sandbox.config import SandboxConfig
from tests.sandbox_page.table import OpenPage, Sim, served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.asyncio(loop_scope="session"),
]


async def test_one_press_puts_the_first_phones_on_the_table(sim: Sim, open_page: OpenPage) -> None:
    """On an empty table one button makes the phones of the main story; without a product only residents."""
    page = await open_page()
    await page.get_by_role("button", name="Поставить пять телефонов").click()
    await expect(page.locator(".phone")).to_have_count(2)
    await expect(page.get_by_text("Пока нет ни одного телефона")).to_be_hidden()

    made = [(phone["name"], phone["messenger"]) for phone in (await sim.get("state"))["phones"]]
    assert made == [("Анна Смирнова", "max"), ("Иван Петров", "telegram")]


async def test_who_comes_before_the_first_phones_is_not_asked_for_more(sim: Sim, open_page: OpenPage) -> None:
    """While they are on their way the page says so; only a table that stays empty offers to fill it."""
    app = build_app(SandboxConfig(coming=True))
    async with served(app) as url:
        page = await open_page()
        await page.goto(url)
        await expect(page.get_by_role("heading", name="Ставим первые телефоны")).to_be_visible()
        await expect(page.get_by_role("button", name="Поставить пять телефонов")).to_be_hidden()

        app[WORLD].all_here()
        await expect(page.get_by_role("heading", name="Пока нет ни одного телефона")).to_be_visible()
        await expect(page.get_by_role("button", name="Поставить пять телефонов")).to_be_visible()
        await page.goto(sim.url)
