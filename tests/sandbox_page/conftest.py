"""A sandbox on a free port, a plain bot in it, and browser windows that look at its page."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from bots.sandbox.app import build_app
from bots.sandbox.config import SandboxConfig
from tests.browser import chromium
from tests.sandbox_page.plain_bot import PlainBot
from tests.sandbox_page.table import OpenPage, Sim, served


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all stories."""
    async with chromium() as found:
        yield found


@pytest.fixture
def config() -> SandboxConfig:
    """How this story's sandbox runs."""
    return SandboxConfig(check_replies=True)


@pytest_asyncio.fixture(loop_scope="session")
async def sim(config: SandboxConfig) -> AsyncIterator[Sim]:
    """A fresh sandbox."""
    async with served(build_app(config)) as url, aiohttp.ClientSession() as http:
        yield Sim(url, http)


@pytest_asyncio.fixture(loop_scope="session")
async def bot(sim: Sim, config: SandboxConfig) -> AsyncIterator[PlainBot]:
    """The plain bot behind the residents' Telegram phones."""
    async with PlainBot(sim.url, config.tokens["telegram-citizen"]) as started:
        yield started


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser, sim: Sim) -> AsyncIterator[OpenPage]:
    """Opens the page in a window of its own; at the end nothing may have been written to its console."""
    contexts, problems = [], []

    async def opened(width: int = 1600, height: int = 1000, **options: Any) -> Page:
        context = await browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        await page.goto(sim.url)
        return page

    yield opened
    for context in contexts:
        await context.close()
    assert problems == []
