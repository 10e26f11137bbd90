"""Opens PostgreSQL and Redis, embedded or given, brings the schema up to date, and builds the ports."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any

from core.catalogue.live import LiveProfiles
from core.notices.policy import notices_of
from core.regulation.rules import Rules
from storage.codes import SecretCodes
from storage.embedded import EmbeddedError
from storage.embedded import start as start_embedded
from storage.errors import Unavailable
from storage.migrations import MigrationFailed, upgrade
from storage.postgres.answers import PgGuides
from storage.postgres.atlas import Atlas
from storage.postgres.bell import Bell
from storage.postgres.catalogue import PgCatalogueLists
from storage.postgres.clock import ClockShift
from storage.postgres.deadlines import PgDeadlines
from storage.postgres.directory import PgDirectory
from storage.postgres.files import PgFiles
from storage.postgres.forgetting import Forgetting
from storage.postgres.inbox import PgInbox
from storage.postgres.keyring import Keyring
from storage.postgres.lock import exclusive
from storage.postgres.nicks import Nicks
from storage.postgres.outbox import PgChannels, PgOutbox
from storage.postgres.phones import Phones
from storage.postgres.pool import Database
from storage.postgres.queries import PgQueries
from storage.postgres.queues import Queues
from storage.postgres.reference import synchronise
from storage.postgres.roster import PgRosterWatch
from storage.postgres.shares import Counted
from storage.postgres.similar import PgSimilar
from storage.postgres.unit import Units
from storage.redis.conversations import RedisConversations
from storage.redis.link import Link

from .catalogue import kept_fresh
from .patience import patiently
from .settings import Settings, SettingsError
from .stores import Stores
from .supervise import Supervisor


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The stores of a process, and what only the composition root needs besides.

    `rules` are the profiles with administrators' edits in them.
    """

    stores: Stores
    rules: Rules
    database: Database
    redis: Link
    shift: ClockShift
    nicks: Nicks
    queues: Queues
    forgetting: Forgetting
    deadlines: PgDeadlines
    alone: Callable[[str], AbstractAsyncContextManager[Any]]


@contextlib.asynccontextmanager
async def opened(settings: Settings, rules: Rules, supervisor: Supervisor | None) -> AsyncIterator[Opened]:
    """Everything open until the block ends; raises `SettingsError` with what to do.

    With a supervisor the embedded servers are revived should they be killed, and marks and bells run.
    """
    async with contextlib.AsyncExitStack() as stack:
        database_url, redis_url = await _addresses(settings, supervisor, stack)
        try:
            await patiently(lambda: upgrade(database_url), supervisor)
        except MigrationFailed as error:
            raise SettingsError(f"VECHE_DATABASE_URL: {error}") from None
        database = Database(database_url)
        stack.push_async_callback(database.close)
        bell, inbox = Bell(database), PgInbox(database)
        if supervisor is not None:
            bell.start()
            inbox.start()
            stack.push_async_callback(bell.stop)
            stack.push_async_callback(inbox.stop)
        link = Link(redis_url)
        stack.push_async_callback(link.close)
        conversations = RedisConversations(redis_url)
        stack.push_async_callback(conversations.close)
        await patiently(lambda: _write_down(rules, database), supervisor)
        await patiently(lambda: _same_key(settings, database), supervisor)
        atlas = Atlas(database)
        profiles = LiveProfiles(rules.profiles, PgCatalogueLists(database), atlas.forget)
        await patiently(profiles.refresh, supervisor)
        stores = _build(settings, atlas, profiles, bell, inbox, conversations)
        if supervisor is not None:
            supervisor.keep("catalogue", lambda stop: kept_fresh(profiles, stop))
        yield Opened(
            stores=stores,
            rules=Rules(profiles),
            database=database,
            redis=link,
            shift=ClockShift(database),
            nicks=Nicks(database),
            queues=Queues(database),
            forgetting=Forgetting(database, days=settings.keep_days),
            deadlines=PgDeadlines(database, bell),
            alone=lambda name: exclusive(database, name),
        )


async def _write_down(rules: Rules, database: Database) -> None:
    """Municipalities, units and topics, as the profiles have them."""
    profiles = rules.profiles.values()
    await synchronise(
        database,
        [profile.municipality for profile in profiles],
        [unit for profile in profiles for unit in profile.units],
        [topic for profile in profiles for topic in profile.topics],
    )


async def _same_key(settings: Settings, database: Database) -> None:
    """Under another key kept phone numbers would silently stop being found."""
    if not await Keyring(database).agrees(settings.key.hex()):
        raise SettingsError(
            "VECHE_SECRET_KEY: the phone numbers in this database were encrypted with another key; "
            "put the earlier key back (without the setting it lies in secret.key of the data folder)."
        )


def _build(
    settings: Settings,
    atlas: Atlas,
    profiles: LiveProfiles,
    bell: Bell,
    inbox: PgInbox,
    conversations: RedisConversations,
) -> Stores:
    database, codes = atlas.database, SecretCodes()
    phones = Phones(settings.key.hex())
    channels = PgChannels(database, bell)
    return Stores(
        open=Units(database, policy=notices_of, codes=codes, phones=phones, bell=bell),
        directory=PgDirectory(atlas),
        queries=PgQueries(database),
        similar=PgSimilar(database, Counted(database)),
        watch=PgRosterWatch(database),
        guides=PgGuides(database),
        catalogue=PgCatalogueLists(database),
        refresh=profiles.refresh,
        inbox=inbox,
        outbox=PgOutbox(database, bell),
        channels=channels,
        files=PgFiles(database),
        codes=codes,
        conversations=conversations,
        away=channels.has_left,
        troubles=(Unavailable,),
    )


async def watched(watch: Coroutine[Any, Any, None], stop: asyncio.Event) -> None:
    """Watch over the servers until the stop: they are left only after everything else has ended."""
    watching = asyncio.ensure_future(watch)
    stopped = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait((watching, stopped), return_when=asyncio.FIRST_COMPLETED)
        if watching.done():
            watching.result()
    finally:
        watching.cancel()
        stopped.cancel()


async def _addresses(
    settings: Settings, supervisor: Supervisor | None, stack: contextlib.AsyncExitStack
) -> tuple[str, str]:
    database_url = settings.database_url.get_secret_value() if settings.database_url else None
    redis_url = settings.redis_url.get_secret_value() if settings.redis_url else None
    if database_url and redis_url:
        return database_url, redis_url
    try:
        servers = await start_embedded(settings.data_dir)
    except EmbeddedError as error:
        raise SettingsError(str(error)) from None
    stack.push_async_callback(servers.stop)
    if supervisor is not None:
        supervisor.keep("embedded-servers", lambda stop: watched(servers.supervise(), stop))
    found = servers.addresses
    return database_url or found.database_url, redis_url or found.redis_url
