"""One connection to Redis: redis-py makes it, with address, password, database and TLS; its bytes are ours.

Its parser reads through asyncio's streams, which costs a call twice as much as everything else in it.
"""

import asyncio
from typing import Any, Final, cast

from redis.asyncio.connection import AbstractConnection
from redis.exceptions import ConnectionError, NoScriptError, ResponseError  # noqa: A004 (redis-py's own)

ANSWER: Final = 5.0
"""Seconds a call, or a new connection, may take."""

_INCOMPLETE: Final = object()


class Line(asyncio.Protocol):
    """Asks one thing at a time."""

    def __init__(self, connection: AbstractConnection) -> None:
        self._connection = connection  # kept: it closes its transport when it is forgotten
        self._loop = asyncio.get_running_loop()
        self._transport = cast("asyncio.Transport", connection._writer.transport)  # type: ignore[union-attr]  # noqa: SLF001 (no public way to it)
        self._transport.set_protocol(self)
        self._buffer = b""
        self._answer: asyncio.Future[Any] | None = None
        self._lost = False
        self.used = False

    async def call(self, command: bytes) -> Any:
        """Send, and wait for the answer; an error that Redis answers is raised."""
        if self._lost:
            raise ConnectionError
        self._answer = answer = self._loop.create_future()
        self._transport.write(command)
        # `asyncio.timeout` would cost as much as the call.
        alarm = self._loop.call_later(ANSWER, _late, answer)
        try:
            found = await answer
        finally:
            alarm.cancel()
        self.used = True
        if isinstance(found, Exception):
            raise found
        return found

    def is_closed(self) -> bool:
        """By us or by the server."""
        return self._lost or self._transport.is_closing()

    def terminate(self) -> None:
        """Close without waiting."""
        self._lost = True
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """A piece of the answer."""
        self._buffer = self._buffer + data if self._buffer else data
        found = _read(self._buffer)
        if found is _INCOMPLETE:
            return
        self._buffer = b""
        if self._answer is None or self._answer.done():
            self.terminate()  # nobody asked
        else:
            self._answer.set_result(found)

    def connection_lost(self, error: Exception | None) -> None:
        """It broke, or was closed."""
        del error
        self._lost = True
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionError())


def _late(answer: "asyncio.Future[Any]") -> None:
    if not answer.done():
        answer.set_exception(TimeoutError())


def _read(said: bytes) -> Any:
    """The whole answer, with errors as values; lists are nothing we ask for."""
    end = said.find(b"\r\n")
    if end < 0:
        return _INCOMPLETE
    kind, first = said[:1], said[1:end]
    if kind == b"$":
        return _bulk(said, end + 2, int(first))
    if kind == b":":
        return int(first)
    if kind == b"+":
        return first
    if kind == b"-":
        error = NoScriptError if first.startswith(b"NOSCRIPT") else ResponseError
        return error(first.decode(errors="replace"))
    return ResponseError("an answer of an unknown kind")


def _bulk(said: bytes, start: int, length: int) -> Any:
    if length < 0:
        return None
    if len(said) < start + length + 2:
        return _INCOMPLETE
    return said[start : start + length]
