"""A real headless Chromium for tests and screenshots."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

from tests.browser_install import install

# The sandbox of the browser needs privileges that containers lack; /dev/shm is small there too.
ARGUMENTS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--force-color-profile=srgb")


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A started browser; closed, with all its processes, at the end."""
    path = install()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()
