"""Fixtures that every test may ask for."""

from collections.abc import Iterator

import pytest
import structlog
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.servers"]

settings.register_profile(
    "veche",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("veche")
"""No test depends on how busy the machine is."""


@pytest.fixture(autouse=True)
def _logging_is_left_as_it_was() -> Iterator[None]:
    """A test that runs a command sets logging up for its process; the next one hears everything again."""
    yield
    structlog.reset_defaults()
