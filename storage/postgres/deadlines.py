"""The clock's side of the deadlines: claimed where nobody else looks, written with what follows from them."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import orjson

from core.deadlines.model import Deadline
from core.deadlines.ports import Held
from core.deadlines.terms import Kind
from core.deadlines.timer import Due
from core.incidents.activity import Rate
from core.incidents.values import Importance, State
from core.notices.model import Notice
from core.notices.ports import Decide, DueDeadline, Fired, Member, Moved
from core.shared.facts import Fact
from core.shared.ids import MunicipalityId, PersonId, TopicId, UnitId
from core.shared.roles import Role
from storage.packing import pack
from storage.postgres import deadlines_sql as sql
from storage.postgres.bell import Bell
from storage.postgres.pool import Connection, Database, Row
from storage.postgres.rows import journal_row, notice_row
from storage.timers import unpack_timer

_KINDS: Final[dict[str, Kind]] = {each.value: each for each in Kind}
_STATES: Final[dict[str, State]] = {each.value: each for each in State}
_IMPORTANCE: Final[dict[str, Importance]] = {each.value: each for each in Importance}
_ROLES: Final[dict[str | None, Role | None]] = {None: None, **{each.value: each for each in Role}}

LANES: Final = 3
"""One batch is claimed, one decided on, one written: PostgreSQL and we work at the same time."""

_EVER: Final = datetime.min.replace(tzinfo=UTC)


_Which = tuple[str, str, int]
Places = dict[_Which, tuple[int, int]]
"""Where the rows of a transaction lie in their table."""


@dataclass(frozen=True, slots=True)
class PgDeadlines:
    """Implements `core.notices.ports.DueDeadlines` and `core.deadlines.ports.OpenDeadlines`."""

    database: Database
    bell: Bell

    async def due(self, homes: Sequence[MunicipalityId], now: datetime) -> Sequence[MunicipalityId]:
        """In which of these something has come due."""
        return [row["home"] for row in await self.database.rows(sql.DUE, list(homes), now)]

    async def soonest(self, homes: Sequence[MunicipalityId], now: datetime) -> datetime | None:
        """The first moment after this one at which something comes due."""
        found: datetime | None = await self.database.value(sql.SOONEST, list(homes), now)
        return found

    async def fire(self, home: MunicipalityId, now: datetime, limit: int, decide: Decide) -> int:
        """Batch after batch, until nothing is left."""
        run = _Run(self, home, now, limit, decide)
        await run.all()
        return run.count

    async def tell(self, home: MunicipalityId, notices: Sequence[Notice], fact: Fact | None = None) -> None:
        """Those that were not told before, and the fact if there were any."""
        facts = pack([journal_row(fact, None)] if fact is not None else [])
        row = await self.database.row(sql.TOLD, home, _packed(notices), facts)
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
            held = [Held(row["subject"], _deadline(row)) for row in rows]
            yield PgHeld(connection, municipality, held, _places(rows))


@dataclass(frozen=True, slots=True)
class PgHeld:
    """Implements `core.deadlines.ports.HeldDeadlines`."""

    connection: Connection
    municipality: MunicipalityId
    all: Sequence[Held]
    places: Places

    async def lay(self, laid: Sequence[Held], version: str) -> None:
        """Keep their moments under this version."""
        if not laid:
            return
        columns = (
            [self.places[_which(each.subject, each.deadline)] for each in laid],
            [each.deadline.fires_at for each in laid],
            [each.deadline.due_at for each in laid],
        )
        await self.connection.execute(sql.LAID, self.municipality, *columns, version)
        subjects = list({each.subject for each in laid})
        await self.connection.execute(sql.NEXT, self.municipality, subjects)


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
        self._claimed = asyncio.Event()
        self._more = False
        self._reached = _EVER
        self._failed = False
        self.count = 0

    async def all(self) -> None:
        """Side by side, until a claim finds less than it may; the first error ends all of them."""
        ended = await asyncio.gather(self._lane(), self._beside(), return_exceptions=True)
        for error in ended:
            if isinstance(error, BaseException):
                raise error

    async def _beside(self) -> None:
        """As soon as the first claim shows that there is more."""
        await self._claimed.wait()
        if self._more:
            await asyncio.gather(*(self._lane() for _ in range(LANES - 1)))

    async def _lane(self) -> None:
        try:
            while not self._failed and await self._batch() == self._limit:
                pass
        finally:
            self._claimed.set()

    async def _batch(self) -> int:
        """Claim, decide, write; how many there were."""
        try:
            async with self._store.database.transaction() as connection:
                rows = await connection.fetch(sql.CLAIM, self._home, self._now, self._limit, self._reached)
                self._more = len(rows) == self._limit
                self._claimed.set()
                if not rows:
                    return 0
                self._reached = max(self._reached, rows[-1]["fires_at"])
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
            *_columns(fired.moved),
            self._now,
            *_booked(fired.facts),
            _packed(fired.notices),
            _packed(fired.digests),
        )
        bots: Sequence[str | None] = await connection.fetchval(sql.FIRED, self._home, *given)
        return bots


class RunBroken(Exception):
    """An earlier batch of the run was not written: its digests count what did not happen. Run again."""


def _packed(notices: Iterable[Notice]) -> str:
    return pack([notice_row(notice, seq) for seq, notice in enumerate(notices)])


def _which(subject: str, deadline: Deadline) -> _Which:
    return subject, deadline.kind.value, deadline.generation


def _places(rows: Iterable[Row]) -> Places:
    return {(row["subject"], row["kind"], row["generation"]): row["place"] for row in rows}


def _columns(moved: Sequence[Moved]) -> tuple[list[Any], ...]:
    """Places, progresses, moments of firing; then those of deadlines whose end moved, with their ends."""
    stay = [each for each in moved if each.ends is each.due.deadline.due]
    go = [each for each in moved if each.ends is not each.due.deadline.due] if len(stay) < len(moved) else []
    return (
        [each.due.handle for each in stay],
        [each.progress for each in stay],
        [each.fires_at for each in stay],
        [each.due.handle for each in go],
        [each.progress for each in go],
        [each.fires_at for each in go],
        [each.ends.at if each.ends else None for each in go],
        [each.ends.calendar_version if each.ends else None for each in go],
    )


def _booked(facts: Sequence[Fact]) -> tuple[list[str], ...]:
    """Areas, names, subjects, who, details: what one look at the clock writes into the journal."""
    return (
        [fact.area for fact in facts],
        [fact.name for fact in facts],
        [fact.subject for fact in facts],
        [fact.by.person for fact in facts],
        [pack(fact.details()) for fact in facts],
    )


def _due(row: Row) -> DueDeadline:
    """Of the columns of `CLAIM`, in their order."""
    _, number, version, state, author, executor, text, topic, title, importance, draft, awaits, writes = row[
        10:
    ]
    return DueDeadline(
        incident=row[1],
        deadline=_deadline(row),
        number=number,
        version=version,
        state=_STATES[state],
        author=author,
        executor=executor,
        text=text,
        topic=topic,
        topic_title=title,
        importance=_IMPORTANCE[importance],
        draft=draft,
        awaits=_ROLES[awaits],
        writes=writes,
        handle=row[0],
    )


def _deadline(row: Row) -> Deadline:
    """One that is open, as no other is claimed, of the first columns of `CLAIM` and `HOLD_OPEN`."""
    _, _, kind, generation, owner, unit, timer, due_at, version, fires_at, progress = row[:11]
    return Deadline(
        kind=_KINDS[kind],
        generation=generation,
        timer=unpack_timer(orjson.loads(timer)),
        owner=owner,
        unit=unit,
        due=Due(due_at, version) if due_at is not None else None,
        fires_at=fires_at,
        progress=progress,
    )


def _member(row: Row) -> Member:
    return Member(
        person=PersonId(row["id"]),
        name=row["name"],
        roles=frozenset(Role(role) for role in row["roles"]),
        unit=UnitId(row["unit_id"]) if row["unit_id"] is not None else None,
        stand_in=row["stand_in_id"],
    )
