"""One running city with its people for all stories that can share it: starting one takes its time."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.e2e.cast import Cast, gather
from tests.e2e.city import running_city


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def cast() -> AsyncIterator[Cast]:
    """The city's people; each story begins on a morning of its own and ends what it began."""
    async with running_city() as city:
        yield await gather(city)
