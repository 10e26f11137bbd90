"""Every story of the contract is played on the twins, on the embedded servers, and on ordinary ones.

Ordinary ones are what this machine has besides: a PostgreSQL 15 or newer and a Redis or Valkey.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import pytest
import redis.asyncio

from core.shared.holds import Conversations
from storage.codes import SecretCodes
from storage.memory import World
from storage.memory.conversations import MemoryConversations
from storage.migrations import upgrade
from storage.postgres.answers import PgGuides
from storage.postgres.atlas import Atlas
from storage.postgres.bell import Bell
from storage.postgres.catalogue import PgCatalogueLists
from storage.postgres.deadlines import PgDeadlines
from storage.postgres.directory import PgDirectory, PgTopics
from storage.postgres.files import PgFiles
from storage.postgres.inbox import PgInbox
from storage.postgres.outbox import PgChannels, PgOutbox
from storage.postgres.phones import Phones
from storage.postgres.pool import Database
from storage.postgres.queries import PgQueries
from storage.postgres.reference import synchronise
from storage.postgres.roster import PgRosterWatch
from storage.postgres.shares import Counted
from storage.postgres.similar import PgSimilar
from storage.postgres.unit import Units
from storage.redis.conversations import RedisConversations
from tests.contract.stage import MUNICIPALITIES, TOPICS, UNITS, Stage, policy
from tests.embedded.test_ordinary_servers import Ordinary, ordinary, running
from tests.servers import Backstage, Databases

STAGES = ["twin", "embedded", *ordinary()]


@pytest.fixture(scope="session")
def ordinary_servers(
    backstage: Backstage, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[Ordinary, tuple[Databases, str]]]:
    """Each pair of ordinary servers, and who makes databases there; started when asked for."""
    yield from _all_running(backstage, tmp_path_factory.mktemp("ordinary"))


def _all_running(backstage: Backstage, folder: Path) -> Iterator[dict[Ordinary, tuple[Databases, str]]]:
    found: dict[Ordinary, tuple[Databases, str]] = {}
    opened = []
    for pair in ordinary():
        opened.append(running(pair))
        addresses = backstage.run(opened[-1].__aenter__())
        admin = addresses.database_url.replace("veche@", "postgres@").replace("/veche", "/postgres")
        found[pair] = Databases(admin, folder), addresses.redis_url
    yield found
    for databases, _ in found.values():
        backstage.run(databases.close())
    for context in opened:
        backstage.run(context.__aexit__(None, None, None))


@pytest.fixture(params=STAGES, ids=str)
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """The town with its two municipalities, nobody in it yet."""
    match request.param:
        case "twin":
            yield _twin()
        case "embedded":
            urls = request.getfixturevalue("database_url"), request.getfixturevalue("redis_url")
            async with _played(*urls) as stage:
                yield stage
        case pair:
            databases, redis_url = request.getfixturevalue("ordinary_servers")[pair]
            backstage: Backstage = request.getfixturevalue("backstage")
            name = backstage.run(databases.clone(backstage.run(databases.make_template(upgrade))))
            async with redis.asyncio.from_url(redis_url) as client:
                await client.flushdb()
            async with _played(databases.url(name), redis_url) as stage:
                yield stage
            backstage.run(databases.drop(name))


@asynccontextmanager
async def _played(database_url: str, redis_url: str) -> AsyncIterator[Stage]:
    database = Database(database_url)
    await synchronise(database, MUNICIPALITIES, UNITS, TOPICS)
    made: list[RedisConversations] = []

    def talks(**seconds: float) -> Conversations:
        made.append(RedisConversations(redis_url, **seconds))
        return made[-1]

    stage = _real(database)
    stage.talks = talks
    yield stage
    await stage.inbox.flush()
    for each in made:
        await each.close()
    await database.close()


def _twin() -> Stage:
    world = World(municipalities=MUNICIPALITIES, units=UNITS, topics=TOPICS, policy=policy)
    return Stage(
        real=False,
        open=world.open,
        directory=world.directory,
        watch=world.watch,
        guides=world.guides,
        catalogue=world.catalogue,
        topics=world.topics,
        queries=world.queries,
        similar=world.similar,
        inbox=world.inbox,
        outbox=world.outbox,
        channels=world.channels,
        deadlines=world.deadlines,
        has_left=world.channels.has_left,
        journal=partial(_twins_journal, world),
        files=world.files,
        codes=world.codes,
        talks=MemoryConversations,
    )


async def _twins_journal(world: World, area: str) -> list[tuple[Any, ...]]:
    """The lines of an area: name, by whom, from which bot, details."""
    rows = (row for _, row in world.state.journal if row.area == area)
    return [(row.name, row.by, row.source, orjson.loads(row.details)) for row in rows]


async def _journal(database: Database, area: str) -> list[tuple[Any, ...]]:
    rows = await database.rows(
        "SELECT name, by_id, source, details FROM journal WHERE area = $1 ORDER BY id", area
    )
    return [(name, by, source, orjson.loads(details)) for name, by, source, details in rows]


def _real(database: Database) -> Stage:
    bell, atlas, codes = Bell(database), Atlas(database), SecretCodes()
    channels = PgChannels(database, bell)
    return Stage(
        real=True,
        open=Units(database, policy=policy, codes=codes, phones=Phones("s" * 32), bell=bell),
        directory=PgDirectory(atlas),
        watch=PgRosterWatch(database),
        guides=PgGuides(database),
        catalogue=PgCatalogueLists(database),
        topics=PgTopics(atlas),
        queries=PgQueries(database),
        similar=PgSimilar(database, Counted(database)),
        inbox=PgInbox(database),
        outbox=PgOutbox(database, bell),
        channels=channels,
        deadlines=PgDeadlines(database, bell),
        has_left=channels.has_left,
        journal=partial(_journal, database),
        files=PgFiles(database),
        codes=codes,
        talks=RedisConversations,
    )
