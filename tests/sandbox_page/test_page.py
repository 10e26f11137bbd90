"""The page as a whole: several phones, the keyboard alone, languages, narrow screens, lost connections."""

import re
from pathlib import Path

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

HEAVIEST = 100 * 1024


async def test_a_phone_is_added_rings_and_is_put_away(sim: Sim, bot: PlainBot, open_page: OpenPage) -> None:
    """The dialog makes a phone; while one looks at another it shakes and counts; the menu removes it."""
    await sim.phone("Анна Смирнова", "max")
    page = await open_page()
    await page.get_by_role("button", name="Добавить телефон").click()
    await page.get_by_label("Имя").fill("Иван Петров")
    await page.get_by_role("radio", name="Telegram").check()
    await page.get_by_role("button", name="Добавить", exact=True).click()
    ivan = page.get_by_role("region", name="Иван Петров, Telegram")
    await ivan.get_by_role("button", name="Запустить").click()
    await expect(ivan.get_by_text("Чем помочь?")).to_be_visible()

    await page.get_by_role("region", name="Анна Смирнова, MAX").get_by_role("button", name="Начать").focus()
    await bot.call("sendMessage", chat_id=bot.chat, text="Ответ готов")

    await expect(ivan.get_by_label("Новых сообщений: 1")).to_be_visible()
    await expect(page).to_have_title(re.compile(r"^\(1\) "))
    await ivan.get_by_role("button", name="Меню телефона").click()
    await expect(page).to_have_title(re.compile(r"^Вече"))
    await page.get_by_role("menuitem", name="Убрать телефон").click()
    await page.get_by_role("button", name="Убрать", exact=True).click()
    await expect(ivan).to_have_count(0)
    assert [phone["name"] for phone in (await sim.get("state"))["phones"]] == ["Анна Смирнова"]


async def test_everything_is_done_by_the_keyboard_alone(sim: Sim, bot: PlainBot, open_page: OpenPage) -> None:
    """Alt+1 to the phone, Enter to start and send, arrows over the bot's keys, Escape out of menus."""
    await sim.phone("Анна Смирнова")
    page = await open_page()
    keys = page.keyboard
    await expect(page.get_by_role("button", name="Запустить")).to_be_visible()

    await keys.press("Alt+Digit1")
    await keys.press("Enter")
    await expect(page.get_by_role("textbox")).to_be_focused()
    await keys.type("Темно во дворе")
    await keys.press("Enter")
    await expect(page.locator("main").get_by_text("Вы написали: Темно во дворе")).to_be_visible()

    await keys.press("ArrowUp")
    await expect(page.get_by_role("button", name="Сообщить о проблеме")).to_be_focused()
    await keys.press("ArrowDown")
    await keys.press("ArrowRight")
    await expect(page.get_by_role("button", name="Нет")).to_be_focused()
    await keys.press("Enter")
    await expect(page.locator("main").get_by_text("Выбрано: no")).to_be_visible()
    await expect(page.locator(".key:focus")).to_have_count(1)

    await keys.press("Alt+Digit1")
    await keys.press("Shift+Tab")
    await expect(page.get_by_role("button", name="Приложить")).to_be_focused()
    await keys.press("Enter")
    await keys.press("End")
    await expect(page.get_by_role("menuitem", name="Ещё…")).to_be_focused()
    await keys.press("Escape")
    await expect(page.get_by_role("button", name="Приложить")).to_be_focused()
    assert bot.seen[-1]["callback_query"]["data"] == "no"


async def test_a_command_is_offered_while_it_is_typed(sim: Sim, bot: PlainBot, open_page: OpenPage) -> None:
    """A slash lists the bot's commands; Tab takes the first."""
    await sim.phone("Анна Смирнова")
    page = await open_page()
    await page.get_by_role("button", name="Запустить").click()
    await page.get_by_role("textbox").press_sequentially("/h")

    await expect(page.get_by_role("option", name="/help Помощь")).to_be_visible()
    await page.get_by_role("textbox").press("Tab")

    await expect(page.locator("main").get_by_text("Вы написали: /help")).to_be_visible()
    assert bot.seen[-1]["message"]["text"] == "/help"


