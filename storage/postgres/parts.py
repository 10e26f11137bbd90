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

# Ids inside JSON are whole strings, with quotes around them; quotes inside of what people write are
# escaped, so no part of a text is ever taken for an id.
MOVED: Final = Part(
    "moves",
    """
moves AS (
    SELECT r.source, r.target, to_json(r.source)::text AS source_json, to_json(r.target)::text AS target_json
    FROM jsonb_to_recordset({rows}::text::jsonb) AS r(source text, target text)
), moved_accounts AS (
    UPDATE accounts a SET person_id = v.target FROM moves v
    WHERE a.municipality_id = {m} AND a.person_id = v.source
), moved_phones AS (
    UPDATE phones p SET person_id = v.target FROM moves v
    WHERE p.municipality_id = {m} AND p.person_id = v.source
), moved_before AS (
    UPDATE persons p SET merged_into = v.target FROM moves v
    WHERE p.municipality_id = {m} AND p.merged_into = v.source
), moved_incidents AS (
    UPDATE incidents i SET version = i.version + 1,
        author_id = CASE WHEN i.author_id = v.source THEN v.target ELSE i.author_id END,
        executor_id = CASE WHEN i.executor_id = v.source THEN v.target ELSE i.executor_id END,
        followers = ARRAY (
            SELECT f.person FROM (
                SELECT CASE WHEN u.person = v.source THEN v.target ELSE u.person END AS person,
                    min(u.place) AS place
                FROM unnest(i.followers) WITH ORDINALITY AS u(person, place) GROUP BY 1
            ) f
            WHERE i.author_id IS NULL
                OR f.person <> CASE WHEN i.author_id = v.source THEN v.target ELSE i.author_id END
            ORDER BY f.place
        ),
        shares = replace(i.shares::text, v.source_json, v.target_json)::jsonb,
        drafts = replace(i.drafts::text, v.source_json, v.target_json)::jsonb,
        life = replace(i.life::text, v.source_json, v.target_json)::jsonb
    FROM moves v
    WHERE i.municipality_id = {m} AND (i.author_id = v.source OR i.executor_id = v.source
        OR i.followers <> '{{}}' AND i.followers @> ARRAY[v.source]
        OR i.shares <> '[]' AND i.shares @> jsonb_build_array(jsonb_build_object('executor', v.source)))
), moved_deadlines AS (
    UPDATE deadlines d SET owner_id = v.target FROM moves v
    WHERE d.municipality_id = {m} AND d.owner_id = v.source
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

_JOURNAL = """
{name} AS (
    INSERT INTO journal (municipality_id, area, name, subject, at, by_id, acting_for_id, source, details)
    SELECT {{m}}, r.area, r.name, r.subject, r.at, r.by_id, r.acting_for_id, r.source, r.details
    FROM jsonb_to_recordset({source}) AS r(area text, name text, subject text, at timestamptz,
        by_id text, acting_for_id text, source text, details jsonb)
)"""

# Whoever stands in for somebody gets what the staff's bots would tell that person (ZAR-7); the same
# notice to both is one parcel. (`LIMIT` makes PostgreSQL look people up one by one: in tables that it
# has not counted yet it would rather join everybody.)
_NOTICES = """
{name}_told AS (
    SELECT * FROM jsonb_to_recordset({source}) AS r(seq integer, key text, person_id text, role text,
        unit_id text, but_id text, personally boolean, audience text, body jsonb, about text,
        assurance text, lane text)
), {name}_addressed AS (
    SELECT t.*, coalesce(CASE WHEN t.audience = 'staff' AND NOT t.personally THEN p.stand_in_id END,
        p.merged_into, t.person_id) AS recipient
    FROM {name}_told t
    LEFT JOIN LATERAL (
        SELECT q.stand_in_id, q.merged_into FROM persons q
        WHERE q.municipality_id = {{m}} AND q.id = t.person_id LIMIT 1
    ) p ON true
    WHERE t.person_id IS NOT NULL
    UNION ALL
    SELECT t.*, coalesce(CASE WHEN t.audience = 'staff' THEN p.stand_in_id END, p.id) FROM {name}_told t
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
    WHERE t.recipient IS DISTINCT FROM t.but_id
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
