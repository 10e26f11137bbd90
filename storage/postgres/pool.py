"""Connections to PostgreSQL: few, prepared, replaced when they die; nobody waits for ever.

asyncpg's own pool resets each connection with a round trip and wraps it in a proxy: together three
times the cost of a small statement. Nothing here changes a session, so nothing has to be reset.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, TypeAlias

import asyncpg

from storage.errors import Unavailable
from storage.places import Places

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
    # Everything here is looked up by key. PostgreSQL guesses 100 rows for each array of JSON, and would
    # rather read whole tables for them.
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
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


async def connect(dsn: str, *, timeout: float = CONNECT, **more: Any) -> Connection:  # noqa: ASYNC109 (asyncpg's own)
    """A connection of the caller's own; raises `Unavailable`."""
    try:
        return await asyncpg.connect(
            dsn,
            timeout=timeout,
            server_settings=SESSION,
            max_cached_statement_lifetime=0,
            statement_cache_size=200,
            **more,
        )
    except TROUBLES as error:
        raise Unavailable(f"PostgreSQL: {type(error).__name__}") from error


class Database:
    """Runs statements; every call raises `Unavailable` within seconds when PostgreSQL does not answer.

    At most `size` connections; `patience` is the longest wait for one of them, `answer` for a
    statement, in seconds.
    """

    def __init__(
        self, dsn: str, *, size: int = 10, patience: float = CONNECT, answer: float = ANSWER
    ) -> None:
        self.dsn = dsn
        self._places: Places[Connection] = Places(
            lambda: connect(dsn, timeout=patience, command_timeout=answer),
            size=size,
            patience=patience,
            whose="PostgreSQL",
        )

    async def rows(self, sql: str, *given: Any) -> Sequence[Row]:
        """All rows."""
        connection = self._places.ready() or await self._places.take()
        try:
            found: Sequence[Row] = await connection.fetch(sql, *given)
        except BaseException as error:
            self._spoil(connection, error)
            raise
        self._places.give(connection)
        return found

    async def row(self, sql: str, *given: Any) -> Row | None:
        """The first row."""
        connection = self._places.ready() or await self._places.take()
        try:
            found: Row | None = await connection.fetchrow(sql, *given)
        except BaseException as error:
            self._spoil(connection, error)
            raise
        self._places.give(connection)
        return found

    async def value(self, sql: str, *given: Any) -> Any:
        """The first column of the first row; None without rows."""
        row = await self.row(sql, *given)
        return row[0] if row is not None else None

    async def run(self, sql: str, *given: Any) -> None:
        """A statement without an answer."""
        await self.row(sql, *given)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """One connection in one transaction: the end of the block commits, an error takes everything back."""
        connection = self._places.ready() or await self._places.take()
        try:
            await connection.execute("BEGIN")
            yield connection
            await connection.execute("COMMIT")
        except BaseException as error:
            self._places.drop(connection)  # whatever it was in the middle of
            if isinstance(error, TROUBLES):
                raise Unavailable(f"PostgreSQL: {type(error).__name__}") from error
            raise
        self._places.give(connection)

    async def close(self) -> None:
        """Close every connection; calls that come after fail."""
        self._places.close()

    def _spoil(self, connection: Connection, error: BaseException) -> None:
        """Give a sound connection back and drop any other; raises `Unavailable` for trouble."""
        if isinstance(error, asyncpg.PostgresError) and not isinstance(error, TROUBLES):
            self._places.give(connection)
            return
        self._places.drop(connection)
        if isinstance(error, TROUBLES):
            raise Unavailable(f"PostgreSQL: {type(error).__name__}") from error
