"""The parts of a unit of work's statement that write templates and examples."""

from typing import Final

from storage.postgres.parts import CONFLICT, Part

TEMPLATES: Final = Part(
    "templates_kept",
    """
templates_kept AS (
    INSERT INTO templates AS t (municipality_id, id, topic_id, title, sort_title, body, removed, version)
    SELECT {m}, r.id, r.topic_id, r.title, r.sort_title, r.body, r.removed, r.version + 1
    FROM jsonb_to_recordset({rows}::text::jsonb) AS r(id text, topic_id text, title text,
        sort_title text, body text, removed boolean, version integer)
    ON CONFLICT (municipality_id, id) DO UPDATE SET topic_id = excluded.topic_id, title = excluded.title,
        sort_title = excluded.sort_title, body = excluded.body, removed = excluded.removed,
        version = excluded.version
    WHERE t.version + 1 = excluded.version
    RETURNING t.id
)""",
    refuses=CONFLICT,
)

BEST_MARKED: Final = Part(
    "best_marked",
    """
best_marked AS (
    INSERT INTO best_answers (municipality_id, incident_id, number, topic_id, body, marked_by, marked_at)
    SELECT {m}, r.incident_id, r.number, r.topic_id, r.body, r.marked_by, r.marked_at
    FROM jsonb_to_recordset({rows}::text::jsonb) AS r(incident_id text, number integer, topic_id text,
        body text, marked_by text, marked_at timestamptz)
    ON CONFLICT (municipality_id, incident_id) DO NOTHING
    RETURNING incident_id
)""",
    refuses=CONFLICT,
)

BEST_UNMARKED: Final = Part(
    "best_unmarked",
    """
best_unmarked AS (
    DELETE FROM best_answers b USING jsonb_to_recordset({rows}::text::jsonb) AS r(incident_id text)
    WHERE b.municipality_id = {m} AND b.incident_id = r.incident_id
    RETURNING b.incident_id
)""",
    refuses=CONFLICT,
)
