"""The statements of the clock: look, claim, write; and those of a calendar that changed."""

from typing import Final

from storage.postgres.parts import JOURNAL, NOTICES
from storage.timers import NEXT_DUE

HOLD: Final = 2.0
"""Seconds for which a digest is kept back, so that the next commit of the same run can join it."""

DUE: Final = """
SELECT m AS home FROM unnest($1::text[]) AS m
WHERE EXISTS (
    SELECT FROM deadlines d WHERE d.municipality_id = m AND d.outcome = 'open' AND d.fires_at <= $2
)
"""
"""The empty tick: a look at one index for each city."""

SOONEST: Final = """
SELECT min(first.fires_at) FROM unnest($1::text[]) AS m, LATERAL (
    SELECT d.fires_at FROM deadlines d
    WHERE d.municipality_id = m AND d.outcome = 'open' AND d.fires_at > $2
    ORDER BY d.fires_at LIMIT 1
) first
"""
"""The same look ahead: how long the clock may sleep."""

CLAIM: Final = """
SELECT d.ctid AS place, d.subject, d.kind, d.generation, d.owner_id, d.unit_id, d.timer, d.due_at,
    d.calendar_version, d.fires_at, d.progress, i.number, i.version, i.state, i.author_id, i.executor_id,
    left(i.text, 400) AS text, i.topic_id, i.topic_title, i.importance,
    jsonb_array_length(i.drafts) AS draft, i.awaits,
    i.shares = '[]' OR i.shares -> -2 ->> 'at' IS NOT NULL AS writes
FROM deadlines d JOIN incidents i ON i.municipality_id = d.municipality_id AND i.id = d.subject
WHERE d.municipality_id = $1 AND d.outcome = 'open' AND d.fires_at <= $2 AND d.fires_at >= $4
ORDER BY d.fires_at LIMIT $3
FOR UPDATE OF d SKIP LOCKED
"""
"""What somebody is changing, or another worker has claimed, is left alone.

`$4` is how far the run has come: before it lie the entries of rows that it moved, and PostgreSQL would look
through all of them for every batch.

The last in an order writes the answer, once the one before has given a part (ZAR-16).
"""

STAFF: Final = """
SELECT p.id, p.name, p.roles, p.unit_id, p.stand_in_id FROM persons p
WHERE p.municipality_id = $1 AND p.active AND p.roles <> '{}'
"""

# Rows that this transaction holds stay where they are, so they are found by their place: looked up by
# their keys, PostgreSQL may compare each with each (1000 rows: 118 ms instead of 9).
_MOVED: Final = """
moved AS (
    UPDATE deadlines d SET progress = r.progress, fires_at = r.fires_at
    FROM unnest($2::tid[], $3::integer[], $4::timestamptz[]) AS r(place, progress, fires_at)
    WHERE d.ctid = r.place AND d.municipality_id || '' = $1
), ended AS (
    UPDATE deadlines d SET progress = r.progress, fires_at = r.fires_at, due_at = r.due_at,
        calendar_version = r.version
    FROM unnest($5::tid[], $6::integer[], $7::timestamptz[], $8::timestamptz[], $9::text[])
        AS r(place, progress, fires_at, due_at, version)
    WHERE d.ctid = r.place AND d.municipality_id || '' = $1
)"""
"""Nearly always the end of the term stays where it was; under another calendar it moves, too."""

_BOOKED: Final = """
booked AS (
    INSERT INTO journal (municipality_id, area, name, subject, at, by_id, details)
    SELECT $1, r.area, r.name, r.subject, $10::timestamptz, r.by_id, r.details::jsonb
    FROM unnest($11::text[], $12::text[], $13::text[], $14::text[], $15::text[])
        AS r(area, name, subject, by_id, details)
)"""

