"""The outbox's statements."""

from typing import Final

from storage.postgres.parts import JOURNAL, NOTICES

_PARCEL: Final = """o.id, o.municipality_id, o.bot, o.person_id, o.user_id, o.chat, o.body, o.about,
    o.assurance, o.lane, o.attempts, o.key"""

_JOINED: Final = f"""
SELECT {_PARCEL}, coalesce(p.language, 'ru') AS language, coalesce(h.zone, 'Europe/Moscow') AS zone
FROM {{source}} o
LEFT JOIN persons p ON p.municipality_id = o.municipality_id AND p.id = o.person_id
LEFT JOIN municipalities h ON h.municipality_id = o.municipality_id
ORDER BY o.id
"""  # noqa: S608 (constants)

# The first unsettled parcel of each recipient in this lane, if it is due and nothing is being sent to
# them. A parcel that is put off holds back those behind it: that keeps the recipient's order.
# A subquery with a limit cannot become a join: whatever PostgreSQL believes about a table it has not
# counted yet, it looks at one recipient at a time (as a join: 50 000 parcels, 2.8 s instead of 2 ms).
# The order is the index's own: without it, it may read the whole table for each recipient.
CLAIM: Final = f"""
WITH heads AS (
    SELECT o.municipality_id, o.id FROM outbox o
    WHERE o.bot = $1 AND o.lane = $2 AND o.state = 'pending' AND o.due_at <= now()
        AND (
            SELECT b.id FROM outbox b
            WHERE b.bot = $1 AND b.user_id = o.user_id AND b.state IN ('pending', 'sending')
                AND (b.state = 'sending' OR b.lane = o.lane AND b.id < o.id)
            ORDER BY b.id LIMIT 1
        ) IS NULL
    ORDER BY o.id LIMIT $3::bigint
    FOR UPDATE SKIP LOCKED
), claimed AS (
    UPDATE outbox o SET state = 'sending', attempts = o.attempts + 1, changed_at = now()
    FROM heads WHERE o.municipality_id = heads.municipality_id AND o.id = heads.id
    RETURNING o.*
)
{_JOINED.format(source="claimed")}"""  # noqa: S608 (constants)

SENDING: Final = f"""
WITH left_behind AS (SELECT * FROM outbox WHERE bot = $1 AND state = 'sending')
{_JOINED.format(source="left_behind")}"""  # noqa: S608 (constants)

SENT: Final = """
UPDATE outbox o SET state = 'sent', message = r.message, changed_at = now()
FROM unnest($1::text[], $2::bigint[], $3::text[]) AS r(municipality_id, id, message)
WHERE o.municipality_id = r.municipality_id AND o.id = r.id AND o.state = 'sending'
"""

LATER: Final = """
UPDATE outbox SET state = 'pending', due_at = now() + make_interval(secs => $3::double precision),
    changed_at = now()
WHERE municipality_id = $1 AND id = $2::bigint AND state = 'sending'
"""

# Settling and telling the curators is one statement: a trouble nobody hears of cannot exist. Parcels
# of one municipality (`$1`); `$2` the notices, `$3` ids, `$4` the error of a refusal.
_ROWS: Final = "(SELECT $2::text WHERE EXISTS (SELECT FROM settled))"
_TROUBLE: Final = f"""
WITH settled AS (
    UPDATE outbox SET state = '{{state}}', error = $4, changed_at = now()
    WHERE municipality_id = $1 AND id = ANY ($3::bigint[]) AND state = 'sending'
    RETURNING id
), {NOTICES.sql.format(m="$1::text", rows=_ROWS, reach="accounts")}
SELECT ARRAY(SELECT DISTINCT bot FROM posted) AS bots
"""  # noqa: S608 (constants)

UNCERTAIN: Final = _TROUBLE.replace("{state}", "uncertain")
FAILED: Final = _TROUBLE.replace("{state}", "failed")

# What waits for somebody who left and nobody was told of yet: it has no error.
UNREACHED: Final = """
SELECT o.id, o.attempts, o.municipality_id, o.about, o.body, o.changed_at, o.person_id, o.state,
    coalesce(p.name, '') AS person_name
FROM outbox o
LEFT JOIN persons p ON p.municipality_id = o.municipality_id AND p.id = o.person_id
WHERE o.state = 'waiting' AND o.assurance = 'once' AND o.error IS NULL
ORDER BY o.municipality_id, o.id LIMIT 100
"""

