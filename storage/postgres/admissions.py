"""Admitting updates: those that come while a statement is under way share the next one.

A turn without a fact has this one trip to the database, so at a busy hour it is most of what the
database has to do.
"""

import asyncio
from collections.abc import Sequence
from typing import Final

from core.shared.inbox import Admission
from storage.postgres.pool import Database

TRIES: Final = 5
MOST: Final = 200
"""So many updates share a statement at most."""

_ADVANCE: Final = (Admission.FRESH, Admission.AGAIN, Admission.DEAD, Admission.DONE)

_ADMIT: Final = f"""
INSERT INTO inbox AS i (bot, key, state, tries)
SELECT r.bot, r.key, 'received', 1 FROM unnest($1::text[], $2::text[]) AS r(bot, key)
ON CONFLICT (bot, key) DO UPDATE SET
    tries = CASE WHEN i.state = 'received' THEN i.tries + 1 ELSE i.tries END,
    error = CASE WHEN i.state = 'received' AND i.tries >= {TRIES} THEN 'too many tries' ELSE i.error END,
    settled_at = CASE WHEN i.state = 'received' AND i.tries >= {TRIES} THEN now() ELSE i.settled_at END,
    state = CASE WHEN i.state = 'received' AND i.tries >= {TRIES} THEN 'dead' ELSE i.state END
RETURNING bot, key, CASE state WHEN 'received' THEN CASE WHEN tries > 1 THEN 'again' ELSE 'fresh' END
    WHEN 'committed' THEN 'done' ELSE state END AS admission
"""  # noqa: S608 (constants)

Row = tuple[str, str]
Waiting = tuple[Sequence[Row], "asyncio.Future[Admission]"]


class Admissions:
    """One statement at a time; nobody who comes while there is none waits for anybody."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[Waiting] = []
        self._writing = asyncio.Lock()

    async def admit(self, rows: Sequence[Row]) -> Admission:
        """Count a try for one update's rows `(bot, key)`; of several the least advanced one answers."""
        answer: asyncio.Future[Admission] = asyncio.get_running_loop().create_future()
        self._waiting.append((rows, answer))
        async with self._writing:
            while not answer.done():
                await self._write(self._batch())
        return answer.result()

    def _batch(self) -> list[Waiting]:
        """Whoever waits; a statement touches a row once, so one row's second update waits on."""
        batch: list[Waiting] = []
        taken: set[Row] = set()
        left: list[Waiting] = []
        for one in self._waiting:
            if len(batch) < MOST and taken.isdisjoint(one[0]):
                batch.append(one)
                taken.update(one[0])
            else:
                left.append(one)
        self._waiting = left
        return batch

    async def _write(self, batch: list[Waiting]) -> None:
        # In one order everywhere, so that two processes never wait for each other's rows.
        rows = sorted({row for given, _ in batch for row in given})
        try:
            found = await self._database.rows(_ADMIT, [bot for bot, _ in rows], [key for _, key in rows])
        except Exception as error:  # noqa: BLE001 (it is everybody's who shared the statement)
            for _, answer in batch:
                if not answer.done():
                    answer.set_exception(error)
                    answer.exception()  # whoever was cancelled meanwhile is no warning
            return
        except BaseException:
            # Only one of them was cancelled: the others write again.
            self._waiting = [*batch, *self._waiting]
            raise
        known = {(row["bot"], row["key"]): Admission(row["admission"]) for row in found}
        for given, answer in batch:
            if not answer.done():
                answer.set_result(min((known[row] for row in given), key=_ADVANCE.index))
