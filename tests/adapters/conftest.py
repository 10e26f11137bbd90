"""Fixtures of the adapters' stories: each is played in both messengers, or in the one it is about."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.adapters.rig import Rig, rigged


@pytest_asyncio.fixture(params=["telegram", "max"])
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    """A bot and its person, in either messenger."""
    async with rigged(request.param) as running:
        yield running


@pytest_asyncio.fixture
async def telegram() -> AsyncIterator[Rig]:
    """A bot and its person in Telegram."""
    async with rigged("telegram") as running:
        yield running


@pytest_asyncio.fixture(name="max_")
async def _max() -> AsyncIterator[Rig]:
    """A bot and its person in MAX."""
    async with rigged("max") as running:
        yield running