TOLD: Final = _TROUBLE.replace("{state}", "waiting").replace(
    "state = 'sending'", "state = 'waiting' AND error IS NULL"
)

RECOVER: Final = """
UPDATE outbox SET state = 'pending', due_at = now(), changed_at = now()
WHERE bot = $1 AND state = 'sending' AND assurance = 'least'
"""

# A decision and its line in the journal are one statement, too; `$4` the line. The second one to decide
# finds nothing to settle, and leaves no line.
RESOLVE: Final = f"""
WITH settled AS (
    UPDATE outbox SET state = CASE WHEN $3::boolean THEN 'pending' ELSE 'left' END, due_at = now(),
        changed_at = now(), error = CASE WHEN $3::boolean THEN NULL ELSE error END
    WHERE municipality_id = $1 AND id = $2::bigint AND state IN ('uncertain', 'failed')
        AND attempts = $5::integer
    RETURNING bot
), {JOURNAL.sql.format(m="$1::text", rows="(SELECT $4::text WHERE EXISTS (SELECT FROM settled))")}
SELECT bot FROM settled
"""  # noqa: S608 (constants)

_DOUBT: Final = """
SELECT o.id, o.attempts, o.municipality_id, o.about, o.body, o.changed_at, o.person_id, o.state,
    coalesce(p.name, '') AS person_name
FROM outbox o
LEFT JOIN persons p ON p.municipality_id = o.municipality_id AND p.id = o.person_id
WHERE o.municipality_id = $1 AND """

DOUBTS: Final = f"{_DOUBT} o.state = 'uncertain' ORDER BY o.id"
DOUBT: Final = f"{_DOUBT} o.id = $2::bigint AND o.state IN ('uncertain', 'failed')"

# A channel is gone: what was on its way there takes the person's other channel, or waits.
LEFT: Final = """
WITH gone AS (
    UPDATE accounts SET gone_at = now() WHERE bot = $1 AND user_id = $2
    RETURNING municipality_id, person_id, audience
), other AS (
    SELECT a.bot, a.user_id, a.chat FROM gone
    JOIN accounts a ON a.municipality_id = gone.municipality_id AND a.person_id = gone.person_id
        AND a.audience = gone.audience
    WHERE a.gone_at IS NULL AND (a.bot, a.user_id) <> ($1, $2)
    ORDER BY a.used_at DESC LIMIT 1
), moved AS (
    UPDATE outbox o SET state = CASE WHEN other.bot IS NULL THEN 'waiting' ELSE 'pending' END,
        bot = coalesce(other.bot, o.bot), user_id = coalesce(other.user_id, o.user_id),
        chat = coalesce(other.chat, o.chat), due_at = now(), changed_at = now()
    FROM (SELECT 1) one LEFT JOIN other ON true
    WHERE o.bot = $1 AND o.user_id = $2
        AND (o.state = 'pending' OR o.state = 'sending' AND o.id = $3::bigint)
    RETURNING o.state, o.bot
)
SELECT ARRAY(SELECT DISTINCT bot FROM moved WHERE state = 'pending') AS bots
"""

CAME_BACK: Final = """
WITH back AS (
    UPDATE accounts SET gone_at = NULL, chat = $3, used_at = clock_timestamp()
    WHERE bot = $1 AND user_id = $2
    RETURNING municipality_id, person_id, audience, bot, user_id, chat
), woken AS (
    UPDATE outbox o SET state = 'pending', bot = back.bot, user_id = back.user_id, chat = back.chat,
        due_at = now(), changed_at = now()
    FROM back
    WHERE o.municipality_id = back.municipality_id AND o.person_id = back.person_id
        AND o.audience = back.audience AND o.state = 'waiting'
    RETURNING o.bot
)
SELECT ARRAY(SELECT DISTINCT bot FROM woken) AS bots
"""

HAS_LEFT: Final = "SELECT gone_at IS NOT NULL FROM accounts WHERE bot = $1 AND user_id = $2"
