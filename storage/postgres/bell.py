"""Wakes senders when parcels were posted: those of this process at once, others by NOTIFY.

NOTIFY inside a commit makes all commits of the database wait for each other's flush. So commits never
notify: a loop tells other processes soon after, for many commits at a time. Should it be killed in
between, senders still look every half second.
"""

import asyncio
from collections.abc import Iterable
from typing import Any, Final

from storage.background import Background
from storage.postgres.pool import Connection, Database, connect

CHANNEL: Final = "veche_outbox"
GATHER: Final = 0.02
"""Seconds for which news to other processes is gathered."""

PING: Final = 20.0
"""Seconds after which a silent connection is asked whether it lives."""


class Bell:
    """One bell a process; each bot has its own tone."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tones: dict[str, asyncio.Event] = {}
        self._abroad: set[str] = set()
        self._something = asyncio.Event()
        self._loops = (Background("bell-rings", self._tell), Background("bell-hears", self._hear))

    def start(self) -> None:
        """Listen to other processes, and be heard by them."""
        for loop in self._loops:
            loop.start()

    async def stop(self) -> None:
        """From now on only this process hears its own bell."""
        for loop in self._loops:
            await loop.stop()

    def ring(self, bots: Iterable[str | None]) -> None:
        """There is something to send for these bots; waiting recipients (None) wake nobody."""
        for bot in bots:
            if bot is None:
                continue
            tone = self._tones.get(bot)
            if tone is not None:
                tone.set()
            else:
                self._abroad.add(bot)
                self._something.set()

    async def heard(self, bot: str, within: float) -> None:
        """Return when the bell rang for the bot, or after so many seconds."""
        tone = self._tones.setdefault(bot, asyncio.Event())
        try:
            async with asyncio.timeout(within):
                await tone.wait()
        except TimeoutError:
            return
        tone.clear()

    async def _tell(self) -> None:
        await self._something.wait()
        await asyncio.sleep(GATHER)
        self._something.clear()
        bots, self._abroad = self._abroad, set()
        await self._database.run(
            "SELECT pg_notify($1, bot) FROM unnest($2::text[]) AS bot", CHANNEL, list(bots)
        )

    async def _hear(self) -> None:
        connection = await connect(self._database.dsn)
        lost = asyncio.Event()
        try:
            connection.add_termination_listener(lambda _: lost.set())
            await connection.add_listener(CHANNEL, self._rung)
            while not lost.is_set():
                await _ping(connection, lost)
        finally:
            connection.terminate()

    def _rung(self, _connection: Any, _pid: int, _channel: str, bot: Any) -> None:
        tone = self._tones.get(bot)
        if tone is not None:
            tone.set()


async def _ping(connection: Connection, lost: asyncio.Event) -> None:
    """Wait a while, then see whether the server still answers."""
    try:
        async with asyncio.timeout(PING):
            await lost.wait()
    except TimeoutError:
        await connection.execute("SELECT 1", timeout=PING)
