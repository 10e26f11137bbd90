"""Connections to PostgreSQL: few, prepared, replaced when they die; nobody waits for ever.

asyncpg's own pool resets each connection with a round trip and wraps it in a proxy: together three
times the cost of a small statement. Nothing here changes a session, so nothing has to be reset.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import asyncpg

from storage.errors import Unavailable

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
Row: TypeAlias = asyncpg.Record

CONNECT: Final = 5.0
"""Seconds a new connection may take."""

ANSWER: Final = 10.0
"""Seconds a statement may take."""

SESSION: Final[dict[str, str]] = {
    "application_name": "veche",
    "timezone": "UTC",
    # Plans are made once a session: making one takes longer than running it.
    "plan_cache_mode": "force_generic_plan",
    "jit": "off",
    "statement_timeout": "15s",
    "lock_timeout": "8s",
    "idle_in_transaction_session_timeout": "60s",
}

TROUBLES: Final = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.LockNotAvailableError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
)
"""The server is away, starting, stopping, full or overloaded; not what a statement did wrong."""


async def connect(dsn: str, **more: Any) -> Connection:
    """A connection of the caller's own; raises `Unavailable`."""
    try:
        return await asyncpg.connect(
            dsn,
            timeout=CONNECT,
            server_settings=SESSION,
            max_cached_statement_lifetime=0,
            statement_cache_size=200,
            **more,
        )
    except TROUBLES as error:
        raise Unavailable(f"PostgreSQL: {type(error).__name__}") from error


class Database:
    """Runs statements; every call raises `Unavailable` within seconds when PostgreSQL does not answer."""

    def __init__(self, dsn: str, *, size: int = 10, patience: float = CONNECT) -> None:
        self.dsn = dsn
        self._size = size
        self._patience = patience
        self._made = 0
        self._idle: list[Connection] = []
        self._queue: deque[asyncio.Future[Connection | None]] = deque()
        self._closed = False

    async def rows(self, sql: str, *given: Any) -> Sequence[Row]:
        """All rows."""
        connection = self._ready() or await self._take()
        try:
            found: Sequence[Row] = await connection.fetch(sql, *given)
        except BaseException as error:
            self._spoil(connection, error)
            raise
        self._give(connection)
        return found

    async def row(self, sql: str, *given: Any) -> Row | None:
        """The first row."""
        connection = self._ready() or await self._take()
        try:
            found: Row | None = await connection.fetchrow(sql, *given)
        except BaseException as error:
            self._spoil(connection, error)
            raise
        self._give(connection)
        return found

    async def value(self, sql: str, *given: Any) -> Any:
        """The first column of the first row; None without rows."""
        row = await self.row(sql, *given)
        return row[0] if row is not None else None

    async def run(self, sql: str, *given: Any) -> None:
        """A statement without an answer."""
        await self.row(sql, *given)

    async def close(self) -> None:
        """Close every connection; calls that come after fail."""
        self._closed = True
        idle, self._idle = self._idle, []
        for connection in idle:
            await connection.close(timeout=CONNECT)
        self._made -= len(idle)

    def _ready(self) -> "Connection | None":
        """An idle connection that is still open; the one used last is the warmest."""
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed():
                return connection
            self._made -= 1
        return None

    async def _take(self) -> Connection:
        """A new connection while there is room, else the next one that is given back."""
        if self._made >= self._size:
            given = await self._turn()
            if given is not None:
                return given
        else:
            self._made += 1
        if self._closed:
            self._drop()
            raise Unavailable("PostgreSQL: closed")
        try:
            return await connect(self.dsn, command_timeout=ANSWER)
        except BaseException:
            self._drop()
            raise

    async def _turn(self) -> "Connection | None":
        """Wait in the queue for a connection, or (None) for the right to make one."""
        turn: asyncio.Future[Connection | None] = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            async with asyncio.timeout(self._patience):
                return await turn
        except TimeoutError as error:
            raise Unavailable("PostgreSQL: all connections are busy") from error

    def _give(self, connection: Connection) -> None:
        """To the next in the queue, else back to the idle ones."""
        if self._closed or connection.is_closed():
            connection.terminate()
            self._drop()
        elif not self._call_next(connection):
            self._idle.append(connection)

    def _drop(self) -> None:
        """A connection less: the next in the queue may make another."""
        if not self._call_next(None):
            self._made -= 1

    def _call_next(self, given: "Connection | None") -> bool:
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(given)
                return True
        return False

    def _spoil(self, connection: Connection, error: BaseException) -> None:
        """Give a sound connection back and drop any other; raises `Unavailable` for trouble."""
        if isinstance(error, asyncpg.PostgresError) and not isinstance(error, TROUBLES):
            self._give(connection)
            return
        connection.terminate()
        self._drop()
        if isinstance(error, TROUBLES):
            raise Unavailable(f"PostgreSQL: {type(error).__name__}") from error
