"""Plays the main story in the sandbox with a real browser and takes the handbook's pictures of it."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize

from tests.browser import chromium
from tests.e2e import scenes
from tests.e2e.city import running_city
from tests.e2e.hands import Hand, put_on_table

IMAGES = Path(__file__).resolve().parents[1] / "docs/handbook/images"
TABLE: ViewportSize = {"width": 1600, "height": 1000}
CLOSE: ViewportSize = {"width": 2600, "height": 1000}
NARROW: ViewportSize = {"width": 390, "height": 844}
HEAVIEST = 150 * 1024
COLOURS = (256, 192, 128, 96, 64)
"""Of a picture's palette: the first that keeps it light enough."""

REFINED = 3
"""Rounds that fit the palette to the picture: without them small signs lose their red and green."""


class Camera:
    """Looks at the page through windows of its own, and keeps what it sees as light pictures."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser = browser
        self._url = url

    async def phone(self, name: str, hand: Hand) -> None:
        """One phone, at twice its size."""
        async with self._window(CLOSE, scale=2) as page:
            await scenes.all_read(page)
            shown = Hand(page, hand.name, hand.messenger).phone.locator(".screen")
            _keep(name, await shown.screenshot())

    async def table(self, name: str, page: Page) -> None:
        """All phones side by side, as the person who plays sees them."""
        await scenes.all_read(page)
        _keep(name, await page.screenshot())

    async def narrow(self, name: str) -> None:
        """The page on a telephone's own screen."""
        async with self._window(NARROW, scale=2, touch=True) as page:
            await scenes.all_read(page)
            _keep(name, await page.screenshot())

    @asynccontextmanager
    async def window(self) -> AsyncIterator[Page]:
        """Where the story is played."""
        async with self._window(TABLE, scale=1) as page:
            yield page

    @asynccontextmanager
    async def _window(self, size: ViewportSize, *, scale: int, touch: bool = False) -> AsyncIterator[Page]:
        context: BrowserContext = await self._browser.new_context(
            viewport=size,
            device_scale_factor=scale,
            has_touch=touch,
            is_mobile=touch,
            locale="ru-RU",
            reduced_motion="reduce",
        )
        try:
            page = await context.new_page()
            await page.goto(self._url)
            await page.locator(".phone, .nothing:visible").first.wait_for()
            yield page
        finally:
            await context.close()


def _keep(name: str, picture: bytes) -> None:
    """Write it with a palette, as few colours as it takes to stay light."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    for colours in COLOURS:
        out = BytesIO()
        fitted = image.quantize(colours, kmeans=REFINED, dither=Image.Dither.NONE)
        fitted.save(out, "PNG", optimize=True)
        if out.tell() <= HEAVIEST:
            break
    (IMAGES / f"{name}.png").write_bytes(out.getvalue())
    sys.stdout.write(f"{name}.png {image.width}x{image.height}, {out.tell() // 1024} KB\n")


async def main() -> None:
    """The whole story, with a picture where the handbook has one."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    async with running_city() as city, chromium() as browser:
        camera = Camera(browser, city.page)
        async with camera.window() as page:
            maria = await put_on_table(page, "Мария Соколова", "max")
            ivan = await put_on_table(page, "Иван Петров", "telegram")
            olga = await put_on_table(page, "Ольга Белова", "max", "Куратор")
            petr = await put_on_table(page, "Пётр Лебедев", "telegram", "Исполнитель")
            for resident in (maria, ivan):
                await scenes.enrol(resident)
            await _main_story(camera, maria, olga, petr)
            await _a_second_message(camera, ivan, olga)
            await camera.table("sandbox", page)
            await camera.narrow("sandbox-phone")
            await _the_same_person(page, maria)
            await _a_colleague(camera, page)


async def _main_story(camera: Camera, maria: Hand, olga: Hand, petr: Hand) -> None:
    await scenes.fill_in(maria)
    await camera.phone("resident-report", maria)
    number = await scenes.send(maria)
    await scenes.assign(olga, number, "Пётр")
    await scenes.draft(petr, number, "Яма заделана")
    await scenes.hand_in(petr)
    await scenes.give_back(olga, petr, number)
    await scenes.rework(petr)
    await camera.phone("executor-draft", petr)
    await scenes.hand_in(petr)
    await olga.sees("27 ноября")
    await camera.phone("curator-approve", olga)
    await scenes.approve(olga, number)
    await maria.sees(f"Ответ на ваше сообщение № {number}")
    await camera.phone("resident-answer", maria)


async def _a_second_message(camera: Camera, ivan: Hand, olga: Hand) -> None:
    """Two more from a resident in Telegram: the curator's list is one, and he stands at the third's place."""
    for text, sector, topic, address in (
        ("Третий вечер не горят фонари вдоль набережной.", "Свет и сети", "Не горят фонари", "Набережная, 3"),
        ("Контейнеры у дома полны, мусор разносит по двору.", "Мусор", "Переполненный", "улица Мира, 12"),
    ):
        await ivan.write(text)
        await ivan.press(sector)
        await ivan.press(topic)
        await ivan.sees("Где это")
        await ivan.write(address)
        await ivan.sees("Есть фото или видео")
        await ivan.press("Пропустить")
        await scenes.send(ivan)
    await olga.sees("Новое сообщение № 3")
    await olga.write("/start")
    await olga.press("Входящие")
    await olga.sees("ждут назначения")
    await camera.phone("curator-inbox", olga)


async def _the_same_person(page: Page, maria: Hand) -> None:
    """Maria confirms her number here and in Telegram: both show the same messages."""
    await maria.write("/start")
    await scenes.confirm_phone(maria)
    again = await put_on_table(page, maria.name, "telegram")
    await scenes.enrol(again)
    await scenes.confirm_phone(again)
    await again.sees("Мы узнали вас")
    await again.press("В меню")
    await again.press("Мои обращения")
    await again.press("№ 1")
    await again.sees("Ответ получен")


async def _a_colleague(camera: Camera, page: Page) -> None:
    """An administrator invites a colleague, who signs in with the link."""
    anna = await put_on_table(page, "Анна Орлова", "telegram", "Администратор")
    link = await scenes.invite(anna, "Вера Соколова")
    await camera.phone("team-invite", anna)
    vera = await put_on_table(page, "Вера Соколова", "max", "Пока никакой: войдёт по приглашению")
    await vera.start()
    await vera.sees("рабочий бот для сотрудников")
    await vera.write(link)
    await vera.sees("Добро пожаловать")


if __name__ == "__main__":
    asyncio.run(main())