async def test_the_chosen_language_is_remembered(sim: Sim, open_page: OpenPage) -> None:
    """English at a press, and still English after the page was loaded anew."""
    await sim.phone("Анна Смирнова")
    page = await open_page()
    await page.get_by_role("button", name="Switch to English").click()
    await expect(page.get_by_role("button", name="Add a phone")).to_be_visible()
    await expect(page.get_by_text("Resident · Telegram")).to_be_visible()

    await page.reload()

    await expect(page.get_by_role("button", name="Faults")).to_be_visible()
    assert await page.evaluate("document.documentElement.lang") == "en"


async def test_a_narrow_screen_shows_one_phone_at_a_time(
    sim: Sim, bot: PlainBot, open_page: OpenPage
) -> None:
    """On a phone's own screen tabs change between the phones, and nothing sticks out sideways."""
    await sim.phone("Анна Смирнова")
    await sim.phone("Иван Петров", "max")
    page = await open_page(390, 844, has_touch=True, is_mobile=True)
    anna = page.get_by_role("region", name="Анна Смирнова, Telegram")
    ivan = page.get_by_role("region", name="Иван Петров, MAX")
    await expect(anna).to_be_in_viewport(ratio=0.9)
    await expect(ivan).not_to_be_in_viewport(ratio=0.1)
    await anna.get_by_role("button", name="Запустить").tap()
    await expect(anna.get_by_text("Чем помочь?")).to_be_visible()

    await page.get_by_role("navigation").get_by_role("button", name=re.compile("Иван")).tap()
    await expect(ivan).to_be_in_viewport(ratio=0.9)
    await bot.call("sendMessage", chat_id=bot.chat, text="Ответ готов")

    await expect(page.get_by_role("navigation").get_by_text("1", exact=True)).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") == 390


async def test_a_phone_at_the_edge_comes_into_sight_when_it_is_used(sim: Sim, open_page: OpenPage) -> None:
    """Nobody types on half a phone whose send key lies outside of the window."""
    for name in ("Анна", "Иван", "Олег", "Яна"):
        await sim.phone(name)
    page = await open_page(width=1440, height=900)
    last = page.get_by_role("region", name="Яна, Telegram")
    await expect(last.locator(".gate")).to_be_visible()
    await last.locator(".gate").click(position={"x": 20, "y": 20})

    await expect(last.get_by_label("Меню телефона")).to_be_in_viewport(ratio=1)


async def test_a_lost_connection_is_told_and_comes_back(
    tmp_path: Path, config: SandboxConfig, sim: Sim, open_page: OpenPage
) -> None:
    """While the sandbox is away a banner says so; the same page goes on when it has returned."""
    kept = SandboxConfig(tokens=config.tokens, state=tmp_path / "state.json")
    page = await open_page()
    async with served(build_app(kept)) as url:
        port = int(url.rpartition(":")[2])
        await Sim(url, sim.http).phone("Анна Смирнова")
        await page.goto(url)
        await expect(page.get_by_role("heading", name="Анна Смирнова")).to_be_visible()
    await expect(page.get_by_text("Связь с песочницей пропала")).to_be_visible()

    async with served(build_app(kept), port):
        await expect(page.get_by_text("Связь с песочницей пропала")).to_be_hidden(timeout=15_000)
        await page.get_by_role("button", name="Запустить").click()
        await expect(page.locator(".mine")).to_contain_text("/start")
        await page.goto(sim.url)


async def test_the_clock_that_cannot_move_says_so(sim: Sim, open_page: OpenPage) -> None:
    """Without a product behind it the clock only shows the time."""
    page = await open_page()
    await expect(page.get_by_text(re.compile("перевести нельзя|часы недоступны"))).to_be_visible()
    await expect(page.get_by_role("button", name="+1 рабочий день")).to_be_disabled()
    assert (await sim.get("state"))["clock"]["virtual"] is False


async def test_a_virtual_clock_moves_by_a_working_hour(open_page: OpenPage, sim: Sim) -> None:
    """The button asks the product for working minutes; the new time stands in the bar."""
    asked = []
    clock = {"now": "2026-04-30T10:00:00+03:00", "virtual": True, "working": True, "zone": "Europe/Moscow"}

    async def move(request: web.Request) -> web.Response:
        if request.method == "POST":
            asked.append(await request.json())
            clock["now"] = "2026-04-30T11:00:00+03:00"
        return web.json_response(clock)

    async def roles(_: web.Request) -> web.Response:
        return web.json_response([{"id": "curator", "title_ru": "Куратор", "title_en": "Curator"}])

    product = web.Application()
    product.add_routes([web.route("*", "/clock", move), web.get("/roles", roles)])
    async with served(product) as control:
        config = SandboxConfig(control_url=control, control_secret="key")
        async with served(build_app(config)) as url:
            page = await open_page()
            await page.goto(url)
            await expect(page.get_by_text("10:00", exact=True)).to_be_visible()
            await page.get_by_role("button", name="+1 рабочий час").click()
            await expect(page.get_by_text("11:00", exact=True)).to_be_visible()
            await page.goto(sim.url)
    assert (asked[0]["minutes"], asked[0]["working"]) == (60, True)


