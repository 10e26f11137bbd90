"""The read side of incidents: lists by page, cards with their history."""

from dataclasses import dataclass
from typing import Any, Final

import orjson

from core.incidents.ports import IncidentCard, IncidentRow, JournalEntry, Wanted
from core.incidents.values import Importance, State
from core.shared.ids import IncidentId, MunicipalityId, PersonId, TopicId
from core.shared.paging import Slice
from core.shared.refusal import Refusal
from storage.packing import clean
from storage.postgres import lists
from storage.postgres.pool import Database, Row
from storage.postgres.rows import INCIDENT, incident_of

OF_AUTHOR: Final = lists.of_author()

# Everybody an incident mentions: in itself, in its parts, its clocks and its history.
CARD: Final = f"""
SELECT {INCIDENT}, a.name AS author_name, e.name AS executor_name, u.title AS unit_title, (
    SELECT json_object_agg(p.id, p.name) FROM persons p
    WHERE p.municipality_id = $1 AND p.id = ANY (ARRAY (
        SELECT i.author_id
        UNION SELECT i.executor_id
        UNION SELECT each ->> 'by' FROM jsonb_array_elements(i.drafts) AS each
        UNION SELECT each ->> 'by' FROM jsonb_array_elements(coalesce(i.life -> 'notes', '[]')) AS each
        UNION SELECT each ->> 'executor' FROM jsonb_array_elements(i.shares) AS each
        UNION SELECT d.owner_id FROM deadlines d WHERE d.municipality_id = $1 AND d.subject = $2
        UNION SELECT j.details ->> part FROM journal j, unnest(ARRAY['executor', 'previous', 'owner']) AS part
            WHERE j.municipality_id = $1 AND j.subject = $2
        UNION SELECT jsonb_array_elements_text(j.details -> 'group') FROM journal j
            WHERE j.municipality_id = $1 AND j.subject = $2 AND j.name = 'assigned'
    ))
) AS names, (
    SELECT json_object_agg(r.id, r.number) FROM incidents r
    WHERE r.municipality_id = $1 AND r.id IN (i.repeats_id, i.joined_to_id)
) AS numbers
FROM incidents i
LEFT JOIN persons a ON a.municipality_id = $1 AND a.id = i.author_id
LEFT JOIN persons e ON e.municipality_id = $1 AND e.id = i.executor_id
LEFT JOIN units u ON u.municipality_id = $1 AND u.id = i.unit_id
WHERE i.municipality_id = $1 AND i.id = $2
"""  # noqa: S608 (a constant)
# Its own, and the alarms of its topic that counted it.
HISTORY: Final = """
SELECT j.name, j.at, j.details, b.name AS by_name, f.name AS acting_for_name
FROM (
    SELECT own.* FROM journal own
    WHERE own.municipality_id = $1 AND own.subject = $2 AND own.area = 'incidents'
    UNION ALL
    SELECT alarm.* FROM incidents i
    JOIN journal alarm ON alarm.municipality_id = $1 AND alarm.subject = i.topic_id
    WHERE i.municipality_id = $1 AND i.id = $2
        AND alarm.area = 'notices' AND alarm.name = 'activity-alarmed'
        AND i.registered_at > (alarm.details ->> 'since')::timestamptz AND i.registered_at <= alarm.at
) j
LEFT JOIN persons b ON b.municipality_id = $1 AND b.id = j.by_id
LEFT JOIN persons f ON f.municipality_id = $1 AND f.id = j.acting_for_id
ORDER BY j.id
"""


@dataclass(frozen=True, slots=True)
class PgQueries:
    """Implements `core.incidents.ports.IncidentQueries`."""

    database: Database

    async def of_author(
        self, municipality: MunicipalityId, author: PersonId, *, page: int, per_page: int
    ) -> Slice[IncidentRow]:
        """A resident's own incidents and those they joined, newest first."""
        return await self._page(OF_AUTHOR, municipality, (author,), page, per_page)

    async def listed(
        self, municipality: MunicipalityId, wanted: Wanted, *, page: int, per_page: int
    ) -> Slice[IncidentRow]:
        """By the time that is left; those without a term at the end, by number."""
        return await self._page(lists.listed(wanted), municipality, lists.given_for(wanted), page, per_page)

    async def count(self, municipality: MunicipalityId, wanted: Wanted) -> int:
        """How many, up to 1000."""
        given = lists.given_for(wanted)
        return int(await self.database.value(lists.counted(wanted), municipality, lists.CAP, 0, *given))

    async def card(self, municipality: MunicipalityId, incident: IncidentId) -> IncidentCard:
        """The card; refuses `incident-unknown`."""
        row = await self.database.row(CARD, municipality, clean(incident))
        if row is None:
            raise Refusal("incident-unknown")
        history = await self.database.rows(HISTORY, municipality, incident)
        return IncidentCard(
            incident=incident_of(row),
            author_name=row["author_name"] or "",
            executor_name=row["executor_name"],
            unit_title=row["unit_title"],
            names={PersonId(person): name for person, name in _object(row["names"]).items()},
            numbers={IncidentId(other): number for other, number in _object(row["numbers"]).items()},
            history=tuple(_entry(line) for line in history),
        )

    async def _page(
        self, sql: str, municipality: MunicipalityId, given: tuple[object, ...], page: int, per_page: int
    ) -> Slice[IncidentRow]:
        rows = await self.database.rows(sql, municipality, per_page, page * per_page, *given)
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
        topic=TopicId(row["topic_id"]),
        topic_title=row["topic_title"],
        text=row["text"],
        importance=Importance(row["importance"]),
        asked=row["question"] is not None,
        registered_at=row["registered_at"],
        due_at=row["due_at"],
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


def _object(packed: str | None) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(packed) if packed else {}
    return found
