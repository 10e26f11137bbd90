"""Calls to Redis: one flight each, over redis-py's connections without its client around them.

The client costs 45 us a call, its connection used directly 12 us.
"""

import asyncio
from typing import Any, Final

from redis.asyncio import ConnectionPool
from redis.asyncio.connection import AbstractConnection
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError, NoScriptError, RedisError, ResponseError  # noqa: A004 (redis-py's own)

from storage.errors import Unavailable
from storage.places import Places

ANSWER: Final = 5.0
"""Seconds a call, or a new connection, may take."""


def packed(*parts: bytes) -> bytes:
    """A command on the wire."""
    return b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%b\r\n" % (len(part), part) for part in parts)


class _Line:
    """One connection of redis-py."""

    def __init__(self, connection: AbstractConnection) -> None:
        self._connection = connection
        self.used = False

    def is_closed(self) -> bool:
        """Closed by us: that the server closed it shows only in a call."""
        return not self._connection.is_connected

    def terminate(self) -> None:
        """Close without waiting."""
        self._connection._close()  # type: ignore[no-untyped-call]  # noqa: SLF001 (its public twin waits)

    async def call(self, command: bytes) -> Any:
        """Send, and read the answer; an error that Redis answers is raised."""
        async with asyncio.timeout(ANSWER):
            await self._connection.send_packed_command([command], check_health=False)
            answer = await self._connection.read_response(disable_decoding=True)
        self.used = True
        return answer


class Link:
    """Connections to one Redis, given by its URL (`redis://`, `rediss://`, `unix://`)."""

    def __init__(self, url: str, *, size: int = 16) -> None:
        self._factory = ConnectionPool.from_url(
            url,
            protocol=2,
            socket_timeout=None,
            socket_connect_timeout=ANSWER,
            retry=Retry(NoBackoff(), 0),
        )
        self._places: Places[_Line] = Places(self._connect, size=size, patience=ANSWER, whose="Redis")

    async def call(self, command: bytes) -> Any:
        """One flight; raises `Unavailable`, and `NoScriptError` for a script that is not loaded.

        That a server was restarted shows only when an old connection is used: then once more on a new
        one. So a command may be done twice, and has to bear it.
        """
        line = self._places.ready() or await self._places.take()
        stale = line.used
        try:
            return await self._once(line, command)
        except (ConnectionError, OSError) as error:
            if not stale or isinstance(error, TimeoutError):
                raise Unavailable(f"Redis: {type(error).__name__}") from error
        self._places.clear()
        try:
            return await self._once(await self._places.take(), command)
        except (ConnectionError, OSError) as error:
            raise Unavailable(f"Redis: {type(error).__name__}") from error

    async def close(self) -> None:
        """Close every connection; calls that come after fail."""
        self._places.close()

    async def _once(self, line: _Line, command: bytes) -> Any:
        try:
            answer = await line.call(command)
        except NoScriptError:
            self._places.give(line)
            raise
        except ResponseError as error:
            self._places.give(line)
            raise Unavailable(f"Redis: {type(error).__name__}") from error
        except BaseException:
            self._places.drop(line)
            raise
        self._places.give(line)
        return answer

    async def _connect(self) -> _Line:
        connection: AbstractConnection = self._factory.make_connection()  # type: ignore[no-untyped-call]  # redis-py's own
        try:
            async with asyncio.timeout(ANSWER):
                await connection.connect()  # type: ignore[no-untyped-call]  # redis-py's own
        except (RedisError, OSError) as error:
            raise Unavailable(f"Redis: {type(error).__name__}") from error
        return _Line(connection)
