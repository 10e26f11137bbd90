"""MAX's updates by polling: the marker moves only when a batch is durable, twice a second at most."""

import asyncio
from typing import Any

from bots.delivery.polling import Take, poll
from core.shared.ids import BotId

from .client import POLL_SECONDS, MaxClient

GAP = 0.55


class MaxFeed:
    """Remembers the marker up to which updates are durable.

    It need not outlive the process: without a marker MAX sends what was never acknowledged, and a
    marker is sent only after its batch was stored.
    """

    def __init__(self, client: MaxClient, *, seconds: int = POLL_SECONDS, gap: float = GAP) -> None:
        self._client = client
        self._seconds = seconds
        self._gap = gap
        self._marker: int | None = None
        self._fetched: int | None = None
        self._not_before = 0.0

    async def fetch(self) -> list[Any]:
        """The next batch; acknowledges everything accepted before."""
        loop = asyncio.get_running_loop()
        wait = self._not_before - loop.time()
        if wait > 0:
            await asyncio.sleep(wait)
        self._not_before = loop.time() + self._gap
        batch = await self._client.updates(self._marker, seconds=self._seconds)
        self._fetched = batch.marker
        return batch.updates

    def accept(self) -> None:
        """The batch is durable."""
        if self._fetched is not None:
            self._marker = self._fetched


async def run(
    bot: BotId, client: MaxClient, take: Take, stop: asyncio.Event, *, seconds: int = POLL_SECONDS
) -> None:
    """Poll until `stop`; `take` returns when its batch is durably stored."""
    await poll(bot, MaxFeed(client, seconds=seconds), take, stop)
