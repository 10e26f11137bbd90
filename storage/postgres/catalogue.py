"""Units and topics as administrators edit them: inside a unit of work, and the lists of both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from core.catalogue.model import Edits, TopicEntry, UnitEntry
from core.shared.ids import MunicipalityId, TopicId, UnitId
from core.shared.refusal import Refusal
from storage.gathered_answers import GatheredCatalogue
from storage.packing import clean
from storage.postgres.parts import CONFLICT, Part
from storage.postgres.pool import Database, Row
from storage.sorting import sort_key

_UNIT: Final = "municipality_id, id, title, open, edited, version"
_TOPIC: Final = "municipality_id, id, sector, title_ru, title_en, unit_id, open, edited, version"
_GET_UNIT: Final = f"SELECT {_UNIT} FROM units WHERE municipality_id = $1 AND id = $2"  # noqa: S608 (a constant)
_GET_TOPIC: Final = f"SELECT {_TOPIC} FROM topics WHERE municipality_id = $1 AND id = $2"  # noqa: S608 (a constant)
_UNITS: Final = f"SELECT {_UNIT} FROM units WHERE municipality_id = $1"  # noqa: S608 (a constant)
_TOPICS: Final = f"""
SELECT {_TOPIC} FROM topics WHERE municipality_id = $1 AND ($2::text IS NULL OR sector = $2)
ORDER BY NOT open, position, id
"""  # noqa: S608 (a constant)
_USES: Final = """
SELECT (SELECT count(*) FROM topics t WHERE t.municipality_id = $1 AND t.unit_id = $2 AND t.open) AS topics,
    (SELECT count(*) FROM persons p WHERE p.municipality_id = $1 AND p.unit_id = $2 AND p.active
        AND p.roles <> '{}') AS people
"""
_EDITED_UNITS: Final = f"SELECT {_UNIT} FROM units WHERE edited ORDER BY municipality_id, id"  # noqa: S608 (a constant)
_EDITED_TOPICS: Final = f"""
SELECT {_TOPIC} FROM topics WHERE edited ORDER BY municipality_id, position, id
"""  # noqa: S608 (a constant)

UNITS_KEPT: Final = Part(
    "units_kept",
    """
units_kept AS (
    INSERT INTO units AS u (municipality_id, id, title, open, edited, version)
    SELECT {m}, r.id, r.title, r.open, r.edited, r.version + 1
    FROM jsonb_to_recordset({rows}::text::jsonb) AS r(id text, title text, open boolean, edited boolean,
        version integer)
    ON CONFLICT (municipality_id, id) DO UPDATE SET title = excluded.title, open = excluded.open,
        edited = excluded.edited, version = excluded.version
    WHERE u.version + 1 = excluded.version
    RETURNING u.id
)""",
    refuses=CONFLICT,
)

TOPICS_KEPT: Final = Part(
    "topics_kept",
    """
topics_kept AS (
    INSERT INTO topics AS t (municipality_id, id, sector, title_ru, title_en, unit_id, open, edited,
        version, position)
    SELECT {m}, r.id, r.sector, r.title_ru, r.title_en, r.unit_id, r.open, r.edited, r.version + 1,
        (SELECT coalesce(max(o.position), 0) + 1 FROM topics o WHERE o.municipality_id = {m})
    FROM jsonb_to_recordset({rows}::text::jsonb) AS r(id text, sector text, title_ru text, title_en text,
        unit_id text, open boolean, edited boolean, version integer)
    ON CONFLICT (municipality_id, id) DO UPDATE SET title_ru = excluded.title_ru,
        title_en = excluded.title_en, unit_id = excluded.unit_id, open = excluded.open,
        edited = excluded.edited, version = excluded.version
    WHERE t.version + 1 = excluded.version
    RETURNING t.id
)""",
    refuses=CONFLICT,
)


@dataclass(slots=True)
class PgCatalogue(GatheredCatalogue):
    """Implements `core.catalogue.ports.Catalogue`."""

    database: Database

    async def unit(self, municipality: MunicipalityId, unit: UnitId) -> UnitEntry:
        """The unit; refuses `unit-unknown`."""
        row = await self.database.row(_GET_UNIT, municipality, clean(unit))
        if row is None:
            raise Refusal("unit-unknown")
        return _unit_of(row)

    async def topic(self, municipality: MunicipalityId, topic: TopicId) -> TopicEntry:
        """The topic; refuses `topic-unknown`."""
        row = await self.database.row(_GET_TOPIC, municipality, clean(topic))
        if row is None:
            raise Refusal("topic-unknown")
        return _topic_of(row)

    async def uses(self, municipality: MunicipalityId, unit: UnitId) -> tuple[int, int]:
        """How many open topics and members of staff belong to a unit."""
        row = await self.database.row(_USES, municipality, clean(unit))
        return (0, 0) if row is None else (row["topics"], row["people"])

    def parts(self) -> Iterator[tuple[Part, list[dict[str, Any]]]]:
        """What the commit has to write, with rows."""
        yield UNITS_KEPT, [_unit_row(unit) for unit in self._units]
        yield TOPICS_KEPT, [_topic_row(topic) for topic in self._topics]


@dataclass(frozen=True, slots=True)
class PgCatalogueLists:
    """Implements `core.catalogue.ports.CatalogueLists`."""

    database: Database

    async def units(self, municipality: MunicipalityId) -> Sequence[UnitEntry]:
        """By title, closed ones last."""
        found = [_unit_of(row) for row in await self.database.rows(_UNITS, municipality)]
        return tuple(sorted(found, key=lambda unit: (not unit.open, sort_key(unit.title), unit.id)))

    async def topics(self, municipality: MunicipalityId, sector: str | None = None) -> Sequence[TopicEntry]:
        """In the profile's order, closed ones last."""
        return tuple(_topic_of(row) for row in await self.database.rows(_TOPICS, municipality, sector))

    async def edits(self) -> Edits:
        """What administrators edited."""
        units = await self.database.rows(_EDITED_UNITS)
        topics = await self.database.rows(_EDITED_TOPICS)
        return Edits(units=tuple(map(_unit_of, units)), topics=tuple(map(_topic_of, topics)))


def _unit_row(unit: UnitEntry) -> dict[str, Any]:
    return {
        "id": unit.id,
        "title": unit.title,
        "open": unit.open,
        "edited": unit.edited,
        "version": unit.version,
    }


def _unit_of(row: Row) -> UnitEntry:
    return UnitEntry(
        id=UnitId(row["id"]),
        municipality=MunicipalityId(row["municipality_id"]),
        title=row["title"],
        open=row["open"],
        edited=row["edited"],
        version=row["version"],
    )


def _topic_row(topic: TopicEntry) -> dict[str, Any]:
    return {
        "id": topic.id,
        "sector": topic.sector,
        "title_ru": topic.title_ru,
        "title_en": topic.title_en,
        "unit_id": topic.unit,
        "open": topic.open,
        "edited": topic.edited,
        "version": topic.version,
    }


def _topic_of(row: Row) -> TopicEntry:
    return TopicEntry(
        id=TopicId(row["id"]),
        municipality=MunicipalityId(row["municipality_id"]),
        sector=row["sector"],
        title_ru=row["title_ru"],
        title_en=row["title_en"],
        unit=UnitId(row["unit_id"]) if row["unit_id"] is not None else None,
        open=row["open"],
        edited=row["edited"],
        version=row["version"],
    )
