"""Waiting for a database that is away while a program starts: it may be restarting just now."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from storage.errors import Unavailable

from .settings import SettingsError
from .supervise import Supervisor

log = structlog.get_logger()

T = TypeVar("T")

AWAY = 0.5
TOLD = 10
"""Seconds between two looks; so many looks lie between two lines in the log."""


async def patiently(ask: Callable[[], Awaitable[T]], supervisor: Supervisor | None) -> T:
    """Ask until PostgreSQL answers; a program that only does one thing gives up at once.

    Raises `SettingsError` then, and when the program is told to stop meanwhile.
    """
    looks = 0
    while True:
        try:
            return await ask()
        except Unavailable as error:
            if supervisor is None or supervisor.stopping.is_set():
                raise SettingsError(
                    f"VECHE_DATABASE_URL: PostgreSQL does not answer ({error}); "
                    "start it, or correct the address."
                ) from None
            if looks % TOLD == 0:
                log.warning("database-away", remedy="start PostgreSQL, or correct VECHE_DATABASE_URL")
            looks += 1
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(supervisor.stopping.wait(), AWAY)
