"""The connection to Redis: redis-py makes it, with address, password, database and TLS; its bytes are ours.

Its parser reads through asyncio's streams, which costs a call twice as much as everything else in it.
"""

import asyncio
from collections import deque
from typing import Any, Final, cast

from redis.asyncio.connection import AbstractConnection
from redis.exceptions import ConnectionError, NoScriptError, ResponseError  # noqa: A004 (redis-py's own)

ANSWER: Final = 5.0
"""Seconds a call, or a new connection, may take."""

_STRANGE: Final = object()


class Line(asyncio.Protocol):
    """What is asked in one round of the loop leaves together; answers come in the questions' order."""

    def __init__(self, connection: AbstractConnection) -> None:
        self._connection = connection  # kept: it closes its transport when it is forgotten
        self._loop = asyncio.get_running_loop()
        self._transport = cast("asyncio.Transport", connection._writer.transport)  # type: ignore[union-attr]  # noqa: SLF001 (no public way to it)
        self._transport.set_protocol(self)
        self._buffer = b""
        self._asked: list[bytes] = []
        self._answers: deque[asyncio.Future[Any]] = deque()
        self._lost = False
        self.used = False

    async def call(self, command: bytes) -> Any:
        """Send, and wait for the answer; an error that Redis answers is raised.

        One that does not come in time is the end of the line: nobody could tell whose the next one is.
        """
        if self._lost:
            raise ConnectionError
        answer = self._loop.create_future()
        self._answers.append(answer)
        if not self._asked:
            self._loop.call_soon(self._send)
        self._asked.append(command)
        # `asyncio.timeout` would cost as much as the call.
        alarm = self._loop.call_later(ANSWER, self._end, TimeoutError())
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
        self._end(ConnectionError())

    def data_received(self, data: bytes) -> None:
        """A piece of an answer, or several answers."""
        said = self._buffer + data if self._buffer else data
        at, end = 0, len(said)
        while at < end:
            read = _read(said, at)
            if read is None:
                break
            found, at = read
            if not self._answers or found is _STRANGE:
                self._end(ResponseError("an answer of an unknown kind"))
                return
            answer = self._answers.popleft()
            if not answer.done():  # or whoever asked has gone
                answer.set_result(found)
        self._buffer = said[at:]

    def connection_lost(self, error: Exception | None) -> None:
        """It broke, or was closed."""
        del error
        self._end(ConnectionError())

    def _send(self) -> None:
        asked, self._asked = self._asked, []
        if asked and not self._lost:
            self._transport.write(asked[0] if len(asked) == 1 else b"".join(asked))

    def _end(self, why: Exception) -> None:
        """Nothing comes any more: everybody who waits is told why."""
        self._lost = True
        self._transport.abort()
        while self._answers:
            answer = self._answers.popleft()
            if not answer.done():
                answer.set_exception(why)


def _read(said: bytes, at: int) -> tuple[Any, int] | None:
    """The next whole answer, errors as values, and where it ends; lists are nothing we ask for."""
    end = said.find(b"\r\n", at)
    if end < 0:
        return None
    kind, first = said[at : at + 1], said[at + 1 : end]
    if kind == b"$":
        return _bulk(said, end + 2, int(first))
    if kind == b":":
        return int(first), end + 2
    if kind == b"+":
        return first, end + 2
    if kind == b"-":
        error = NoScriptError if first.startswith(b"NOSCRIPT") else ResponseError
        return error(first.decode(errors="replace")), end + 2
    return _STRANGE, end + 2


def _bulk(said: bytes, start: int, length: int) -> tuple[Any, int] | None:
    if length < 0:
        return None, start
    end = start + length
    return (said[start:end], end + 2) if len(said) >= end + 2 else None
