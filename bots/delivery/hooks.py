"""Looks after a webhook's registration: made at the start, made again when the messenger forgot it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

from core.shared.ids import BotId
from dialogs.engine.ports import Rejected, TryLater, Uncertain

log = structlog.get_logger()

EVERY = 900.0
"""Seconds between two looks: MAX unsubscribes a bot after eight hours of failures, without a word."""

SOON = 10.0
"""Seconds until the next try to register."""


async def look_after(
    bot: BotId,
    *,
    register: Callable[[], Awaitable[None]],
    check: Callable[[], Awaitable[bool]],
    stop: asyncio.Event,
    every: float = EVERY,
) -> None:
    """Register, then check every quarter of an hour, until `stop`."""
    registered = False
    while not stop.is_set():
        try:
            if registered:
                await check()
            else:
                await register()
                registered = True
        except (TryLater, Uncertain, Rejected) as error:
            log.error("webhook-not-registered", bot=bot, why=str(error))  # noqa: TRY400 (no traceback is of use)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), every if registered else min(every, SOON))
