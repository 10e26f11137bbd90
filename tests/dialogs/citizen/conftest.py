"""A resident of the demo city, past the welcome."""

import pytest

from tests.dialogs.town import Human, Town


@pytest.fixture
def town() -> Town:
    """A fresh demo city."""
    return Town()


@pytest.fixture
async def anna(town: Town) -> Human:
    """In MAX, at the menu."""
    return await town.newcomer("max-citizen")
