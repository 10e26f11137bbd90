"""An exclusive right across processes: a bot's only sender, the only clock."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from storage.background import Background
from storage.errors import LockLost, Unavailable
from storage.postgres.pool import TROUBLES, Connection, Database, connect

PING: Final = 5.0
"""Seconds between two looks at the connection that holds the lock, and how long an answer may take."""

RETRY: Final = 0.25
"""Seconds between two attempts to get it."""

# Asked again and again: a session that waits inside PostgreSQL would keep it from cleaning up.
_TAKE: Final = "SELECT pg_try_advisory_lock(hashtextextended($1, 0))"


@asynccontextmanager
async def exclusive(database: Database, name: str) -> AsyncIterator[None]:
    """Wait until nobody else holds `name`, then hold it for the length of the block.

    When the connection that holds it is lost, the block is cancelled and `LockLost` raised: whoever
    holds it next may be at work already. Raises `Unavailable` when PostgreSQL is not there.
    """
    connection = await connect(database.dsn)
    try:
        await _take(connection, name)
        holder = _Holder(connection, asyncio.current_task())
        try:
            yield
        except asyncio.CancelledError:
            if holder.was_lost():
                raise LockLost(name) from None
            raise
        finally:
            await holder.end()
    finally:
        connection.terminate()


async def _take(connection: Connection, name: str) -> None:
    try:
        while not await connection.fetchval(_TAKE, name, timeout=PING):  # noqa: ASYNC110 (no event crosses processes)
            await asyncio.sleep(RETRY)
    except TROUBLES as error:
        raise Unavailable(f"PostgreSQL: {type(error).__name__}") from error


class _Holder:
    """Watches the connection and cancels the task when it is lost."""

    def __init__(self, connection: Connection, task: "asyncio.Task[Any] | None") -> None:
        if task is None:
            raise RuntimeError("an exclusive lock is held by a task")
        self._task = task
        self._asked = task.cancelling()
        self._lost = False
        self._ended = False
        self._connection = connection
        self._pings = Background("lock-ping", self._ping)
        self._pings.start()
        connection.add_termination_listener(self._terminated)

    def was_lost(self) -> bool:
        """Whether the cancellation is the loss's; somebody else's goes on."""
        return self._lost and self._task.uncancel() <= self._asked

    async def end(self) -> None:
        """The block is over."""
        self._ended = True
        await self._pings.stop()

    def _terminated(self, _connection: Any) -> None:
        if not self._ended:
            self._lost = True
            self._task.cancel()

    async def _ping(self) -> None:
        await asyncio.sleep(PING)
        try:
            await self._connection.fetchval("SELECT 1", timeout=PING)
        except TROUBLES:
            self._connection.terminate()
            raise
