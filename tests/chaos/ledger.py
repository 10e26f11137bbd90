"""What a campaign left behind, from every side: the sandbox's receipts, the database, the phones."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import asyncpg
import orjson
import redis.asyncio

from bots.max.inbound import MaxInbound
from bots.telegram.inbound import TelegramInbound
from bots.wiring.settings import load
from core.deadlines.model import Deadline
from core.shared.ids import BOTS
from dialogs.engine.update import Update
from storage.embedded import Embedded
from storage.timers import DEADLINE, deadline_of
from tests.chaos.fleet import TOKENS, Fleet

Row = dict[str, Any]
Key = tuple[str, str]
Rings = dict[Key, list[str]]
"""For each conversation, `(bot, user)`, the keys of the updates it remembers, in the order of handling."""

_DEADLINES = f"SELECT d.subject, {DEADLINE} AS told FROM deadlines d"  # noqa: S608 (a constant)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Tables as rows; `taken` are the updates that the bots acknowledged, `rings` what conversations say.

    `deadlines` are those of each incident, by its id.
    """

    incidents: list[Row]
    journal: list[Row]
    outbox: list[Row]
    deadlines: dict[str, list[Deadline]]
    inbox: dict[Key, Row]
    taken: list[Update]
    rings: Rings

    @property
    def handled(self) -> set[Key]:
        """Keys of the updates that conversations remember."""
        return {(bot, key) for (bot, _), keys in self.rings.items() for key in keys}

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
    fleet: Fleet, receipts: Sequence[dict[str, Any]] = (), rings: Rings | None = None
) -> Ledger:
    """Everything as it is now."""
    addresses = fleet.embedded.addresses
    database = await asyncpg.connect(addresses.database_url)
    try:
        incidents = await database.fetch("SELECT * FROM incidents ORDER BY number")
        journal = await database.fetch("SELECT * FROM journal ORDER BY id")
        outbox = await database.fetch("SELECT * FROM outbox ORDER BY id")
        deadlines = await database.fetch(_DEADLINES)
        inbox = await database.fetch(
            "SELECT bot, key, state, tries, error, payload IS NOT NULL AND state <> 'dead' AS kept FROM inbox"
        )
    finally:
        await database.close()
    return Ledger(
        incidents=[_plain(row, "drafts", "shares", "life") for row in incidents],
        journal=[_plain(row, "details") for row in journal],
        outbox=[_plain(row, "body") for row in outbox],
        deadlines=_by_subject(deadlines),
        inbox={(row["bot"], row["key"]): dict(row) for row in inbox},
        taken=read_updates(fleet, receipts),
        rings=rings or {},
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


def _plain(row: Any, *columns: str) -> Row:
    return {**dict(row), **{column: orjson.loads(row[column]) for column in columns}}


def _by_subject(rows: Sequence[Any]) -> dict[str, list[Deadline]]:
    found: defaultdict[str, list[Deadline]] = defaultdict(list)
    for row in rows:
        found[row["subject"]].append(deadline_of(orjson.loads(row["told"])))
    return dict(found)


async def remembered(addresses: Embedded) -> Rings:
    """What conversations remember now: only the newest keys of each."""
    found: Rings = {}
    async with redis.asyncio.from_url(addresses.redis_url) as client:
        async for name in client.scan_iter(match="veche:{*", count=1000):
            kept = await client.hget(name, "d")
            bot, _, user = name.decode().removeprefix("veche:{").rstrip("}").partition(":")
            if kept:
                found[bot, user] = orjson.loads(kept)["seen"]
    return found


def lengthen(rings: Rings, newer: Rings) -> None:
    """Add what is new to what was noted before: only the end of each list can be."""
    for person, keys in newer.items():
        known = rings.setdefault(person, [])
        before = set(known)
        known += [key for key in keys if key not in before]
