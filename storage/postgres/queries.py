"""The read side of incidents: lists by page, cards with their history."""

from dataclasses import dataclass
from typing import Final

import orjson

from core.incidents.ports import IncidentCard, IncidentRow, JournalEntry, Queue
from core.incidents.values import State
from core.shared.ids import IncidentId, MunicipalityId, PersonId
from core.shared.paging import Slice
from core.shared.refusal import Refusal
from storage.packing import clean
from storage.postgres.pool import Database, Row
from storage.postgres.rows import INCIDENT, incident_of

# Lists say how many there are up to this many beyond the page shown: counting on costs more than it tells.
_CAP: Final = 1000


def _list(where: str, order: str) -> str:
    """One page and the count, in one statement; `$1` municipality, `$2` subject, `$3` limit, `$4` offset."""
    return f"""
SELECT page.id, page.number, page.state, page.topic_title, page.text, page.registered_at,
    e.name AS executor_name, counted.total
FROM (
    SELECT count(*) AS total FROM (
        SELECT FROM incidents i WHERE i.municipality_id = $1 AND {where} LIMIT $4::bigint + {_CAP}
    ) up_to
) counted
LEFT JOIN LATERAL (
    SELECT i.id, i.number, i.state, i.topic_title, i.text, i.registered_at, i.executor_id
    FROM incidents i WHERE i.municipality_id = $1 AND {where}
    ORDER BY i.number {order} LIMIT $3::bigint OFFSET $4::bigint
) page ON true
LEFT JOIN persons e ON e.municipality_id = $1 AND e.id = page.executor_id
ORDER BY page.number {order}
"""  # noqa: S608 (constants of this module)


_OF_AUTHOR: Final = _list("i.author_id = $2", "DESC")
_OF_EXECUTOR: Final = _list("i.executor_id = $2 AND i.state <> 'answered'", "ASC")
# Each condition is word for word that of a partial index. `$2` is there for all lists to be alike.
_QUEUES: Final[dict[Queue, str]] = {
    "new": _list("i.state = 'new' AND $2::text IS NULL", "ASC"),
    "assigned": _list("i.state IN ('assigned', 'rework') AND $2::text IS NULL", "ASC"),
    "on-approval": _list("i.state = 'on-approval' AND $2::text IS NULL", "ASC"),
    "open": _list("i.state <> 'answered' AND $2::text IS NULL", "ASC"),
    "answered": _list("i.state = 'answered' AND $2::text IS NULL", "ASC"),
}
_CARD: Final = f"""
SELECT {INCIDENT}, a.name AS author_name, e.name AS executor_name, (
    SELECT u.title FROM units u WHERE u.municipality_id = $1 AND u.id = coalesce(e.unit_id, (
        SELECT t.unit_id FROM topics t WHERE t.municipality_id = $1 AND t.id = i.topic_id))
) AS unit_title
FROM incidents i
LEFT JOIN persons a ON a.municipality_id = $1 AND a.id = i.author_id
LEFT JOIN persons e ON e.municipality_id = $1 AND e.id = i.executor_id
WHERE i.municipality_id = $1 AND i.id = $2
"""  # noqa: S608 (a constant)
_HISTORY: Final = """
SELECT j.name, j.at, j.details, b.name AS by_name, f.name AS acting_for_name
FROM journal j
LEFT JOIN persons b ON b.municipality_id = $1 AND b.id = j.by_id
LEFT JOIN persons f ON f.municipality_id = $1 AND f.id = j.acting_for_id
WHERE j.municipality_id = $1 AND j.subject = $2 AND j.area = 'incidents'
ORDER BY j.id
"""


@dataclass(frozen=True, slots=True)
class PgQueries:
    """Implements `core.incidents.ports.IncidentQueries`."""

    database: Database

    async def of_author(
        self, municipality: MunicipalityId, author: PersonId, *, page: int, per_page: int
    ) -> Slice[IncidentRow]:
        """A resident's own incidents, newest first."""
        return await self._page(_OF_AUTHOR, municipality, author, page, per_page)

    async def of_executor(
        self, municipality: MunicipalityId, executor: PersonId, *, page: int, per_page: int
    ) -> Slice[IncidentRow]:
        """Open incidents of an executor, oldest first."""
        return await self._page(_OF_EXECUTOR, municipality, executor, page, per_page)

    async def queue(
        self, municipality: MunicipalityId, queue: Queue, *, page: int, per_page: int
    ) -> Slice[IncidentRow]:
        """Incidents of a queue, oldest first."""
        return await self._page(_QUEUES[queue], municipality, None, page, per_page)

    async def card(self, municipality: MunicipalityId, incident: IncidentId) -> IncidentCard:
        """The card; refuses `incident-unknown`."""
        row = await self.database.row(_CARD, municipality, clean(incident))
        if row is None:
            raise Refusal("incident-unknown")
        history = await self.database.rows(_HISTORY, municipality, incident)
        return IncidentCard(
            incident=incident_of(row),
            author_name=row["author_name"] or "",
            executor_name=row["executor_name"],
            unit_title=row["unit_title"],
            history=tuple(_entry(line) for line in history),
        )

    async def _page(
        self, sql: str, municipality: MunicipalityId, subject: str | None, page: int, per_page: int
    ) -> Slice[IncidentRow]:
        rows = await self.database.rows(sql, municipality, subject, per_page, page * per_page)
        return Slice(
            items=tuple(_line(row) for row in rows if row["id"] is not None),
            page=page,
            total=rows[0]["total"],
            per_page=per_page,
        )


def _line(row: Row) -> IncidentRow:
    return IncidentRow(
        id=IncidentId(row["id"]),
        number=row["number"],
        state=State(row["state"]),
        topic_title=row["topic_title"],
        text=row["text"],
        registered_at=row["registered_at"],
        executor_name=row["executor_name"],
    )


def _entry(row: Row) -> JournalEntry:
    return JournalEntry(
        name=row["name"],
        at=row["at"],
        by_name=row["by_name"] or "",
        acting_for_name=row["acting_for_name"],
        details=orjson.loads(row["details"]),
    )
