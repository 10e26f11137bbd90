"""The same smoke on every pair of servers that is found here: the embedded one, and ordinary ones."""

import asyncio
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import asyncpg
import pytest
import redis.asyncio

from storage.embedded import Embedded, start
from tests.servers import Databases, migrations

T = TypeVar("T")
EMBEDDED = "embedded"
OLDEST = 15


@dataclass(frozen=True, slots=True)
class Ordinary:
    """Programs of an ordinary PostgreSQL and an ordinary Redis (or Valkey) on this machine."""

    postgres: Path
    redis: str

    def __str__(self) -> str:
        """For the test's name."""
        return f"postgresql-{self.postgres.parent.name}+{Path(self.redis).name}"


def ordinary() -> list[Ordinary]:
    """What Debian or the path offers; nothing on a bare machine."""
    packaged = (path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit())
    clusters = sorted(path for path in packaged if int(path.parent.name) >= OLDEST)
    caches = [found for name in ("redis-server", "valkey-server") if (found := shutil.which(name))]
    return [Ordinary(postgres, cache) for postgres in clusters for cache in caches]


PAIRS: list[Ordinary | str] = [EMBEDDED, *ordinary()]


@pytest.mark.parametrize("pair", PAIRS, ids=str)
async def test_a_fact_and_a_dialog_are_written_and_read(pair: Ordinary | str) -> None:
    """Through the two addresses, as any program of ours takes them; the schema fits as well."""
    async with running(pair) as addresses:
        upgrade = migrations()
        if upgrade is not None:
            await upgrade(addresses.database_url)
        connection = await asyncpg.connect(addresses.database_url)
        await connection.execute("CREATE TABLE smoke (id int GENERATED ALWAYS AS IDENTITY, said text)")
        await connection.execute("INSERT INTO smoke (said) VALUES ($1)", "Яма")
        assert await connection.fetchval("SELECT lower(said) FROM smoke") == "яма"
        await connection.close()

        async with redis.asyncio.from_url(addresses.redis_url, decode_responses=True) as client:
            await _patiently(client.ping)
            assert await client.set("smoke", "Яма", ex=60, nx=True)
            assert await client.get("smoke") == "Яма"


def test_the_embedded_pair_is_always_among_them() -> None:
    """On a machine without other servers the smoke still means something."""
    assert EMBEDDED in PAIRS
    assert len(PAIRS) == 1 + len(ordinary())


@asynccontextmanager
async def running(pair: Ordinary | str) -> AsyncIterator[Embedded]:
    """The pair's addresses while it runs."""
    with short_folder() as place:
        if isinstance(pair, str):
            servers = await start(place / "data", fast=True)
            try:
                yield servers.addresses
            finally:
                await servers.stop()
            return
        with postgres(pair, place) as admin_url, cache(pair, place) as redis_url:
            yield Embedded(await _own_database(admin_url, place), redis_url)


@contextmanager
def short_folder() -> Iterator[Path]:
    """A folder that the servers' user may pass."""
    place = Path(tempfile.mkdtemp(prefix="veche-o-", dir="/tmp"))
    place.chmod(0o711)
    try:
        yield place
    finally:
        shutil.rmtree(place)


@contextmanager
def postgres(pair: Ordinary, place: Path) -> Iterator[str]:
    """An ordinary PostgreSQL over TCP; yields the superuser's address."""
    folder, port = place / "postgres", _free_port()
    folder.mkdir()
    user, group = _servers_user()
    if user is not None and group is not None:
        os.chown(folder, user, group)
    data = folder / "data"
    made = subprocess.run(
        [
            pair.postgres / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        user=user,
        group=group,
    )
    assert made.returncode == 0, made.stderr
    command = [
        str(pair.postgres / "postgres"),
        "-D",
        str(data),
        "-k",
        str(folder),
        "-p",
        str(port),
        "-h",
        "127.0.0.1",
        "-F",
    ]
    server = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL, user=user, group=group)
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


@contextmanager
def cache(pair: Ordinary, place: Path) -> Iterator[str]:
    """An ordinary Redis over TCP."""
    port = _free_port()
    command = [pair.redis, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(place), "--save", ""]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait()


async def _own_database(admin_url: str, place: Path) -> str:
    """What an operator does once: a role and a database of its own."""
    admin = await _patiently(lambda: asyncpg.connect(admin_url))
    await admin.execute("CREATE ROLE veche LOGIN")
    await admin.execute("CREATE DATABASE veche OWNER veche")
    await admin.close()
    return Databases(admin_url, place).url("veche")


async def _patiently(reach: Callable[[], Awaitable[T]]) -> T:
    """Until the server that was just started answers."""
    async with asyncio.timeout(60):
        while True:
            try:
                return await reach()
            except (OSError, asyncpg.CannotConnectNowError, redis.asyncio.ConnectionError):
                await asyncio.sleep(0.02)


def _servers_user() -> tuple[int, int] | tuple[None, None]:
    """PostgreSQL refuses to be root; anybody else runs it as himself."""
    if os.geteuid() != 0:
        return None, None
    entry = pwd.getpwnam("nobody")
    return entry.pw_uid, entry.pw_gid


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