async def test_a_fault_from_the_panel_strikes_the_bot_once(
    sim: Sim, bot: PlainBot, open_page: OpenPage
) -> None:
    """429 is switched on for the residents' Telegram bot; its next call gets it, the one after does not."""
    await sim.phone("Анна Смирнова")
    page = await open_page()
    await page.get_by_role("button", name="Запустить").click()
    await expect(page.locator("main").get_by_text("Чем помочь?")).to_be_visible()

    await page.get_by_role("button", name="Неполадки").click()
    panel = page.get_by_role("dialog", name="Неполадки")
    await panel.get_by_label("Бот").select_option("telegram-citizen")
    await panel.get_by_label("На какой вызов").select_option("sendMessage")
    await panel.get_by_role("button", name="Включить").click()
    await expect(page.get_by_role("status")).to_contain_text("Включено: 429")

    statuses = [await bot.tried("sendMessage", chat_id=bot.chat, text="Раз") for _ in range(2)]
    assert statuses == [429, 200]


async def test_hostile_markup_stays_text(sim: Sim, open_page: OpenPage) -> None:
    """Only the agreed tags become elements; scripts, handlers and strange links do not."""
    page = await open_page()
    assert (await sim.get("state"))["phones"] == []
    html = await page.evaluate(
        """async () => {
            const { fragment } = await import("/page/js/safe_html.js");
            const box = document.createElement("div");
            box.append(fragment('<b onclick=x>жирно</b> <img src=x onerror=alert(1)><script>1</script> '
                + '<a href="javascript:alert(1)">раз</a> '
                + '<a href="https://example.org/?a=1&amp;b=2">два</a> &lt;i&gt; </div>'));
            return [box.innerHTML, box.textContent];
        }"""
    )
    assert html[0].startswith(
        "<b>жирно</b> &lt;img src=x onerror=alert(1)&gt;&lt;script&gt;1&lt;/script&gt; "
    )
    assert '<span data-link="">раз</span>' in html[0]
    assert 'href="https://example.org/?a=1&amp;b=2"' in html[0]
    assert html[1].endswith("два <i> </div>")


async def test_every_control_has_a_name_and_every_text_two_languages(
    sim: Sim, bot: PlainBot, open_page: OpenPage
) -> None:
    """A screen reader finds a name on each button and field, in both languages."""
    phone_id = await sim.phone("Анна Смирнова")
    await sim.post(f"phones/{phone_id}/start")
    page = await open_page()
    await expect(page.locator("main").get_by_text("Чем помочь?")).to_be_visible()
    russian = await _unnamed(page)
    await page.get_by_role("button", name="Switch to English").click()
    await expect(page.get_by_role("button", name="Add a phone")).to_be_visible()

    assert russian == await _unnamed(page) == []
    assert await page.locator("main[title], aside[title], nav[title], [role=group][title]").count() == 0
    assert re.findall("[а-яё]{2,}", (await page.locator(".topbar").inner_text()).replace("Русский", "")) == []
    assert bot.seen[0]["message"]["text"] == "/start"


async def _unnamed(page: Page) -> list[str]:
    """The controls without an accessible name."""
    return list(
        await page.evaluate(
            """() => [...document.querySelectorAll("button, input, select, textarea")]
                .filter((el) => !el.hidden && !(el.getAttribute("aria-label") || el.textContent.trim()
                    || el.labels?.length || el.type === "file"))
                .map((el) => el.outerHTML)"""
        )
    )


async def test_the_whole_page_is_light(sim: Sim, open_page: OpenPage) -> None:
    """All that travels to the browser stays under 100 KB, and nothing of it comes from elsewhere."""
    page = await open_page()
    await expect(page.get_by_text("Пока нет ни одного телефона")).to_be_visible()

    loaded = await page.evaluate(
        """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
            .map((one) => [one.name, one.transferSize])"""
    )

    assert [name for name, _ in loaded if not name.startswith(sim.url)] == []
    assert 0 < sum(size for _, size in loaded) < HEAVIEST
