"""Telegram's updates by polling: the offset moves only when a batch is durable."""

import asyncio
from typing import Any

from bots.delivery.polling import Take, poll
from core.shared.ids import BotId

from .client import POLL_SECONDS, TelegramClient, update_number

_NUMBERLESS_PAUSE = 1.0


class TelegramFeed:
    """Remembers up to where the updates are durable. After a restart Telegram sends the rest again."""

    def __init__(self, client: TelegramClient, *, seconds: int = POLL_SECONDS) -> None:
        self._client = client
        self._seconds = seconds
        self._offset: int | None = None
        self._fetched: int | None = None

    async def fetch(self) -> list[Any]:
        """The next batch; acknowledges everything accepted before."""
        batch = await self._client.updates(self._offset, seconds=self._seconds)
        numbers = [number for raw in batch if (number := update_number(raw)) is not None]
        self._fetched = max(numbers) + 1 if numbers else None
        if batch and not numbers:
            # Nothing to acknowledge it by: it will come again, but not in a tight loop.
            await asyncio.sleep(_NUMBERLESS_PAUSE)
        return batch

    def accept(self) -> None:
        """The batch is durable."""
        if self._fetched is not None:
            self._offset = self._fetched


async def run(
    bot: BotId, client: TelegramClient, take: Take, stop: asyncio.Event, *, seconds: int = POLL_SECONDS
) -> None:
    """Poll until `stop`; `take` returns when its batch is durably stored."""
    await poll(bot, TelegramFeed(client, seconds=seconds), take, stop)
