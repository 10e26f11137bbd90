"""Fixtures that every test may ask for."""

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.servers"]

settings.register_profile(
    "veche",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("veche")
"""No test depends on how busy the machine is."""
