"""What a campaign left behind, from every side: the sandbox's receipts, the database, the phones."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import asyncpg
import orjson
import redis.asyncio

from bots.max.inbound import MaxInbound
from bots.telegram.inbound import TelegramInbound
from bots.wiring.settings import load
from core.shared.ids import BOTS
from dialogs.engine.update import Update
from storage.embedded import Embedded
from tests.chaos.fleet import TOKENS, Fleet

Row = dict[str, Any]
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Tables as rows; `taken` are the updates that the bots acknowledged, `handled` keys in conversations."""

    incidents: list[Row]
    journal: list[Row]
    outbox: list[Row]
    inbox: dict[Key, Row]
    taken: list[Update]
    handled: set[Key]

    @property
    def waiting(self) -> int:
        """How much is still on its way, in or out."""
        out = [row for row in self.outbox if row["state"] in {"pending", "sending"}]
        return len(out) + len([row for row in self.inbox.values() if row["kept"]])


class _Now:
    """A clock for readers that need one."""

    def now(self) -> datetime:
        """The real time."""
        return datetime.now(UTC)


def read_updates(fleet: Fleet, receipts: Sequence[dict[str, Any]]) -> list[Update]:
    """The raw updates as the bots read them."""
    settings = load(_env_file=None, data_dir=fleet.data)
    readers = {}
    for bot in BOTS:
        if bot.startswith("telegram"):
            readers[bot] = TelegramInbound(bot, _Now()).read
        else:
            token = TOKENS[bot] if fleet.way == "polling" else settings.bot_token(bot) or ""
            readers[bot] = MaxInbound(bot, token, _Now()).read
    return [readers[receipt["bot"]](receipt["update"]) for receipt in receipts]


async def read_ledger(
    fleet: Fleet, receipts: Sequence[dict[str, Any]] = (), handled: Collection[Key] = ()
) -> Ledger:
    """Everything as it is now."""
    addresses = fleet.embedded.addresses
    database = await asyncpg.connect(addresses.database_url)
    try:
        incidents = await database.fetch("SELECT * FROM incidents ORDER BY number")
        journal = await database.fetch("SELECT * FROM journal ORDER BY id")
        outbox = await database.fetch("SELECT * FROM outbox ORDER BY id")
        inbox = await database.fetch(
            "SELECT bot, key, state, tries, error, payload IS NOT NULL AND state <> 'dead' AS kept FROM inbox"
        )
    finally:
        await database.close()
    return Ledger(
        incidents=[_plain(row, "drafts") for row in incidents],
        journal=[_plain(row, "details") for row in journal],
        outbox=[_plain(row, "body") for row in outbox],
        inbox={(row["bot"], row["key"]): dict(row) for row in inbox},
        taken=read_updates(fleet, receipts),
        handled=set(handled),
    )


async def undelivered(fleet: Fleet) -> int:
    """Updates that the sandbox still has to deliver, as of its last saved state."""
    try:
        kept = orjson.loads(fleet.state.read_bytes())
    except (OSError, ValueError):
        return 0
    return sum(len(bot["pending"]) for bot in kept["bots"].values())


def by(rows: list[Row], *columns: str) -> dict[tuple[Any, ...], list[Row]]:
    """Rows grouped by columns."""
    groups: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(row[column] for column in columns)].append(row)
    return dict(groups)


def _plain(row: Any, column: str) -> Row:
    return {**dict(row), column: orjson.loads(row[column])}


async def handled(addresses: Embedded) -> set[Key]:
    """Keys of updates that conversations remember."""
    found: set[Key] = set()
    async with redis.asyncio.from_url(addresses.redis_url) as client:
        async for name in client.scan_iter(match="veche:{*", count=1000):
            kept = await client.hget(name, "d")
            bot = name.decode().removeprefix("veche:{").partition(":")[0]
            if kept:
                found.update((bot, key) for key in orjson.loads(kept)["seen"])
    return found
