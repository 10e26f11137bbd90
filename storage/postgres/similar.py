"""Messages that may be about the same, found by PostgreSQL's Russian full text, by street and by place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from math import log
from typing import Final

from core.incidents.values import Location, State
from core.shared.ids import IncidentId, MunicipalityId, PersonId, TopicId
from core.similar.model import Candidate, Sought
from core.similar.search import POINTS, Group, Lexeme, Search, search
from storage.packing import clean, pack
from storage.postgres.pool import Database, Row
from storage.postgres.shares import LEAST, Counted, Shares

RARE: Final = 400
"""Messages that may hold the words looked for everywhere: fetching them takes some milliseconds."""

LATEST: Final = 1000
"""Messages of the states asked for among which common words are looked for."""

WALKED: Final = 4000
"""The latest messages of any state among which those are."""

NEAR: Final = 150
"""The latest messages of a street, or around a point, that are looked at."""

# From the middle of the box, in halves of it.
_DISTANCE: Final = """sqrt((2 * (i.latitude - $7) / ($8 - $7) - 1) ^ 2
        + (2 * (i.longitude - $9) / ($10 - $9) - 1) ^ 2)"""

# Each arm is fenced (`OFFSET 0`): the planner, who does not know the words, would rather walk all numbers
# downwards until it has found enough. Rows are carried along by where they lie, for a statement sees nothing
# move.
# What is looked for is read once, not for each row it is held against.
CANDIDATES: Final = f"""
WITH asked AS MATERIALIZED (
    SELECT g.query::tsquery AS query, g.weight
    FROM jsonb_to_recordset($2::text::jsonb) AS g(query text, weight double precision)
), said AS MATERIALIZED (
    SELECT $5::text::tsquery AS street, $6::text::tsquery AS house, $13::text::tsquery AS rare,
        $14::text::tsquery AS every, $15::text::tsquery AS place
), found AS MATERIALIZED (
    SELECT i.ctid AS at FROM incidents i
    WHERE i.words @@ (SELECT rare FROM said) AND i.state = ANY ($3) AND i.registered_at >= $4
        AND i.municipality_id = $1
    LIMIT {2 * RARE}
), latest AS MATERIALIZED (
    SELECT l.at, l.words FROM (
        SELECT i.ctid AS at, i.words, i.state, i.registered_at FROM incidents i WHERE i.municipality_id = $1
        ORDER BY i.number DESC LIMIT {WALKED}
    ) l
    WHERE l.state = ANY ($3) AND l.registered_at >= $4
    LIMIT {LATEST}
), on_street AS MATERIALIZED (
    SELECT i.ctid AS at, i.number, i.words @@ (SELECT house FROM said) AS house FROM incidents i
    WHERE i.words @@ (SELECT place FROM said) AND i.state = ANY ($3) AND i.registered_at >= $4
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
    SELECT l.at FROM latest l WHERE l.words @@ (SELECT every FROM said)
    UNION
    (SELECT at FROM on_street ORDER BY house DESC NULLS LAST, number DESC LIMIT {NEAR})
    UNION
    (SELECT at FROM around ORDER BY distance LIMIT {NEAR})
), ranked AS MATERIALIZED (
    SELECT i.ctid AS at, i.number, coalesce((
        SELECT sum(a.weight) FROM asked a WHERE i.words @@ a.query
    ), 0)
        + CASE WHEN i.words @@ (SELECT street FROM said) THEN {POINTS["street"]} ELSE 0 END
        + CASE WHEN i.words @@ (SELECT house FROM said) THEN {POINTS["house"]} ELSE 0 END
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
class Plan:
    """A search in PostgreSQL's words: what is looked for everywhere, what among the latest, and how it ranks.

    A street that has more messages than anybody would look through is read for the house, and among the
    latest messages.
    """

    groups: tuple[tuple[str, float], ...]
    rare: str | None
    every: str | None
    street: str | None
    house: str | None
    place: str | None


def plan(home: MunicipalityId, asked: Search, shares: Shares) -> Plan:
    """By how common the words are in the city."""
    known = sorted(
        (shares.of_group(home, group), _query(home, group), group.weight) for group in asked.groups
    )
    heard = accumulate(share * shares.rows for share, _, _ in known)
    rare = [query for (_, query, _), rows in zip(known, heard, strict=True) if rows <= RARE]
    street, house = _streets(home, asked)
    common = street is not None and shares.of_all(home, asked.street) * shares.rows > RARE
    every = [query for _, query, _ in known] + ([f"({street})"] if street is not None and common else [])
    return Plan(
        groups=tuple((query, weight * -log(max(share, LEAST))) for share, query, weight in known),
        rare=" | ".join(rare) or None,
        every=" | ".join(every) or None,
        street=street,
        house=house,
        place=house if common else street,
    )


@dataclass(frozen=True, slots=True)
class PgSimilar:
    """Implements `core.similar.ports.SimilarQueries`."""

    database: Database
    counted: Counted

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
        planned = plan(municipality, asked, await self.counted.shares())
        rows = await self.database.rows(
            CANDIDATES,
            municipality,
            pack([{"query": query, "weight": weight} for query, weight in planned.groups]),
            sorted(states),
            since,
            planned.street,
            planned.house,
            *_box(asked),
            clean(sought.but) if sought.but else None,
            limit,
            planned.rare,
            planned.every,
            planned.place,
        )
        return [_candidate(row) for row in rows]


def _query(home: MunicipalityId, group: Group) -> str:
    ways = (" & ".join(_quoted(home, each) for each in way) for way in group.ways)
    return " | ".join(f"({way})" for way in ways)


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
