"""Every story of the contract is played twice: on the twins, and on PostgreSQL with Redis."""

from collections.abc import AsyncIterator

import pytest

from core.shared.holds import Conversations
from storage.codes import SecretCodes
from storage.memory import World
from storage.memory.conversations import MemoryConversations
from storage.postgres.atlas import Atlas
from storage.postgres.bell import Bell
from storage.postgres.directory import PgDirectory, PgTopics
from storage.postgres.files import PgFiles
from storage.postgres.inbox import PgInbox
from storage.postgres.outbox import PgChannels, PgOutbox
from storage.postgres.phones import Phones
from storage.postgres.pool import Database
from storage.postgres.queries import PgQueries
from storage.postgres.reference import synchronise
from storage.postgres.unit import Units
from storage.redis.conversations import RedisConversations
from tests.contract.stage import MUNICIPALITIES, TOPICS, UNITS, Stage, policy


@pytest.fixture(params=["twin", "real"])
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """The town with its two municipalities, nobody in it yet."""
    if request.param == "twin":
        yield _twin()
        return
    database = Database(request.getfixturevalue("database_url"))
    await synchronise(database, MUNICIPALITIES, UNITS, TOPICS)
    made: list[RedisConversations] = []

    def talks(**seconds: float) -> Conversations:
        made.append(RedisConversations(request.getfixturevalue("redis_url"), **seconds))
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
        topics=world.topics,
        queries=world.queries,
        inbox=world.inbox,
        outbox=world.outbox,
        channels=world.channels,
        has_left=world.channels.has_left,
        files=world.files,
        codes=world.codes,
        talks=MemoryConversations,
    )


def _real(database: Database) -> Stage:
    bell, atlas, codes = Bell(database), Atlas(database), SecretCodes()
    channels = PgChannels(database, bell)
    return Stage(
        real=True,
        open=Units(database, policy=policy, codes=codes, phones=Phones("s" * 32), bell=bell),
        directory=PgDirectory(atlas),
        topics=PgTopics(atlas),
        queries=PgQueries(database),
        inbox=PgInbox(database),
        outbox=PgOutbox(database, bell),
        channels=channels,
        has_left=channels.has_left,
        files=PgFiles(database),
        codes=codes,
        talks=RedisConversations,
    )
