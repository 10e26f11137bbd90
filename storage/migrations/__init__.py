"""Migrations: they expand, then contract, and climb a stairway in the tests."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import asyncpg

from storage.errors import Unavailable
from storage.postgres.pool import TROUBLES, Connection, connect

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection as Session

HEAD: Final = "0010"
"""The newest revision; numbers grow, so that an older program knows a newer schema."""

_ROOT: Final = Path(__file__).parents[2]
_LAST_WORDS: Final = 500

LOCK: Final = 0x7665636865
"""Advisory lock: one process migrates, the others wait for it ("veche" in ASCII)."""


class MigrationFailed(Exception):
    """The schema could not be changed; the text ends with what PostgreSQL or Alembic said."""


async def upgrade(database_url: str) -> None:
    """Bring a database to the newest schema; safe when several processes start at once.

    A schema newer than this program is left alone: it was expanded, and still serves the older program
    during a rollout. Raises `Unavailable` and `MigrationFailed`.
    """
    if await behind(database_url):
        await _apart(database_url)


async def climb_alone(database_url: str) -> None:
    """Go up to the newest revision unless another process just did; the others wait here."""
    lock = await connect(database_url)
    try:
        await lock.execute("SET statement_timeout = 0; SET lock_timeout = 0")
        await lock.execute("SELECT pg_advisory_lock($1)", LOCK)
        if await _revision(lock) < HEAD:
            await climb(database_url, HEAD)
    finally:
        await lock.close()


async def _apart(database_url: str) -> None:
    """In a process of its own: Alembic and SQLAlchemy would stay in this one for ever, 30 MB of them.

    It goes on to its end should this one be killed; whoever starts then waits for it at the lock.
    """
    path = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "storage.migrations"),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
    )
    _, said = await child.communicate(database_url.encode())
    if child.returncode != 0:
        raise MigrationFailed(said.decode(errors="replace").strip()[-_LAST_WORDS:])


async def behind(database_url: str) -> bool:
    """Whether the schema is older than this program needs; raises `Unavailable`."""
    connection = await connect(database_url)
    try:
        return await _revision(connection) < HEAD
    except TROUBLES as error:
        raise Unavailable(f"PostgreSQL: {type(error).__name__}") from error
    finally:
        connection.terminate()


async def climb(database_url: str, revision: str) -> None:
    """Go up or down to a revision (`base` is none at all), in one transaction."""
    from alembic import command  # noqa: PLC0415 (see `_apart`)
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415 (see above)
    from sqlalchemy.pool import NullPool  # noqa: PLC0415 (see above)

    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: asyncpg.connect(database_url), poolclass=NullPool
    )

    def go(connection: "Session") -> None:
        made = config()
        made.attributes["connection"] = connection
        if _is_down(connection, revision):
            command.downgrade(made, revision)
        else:
            command.upgrade(made, revision)

    async with engine.begin() as connection:
        await connection.run_sync(go)
    await engine.dispose()


def config() -> "Config":
    """Alembic's configuration: this folder."""
    from alembic.config import Config  # noqa: PLC0415 (only where something is migrated)

    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    return made


def _is_down(connection: "Session", revision: str) -> bool:
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415 (see `climb`)

    current = MigrationContext.configure(connection).get_current_revision() or ""
    return revision == "base" or (revision != "head" and revision < current)


async def _revision(connection: Connection) -> str:
    """The schema's revision; empty for an empty database."""
    if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
        return ""
    return str(await connection.fetchval("SELECT max(version_num) FROM alembic_version") or "")
