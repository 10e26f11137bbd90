"""Messages that may be about the same, found by PostgreSQL's Russian full text, by street and by place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from core.incidents.values import Location, State
from core.shared.ids import IncidentId, MunicipalityId, PersonId, TopicId
from core.similar.model import Candidate, Sought
from core.similar.search import POINTS, Group, Lexeme, Search, search
from storage.packing import clean, pack
from storage.postgres.pool import Database, Row

RARE: Final = 400
"""Messages that may hold the words looked for everywhere: fetching them takes some milliseconds."""

LATEST: Final = 1000
"""Messages among which common words are looked for."""

NEAR: Final = 150
"""The latest messages of a street, or around a point, that are looked at."""

# From the middle of the box, in halves of it.
_DISTANCE: Final = """sqrt((2 * (i.latitude - $7) / ($8 - $7) - 1) ^ 2
        + (2 * (i.longitude - $9) / ($10 - $9) - 1) ^ 2)"""

# How common a lexeme is, PostgreSQL has counted for its planner. Each arm is fenced (`OFFSET 0`): the
# planner, who does not know the words, would rather walk all numbers downwards until it has found enough.
# Rows are carried along by where they lie: a statement sees nothing move.
CANDIDATES: Final = f"""
WITH known AS MATERIALIZED (
    SELECT k.lexeme, k.share FROM pg_stats s,
        unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) AS k(lexeme, share)
    WHERE s.schemaname = current_schema() AND s.tablename = 'incidents' AND s.attname = 'words'
        AND starts_with(k.lexeme, $1 || ':')
), asked AS MATERIALIZED (
    SELECT g.query::tsquery AS query, g.weight, coalesce(c.share, 0) AS share
    FROM jsonb_to_recordset($2::text::jsonb) AS g(query text, lexemes text[], weight double precision)
    LEFT JOIN LATERAL (SELECT sum(k.share) AS share FROM known k WHERE k.lexeme = ANY (g.lexemes)) c ON true
), chosen AS MATERIALIZED (
    SELECT string_agg(q.query::text, ' | ') FILTER (WHERE q.rows <= {RARE})::tsquery AS rare,
        string_agg(q.query::text, ' | ')::tsquery AS every
    FROM (
        SELECT a.query, sum(a.share) OVER (ORDER BY a.share, a.query::text) * t.reltuples AS rows
        FROM asked a, pg_class t WHERE t.oid = 'incidents'::regclass
    ) q
), found AS MATERIALIZED (
    SELECT i.ctid AS at FROM incidents i
    WHERE i.words @@ (SELECT rare FROM chosen) AND i.state = ANY ($3) AND i.registered_at >= $4
        AND i.municipality_id = $1
    LIMIT {2 * RARE}
), latest AS MATERIALIZED (
    SELECT i.ctid AS at, i.words, i.state, i.registered_at FROM incidents i WHERE i.municipality_id = $1
    ORDER BY i.number DESC LIMIT {LATEST}
), on_street AS MATERIALIZED (
    SELECT i.ctid AS at, i.number, i.words @@ $6::text::tsquery AS house FROM incidents i
    WHERE i.words @@ $5::text::tsquery AND i.state = ANY ($3) AND i.registered_at >= $4
        AND i.municipality_id = $1
    OFFSET 0
), around AS MATERIALIZED (
    SELECT i.ctid AS at, {_DISTANCE} AS distance FROM incidents i
    WHERE i.municipality_id = $1 AND i.latitude BETWEEN $7 AND $8 AND i.longitude BETWEEN $9 AND $10
        AND i.latitude IS NOT NULL AND i.state = ANY ($3) AND i.registered_at >= $4
    OFFSET 0
), together AS MATERIALIZED (
    SELECT at FROM found
    UNION
    SELECT l.at FROM latest l, chosen c WHERE l.words @@ c.every AND l.state = ANY ($3)
        AND l.registered_at >= $4
    UNION
    (SELECT at FROM on_street ORDER BY house DESC NULLS LAST, number DESC LIMIT {NEAR})
    UNION
    (SELECT at FROM around ORDER BY distance LIMIT {NEAR})
), ranked AS MATERIALIZED (
    SELECT i.ctid AS at, i.number, coalesce((
        SELECT sum(a.weight * -ln(greatest(a.share, 0.0001))) FROM asked a WHERE i.words @@ a.query
    ), 0)
        + CASE WHEN i.words @@ $5::text::tsquery THEN {POINTS["street"]} ELSE 0 END
        + CASE WHEN i.words @@ $6::text::tsquery THEN {POINTS["house"]} ELSE 0 END
        + coalesce({POINTS["near"]} * greatest(0, 1 - {_DISTANCE}), 0) AS told
    FROM together t JOIN incidents i ON i.ctid = t.at
    WHERE i.id IS DISTINCT FROM $11
    ORDER BY told DESC, number DESC LIMIT $12::bigint
)
SELECT i.id, i.number, i.text, i.topic_id, i.topic_title, i.latitude, i.longitude, i.address, i.state,
    i.registered_at, i.author_id,
    CASE WHEN i.state = 'answered' THEN i.drafts -> -1 ->> 'text' END AS answer
