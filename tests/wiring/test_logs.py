"""Logs carry neither tokens nor phone numbers, whoever writes them."""

import logging
import re
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


def test_an_error_of_a_library_is_named_with_its_place_and_not_quoted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What it says may be a header with its secret, or a person's words; one line is one event."""
    logs.configure("info")
    error = ValueError("b'X-Telegram-Bot-Api-Secret-Token: 1234'")
    error.__cause__ = KeyError("my neighbour Ivan drinks")
    said = f"Task was never retrieved\nfuture: exception={error!r}"
    try:
        raise error
    except ValueError:
        logging.getLogger("asyncio").exception(said)

    (line,) = capsys.readouterr().err.splitlines()
    assert "Ivan" not in line
    assert "1234" not in line
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", line)
    assert re.search(
        r"ERROR asyncio: Task was never retrieved: ValueError \(test_logs\.py:\d+\), from ", line
    )
    assert line.endswith("from KeyError (?)")
