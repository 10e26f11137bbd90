"""The engine for stories of the clock."""

from collections.abc import AsyncIterator

import pytest

from tests.deadlines.engine import Engine, engine


@pytest.fixture
async def clock(database_url: str) -> AsyncIterator[Engine]:
    """A city whose clock is moved by hand."""
    async with engine(database_url) as made:
        yield made
