"""The clock's side of the deadlines: claimed where nobody else looks, written with what follows from them."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson

from core.deadlines.model import Deadline, Outcome
from core.deadlines.ports import Held
from core.deadlines.terms import Kind
from core.deadlines.timer import Due
from core.incidents.activity import Rate
from core.incidents.values import Importance, State
from core.notices.model import Notice
from core.notices.ports import Decide, DueDeadline, Fired, Member
from core.shared.ids import IncidentId, MunicipalityId, PersonId, TopicId, UnitId
from core.shared.roles import Role
from storage.packing import pack
from storage.postgres import deadlines_sql as sql
from storage.postgres.bell import Bell
from storage.postgres.pool import Connection, Database, Row
from storage.postgres.rows import journal_row, notice_row
from storage.timers import unpack_timer

LANES: Final = 2
"""While one batch is written, the next is claimed and decided on: PostgreSQL and we work at the same time."""


@dataclass(frozen=True, slots=True)
class PgDeadlines:
    """Implements `core.notices.ports.DueDeadlines` and `core.deadlines.ports.OpenDeadlines`."""

    database: Database
    bell: Bell

    async def due(self, homes: Sequence[MunicipalityId], now: datetime) -> Sequence[MunicipalityId]:
        """In which of these something has come due."""
        return [row["home"] for row in await self.database.rows(sql.DUE, list(homes), now)]

    async def fire(self, home: MunicipalityId, now: datetime, limit: int, decide: Decide) -> int:
        """Batch after batch, until nothing is left."""
        run = _Run(self, home, now, limit, decide)
        if await run.batch() == limit:
            await run.rest()
        return run.count

    async def tell(self, home: MunicipalityId, notices: Sequence[Notice]) -> None:
        """Those that were not told before."""
        row = await self.database.row(sql.TOLD, home, _packed(notices))
        if row is not None:
            self.bell.ring(row["bots"])

    async def rates(
        self, home: MunicipalityId, *, since: datetime, window: datetime, until: datetime
    ) -> Sequence[Rate]:
        """How many messages each topic had."""
        return [
            Rate(
                topic=TopicId(row["topic_id"]),
                topic_title=row["topic_title"],
                now=row["now"],
                before=row["before"],
            )
            for row in await self.database.rows(sql.RATES, home, since, window, until)
        ]

    async def stale(self, municipality: MunicipalityId, version: str, limit: int) -> Sequence[str]:
        """Subjects with deadlines laid under another version."""
        return [row["subject"] for row in await self.database.rows(sql.STALE, municipality, version, limit)]

    @asynccontextmanager
    async def hold(self, municipality: MunicipalityId, subjects: Sequence[str]) -> AsyncIterator["PgHeld"]:
        """One transaction over their open deadlines."""
        async with self.database.transaction() as connection:
            rows = await connection.fetch(sql.HOLD_OPEN, municipality, list(subjects))
            yield PgHeld(connection, municipality, [Held(row["subject"], _deadline(row)) for row in rows])


@dataclass(frozen=True, slots=True)
class PgHeld:
    """Implements `core.deadlines.ports.HeldDeadlines`."""

    connection: Connection
    municipality: MunicipalityId
    all: Sequence[Held]

    async def lay(self, laid: Sequence[Held], version: str) -> None:
        """Keep their moments under this version."""
        if not laid:
            return
        subjects, kinds, generations, _, fires, dues, _ = _columns(laid)
        home = self.municipality
        await self.connection.execute(sql.LAID, home, subjects, kinds, generations, fires, version, dues)
        await self.connection.execute(sql.NEXT, home, list(set(subjects)))


class _Run:
    """One run of the clock in one city. Batches are written in the order in which they were decided on."""

    def __init__(
        self, store: PgDeadlines, home: MunicipalityId, now: datetime, limit: int, decide: Decide
    ) -> None:
        self._store = store
        self._home = home
        self._now = now
        self._limit = limit
        self._decide = decide
        self._turn = asyncio.Lock()
        self._failed = False
        self.count = 0

    async def rest(self) -> None:
        """Side by side, until a claim finds less than it may; the first error ends all of them."""
        ended = await asyncio.gather(*(self._lane() for _ in range(LANES)), return_exceptions=True)
        for error in ended:
            if isinstance(error, BaseException):
                raise error

    async def _lane(self) -> None:
        while not self._failed and await self.batch() == self._limit:
            pass

    async def batch(self) -> int:
        """Claim, decide, write; how many there were."""
        try:
            async with self._store.database.transaction() as connection:
                rows = await connection.fetch(sql.CLAIM, self._home, self._now, self._limit)
                if not rows:
                    return 0
                staff = [_member(row) for row in await connection.fetch(sql.STAFF, self._home)]
                fired = self._decide([_due(row) for row in rows], staff)
                async with self._turn:
                    bots = await self._write(connection, fired)
        except BaseException:
            self._failed = True
            raise
        self._store.bell.ring(bots)
        self.count += len(rows)
        return len(rows)

    async def _write(self, connection: Connection, fired: Fired) -> Sequence[str | None]:
        if self._failed:
            raise RunBroken
        given = (
            *_columns(fired.changed),
            pack([journal_row(fact, None) for fact in fired.facts]),
            _packed(fired.notices),
            _packed(fired.digests),
        )
        bots: Sequence[str | None] = await connection.fetchval(sql.FIRED, self._home, *given)
        return bots


class RunBroken(Exception):
    """An earlier batch of the run was not written: its digests count what did not happen. Run again."""


def _packed(notices: Iterable[Notice]) -> str:
    return pack([notice_row(notice, seq) for seq, notice in enumerate(notices)])


def _columns(changed: Iterable[Held]) -> tuple[list[Any], ...]:
    """Subjects, kinds, generations, progresses, moments of firing, of the end, versions."""
    columns: tuple[list[Any], ...] = ([], [], [], [], [], [], [])
    for each in changed:
        deadline = each.deadline
        due = deadline.due
        columns[0].append(each.subject)
        columns[1].append(deadline.kind.value)
        columns[2].append(deadline.generation)
        columns[3].append(deadline.progress)
        columns[4].append(deadline.fires_at)
        columns[5].append(due.at if due else None)
        columns[6].append(due.calendar_version if due else None)
    return columns


def _due(row: Row) -> DueDeadline:
    return DueDeadline(
        incident=IncidentId(row["subject"]),
        deadline=_deadline(row),
        number=row["number"],
        version=row["version"],
        state=State(row["state"]),
        author=row["author_id"],
        executor=row["executor_id"],
        text=row["text"],
        topic=TopicId(row["topic_id"]),
        topic_title=row["topic_title"],
        importance=Importance(row["importance"]),
        draft=row["draft"],
        awaits=Role(row["awaits"]) if row["awaits"] is not None else None,
    )


def _deadline(row: Row) -> Deadline:
    due_at: datetime | None = row["due_at"]
    return Deadline(
        kind=Kind(row["kind"]),
        generation=row["generation"],
        timer=unpack_timer(orjson.loads(row["timer"])),
        owner=row["owner_id"],
        unit=row["unit_id"],
        due=Due(due_at, row["calendar_version"]) if due_at is not None else None,
        fires_at=row["fires_at"],
        progress=row["progress"],
        outcome=Outcome(row["outcome"]),
    )


def _member(row: Row) -> Member:
    return Member(
        person=PersonId(row["id"]),
        name=row["name"],
        roles=frozenset(Role(role) for role in row["roles"]),
        unit=UnitId(row["unit_id"]) if row["unit_id"] is not None else None,
        stand_in=row["stand_in_id"],
    )
