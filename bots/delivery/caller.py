"""Small calls over kept-alive HTTP/1.1 connections: what a turn needs of an HTTP client, and no more.

aiohttp's client spends 110 us on a call (headers, payload, timers and streams of its own for each),
this 30 us; a turn makes two. Uploads and downloads, which are rare, go through aiohttp.
"""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from yarl import URL

from .answer import Answer, AnswerReader, BadAnswer

CONNECT = 10.0
"""Seconds a new connection may take."""

IDLE = 15.0
"""Seconds for which a connection is kept: servers close theirs after longer, and a call could meet that."""

AT_ONCE = 100

REPEATABLE = frozenset({"GET", "PUT", "DELETE"})
"""Done twice they do no more than once: what broke on an old connection is repeated on a new one."""


class NoConnection(Exception):
    """The server cannot be reached: nothing was sent. `untrusted`: nobody vouches for its certificate."""

    def __init__(self, *, untrusted: bool = False) -> None:
        super().__init__("no connection")
        self.untrusted = untrusted


class NoAnswer(Exception):
    """The request left and no whole answer came: it may or may not have been done."""


class Broken(NoAnswer):
    """The connection broke."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where calls go; `prefix` is the beginning of every path, without a slash at its end."""

    host: str
    port: int
    secure: bool
    prefix: str

    @property
    def name(self) -> str:
        """The Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


@lru_cache(maxsize=64)
def origin(base: str) -> Origin:
    """The origin of a base address; raises `ValueError` for one without a host."""
    url = URL(base)
    if url.host is None or url.port is None:
        raise ValueError("an address without a host")
    return Origin(url.raw_host or url.host, url.port, url.scheme == "https", url.raw_path.rstrip("/"))


class Caller:
    """Makes calls, each on a connection of its own, kept for the next one.

    `headers` go with every call. `context` is asked for when the first secure connection is made.
    """

    def __init__(self, headers: Mapping[str, str], context: ssl.SSLContext | None = None) -> None:
        self._headers = "".join(f"{_plain(name)}: {_plain(value)}\r\n" for name, value in headers.items())
        self._context = context
        self._idle: dict[Origin, list[_Connection]] = {}
        self._places = asyncio.Semaphore(AT_ONCE)

    async def call(
        self, verb: str, there: Origin, path: str, body: bytes | None, *, seconds: float
    ) -> Answer:
        """One call, `path` quoted and beginning with a slash.

        Raises `NoConnection`, and `NoAnswer` after `seconds` or when the connection breaks. Redirects
        are answers like any other.
        """
        length = "" if body is None else f"Content-Length: {len(body)}\r\n"
        target = _plain(f"{there.prefix}{path}")
        head = f"{verb} {target} HTTP/1.1\r\nHost: {there.name}\r\n{self._headers}{length}\r\n".encode()
        request = head if body is None else head + body
        async with self._places:
            kept = self._kept(there)
            if kept is not None:
                try:
                    return await self._answer(kept, there, request, seconds)
                except Broken:
                    if verb not in REPEATABLE:
                        raise
            return await self._answer(await self._connected(there), there, request, seconds)

    async def _answer(
        self, connection: "_Connection", there: Origin, request: bytes, seconds: float
    ) -> Answer:
        try:
            answer = await connection.ask(request, seconds)
        except TimeoutError:
            connection.drop()
            raise NoAnswer from None
        except (OSError, BadAnswer):
            connection.drop()
            raise Broken from None
        except BaseException:
            connection.drop()
            raise
        if connection.is_open:
            connection.since = connection.loop.time()
            self._idle.setdefault(there, []).append(connection)
        return answer

    async def close(self) -> None:
        """Close the connections that wait; the others end with their calls."""
        idle, self._idle = self._idle, {}
        for connections in idle.values():
            for connection in connections:
                connection.drop()

    def _kept(self, there: Origin) -> "_Connection | None":
        """The connection used last, unless it has been waiting for too long."""
        idle = self._idle.get(there)
        while idle:
            connection = idle.pop()
            if connection.is_open and connection.loop.time() - connection.since < IDLE:
                return connection
            connection.drop()
        return None

    async def _connected(self, there: Origin) -> "_Connection":
        loop = asyncio.get_running_loop()
        secure = (self._context or ssl.create_default_context()) if there.secure else None
        try:
            async with asyncio.timeout(CONNECT):
                _, connection = await loop.create_connection(_Connection, there.host, there.port, ssl=secure)
        except ssl.SSLCertVerificationError:
            raise NoConnection(untrusted=True) from None
        except (OSError, TimeoutError):
            raise NoConnection from None
        return connection


class _Connection(asyncio.Protocol):
    """One connection: asks one thing at a time."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.since = 0.0
        self.is_open = False
        self._transport: asyncio.Transport | None = None
        self._reader: AnswerReader | None = None
        self._answered: asyncio.Future[Answer] = self.loop.create_future()

    async def ask(self, request: bytes, seconds: float) -> Answer:
        """Send, and wait for the answer.

        Raises `TimeoutError`, another `OSError` when the connection breaks, and `BadAnswer`.
        """
        if self._transport is None or not self.is_open:
            raise ConnectionError
        self._reader = AnswerReader()
        self._answered = self.loop.create_future()
        self._transport.write(request)
        # `asyncio.timeout` would cost as much as the sending.
        alarm = self.loop.call_later(seconds, self._settle, TimeoutError())
        try:
            return await self._answered
        finally:
            alarm.cancel()

    def drop(self) -> None:
        """Close at once."""
        self.is_open = False
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It stands."""
        self._transport = cast(
            "asyncio.Transport", transport
        )  # uvloop's is one without being derived from it
        self.is_open = True

    def data_received(self, data: bytes) -> None:
        """A piece of the answer, or something nobody asked for."""
        reader = self._reader
        if reader is None:
            self.drop()
            return
        try:
            answer = reader.feed(data)
        except BadAnswer as error:
            self._settle(error)
            self.drop()
            return
        if answer is not None:
            self._reader = None
            if not reader.goes_on:
                self.drop()
            self._settle(answer)

    def connection_lost(self, error: Exception | None) -> None:
        """It broke, or its end is the answer's end."""
        self.is_open = False
        reader, self._reader = self._reader, None
        whole = reader.end() if reader is not None and error is None else None
        self._settle(whole or ConnectionError())

    def _settle(self, outcome: Answer | Exception) -> None:
        if self._answered.done():
            return
        if isinstance(outcome, Exception):
            self._answered.set_exception(outcome)
            self._answered.exception()  # whoever gave up waiting is no warning
        else:
            self._answered.set_result(outcome)


def _plain(text: str) -> str:
    """Nothing in a head may begin another line; raises `ValueError`."""
    if not (text.isascii() and text.isprintable()):
        raise ValueError("not fit for the head of a request")
    return text
