"""The parts of which a unit of work's one statement is put together: CTEs, each fed by one JSON array.

`{m}` is the municipality's parameter, `{rows}` that of the part's rows, `{reach}` where to look for
accounts.
"""

from dataclasses import dataclass
from typing import Final

DUPLICATE: Final = "VC001"
CONFLICT: Final = "VC002"
USED: Final = "VC003"


@dataclass(frozen=True, slots=True)
class Part:
    """`refuses` is the SQLSTATE of the whole statement unless the CTE `name` wrote every row given.

    `posts` names a CTE that lists, by `bot`, whose sender has something to do.
    """

    name: str
    sql: str
    refuses: str | None = None
    posts: str | None = None


ATTACHED: Final = Part(
    "attached",
    """
attached AS (
    INSERT INTO accounts (bot, user_id, municipality_id, person_id, audience, chat, name, used_at)
    SELECT r.bot, r.user_id, {m}, r.person_id, r.audience, r.chat, r.name, clock_timestamp()
    FROM jsonb_to_recordset({rows}::text::jsonb) AS r(bot text, user_id text, person_id text,
        audience text, chat text, name text)
    ON CONFLICT (bot, user_id) DO UPDATE SET municipality_id = excluded.municipality_id,
        person_id = excluded.person_id, chat = excluded.chat, name = excluded.name,
        used_at = excluded.used_at, gone_at = NULL
    RETURNING *
), woken AS (
    UPDATE outbox o SET state = 'pending', bot = a.bot, user_id = a.user_id, chat = a.chat, due_at = now()
    FROM attached a
    WHERE o.municipality_id = {m} AND o.person_id = a.person_id AND o.audience = a.audience
        AND o.state = 'waiting'
    RETURNING o.bot
)""",
    posts="woken",
)

MOVED: Final = Part(
    "moves",
    """
moves AS (
    SELECT * FROM jsonb_to_recordset({rows}::text::jsonb) AS r(source text, target text)
), moved_accounts AS (
    UPDATE accounts a SET person_id = v.target FROM moves v
    WHERE a.municipality_id = {m} AND a.person_id = v.source
), moved_phones AS (
    UPDATE phones p SET person_id = v.target FROM moves v
    WHERE p.municipality_id = {m} AND p.person_id = v.source
), moved_before AS (
    UPDATE persons p SET merged_into = v.target FROM moves v
    WHERE p.municipality_id = {m} AND p.merged_into = v.source
), moved_authors AS (
    UPDATE incidents i SET version = i.version + 1,
        author_id = CASE WHEN i.author_id = v.source THEN v.target ELSE i.author_id END,
        executor_id = CASE WHEN i.executor_id = v.source THEN v.target ELSE i.executor_id END
    FROM moves v
    WHERE i.municipality_id = {m} AND (i.author_id = v.source OR i.executor_id = v.source)
), ways AS (
    SELECT v.source, v.target, w.audience, a.bot, a.user_id, a.chat
    FROM moves v CROSS JOIN (VALUES ('citizen'), ('staff')) AS w(audience)
    LEFT JOIN LATERAL (
        SELECT c.bot, c.user_id, c.chat FROM accounts c
        WHERE c.municipality_id = {m} AND c.person_id IN (v.target, v.source) AND c.audience = w.audience
            AND c.gone_at IS NULL
        ORDER BY c.used_at DESC LIMIT 1
    ) a ON true
), twice AS (
    SELECT o.id FROM moves v
    JOIN outbox o ON o.municipality_id = {m} AND o.person_id = v.source
    JOIN outbox t ON t.municipality_id = {m} AND t.person_id = v.target AND t.key = o.key
    WHERE o.state IN ('pending', 'sending', 'waiting', 'uncertain')
), dropped AS (
    UPDATE outbox o SET state = 'dropped' FROM twice
    WHERE o.municipality_id = {m} AND o.id = twice.id AND o.state IN ('pending', 'waiting')
), moved_parcels AS (
    UPDATE outbox o SET person_id = w.target,
        state = CASE WHEN o.state = 'waiting' AND w.bot IS NOT NULL THEN 'pending' ELSE o.state END,
        bot = CASE WHEN o.state = 'waiting' THEN w.bot ELSE o.bot END,
        user_id = CASE WHEN o.state = 'waiting' THEN w.user_id ELSE o.user_id END,
        chat = CASE WHEN o.state = 'waiting' THEN w.chat ELSE o.chat END
    FROM ways w
    WHERE o.municipality_id = {m} AND o.person_id = w.source AND o.audience = w.audience
        AND o.state IN ('pending', 'sending', 'waiting', 'uncertain')
        AND o.id NOT IN (SELECT id FROM twice)
    RETURNING o.bot
), found_again AS (
    UPDATE outbox o SET state = 'pending', bot = w.bot, user_id = w.user_id, chat = w.chat, due_at = now()
    FROM ways w
    WHERE o.municipality_id = {m} AND o.person_id = w.target AND o.audience = w.audience
        AND o.state = 'waiting' AND w.bot IS NOT NULL
    RETURNING o.bot
), to_send AS (
    SELECT bot FROM moved_parcels UNION ALL SELECT bot FROM found_again
)""",
    posts="to_send",
)

