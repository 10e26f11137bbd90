"""What makes generated messages a city's years of work: people, executors, terms, history."""

from typing import Final

PEOPLE: Final = """
INSERT INTO persons (municipality_id, id, name, sort_name, language, roles, version)
SELECT 'demo', 'e' || n, 'Исполнитель ' || n, 'и', 'ru', '{executor}', 1 FROM generate_series(0, 39) AS n
"""

# One in a hundred is late; what waits for approval waits for the curators.
WORK: Final = """
UPDATE incidents SET executor_id = CASE WHEN state <> 'new' THEN 'e' || number % 40 END,
    unit_id = (SELECT min(id) FROM units WHERE municipality_id = 'demo'),
    awaits = CASE WHEN state = 'on-approval' THEN 'curator' END,
    due_at = now() + (number % 100 - 1) * interval '30 minutes',
    registered_at = now() - interval '1 day',
    drafts = CASE WHEN state IN ('new', 'assigned') THEN '[]'::jsonb
        ELSE '[{"number": 1, "text": "Здравствуйте! Бригада выедет завтра.", "media": [], "by": "e1",
            "at": "2026-03-02T09:00:00+00:00", "remark": null, "awaits": ["curator"]}]'::jsonb END
WHERE state IN ('new', 'assigned', 'on-approval', 'rework', 'interim')
"""
CLOCKS: Final = """
INSERT INTO deadlines (municipality_id, subject, kind, generation, owner_id, timer, due_at, fires_at,
    progress, outcome)
SELECT i.municipality_id, i.id, kind, 1, i.executor_id, jsonb_build_object('term',
        jsonb_build_object('working-time', 28800.0), 'started', to_char(now() AT TIME ZONE 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS+00:00'), 'happened', '[]'::jsonb), i.due_at, i.due_at, 0,
    CASE WHEN i.due_at IS NULL THEN 'met' ELSE 'open' END
FROM incidents i CROSS JOIN unnest(ARRAY['triage', 'draft', 'answer']) AS kind
"""
HISTORY: Final = """
INSERT INTO journal (municipality_id, area, name, subject, at, by_id, details)
SELECT municipality_id, 'incidents', 'registered', id, registered_at, 'e1', '{"media": 0, "source": "bot"}'
FROM incidents
UNION ALL
SELECT municipality_id, 'incidents', 'assigned', id, registered_at, 'e2',
    jsonb_build_object('executor', executor_id, 'previous', NULL)
FROM incidents WHERE executor_id IS NOT NULL
"""
FILLING: Final = (PEOPLE, WORK, CLOCKS, HISTORY)

OPEN: Final = "SELECT id FROM incidents WHERE state = $1 ORDER BY number DESC LIMIT $2"
