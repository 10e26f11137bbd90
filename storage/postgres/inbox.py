"""The inbox: which updates are here already, and which were handled to the end."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Final

from core.shared.actor import Cause
from core.shared.ids import BotId
from core.shared.inbox import Admission, Received
from storage.background import Background
from storage.packing import clean
from storage.postgres.admissions import TRIES, Admissions
from storage.postgres.pool import Database

GATHER: Final = 0.25
"""Seconds for which marks are gathered."""

TIDY: Final = 60.0
"""Seconds between two looks for old rows; while there are many of them, `TIDY_ON`."""

TIDY_ON: Final = 0.1
TIDY_MOST: Final = 1000
"""So many rows are removed by one statement."""

KEPT: Final = "7 days"
"""How long handled updates are remembered: longer than any messenger repeats them."""

DEAD_KEPT: Final = "30 days"
"""How long dead letters are kept, with what people wrote in them: long enough to look into it."""

_STORE: Final = """
INSERT INTO inbox AS i (bot, key, state, tries, payload)
SELECT $1, r.key, 'received', 0, r.payload FROM unnest($2::text[], $3::bytea[]) AS r(key, payload)
ON CONFLICT (bot, key) DO UPDATE SET
    payload = CASE WHEN i.state = 'received' THEN coalesce(i.payload, excluded.payload) ELSE i.payload END
RETURNING key, state
"""
_PENDING: Final = """
SELECT key, payload, tries FROM inbox
WHERE bot = $1 AND state IN ('received', 'committed') AND payload IS NOT NULL
ORDER BY seq
"""
# The first time, right after it was stored, was not counted: it costs nothing then.
_RETRY: Final = f"""
UPDATE inbox SET tries = tries + 1,
    state = CASE WHEN tries + 1 < {TRIES} THEN state WHEN state = 'committed' THEN 'done' ELSE 'dead' END,
    error = CASE WHEN tries + 1 < {TRIES} THEN error ELSE 'too many tries' END,
    settled_at = CASE WHEN tries + 1 < {TRIES} THEN settled_at ELSE now() END,
    payload = CASE WHEN tries + 1 < {TRIES} OR state = 'received' THEN payload END
WHERE bot = $1 AND key = ANY ($2::text[]) AND state IN ('received', 'committed')
RETURNING state
"""  # noqa: S608 (constants)
_DONE: Final = """
INSERT INTO inbox AS i (bot, key, state, tries, settled_at)
SELECT r.bot, r.key, 'done', 1, now() FROM unnest($1::text[], $2::text[]) AS r(bot, key)
ON CONFLICT (bot, key) DO UPDATE SET state = 'done', settled_at = now(), payload = NULL
WHERE i.state <> 'done'
"""
_BURY: Final = """
INSERT INTO inbox AS i (bot, key, state, tries, payload, error, settled_at)
SELECT $1, r.key, 'dead', 1, r.payload, $4, now() FROM unnest($2::text[], $3::bytea[]) AS r(key, payload)
ON CONFLICT (bot, key) DO UPDATE SET error = excluded.error, settled_at = now(),
    state = CASE WHEN i.state = 'committed' THEN 'done' ELSE 'dead' END,
    payload = CASE WHEN i.state <> 'committed' THEN coalesce(excluded.payload, i.payload) END
WHERE i.state <> 'done'
"""
# What is received without a payload waits for the messenger, which gave it up long ago.
_OLD: Final = (
    f"state = 'done' AND settled_at < now() - interval '{KEPT}'",
    f"state = 'dead' AND settled_at < now() - interval '{DEAD_KEPT}'",
    f"state = 'received' AND payload IS NULL AND received_at < now() - interval '{KEPT}'",
)
_TIDY: Final = tuple(
    f"""
WITH gone AS (
    DELETE FROM inbox WHERE ctid = ANY (ARRAY(SELECT ctid FROM inbox WHERE {old} LIMIT {TIDY_MOST}))
    RETURNING key
)
SELECT count(*) FROM gone"""  # noqa: S608 (constants)
    for old in _OLD
)


class PgInbox:
    """Implements `core.shared.inbox.Inbox`; between `start` and `stop` marks are written by themselves."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._admissions = Admissions(database)
        self._marks: dict[tuple[str, str], None] = {}
        self._writing = asyncio.Lock()
        self._loops = (
            Background("inbox-marks", self._write_soon),
            Background("inbox-tidies", self._tidy_soon),
        )

    def start(self) -> None:
        """Begin to write marks every quarter of a second, and to forget old updates."""
        for loop in self._loops:
            loop.start()

    async def stop(self) -> None:
        """Write the last marks; what could not be written is handled again after the next start."""
        for loop in self._loops:
            await loop.stop()
        await self.flush()

    async def admit(self, cause: Cause) -> Admission:
        """Count a try; of several keys the least advanced one answers."""
        return await self._admissions.admit([(cause.bot, key) for key in _distinct(cause.keys)])

    async def store(self, bot: BotId, received: Sequence[Received]) -> frozenset[str]:
        """Keep a batch in one statement; the keys that are still to be handled."""
        payloads = {clean(each.key): each.payload for each in reversed(received)}
        keys = _distinct(each.key for each in received)
        rows = await self._database.rows(_STORE, bot, keys, [payloads[key] for key in keys])
        return frozenset(row["key"] for row in rows if row["state"] == "received")

    async def pending(self, bot: BotId) -> Sequence[Received]:
        """What was stored and not shown to the end, oldest first; this process's own marks count."""
        await self.flush()
        rows = await self._database.rows(_PENDING, bot)
        return tuple(Received(row["key"], row["payload"], row["tries"]) for row in rows)

    async def retry(self, cause: Cause) -> bool:
        """Count a try; of several keys one that may be tried is enough."""
        states = await self._database.rows(_RETRY, cause.bot, _distinct(cause.keys))
        return any(row["state"] in {"received", "committed"} for row in states)

    def done(self, cause: Cause) -> None:
        """Remember the mark until the next `flush`."""
        for key in cause.keys:
            self._marks[cause.bot, clean(key)] = None

    async def bury(self, bot: BotId, received: Sequence[Received], error: str) -> None:
        """Keep it among the dead letters, unless it was done."""
        payloads = {clean(each.key): each.payload for each in received}
        await self._database.run(_BURY, bot, list(payloads), list(payloads.values()), clean(error))

    async def flush(self) -> None:
        """Write all marks in one statement; raises `Unavailable` and keeps them then."""
        async with self._writing:
            marks, self._marks = self._marks, {}
            if not marks:
                return
            try:
                await self._database.run(_DONE, [bot for bot, _ in marks], [key for _, key in marks])
            except BaseException:
                self._marks = {**marks, **self._marks}
                raise

    async def _write_soon(self) -> None:
        await asyncio.sleep(GATHER)
        await self.flush()

    async def _tidy_soon(self) -> None:
        gone = [await self._database.value(statement) for statement in _TIDY]
        await asyncio.sleep(TIDY_ON if max(gone) == TIDY_MOST else TIDY)


def _distinct(keys: Iterable[str]) -> list[str]:
    """One statement touches a row once."""
    return list(dict.fromkeys(clean(key) for key in keys))
