"""Fixtures of the sandbox's stories."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.sandbox.stage import Hook, Stage, hooked, staged


@pytest_asyncio.fixture
async def stage() -> AsyncIterator[Stage]:
    """A fresh sandbox."""
    async with staged() as running:
        yield running


@pytest_asyncio.fixture
async def hook() -> AsyncIterator[Hook]:
    """A webhook's other end."""
    async with hooked() as running:
        yield running
