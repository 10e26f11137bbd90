"""What Alembic runs: on the connection it is given, else on `VECHE_DATABASE_URL`."""

import asyncio
import os

import asyncpg
from alembic import context
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.postgres.tables import metadata


def migrate(connection: Connection) -> None:
    """Run the asked migrations in the connection's transaction."""
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()


async def by_command_line() -> None:
    """For `alembic revision` and the like, typed by a developer."""
    engine = create_async_engine(
        "postgresql+asyncpg://",
        async_creator=lambda: asyncpg.connect(os.environ["VECHE_DATABASE_URL"]),
        poolclass=NullPool,
    )
    async with engine.begin() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


given = context.config.attributes.get("connection")
if given is None:
    asyncio.run(by_command_line())
else:
    migrate(given)
