"""The stairway: every migration goes up, down and up again, and ends where the tables say."""

import asyncio
import subprocess
import sys

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage import Unavailable
from storage.migrations import HEAD, MigrationFailed, behind, climb, config, upgrade
from storage.postgres.tables import metadata

STEPS = [script.revision for script in reversed(list(ScriptDirectory.from_config(config()).walk_revisions()))]
OPTIONS = {"compare_type": True, "compare_server_default": False}


async def _tables(url: str) -> set[str]:
    connection = await asyncpg.connect(url)
    try:
        found = await connection.fetch(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        )
        return {row["relname"] for row in found}
    finally:
        await connection.close()


async def test_the_stairway(empty_database_url: str) -> None:
    """One up, one down, one up, to the top; then all the way down, where nothing is left."""
    for before, step in zip(["base", *STEPS], STEPS, strict=False):
        await climb(empty_database_url, step)
        there = await _tables(empty_database_url)
        await climb(empty_database_url, before)
        await climb(empty_database_url, step)
        assert await _tables(empty_database_url) == there
    await climb(empty_database_url, "base")
    assert await _tables(empty_database_url) == {"alembic_version", "alembic_version_pkc"}


async def test_the_tables_are_what_the_migrations_made(database_url: str) -> None:
    """Columns, types, keys, indexes: nothing differs."""
    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: asyncpg.connect(database_url), poolclass=NullPool
    )

    def compare(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection, opts=OPTIONS), metadata))

    async with engine.connect() as connection:
        assert await connection.run_sync(compare) == []
    await engine.dispose()


def test_the_head_is_known_without_loading_alembic() -> None:
    """Numbers grow, and the constant names the last one."""
    assert sorted(STEPS) == STEPS
    assert STEPS[-1] == HEAD


async def test_several_processes_may_start_at_once(empty_database_url: str) -> None:
    """One migrates, the others wait."""
    await asyncio.gather(*(upgrade(empty_database_url) for _ in range(4)))
    assert not await behind(empty_database_url)
    assert "incidents" in await _tables(empty_database_url)


async def test_a_migration_that_fails_says_why(empty_database_url: str) -> None:
    """And leaves the database as it was."""
    connection = await asyncpg.connect(empty_database_url)
    await connection.execute("CREATE TABLE outbox (mine text)")
    await connection.close()
    with pytest.raises(MigrationFailed, match="already exists"):
        await upgrade(empty_database_url)
    assert await _tables(empty_database_url) == {"outbox"}


async def test_a_program_that_runs_has_not_loaded_what_only_migrations_need(empty_database_url: str) -> None:
    """Alembic and SQLAlchemy are 30 MB."""
    program = (
        "import asyncio, sys, storage.migrations, storage.postgres.unit, storage.postgres.outbox\n"
        "asyncio.run(storage.migrations.upgrade(sys.argv[1]))\n"
        "print(*({'alembic', 'sqlalchemy'} & set(sys.modules)))"
    )
    ran = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", program, empty_database_url], capture_output=True, check=True
    )
    assert ran.stdout.strip() == b""
    assert not await behind(empty_database_url)


async def test_a_newer_schema_is_left_alone(empty_database_url: str) -> None:
    """During a rollout the older program goes on with the expanded schema."""
    await upgrade(empty_database_url)
    connection = await asyncpg.connect(empty_database_url)
    await connection.execute("UPDATE alembic_version SET version_num = '9999'")
    await connection.close()
    await upgrade(empty_database_url)
    assert not await behind(empty_database_url)


async def test_a_database_that_is_not_there_is_unavailable(short_folder: object) -> None:
    """Not an endless wait, nor a library's exception."""
    with pytest.raises(Unavailable):
        await upgrade(f"postgresql://veche@/veche?host={short_folder}")
