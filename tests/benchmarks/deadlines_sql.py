"""What the clock's benchmark puts into its database, and the bare SQL it is compared with."""

from typing import Final

PEOPLE: Final = (
    """
    INSERT INTO persons (municipality_id, id, name, sort_name, language, roles, unit_id, version)
    SELECT 'demo', 'e' || n, 'Исполнитель ' || n, 'и', 'ru', '{executor}', 'roads', 1
    FROM generate_series(0, 39) AS n
    """,
    """
    INSERT INTO persons (municipality_id, id, name, sort_name, language, roles, version)
    SELECT 'demo', role || n, role, role, 'ru', ARRAY[role], 1
    FROM unnest(ARRAY['curator', 'curator', 'curator', 'head', 'deputy']) WITH ORDINALITY AS p(role, n)
    """,
    """
    INSERT INTO accounts (bot, user_id, municipality_id, person_id, audience, chat, name, used_at)
    SELECT 'telegram-staff', id, 'demo', id, 'staff', id, name, now() FROM persons
    """,
)

INCIDENTS: Final = """
INSERT INTO incidents (municipality_id, id, key, number, source, text, topic_id, topic_title, state,
    registered_at, version, executor_id, unit_id)
SELECT 'demo', lpad(n::text, 26, '0'), 'key-' || n, n, 'max-citizen',
    'Яма на улице Ленина, объехать нельзя, машины стоят', 'pothole', 'Яма на дороге', 'assigned',
    $1::timestamptz, 1, 'e' || n % 40, 'roads'
FROM generate_series(1, $2::integer) AS n
"""

EMPTY: Final = "TRUNCATE deadlines, outbox"

# Facts of a clock: an answer of eight hours that was begun at $3, each a microsecond after the other.
_ANSWER: Final = """
INSERT INTO deadlines (municipality_id, subject, kind, generation, owner_id, unit_id, timer, due_at,
    calendar_version, fires_at, progress, outcome)
SELECT 'demo', lpad(n::text, 26, '0'), 'answer', 1, 'e' || n % 40, 'roads',
    jsonb_build_object('term', jsonb_build_object('working-time', 28800.0), 'started', {started}::text,
        'happened', '[]'::jsonb), {due}, {version}::text, {due} + interval '1 microsecond', 80, 'open'
FROM {each}
"""

PENDING: Final = _ANSWER.format(
    started="''",
    version="'1'",
    due="$2::timestamptz + n * interval '1 second'",
    each="generate_series(1, $1::integer) AS n",
)
DUE: Final = _ANSWER.format(
    started="$3",
    version="$4",
    due="$1::timestamptz + n * interval '1 microsecond'",
    each="generate_series(1, $2::integer) AS n",
)
ONE_BY_ONE: Final = _ANSWER.format(
    started="$2",
    version="$3",
    due="at - interval '1 microsecond'",
    each="unnest($1::timestamptz[]) WITH ORDINALITY AS given(at, n)",
)

BARE: Final = """
WITH due AS (
    SELECT d.municipality_id, d.subject, d.kind, d.generation FROM deadlines d
    WHERE d.municipality_id = 'demo' AND d.outcome = 'open' AND d.fires_at <= $1
    ORDER BY d.fires_at LIMIT $2
    FOR UPDATE SKIP LOCKED
), moved AS (
    UPDATE deadlines d SET progress = 100, fires_at = $1::timestamptz + interval '1 hour' FROM due
    WHERE d.municipality_id = due.municipality_id AND d.subject = due.subject AND d.kind = due.kind
        AND d.generation = due.generation
    RETURNING d.subject
), booked AS (
    INSERT INTO journal (municipality_id, area, name, subject, at, by_id, details)
    SELECT 'demo', 'incidents', 'deadline-missed', moved.subject, $1, 'system', '{}' FROM moved
)
SELECT count(*) FROM moved
"""

BOOKED: Final = """
SELECT count(*), count(DISTINCT subject), (SELECT count(*) FROM outbox WHERE key LIKE 'digest:%')
FROM journal WHERE name = 'deadline-missed' AND at = $1
"""
