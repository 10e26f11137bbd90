"""The demo city for stories about the core."""

import pytest

from tests.core.city import City


@pytest.fixture
def city() -> City:
    """A fresh demo city."""
    return City()
