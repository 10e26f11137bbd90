"""Logs carry neither tokens nor phone numbers, whoever writes them."""

import logging
from collections.abc import Iterator

import pytest
import structlog

from bots.wiring import logs


@pytest.fixture(autouse=True)
def _leave_logging_as_it_was() -> Iterator[None]:
    """The other tests' logging is not ours to keep."""
    yield
    structlog.reset_defaults()


def test_secrets_tokens_and_phone_numbers_are_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("info")
    logs.hide(["very-secret-word"])
    structlog.get_logger().info(
        "said",
        a="the very-secret-word",
        b={"token": "123456789:AAFabcdefghijklmnopqrstuvwxyz012345"},
        c=["call +7 (912) 345-67-89"],
    )
    logging.getLogger("aiohttp").error("url /bot123456789:AAFabcdefghijklmnopqrstuvwxyz012345/getMe")
    told = capsys.readouterr().err
    for secret in ("very-secret-word", "AAFabcdef", "345-67-89"):
        assert secret not in told
    assert '"said"' in told
    assert "getMe" in told


def test_a_logger_used_before_still_follows_the_setup_that_came_later() -> None:
    """A process set up twice, and a test that listens in, hear every logger."""
    logger = structlog.get_logger("kept")
    logs.configure("info")
    logger.info("first")
    logs.configure("debug")
    with structlog.testing.capture_logs() as lines:
        logger.debug("second")
    assert [line["event"] for line in lines] == ["second"]