FROM ranked r JOIN incidents i ON i.ctid = r.at
ORDER BY r.told DESC, r.number DESC
"""  # noqa: S608 (constants)


@dataclass(frozen=True, slots=True)
class PgSimilar:
    """Implements `core.similar.ports.SimilarQueries`."""

    database: Database

    async def candidates(
        self,
        municipality: MunicipalityId,
        sought: Sought,
        *,
        states: frozenset[State],
        since: datetime,
        limit: int,
    ) -> Sequence[Candidate]:
        """The best `limit` ones of these states registered since then, the best first."""
        asked = search(sought.text, sought.location)
        rows = await self.database.rows(
            CANDIDATES,
            municipality,
            pack([_group(municipality, group) for group in asked.groups]),
            sorted(states),
            since,
            *_streets(municipality, asked),
            *_box(asked),
            clean(sought.but) if sought.but else None,
            limit,
        )
        return [_candidate(row) for row in rows]


def _group(home: MunicipalityId, group: Group) -> dict[str, Any]:
    ways = (" & ".join(_quoted(home, each) for each in way) for way in group.ways)
    return {
        "query": " | ".join(f"({way})" for way in ways),
        "lexemes": [f"{home}:{way[0].removesuffix('*')}" for way in group.ways if len(way) == 1],
        "weight": group.weight,
    }


def _streets(home: MunicipalityId, asked: Search) -> tuple[str | None, str | None]:
    """The queries for the street, and for the house in it."""
    if not asked.street:
        return None, None
    street = " & ".join(_quoted(home, each) for each in asked.street)
    houses = " | ".join(_quoted(home, each) for each in asked.houses)
    return street, f"{street} & ({houses})" if houses else None


def _quoted(home: MunicipalityId, lexeme: Lexeme) -> str:
    """A lexeme of a city, or all with this beginning; letters and figures only, as core makes them."""
    start = lexeme.removesuffix("*").replace("'", "")
    return f"'{home}:{start}'" + (":*" if lexeme.endswith("*") else "")


def _box(asked: Search) -> tuple[float | None, ...]:
    around = asked.around
    if around is None:
        return (None, None, None, None)
    return around.south, around.north, around.west, around.east


def _candidate(row: Row) -> Candidate:
    author = row["author_id"]
    return Candidate(
        incident=IncidentId(row["id"]),
        number=row["number"],
        text=row["text"],
        topic=TopicId(row["topic_id"]),
        topic_title=row["topic_title"],
        location=Location(latitude=row["latitude"], longitude=row["longitude"], address=row["address"]),
        state=State(row["state"]),
        registered_at=row["registered_at"],
        author=PersonId(author) if author is not None else None,
        answer=row["answer"],
    )
