"""Supervision: parts that die are started again, errands are told apart, a stop is orderly."""

import asyncio

import pytest

from bots.wiring.supervise import Supervisor
from storage.errors import Unavailable


async def test_a_part_that_dies_is_started_again() -> None:
    supervisor = Supervisor()
    lives: list[int] = []
    alive = asyncio.Event()

    async def part(stop: asyncio.Event) -> None:
        lives.append(len(lives))
        if len(lives) == 1:
            raise RuntimeError("died")
        alive.set()
        await stop.wait()

    supervisor.keep("part", part)
    async with asyncio.timeout(10):
        await alive.wait()
    await supervisor.stop()
    assert lives == [0, 1]


async def test_an_errand_s_failure_is_logged_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    supervisor = Supervisor()

    async def errand() -> None:
        raise ValueError("lost the way")

    await supervisor.errand("errand", errand())
    told = capsys.readouterr()
    assert "errand-failed" in told.out + told.err
    assert "Traceback" not in told.out + told.err


async def test_what_an_error_says_is_told_only_when_it_is_ours(capsys: pytest.CaptureFixture[str]) -> None:
    """A library's error may quote what a person wrote; where it was raised is enough to look."""
    supervisor = Supervisor()

    async def errand(error: Exception) -> None:
        raise error

    await supervisor.errand("errand", errand(ValueError("Анна Петрова, ул. Ленина 5")))
    await supervisor.errand("errand", errand(Unavailable("PostgreSQL: OSError")))
    told = capsys.readouterr()
    assert "Анна" not in told.out + told.err
    assert "test_supervise.py" in told.out + told.err
    assert "PostgreSQL: OSError" in told.out + told.err


async def test_a_stop_waits_for_what_ends_by_itself_and_cancels_the_rest() -> None:
    supervisor, ended = Supervisor(), []

    async def polite(stop: asyncio.Event) -> None:
        await stop.wait()
        ended.append("polite")

    async def stubborn(_stop: asyncio.Event) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("cancelled")

    supervisor.keep("polite", polite)
    supervisor.keep("stubborn", stubborn)
    await asyncio.sleep(0)
    await supervisor.stop(patience=0.1)
    assert ended == ["polite", "cancelled"]
