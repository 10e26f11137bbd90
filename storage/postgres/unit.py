"""The unit of work: everything that was changed, written by one statement in one round trip."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from types import TracebackType
from typing import Any, Final, Self

import asyncpg

from core.notices.model import Notice
from core.people.ports import Codes
from core.shared.actor import Actor, Cause
from core.shared.facts import Fact
from core.shared.ids import PersonId
from core.shared.refusal import Refusal
from core.shared.unit_of_work import Conflict, Duplicate
from storage.packing import clean, pack
from storage.postgres.answers import PgAnswers
from storage.postgres.bell import Bell
from storage.postgres.catalogue import PgCatalogue
from storage.postgres.incidents import PgIncidents
from storage.postgres.parts import (
    CONFLICT,
    DUPLICATE,
    JOURNAL,
    JOURNAL_NEW,
    NOTICES,
    NOTICES_NEW,
    USED,
    Part,
)
from storage.postgres.people import PgPeople
from storage.postgres.phones import Phones
from storage.postgres.pool import Database, Row
from storage.postgres.rows import journal_row, notice_row
from storage.postgres.statement import statement

Policy = Callable[[Fact], Sequence[Notice]]
Rows = list[dict[str, Any]]

_REFUSALS: Final[dict[str | None, Callable[[], Exception]]] = {
    DUPLICATE: Duplicate,
    CONFLICT: Conflict,
    USED: lambda: Refusal("invitation-used"),
    asyncpg.DeadlockDetectedError.sqlstate: Conflict,
    asyncpg.SerializationError.sqlstate: Conflict,
}


class PgWork:
    """Implements `core.incidents.ports.IncidentWork`.

    Nothing is open between its calls: reads see what is committed, versions guard what was read, and
    the commit is one statement, so there is no transaction to forget or to wait for. Areas come into
    being when they are asked for: the commit goes through those alone.
    """

    def __init__(self, database: Database, codes: Codes, phones: Phones, policy: Policy, bell: Bell) -> None:
        self.incidents = PgIncidents(database)
        self._database = database
        self._codes = codes
        self._phones = phones
        self._policy = policy
        self._bell = bell

    @cached_property
    def people(self) -> PgPeople:
        """The people it reads and changes."""
        return PgPeople(self._database, self._codes, self._phones)

    @cached_property
    def answers(self) -> PgAnswers:
        """The templates and examples it changes."""
        return PgAnswers(self._database)

    @cached_property
    def catalogue(self) -> PgCatalogue:
        """The units and topics it changes."""
        return PgCatalogue(self._database)

    async def __aenter__(self) -> Self:
        """Open."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing was written that has to be taken back."""

    async def commit(self, by: Actor) -> int | None:
        """Write everything or nothing; the number of a new incident, or of the one with the same key.

        Raises `Conflict`, `Duplicate`, the refusal `invitation-used`, and `storage.Unavailable`.
        """
        cause = by.cause if by.cause is not None and not by.cause.settled else None
        parts, given = _arrange(self._changes(by.cause))
        if not parts and cause is None:
            return None
        sql = statement(parts, caused=cause is not None)
        row = await self._write(sql, (by.municipality, *_caused(by.person, cause), *given), cause)
        if row["bots"]:
            self._bell.ring(row["bots"])
        number: int | None = row["number"]
        self.incidents.committed(number)
        for area in self._beside():
            area.committed()
        return number

    async def _write(self, sql: str, given: Iterable[Any], cause: Cause | None) -> Row:
        try:
            row = await self._database.row(sql, *given)
        except asyncpg.PostgresError as error:
            refusal = _REFUSALS.get(error.sqlstate)
            if refusal is None:
                raise
            if refusal is Duplicate and cause is not None:
                cause.settle()
            raise refusal() from None
        if row is None:
            raise AssertionError("a commit answers one row")
        if cause is not None:
            cause.settle()
        return row

    def _changes(self, cause: Cause | None) -> Iterator[tuple[Part, Rows]]:
        areas = (*self._beside(), self.incidents)
        facts = [fact for area in areas for fact in area.facts()]
        fresh = list(self.incidents.fresh_facts())
        for area in areas:
            yield from area.parts()
        yield JOURNAL, [journal_row(fact, cause) for fact in facts]
        yield NOTICES, self._notices(facts)
        yield JOURNAL_NEW, [journal_row(fact, cause) for fact in fresh]
        yield NOTICES_NEW, self._notices(fresh)

    def _beside(self) -> list[PgPeople | PgAnswers | PgCatalogue]:
        """The areas that were asked for, beside incidents."""
        made = vars(self)
        return [made[name] for name in ("people", "answers", "catalogue") if name in made]

    def _notices(self, facts: Iterable[Fact]) -> Rows:
        told = [notice for fact in facts for notice in self._policy(fact)]
        return [notice_row(notice, seq) for seq, notice in enumerate(told)]


class Units:
    """Opens units of work; `policy` turns facts into notices."""

    def __init__(
        self, database: Database, *, policy: Policy, codes: Codes, phones: Phones, bell: Bell
    ) -> None:
        self._database = database
        self._policy = policy
        self._codes = codes
        self._phones = phones
        self._bell = bell

    def __call__(self) -> PgWork:
        """A fresh one."""
        return PgWork(self._database, self._codes, self._phones, self._policy, self._bell)


def _arrange(changes: Iterable[tuple[Part, Rows]]) -> tuple[list[Part], list[Any]]:
    """The parts that have something to write, and their parameters."""
    parts: list[Part] = []
    given: list[Any] = []
    for part, rows in changes:
        if not rows:
            continue
        parts.append(part)
        given.append(pack(rows))
        if part.refuses:
            given.append(len(rows))
    return parts, given


def _caused(person: PersonId, cause: Cause | None) -> tuple[Any, ...]:
    """A key given twice would be a row written twice."""
    if cause is None:
        return ()
    return cause.bot, list(dict.fromkeys(map(clean, cause.keys))), person
