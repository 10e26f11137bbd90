"""A database and a Redis of the test's own, and taps on the lines to them."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from storage.postgres.pool import Database
from tests.storage.wiretap import Wiretap, tapped


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Migrated, empty."""
    made = Database(database_url)
    yield made
    await made.close()


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """Sockets have short names."""
    with tempfile.TemporaryDirectory(prefix="vt", dir="/tmp") as folder:
        yield Path(folder)


@pytest.fixture
async def database_line(database_url: str, short_folder: Path) -> AsyncIterator[tuple[Wiretap, str]]:
    """A tap on the line to PostgreSQL, and the address behind it."""
    host, port = (parse_qs(urlsplit(database_url).query)[key][0] for key in ("host", "port"))
    async with tapped(Path(host) / f".s.PGSQL.{port}", short_folder) as (tap, _):
        yield tap, database_url.replace(host, str(short_folder))


@pytest.fixture
async def redis_line(redis_url: str, short_folder: Path) -> AsyncIterator[tuple[Wiretap, str]]:
    """A tap on the line to Redis, and the address behind it."""
    path = urlsplit(redis_url).path
    async with tapped(Path(path), short_folder) as (tap, own):
        yield tap, redis_url.replace(path, str(own))