INCIDENTS_CHANGED: Final = Part(
    "incidents_changed",
    """
incidents_changed AS (
    UPDATE incidents i SET state = r.state, topic_id = r.topic_id, topic_title = r.topic_title,
        executor_id = r.executor_id, drafts = r.drafts, answered_at = r.answered_at,
        version = i.version + 1
    FROM jsonb_to_recordset({rows}::text::jsonb) AS r(id text, state text, topic_id text,
        topic_title text, executor_id text, drafts jsonb, answered_at timestamptz, version integer)
    WHERE i.municipality_id = {m} AND i.id = r.id AND i.version = r.version
    RETURNING i.id
)""",
    refuses=CONFLICT,
)

# The number is taken only when the key is not known; of two at once with the same key the second
# waits, finds the first one's row and leaves a gap: the only way there can be one.
REGISTERED: Final = Part(
    "registered",
    """
reported AS (
    SELECT * FROM jsonb_to_recordset({rows}::text::jsonb) AS r(id text, key text, author_id text,
        source text, text text, topic_id text, topic_title text, latitude double precision,
        longitude double precision, address text, media text[], state text, registered_at timestamptz)
), numbered AS (
    INSERT INTO register_numbers AS n (municipality_id, last)
    SELECT {m}, 1 FROM reported r WHERE NOT EXISTS (
        SELECT FROM incidents i WHERE i.municipality_id = {m} AND i.key = r.key)
    ON CONFLICT (municipality_id) DO UPDATE SET last = n.last + 1
    RETURNING last
), registered AS (
    INSERT INTO incidents (municipality_id, id, key, number, author_id, source, text, topic_id,
        topic_title, latitude, longitude, address, media, state, registered_at, version)
    SELECT {m}, r.id, r.key, coalesce((SELECT last FROM numbered), 0), r.author_id, r.source, r.text,
        r.topic_id, r.topic_title, r.latitude, r.longitude, r.address, r.media, r.state,
        r.registered_at, 1
    FROM reported r
    ON CONFLICT (municipality_id, key) DO UPDATE SET key = excluded.key
    RETURNING number, xmax = 0 AS fresh
), given AS (
    SELECT number::text AS number FROM registered WHERE fresh
)""",
)

_JOURNAL = """
{name} AS (
    INSERT INTO journal (municipality_id, area, name, subject, at, by_id, acting_for_id, source, details)
    SELECT {{m}}, r.area, r.name, r.subject, r.at, r.by_id, r.acting_for_id, r.source, r.details
    FROM jsonb_to_recordset({source}) AS r(area text, name text, subject text, at timestamptz,
        by_id text, acting_for_id text, source text, details jsonb)
)"""

_NOTICES = """
{name}_told AS (
    SELECT * FROM jsonb_to_recordset({source}) AS r(seq integer, key text, person_id text, role text,
        unit_id text, audience text, body jsonb, about text, assurance text, lane text)
), {name}_addressed AS (
    SELECT t.*, t.person_id AS recipient FROM {name}_told t WHERE t.person_id IS NOT NULL
    UNION ALL
    SELECT t.*, p.id FROM {name}_told t
    JOIN persons p ON p.municipality_id = {{m}} AND p.active AND p.roles <> '{{{{}}}}'
        AND t.role = ANY (p.roles) AND (t.unit_id IS NULL OR t.unit_id = p.unit_id)
    WHERE t.person_id IS NULL
), {name} AS (
    INSERT INTO outbox (municipality_id, key, person_id, audience, bot, user_id, chat, body, about,
        assurance, lane, state)
    SELECT {{m}}, t.key, t.recipient, t.audience, a.bot, a.user_id, a.chat, t.body, t.about,
        t.assurance, t.lane, CASE WHEN a.bot IS NULL THEN 'waiting' ELSE 'pending' END
    FROM {name}_addressed t
    LEFT JOIN LATERAL (
        SELECT c.bot, c.user_id, c.chat FROM {{reach}} c
        WHERE c.municipality_id = {{m}} AND c.person_id = t.recipient AND c.audience = t.audience
            AND c.gone_at IS NULL
        ORDER BY c.used_at DESC LIMIT 1
    ) a ON true
    ORDER BY t.seq, t.recipient
    ON CONFLICT (municipality_id, key, person_id) DO NOTHING
    RETURNING bot
)"""

_PLAIN = "{rows}::text::jsonb"
# The place kept for the number is a JSON object. What people write stands in JSON strings, whose
# quotes are escaped, so nobody can write this. A NULL number (registered before) leaves no rows at all.
_NUMBERED = """replace({rows}::text, '{{"$later":"number"}}', (SELECT number FROM given))::jsonb"""

JOURNAL: Final = Part("journaled", _JOURNAL.format(name="journaled", source=_PLAIN))
JOURNAL_NEW: Final = Part("journaled_new", _JOURNAL.format(name="journaled_new", source=_NUMBERED))
NOTICES: Final = Part("posted", _NOTICES.format(name="posted", source=_PLAIN), posts="posted")
NOTICES_NEW: Final = Part(
    "posted_new", _NOTICES.format(name="posted_new", source=_NUMBERED), posts="posted_new"
)
