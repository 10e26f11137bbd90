"""The fixtures that other tests stand on."""

import asyncpg
import pytest
import redis.asyncio

from tests.servers import Databases


@pytest.mark.parametrize("visit", ["first", "second"])
async def test_each_test_finds_a_database_and_a_redis_of_its_own(
    database_url: str, redis_url: str, visit: str
) -> None:
    """What one test leaves behind the next does not see."""
    connection = await asyncpg.connect(database_url)
    await connection.execute("CREATE TABLE left_behind (visit text)")
    await connection.close()

    async with redis.asyncio.from_url(redis_url) as client:
        assert await client.set("left-behind", visit, nx=True)


async def test_the_template_is_what_the_migration_made(databases: Databases, empty_database_url: str) -> None:
    """A copy holds the template's rows, and another user's copy does not touch them."""
    connection = await asyncpg.connect(empty_database_url)
    await connection.execute("CREATE TABLE units AS SELECT 'Парки' AS name")
    await connection.close()
    template = empty_database_url.partition("?")[0].rpartition("/")[2]

    admin = Databases(databases.url("postgres", user="postgres"), databases._house)
    copy = await admin.clone(template)
    connection = await asyncpg.connect(admin.url(copy))
    assert await connection.fetchval("SELECT name FROM units") == "Парки"
    await connection.execute("DELETE FROM units")
    await connection.close()
    await admin.drop(copy)
    await admin.close()

    connection = await asyncpg.connect(empty_database_url)
    assert await connection.fetchval("SELECT count(*) FROM units") == 1
    await connection.close()


def test_a_test_without_a_loop_may_ask_too(database_url: str, redis_url: str) -> None:
    """The fixtures are plain, so tests of threads and browsers use them as well."""
    assert database_url.startswith("postgresql://veche@/test_")
    assert redis_url.startswith("unix:///")
