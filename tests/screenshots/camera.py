"""Looks at the sandbox page through windows of its own, and keeps what it sees as light pictures."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize

from tests.e2e.hands import Hand
from tests.e2e.scenes import all_read

IMAGES = Path(__file__).resolve().parents[2] / "docs/handbook/images"
TABLE: ViewportSize = {"width": 2080, "height": 1000}
CLOSE: ViewportSize = {"width": 5200, "height": 1000}
TALL: ViewportSize = {"width": 5200, "height": 2200}
"""So wide that no phone is squeezed, so tall that the longest message is seen whole."""

NARROW: ViewportSize = {"width": 390, "height": 844}
MARGIN = 2
"""Pixels of the chat around a message: no more than there are between two."""

SCALE = 1.5
"""Pixels of a picture to one of the page: sharp, and not too wide for a page of text."""

HEAVIEST = 120 * 1024
HEAVIEST_TABLE = 240 * 1024
COLOURS = (256, 192, 128, 96, 64)
"""Of a picture's palette: the first that keeps it light enough."""

REFINED = 3
"""Rounds that fit the palette to the picture: without them small signs lose their red and green."""


class Camera:
    """Takes pictures of a running sandbox; `url` is its page."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser = browser
        self._url = url

    async def phone(self, name: str, hand: Hand) -> None:
        """One phone."""
        async with self._window(CLOSE, scale=SCALE) as page:
            shown = Hand(page, hand.name, hand.messenger).phone.locator(".screen")
            await shown.scroll_into_view_if_needed()
            await all_read(page)
            _keep(name, await shown.screenshot())

    async def message(self, name: str, hand: Hand, words: str) -> None:
        """The newest message of the bot that says this, with its buttons, whole."""
        async with self._window(TALL, scale=SCALE) as page:
            seen = Hand(page, hand.name, hand.messenger).said(words).last
            await seen.scroll_into_view_if_needed()
            await all_read(page)
            box = await seen.bounding_box()
            if box is None:
                raise AssertionError(f"{hand.name} does not see {words!r}")
            clip = {
                "x": box["x"] - MARGIN,
                "y": box["y"] - MARGIN,
                "width": box["width"] + 2 * MARGIN,
                "height": box["height"] + 2 * MARGIN,
            }
            _keep(name, await page.screenshot(clip=clip))  # type: ignore[arg-type]  # a TypedDict by shape

    async def table(self, name: str, page: Page) -> None:
        """All phones side by side, as the person who plays sees them."""
        await all_read(page)
        _keep(name, await page.screenshot(), HEAVIEST_TABLE)

    async def narrow(self, name: str) -> None:
        """The page on a telephone's own screen."""
        async with self._window(NARROW, scale=2, touch=True) as page:
            await all_read(page)
            _keep(name, await page.screenshot())

    @asynccontextmanager
    async def window(self) -> AsyncIterator[Page]:
        """Where the stories are played."""
        async with self._window(TABLE, scale=1) as page:
            yield page

    @asynccontextmanager
    async def _window(self, size: ViewportSize, *, scale: float, touch: bool = False) -> AsyncIterator[Page]:
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


def _keep(name: str, picture: bytes, heaviest: int = HEAVIEST) -> None:
    """Write it with a palette, as few colours as it takes to stay light."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    for colours in COLOURS:
        out = BytesIO()
        fitted = image.quantize(colours, kmeans=REFINED, dither=Image.Dither.NONE)
        fitted.save(out, "PNG", optimize=True)
        if out.tell() <= heaviest:
            break
    (IMAGES / f"{name}.png").write_bytes(out.getvalue())
    sys.stdout.write(f"{name}.png {image.width}x{image.height}, {out.tell() // 1024} KB\n")
    sys.stdout.flush()
