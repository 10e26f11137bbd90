"""Real servers for tests: one embedded pair a run, a fresh database and a clean Redis for each test.

The workers of a parallel run share the pair; each has a Redis database of its own. Ask for
`database_url` (migrated, if there is anything to migrate), `empty_database_url` or `redis_url`.
"""

import asyncio
import fcntl
import importlib
import importlib.util
import itertools
import os
import re
import shutil
import tempfile
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import pytest
import redis.asyncio

from storage.embedded import EmbeddedServers, start

T = TypeVar("T")
Upgrade = Callable[[str], Awaitable[None]]

_HOUSE = "VECHE_TEST_HOUSE"
_TEMPLATE = "veche_template"
_numbers = itertools.count(1)


def pytest_configure(config: pytest.Config) -> None:
    """Name the folder that all workers share; a short one, because sockets live there."""
    if not hasattr(config, "workerinput"):
        house = Path(tempfile.mkdtemp(prefix="veche-test-", dir="/tmp"))
        house.chmod(0o711)  # as root the servers run as another user
        os.environ[_HOUSE] = str(house)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The servers have left by now: the last worker's fixture waited for that."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(_HOUSE), ignore_errors=True)


class Backstage:
    """An event loop in a thread, for fixtures: it neither meets the tests' loops nor ends with them."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do it there and wait here."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def close(self) -> None:
        """End the thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class Databases:
    """Makes databases on a PostgreSQL server and drops them again; `admin_url` is a superuser's."""

    def __init__(self, admin_url: str, house: Path) -> None:
        self._admin_url = admin_url
        self._house = house
        self._admin: asyncpg.Connection[asyncpg.Record] | None = None

    def url(self, name: str, *, user: str = "veche") -> str:
        """The address of a database on this server."""
        address = re.sub(r"(?<=://)[^@/]*@", f"{user}@", self._admin_url)
        return re.sub(r"(?<=[^:/]/)[^/?]+(?=\?|$)", name, address, count=1)

    async def make_template(self, upgrade: Upgrade | None) -> str:
        """The migrated template, made once by whoever comes first; `upgrade` gets its address."""
        with _alone(self._house / "template.lock"):
            if not await self._do("SELECT FROM pg_database WHERE datname = $1", _TEMPLATE):
                # A failed migration leaves only the unfinished one behind.
                unfinished = f"{_TEMPLATE}_unfinished"
                await self._do(f"DROP DATABASE IF EXISTS {unfinished}")
                await self._do(f"CREATE DATABASE {unfinished} OWNER veche")
                if upgrade is not None:
                    await upgrade(self.url(unfinished))
                await self._do(f"ALTER DATABASE {unfinished} RENAME TO {_TEMPLATE}")
        return _TEMPLATE

    async def clone(self, template: str) -> str:
        """A fresh database; returns its name."""
        name = f"test_{os.getpid()}_{next(_numbers)}"
        await self._do(f"CREATE DATABASE {name} OWNER veche TEMPLATE {template}")
        return name

    async def drop(self, name: str) -> None:
        """Remove it, whoever is still connected."""
        await self._do(f"DROP DATABASE {name} WITH (FORCE)")

    async def close(self) -> None:
        """Leave the server."""
        if self._admin is not None:
            await self._admin.close()

    async def _do(self, statement: str, *given: object) -> list[Any]:
        if self._admin is None or self._admin.is_closed():
            self._admin = await asyncpg.connect(self._admin_url)
        return list(await self._admin.fetch(statement, *given))


def migrations() -> Upgrade | None:
    """What brings a database to the present schema; None while there is nothing."""
    if importlib.util.find_spec("storage.migrations") is None:
        return None
    upgrade: Upgrade | None = getattr(importlib.import_module("storage.migrations"), "upgrade", None)
    return upgrade


@pytest.fixture(scope="session")
def run_house() -> Path:
    """The short folder of this test run, removed at its end."""
    return Path(os.environ[_HOUSE])


@pytest.fixture(scope="session")
def backstage() -> Iterator[Backstage]:
    """A loop for fixtures."""
    made = Backstage()
    yield made
    made.close()


@pytest.fixture(scope="session")
def embedded_servers(run_house: Path, backstage: Backstage) -> Iterator[EmbeddedServers]:
    """The pair of this run, in the fast profile. Do not kill these: others are working with them."""
    servers = backstage.run(start(run_house / "servers", fast=True))
    yield servers
    backstage.run(servers.stop())


@pytest.fixture(scope="session")
def databases(
    embedded_servers: EmbeddedServers, run_house: Path, backstage: Backstage
) -> Iterator[Databases]:
    """The superuser's view of the embedded PostgreSQL."""
    address = embedded_servers.addresses.database_url.replace("://veche@/veche?", "://postgres@/postgres?")
    made = Databases(address, run_house)
    yield made
    backstage.run(made.close())


@pytest.fixture(scope="session")
def database_template(databases: Databases, backstage: Backstage) -> str:
    """The name of the migrated database that tests get copies of."""
    return backstage.run(databases.make_template(migrations()))


@pytest.fixture
def database_url(databases: Databases, database_template: str, backstage: Backstage) -> Iterator[str]:
    """A migrated database of the test's own."""
    name = backstage.run(databases.clone(database_template))
    yield databases.url(name)
    backstage.run(databases.drop(name))


@pytest.fixture
def empty_database_url(databases: Databases, backstage: Backstage) -> Iterator[str]:
    """A database of the test's own without any table, for tests of the migrations."""
    name = backstage.run(databases.clone("template1"))
    yield databases.url(name)
    backstage.run(databases.drop(name))


@pytest.fixture
def redis_url(embedded_servers: EmbeddedServers, backstage: Backstage) -> str:
    """An empty Redis database, one for each worker."""
    worker = re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "0"))
    address = f"{embedded_servers.addresses.redis_url}?db={worker}"
    backstage.run(_flush(address))
    return address


async def _flush(address: str) -> None:
    async with redis.asyncio.from_url(address) as client:
        await client.flushdb()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
