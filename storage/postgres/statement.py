"""Puts the parts of a unit of work together into one statement; each combination is built once."""

from collections.abc import Sequence
from typing import Final

from storage.postgres.incident_parts import REGISTERED
from storage.postgres.parts import ATTACHED, DUPLICATE, Part

# What polling stored with its payload stays recoverable until its screen was shown: see `core.shared.inbox`.
_CAUSE: Final = """
cause AS (
    INSERT INTO inbox (bot, key, state, tries, settled_at)
    SELECT $2::text, key, 'done', 1, now() FROM unnest($3::text[]) AS key
    ON CONFLICT (bot, key) DO UPDATE SET settled_at = now(),
        state = CASE WHEN inbox.payload IS NULL THEN 'done' ELSE 'committed' END
    WHERE inbox.state NOT IN ('done', 'committed')
    RETURNING key
)"""

# Whatever the other parts leave out has its type from here; nothing reads it, so it costs nothing.
_NAMED: Final = "named AS (SELECT $1::text, $4::text)"

# The channel a person acts in becomes the one they are told in; whoever has one channel writes nothing.
# (`||` keeps PostgreSQL from going through all accounts of a bot, as it would while there are few.)
_USED: Final = """
used AS (
    UPDATE accounts a SET used_at = clock_timestamp()
    WHERE a.municipality_id = $1 AND a.person_id = $4::text AND a.bot || '' = $2 AND EXISTS (
        SELECT FROM accounts b WHERE b.municipality_id = $1 AND b.person_id = $4
            AND b.audience = a.audience AND b.used_at > a.used_at)
)"""

# What this very statement attaches is not in the table yet.
_REACH: Final = """(
    SELECT t.municipality_id, t.person_id, t.audience, t.bot, t.user_id, t.chat, t.used_at, t.gone_at
    FROM accounts t WHERE (t.bot, t.user_id) NOT IN (SELECT n.bot, n.user_id FROM attached n)
    UNION ALL
    SELECT n.municipality_id, n.person_id, n.audience, n.bot, n.user_id, n.chat, n.used_at, n.gone_at
    FROM attached n
)"""

Shape = tuple[bool, tuple[Part, ...]]

_built: dict[Shape, str] = {}


def statement(parts: Sequence[Part], *, caused: bool) -> str:
    """The SQL for these parts, in this order.

    Parameters: the municipality; with a cause its bot, its keys and who acts; then for each part its
    rows, and for each part that may refuse how many rows it has to write.
    It answers one row: `refused` (always NULL), `number` (NULL without a registration), `bots`.
    """
    shape = (caused, tuple(parts))
    found = _built.get(shape)
    if found is None:
        found = _built[shape] = _build(parts, caused=caused)
    return found


def _build(parts: Sequence[Part], *, caused: bool) -> str:
    ctes = [_CAUSE, _NAMED] if caused else ["named AS (SELECT $1::text)"]
    refusals = [("NOT EXISTS (SELECT FROM cause)", DUPLICATE)] if caused else []
    attached = ATTACHED in parts
    if caused and not attached:
        ctes.append(_USED)
    position = 4 if caused else 1
    for part in parts:
        position += 1
        ctes.append(
            part.sql.format(m="$1::text", rows=f"${position}", reach=_REACH if attached else "accounts")
        )
        if part.refuses:
            position += 1
            written = f"(SELECT count(*) FROM {part.name})"  # noqa: S608 (a CTE's name, ours)
            refusals.append((f"{written} < ${position}::integer", part.refuses))
    return f"WITH {','.join(ctes)}\nSELECT {_refused(refusals)}, {_number(parts)}, {_bots(parts)}"


def _refused(refusals: Sequence[tuple[str, str]]) -> str:
    """Duplicates are recognised before anything else: they are no conflict."""
    if not refusals:
        return "NULL AS refused"
    cases = " ".join(f"WHEN {when} THEN veche_refuse('{state}')" for when, state in refusals)
    return f"CASE {cases} END AS refused"


def _number(parts: Sequence[Part]) -> str:
    return "(SELECT number FROM registered) AS number" if REGISTERED in parts else "NULL AS number"


def _bots(parts: Sequence[Part]) -> str:
    posted = " UNION ".join(
        f"SELECT bot FROM {part.posts}"  # noqa: S608 (a CTE's name, ours)
        for part in parts
        if part.posts
    )
    return f"ARRAY({posted}) AS bots" if posted else "NULL AS bots"
