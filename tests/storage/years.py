"""A city that has used the bots for years: 100 000 incidents, their clocks, history and notices."""

import asyncpg

from storage.postgres.pool import Database
from storage.postgres.reference import synchronise
from tests.contract.stage import MUNICIPALITIES

MANY = 100_000

PEOPLE = """
INSERT INTO persons (municipality_id, id, name, sort_name, language, version)
SELECT 'demo', 'p' || n, 'Житель', 'житель', 'ru', 1 FROM generate_series(0, 999) n
"""
INCIDENTS = f"""
INSERT INTO incidents (municipality_id, id, key, number, author_id, source, text, topic_id, topic_title,
    state, executor_id, unit_id, awaits, due_at, followers, shares, registered_at, version)
SELECT 'demo', 'i' || n, 'k' || n, n, 'p' || n % 1000, 'max-citizen', 'Яма', 't', 'Ямы', s.state,
    CASE WHEN n % 5 > 0 THEN 'p' || n % 7 END, 'u' || n % 30,
    CASE WHEN s.state = 'on-approval' THEN (ARRAY['curator', 'executor', 'head'])[n / 6 % 3 + 1] END,
    CASE WHEN s.state IN ('new', 'assigned', 'on-approval', 'rework', 'interim', 'approved')
        THEN now() + (n * 7919 % 20000 - 2000) * interval '1 minute' END,
    CASE WHEN n % 50 = 0 THEN ARRAY['p' || n % 999, 'p' || n % 998] ELSE '{{}}' END,
    CASE WHEN n % 60 = 0 THEN '[{{"executor": "p3"}}]'::jsonb ELSE '[]' END, now(), 1
FROM generate_series(1, {MANY}) n CROSS JOIN LATERAL (SELECT CASE
    WHEN n % 100 > 4 THEN (ARRAY['answered', 'declined', 'closed', 'joined', 'answered'])[n % 5 + 1]
    ELSE (ARRAY['new', 'assigned', 'on-approval', 'rework', 'interim', 'approved'])[n % 6 + 1]
END AS state) s
"""  # noqa: S608 (a constant)
DEADLINES = """
INSERT INTO deadlines (municipality_id, subject, kind, generation, owner_id, timer, due_at, fires_at,
    progress, outcome)
SELECT i.municipality_id, i.id, kind, 1, i.executor_id,
    '{"term": {"working-time": 3600}, "started": "2026-03-02T09:00:00Z", "happened": []}', i.due_at, i.due_at,
    0, CASE WHEN i.due_at IS NULL THEN 'met' ELSE 'open' END
FROM incidents i CROSS JOIN unnest(ARRAY['triage', 'draft', 'answer']) AS kind
"""
JOURNAL = f"""
INSERT INTO journal (municipality_id, area, name, subject, at, by_id, details)
SELECT 'demo', 'incidents', 'registered', 'i' || n, now(), 'p1', '{{}}' FROM generate_series(1, {MANY}) n
"""  # noqa: S608 (a constant)
OUTBOX = f"""
INSERT INTO outbox (municipality_id, key, person_id, audience, bot, user_id, chat, body, about, assurance,
    lane, state)
SELECT 'demo', 'k' || n, 'p' || n % 1000, 'citizen', 'max-citizen', 'u' || n % 1000, 'c', '{{}}', '',
    'least', 'broadcast', CASE WHEN n % 10 = 0 THEN 'pending' ELSE 'sent' END
FROM generate_series(1, {MANY}) n
"""  # noqa: S608 (a constant)


async def fill(url: str) -> None:
    """Filled, and counted by PostgreSQL as it would be in time."""
    database = Database(url, size=1)
    await synchronise(database, MUNICIPALITIES, (), ())
    await database.close()
    connection = await asyncpg.connect(url)
    for filling in (PEOPLE, INCIDENTS, DEADLINES, JOURNAL, OUTBOX):
        await connection.execute(filling)
    await connection.execute("ANALYZE")
    await connection.close()
