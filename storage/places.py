"""A small set of connections shared by many tasks, first come, first served."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, Protocol, TypeVar

from storage.errors import Unavailable


class Closable(Protocol):
    """What a place holds."""

    def is_closed(self) -> bool:
        """Whether it is of no use any more."""
        ...

    def terminate(self) -> None:
        """Close at once."""
        ...


C = TypeVar("C", bound=Closable)


class Places(Generic[C]):
    """At most `size` connections, made by `make` when needed; dead ones are replaced.

    Take one with `ready() or await take()`, then `give` it back or `drop` it. Nobody waits longer
    than `patience` seconds: `Unavailable`, in the name of `whose`.
    """

    def __init__(self, make: Callable[[], Awaitable[C]], *, size: int, patience: float, whose: str) -> None:
        self._make = make
        self._size = size
        self._patience = patience
        self._whose = whose
        self._made = 0
        self._idle: list[C] = []
        self._queue: deque[asyncio.Future[C | None]] = deque()
        self._closed = False

    def ready(self) -> C | None:
        """An idle connection that is still open; the one used last is the warmest."""
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed():
                return connection
            self._made -= 1
        return None

    async def take(self) -> C:
        """A new connection while there is room, else the next one that is given back."""
        if self._made >= self._size:
            given = await self._turn()
            if given is not None:
                return given
        else:
            self._made += 1
        if self._closed:
            self._leave()
            raise Unavailable(f"{self._whose}: closed")
        try:
            return await self._make()
        except BaseException:
            self._leave()
            raise

    def give(self, connection: C) -> None:
        """To the next in the queue, else back to the idle ones."""
        if self._closed or connection.is_closed():
            self.drop(connection)
        elif not self._call_next(connection):
            self._idle.append(connection)

    def drop(self, connection: C) -> None:
        """It is of no use: the next in the queue may make another."""
        connection.terminate()
        self._leave()

    def close(self) -> None:
        """Close the idle ones; those in use are closed when they are given back."""
        self._closed = True
        self.clear()

    def clear(self) -> None:
        """Drop the idle ones: the server was restarted."""
        idle, self._idle = self._idle, []
        for connection in idle:
            self.drop(connection)

    async def _turn(self) -> C | None:
        """Wait in the queue for a connection, or (None) for the right to make one."""
        turn: asyncio.Future[C | None] = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            async with asyncio.timeout(self._patience):
                return await turn
        except TimeoutError as error:
            raise Unavailable(f"{self._whose}: all connections are busy") from error
        except asyncio.CancelledError:
            self._pass_on(turn)
            raise

    def _pass_on(self, turn: "asyncio.Future[C | None]") -> None:
        """Cancelled just when the turn had come: it is the next one's."""
        if not turn.done() or turn.cancelled():
            return
        given = turn.result()
        if given is None:
            self._leave()
        else:
            self.give(given)

    def _leave(self) -> None:
        if not self._call_next(None):
            self._made -= 1

    def _call_next(self, given: C | None) -> bool:
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(given)
                return True
        return False