# A digest takes the place of what it was while that is still unsent. Its recipients are who they are.
_DIGESTS: Final = f"""
gathered AS (
    INSERT INTO outbox AS o (municipality_id, key, person_id, audience, bot, user_id, chat, body, about,
        assurance, lane, state, due_at)
    SELECT $1, t.key, t.person_id, t.audience, a.bot, a.user_id, a.chat, t.body, t.about,
        t.assurance, t.lane, CASE WHEN a.bot IS NULL THEN 'waiting' ELSE 'pending' END,
        now() + make_interval(secs => {HOLD})
    FROM jsonb_to_recordset($17::text::jsonb) AS t(seq integer, key text, person_id text, audience text,
        body jsonb, about text, assurance text, lane text)
    LEFT JOIN LATERAL (
        SELECT c.bot, c.user_id, c.chat FROM accounts c
        WHERE c.municipality_id = $1 AND c.person_id = t.person_id AND c.audience = t.audience
            AND c.gone_at IS NULL
        ORDER BY c.used_at DESC LIMIT 1
    ) a ON true
    ORDER BY t.seq
    ON CONFLICT (municipality_id, key, person_id) DO UPDATE SET body = excluded.body,
        due_at = excluded.due_at WHERE o.state IN ('pending', 'waiting')
)"""  # noqa: S608 (constants)

FIRED: Final = f"""
WITH named AS (SELECT $1::text), {_MOVED},
{_BOOKED},
{NOTICES.sql.format(m="$1::text", rows="$16", reach="accounts")},
{_DIGESTS}
SELECT ARRAY(SELECT DISTINCT bot FROM {NOTICES.posts}) AS bots
"""  # noqa: S608 (constants)
"""Deadlines, journal, notices, digests: everything that follows from a batch."""

TOLD: Final = f"""
WITH {NOTICES.sql.format(m="$1::text", rows="$2", reach="accounts")},
{JOURNAL.sql.format(m="$1::text", rows="(SELECT $3::text WHERE EXISTS (SELECT FROM posted))")}
SELECT ARRAY(SELECT DISTINCT bot FROM {NOTICES.posts}) AS bots
"""  # noqa: S608 (constants)

RATES: Final = """
SELECT i.topic_id, max(i.topic_title) AS topic_title,
    count(*) FILTER (WHERE i.registered_at > $3) AS now,
    count(*) FILTER (WHERE i.registered_at <= $3) AS before
FROM incidents i
WHERE i.municipality_id = $1 AND i.registered_at > $2 AND i.registered_at <= $4
GROUP BY i.topic_id
"""

STALE: Final = """
SELECT DISTINCT subject FROM (
    SELECT d.subject FROM deadlines d
    WHERE d.municipality_id = $1 AND d.outcome = 'open' AND d.calendar_version IS DISTINCT FROM $2
    LIMIT $3
) found
"""

HOLD_OPEN: Final = """
SELECT d.ctid AS place, d.subject, d.kind, d.generation, d.owner_id, d.unit_id, d.timer, d.due_at,
    d.calendar_version, d.fires_at, d.progress
FROM incidents i JOIN deadlines d ON d.municipality_id = i.municipality_id AND d.subject = i.id
WHERE i.municipality_id = $1 AND i.id = ANY ($2::text[]) AND d.outcome = 'open'
FOR UPDATE SKIP LOCKED
"""
"""Incidents too: their lists go by when they are due next."""

LAID: Final = """
UPDATE deadlines d SET fires_at = r.fires_at, due_at = r.due_at, calendar_version = $5
FROM unnest($2::tid[], $3::timestamptz[], $4::timestamptz[]) AS r(place, fires_at, due_at)
WHERE d.ctid = r.place AND d.municipality_id || '' = $1
"""

# Whoever has read the incident before decides anew: they would write the old moment back.
NEXT: Final = f"""
UPDATE incidents i SET due_at = {NEXT_DUE}, version = i.version + 1
WHERE i.municipality_id = $1 AND i.id = ANY ($2::text[])
"""  # noqa: S608 (constants)
