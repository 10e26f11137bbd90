"""Taps between a process and its servers: they count round trips to PostgreSQL and flights to Redis."""

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

_HOST = re.compile(r"(?<=host=)[^&]+")
_SYNCS = {b"S": "", b"Q": "", b"H": "prepare: "}


class PostgresReader:
    """Reads what a client sends; every Sync, Query and Flush is one trip, named by its statement."""

    def __init__(self, count: Callable[[str], None]) -> None:
        self._count = count
        self._buffer = bytearray()
        self._begun = False
        self._statements: dict[bytes, str] = {}
        self._last = ""

    def feed(self, data: bytes) -> None:
        """Bytes as they come."""
        self._buffer += data
        while (message := self._next()) is not None:
            self._read(*message)

    def _next(self) -> tuple[bytes, bytes] | None:
        """The next whole message: its type and content. The very first one has no type."""
        head = 1 if self._begun else 0
        if len(self._buffer) < head + 4:
            return None
        end = head + int.from_bytes(self._buffer[head : head + 4], "big")
        if len(self._buffer) < end:
            return None
        found = bytes(self._buffer[:head]), bytes(self._buffer[head + 4 : end])
        del self._buffer[:end]
        self._begun = True
        return found

    def _read(self, kind: bytes, content: bytes) -> None:
        if kind == b"P":
            name, sql, _ = content.split(b"\0", 2)
            self._last = self._statements[name] = sql.decode()
        elif kind == b"B":
            self._last = self._statements[content.split(b"\0", 2)[1]]
        elif kind == b"Q":
            self._last = content.rstrip(b"\0").decode()
        if kind in _SYNCS:
            self._count(_SYNCS[kind] + " ".join(self._last.split()))


class RedisReader:
    """Reads what a client sends; every command is one flight, named by its first word."""

    def __init__(self, count: Callable[[str], None]) -> None:
        self._count = count
        self._buffer = bytearray()

    def feed(self, data: bytes) -> None:
        """Bytes as they come."""
        self._buffer += data
        while (command := self._next()) is not None:
            self._count(command)

    def _next(self) -> str | None:
        """The name of the next whole command."""
        words: list[bytes] = []
        at = self._buffer.find(b"\r\n")
        if at < 0:
            return None
        left, at = int(self._buffer[1:at]), at + 2
        for _ in range(left):
            end = self._buffer.find(b"\r\n", at)
            if end < 0:
                return None
            length = int(self._buffer[at + 1 : end])
            at = end + 2 + length + 2
            if len(self._buffer) < at:
                return None
            words.append(bytes(self._buffer[end + 2 : at - 2]))
        del self._buffer[:at]
        return words[0].decode().upper()


Reader = PostgresReader | RedisReader


class Tap:
    """A Unix socket that hands everything on to another, and counts what goes there."""

    def __init__(self, reader: Callable[[Callable[[str], None]], Reader], target: Path, own: Path) -> None:
        self.counted: Counter[str] = Counter()
        self._reader = reader
        self._target = target
        self._own = own
        self._server: asyncio.Server | None = None
        self._pumps: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Listen."""
        self._own.parent.mkdir(parents=True, exist_ok=True)
        self._server = await asyncio.start_unix_server(self._accept, self._own)

    async def stop(self) -> None:
        """Close everything."""
        if self._server is not None:
            self._server.close()
        for pump in self._pumps:
            pump.cancel()
        await asyncio.gather(*self._pumps, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there = await asyncio.open_unix_connection(self._target)
        counting = self._reader(self._one)
        loop = asyncio.get_running_loop()
        for pump in (_pump(reader, there, counting), _pump(there_reader, writer, None)):
            task = loop.create_task(pump)
            self._pumps.add(task)
            task.add_done_callback(self._pumps.discard)

    def _one(self, name: str) -> None:
        self.counted[name] += 1


async def _pump(source: asyncio.StreamReader, target: asyncio.StreamWriter, counting: Reader | None) -> None:
    try:
        while data := await source.read(65536):
            if counting is not None:
                counting.feed(data)
            target.write(data)
            await target.drain()
    except ConnectionError:
        return
    finally:
        target.close()


def tapped_database(url: str, folder: Path) -> tuple[str, Tap]:
    """A tap in front of a PostgreSQL on a Unix socket; the address through it."""
    name = ".s.PGSQL.5432"
    there = _HOST.search(url)
    if there is None:
        raise ValueError("only a database on a Unix socket can be tapped")
    tap = Tap(PostgresReader, Path(there[0]) / name, folder / name)
    return _HOST.sub(str(folder), url), tap


def tapped_redis(url: str, folder: Path) -> tuple[str, Tap]:
    """A tap in front of a Redis on a Unix socket; the address through it."""
    path, _, options = url.removeprefix("unix://").partition("?")
    own = folder / "redis.sock"
    return f"unix://{own}" + (f"?{options}" if options else ""), Tap(RedisReader, Path(path), own)
