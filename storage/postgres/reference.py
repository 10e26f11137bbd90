"""Brings municipalities, units and topics in line with the profiles."""

from collections.abc import Sequence
from typing import Final

from core.incidents.model import Topic
from core.people.model import Municipality, Unit
from storage.packing import pack
from storage.postgres.pool import Database

# Nothing is deleted, people and incidents refer to it: what a profile no longer has is closed. What an
# administrator edited is theirs, whatever the profile says.
# Of several processes that start at once one writes, the others wait for the lock and write the same.
_SYNCHRONISE: Final = """
WITH alone AS MATERIALIZED (
    SELECT pg_advisory_xact_lock(hashtext('veche-reference'))
), named_units AS (
    SELECT * FROM jsonb_to_recordset($2::text::jsonb) AS r(municipality text, id text)
), named_topics AS (
    SELECT * FROM jsonb_to_recordset($3::text::jsonb) AS r(municipality text, id text)
), homes AS (
    INSERT INTO municipalities (municipality_id, title, zone, consent_version, open)
    SELECT r.id, r.title, r.zone, r.consent_version, true
    FROM alone, jsonb_to_recordset($1::text::jsonb) AS r(id text, title text, zone text, consent_version text)
    ON CONFLICT (municipality_id) DO UPDATE SET title = excluded.title, zone = excluded.zone,
        consent_version = excluded.consent_version, open = true
    RETURNING municipality_id
), closed_homes AS (
    UPDATE municipalities SET open = false
    WHERE open AND municipality_id NOT IN (SELECT municipality_id FROM homes)
), written_units AS (
    INSERT INTO units AS u (municipality_id, id, title)
    SELECT r.municipality, r.id, r.title
    FROM alone, jsonb_to_recordset($2::text::jsonb) AS r(municipality text, id text, title text)
    ON CONFLICT (municipality_id, id) DO UPDATE SET title = excluded.title, open = true
        WHERE NOT u.edited
), closed_units AS (
    UPDATE units u SET open = false
    WHERE u.open AND NOT u.edited AND u.municipality_id IN (SELECT municipality_id FROM homes)
        AND (u.municipality_id, u.id) NOT IN (SELECT municipality, id FROM named_units)
), written_topics AS (
    INSERT INTO topics AS t (municipality_id, id, sector, title_ru, title_en, unit_id, position, open)
    SELECT r.municipality, r.id, r.sector, r.title_ru, r.title_en, r.unit, r.position, true
    FROM alone, jsonb_to_recordset($3::text::jsonb) AS r(municipality text, id text, sector text,
        title_ru text, title_en text, unit text, position integer)
    ON CONFLICT (municipality_id, id) DO UPDATE SET sector = excluded.sector,
        title_ru = excluded.title_ru, title_en = excluded.title_en, unit_id = excluded.unit_id,
        position = excluded.position, open = true
        WHERE NOT t.edited
)
UPDATE topics SET open = false
WHERE open AND NOT edited AND municipality_id IN (SELECT municipality_id FROM homes)
    AND (municipality_id, id) NOT IN (SELECT municipality, id FROM named_topics)
"""


async def synchronise(
    database: Database,
    municipalities: Sequence[Municipality],
    units: Sequence[Unit],
    topics: Sequence[Topic],
) -> None:
    """Write what profiles say, topics in the order given; what they no longer name is closed."""
    await database.run(
        _SYNCHRONISE,
        pack(
            [
                {
                    "id": home.id,
                    "title": home.title,
                    "zone": home.zone,
                    "consent_version": home.consent_version,
                }
                for home in municipalities
            ]
        ),
        pack([{"municipality": unit.municipality, "id": unit.id, "title": unit.title} for unit in units]),
        pack([_topic(topic, position) for position, topic in enumerate(topics)]),
    )


def _topic(topic: Topic, position: int) -> dict[str, object]:
    return {
        "municipality": topic.municipality,
        "id": topic.id,
        "sector": topic.sector,
        "title_ru": topic.title_ru,
        "title_en": topic.title_en,
        "unit": topic.unit,
        "position": position,
    }
