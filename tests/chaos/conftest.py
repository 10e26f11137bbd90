"""What the stories of the books begin with."""

import pytest

from tests.chaos.record import Campaign
from tests.chaos.sample import in_order


@pytest.fixture
async def campaign() -> Campaign:
    """A campaign in which everything is in order."""
    return await in_order()
