"""The page and the people behind phones: one person with two, a colleague without a role, counted news."""

import pytest
from aiohttp import web
from playwright.async_api import Page, expect

from bots.sandbox.app import build_app
from bots.sandbox.config import SandboxConfig
from tests.sandbox_page.plain_bot import PlainBot
from tests.sandbox_page.table import OpenPage, Sim, served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.asyncio(loop_scope="session"),
]


async def put(page: Page, name: str, messenger: str) -> None:
    """Fill in the dialog for a resident's phone."""
    await page.get_by_role("button", name="Добавить телефон").click()
    await page.get_by_label("Имя", exact=True).fill(name)
    await page.get_by_role("radio", name=messenger).check()
    await page.get_by_role("button", name="Добавить", exact=True).click()
    await expect(page.get_by_role("region", name=f"{name}, {messenger}")).to_be_visible()


async def test_a_name_that_lies_there_already_is_the_same_person(sim: Sim, open_page: OpenPage) -> None:
    """A second phone in the other messenger has the first one's number; another name has another."""
    await sim.phone("Анна Смирнова", "max")
    page = await open_page()
    await put(page, "Анна Смирнова", "Telegram")
    await put(page, "Иван Петров", "Telegram")

    anna, again, ivan = [phone["number"] for phone in (await sim.get("state"))["phones"]]

    assert anna == again != ivan


async def test_a_colleague_comes_without_a_role_to_sign_in_by_invitation(
    open_page: OpenPage, sim: Sim
) -> None:
    """The staff bot waits behind its Start button; nothing was pressed for them."""

    async def roles(_: web.Request) -> web.Response:
        return web.json_response([{"id": "curator", "title_ru": "Куратор", "title_en": "Curator"}])

    product = web.Application()
    product.add_routes([web.get("/roles", roles)])
    async with (
        served(product) as control,
        served(build_app(SandboxConfig(control_url=control, control_secret="key"))) as url,
    ):
        page = await open_page()
        await page.goto(url)
        await page.get_by_role("button", name="Добавить телефон").first.click()
        await page.get_by_label("Имя", exact=True).fill("Вера Соколова")
        await page.get_by_role("radio", name="Сотрудник").check()
        await page.get_by_label("Роль").select_option("Пока никакой: войдёт по приглашению")
        await page.get_by_role("button", name="Добавить", exact=True).click()
        vera = page.get_by_role("region", name="Вера Соколова, MAX")
        await expect(vera.get_by_role("button", name="Начать")).to_be_visible()
        await expect(vera.get_by_text("Сотрудник · MAX")).to_be_visible()
        await page.goto(sim.url)


async def test_what_the_bot_took_back_is_no_longer_counted(
    sim: Sim, bot: PlainBot, open_page: OpenPage
) -> None:
    """Two messages arrive, one is deleted before it was read: one is new."""
    await sim.phone("Анна Смирнова")
    page = await open_page()
    anna = page.get_by_role("region", name="Анна Смирнова, Telegram")
    await anna.get_by_role("button", name="Запустить").click()
    await expect(anna.get_by_text("Чем помочь?")).to_be_visible()
    await page.get_by_role("button", name="Добавить телефон").focus()
    sent = [await bot.call("sendMessage", chat_id=bot.chat, text=text) for text in ("Раз", "Два")]
    await expect(anna.get_by_label("Новых сообщений: 2")).to_be_visible()

    await bot.call("deleteMessage", chat_id=bot.chat, message_id=sent[0]["message_id"])

    await expect(anna.get_by_label("Новых сообщений: 1")).to_be_visible()
