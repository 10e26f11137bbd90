"""The parts of a unit of work's statement that write incidents and their deadlines."""

from typing import Final

from core.deadlines.model import BREACH
from storage.postgres.parts import CONFLICT, Part

_COLUMNS: Final = (
    ("state", "text"),
    ("topic_id", "text"),
    ("topic_title", "text"),
    ("latitude", "double precision"),
    ("longitude", "double precision"),
    ("address", "text"),
    ("importance", "text"),
    ("executor_id", "text"),
    ("unit_id", "text"),
    ("awaits", "text"),
    ("due_at", "timestamptz"),
    ("question", "integer"),
    ("followers", "text[]"),
    ("repeats_id", "text"),
    ("joined_to_id", "text"),
    ("shares", "jsonb"),
    ("drafts", "jsonb"),
    ("life", "jsonb"),
    ("answered_at", "timestamptz"),
)
"""What a change may touch."""

_GIVEN: Final = (
    ("id", "text"),
    ("key", "text"),
    ("author_id", "text"),
    ("source", "text"),
    ("source_kind", "text"),
    ("text", "text"),
    ("media", "text[]"),
    ("registered_at", "timestamptz"),
    *_COLUMNS,
)
"""What a registration writes besides the number and the version."""


def _typed(columns: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{name} {kind}" for name, kind in columns)


def _named(columns: tuple[tuple[str, str], ...], table: str = "") -> str:
    return ", ".join(f"{table}{name}" for name, _ in columns)


_SET: Final = ", ".join(f"{name} = r.{name}" for name, _ in _COLUMNS)

INCIDENTS_CHANGED: Final = Part(
    "incidents_changed",
    f"""
incidents_changed AS (
    UPDATE incidents i SET {_SET}, version = i.version + 1
    FROM jsonb_to_recordset({{rows}}::text::jsonb) AS r(id text, {_typed(_COLUMNS)}, version integer)
    WHERE i.municipality_id = {{m}} AND i.id = r.id AND i.version = r.version
    RETURNING i.id
)""",  # noqa: S608 (constants of this module)
    refuses=CONFLICT,
)

# The number is taken only when the key is not known; of two at once with the same key the second
# waits, finds the first one's row and leaves a gap: the only way there can be one. (As a value of
# its own the key is looked up for the row alone; as a condition it is joined with all incidents, as long as
# PostgreSQL has not counted them.)
REGISTERED: Final = Part(
    "registered",
    f"""
reported AS (
    SELECT * FROM jsonb_to_recordset({{rows}}::text::jsonb) AS r({_typed(_GIVEN)})
), numbered AS (
    INSERT INTO register_numbers AS n (municipality_id, last)
    SELECT {{m}}, 1 FROM reported r WHERE (
        SELECT i.number FROM incidents i WHERE i.municipality_id = {{m}} AND i.key = r.key) IS NULL
    ON CONFLICT (municipality_id) DO UPDATE SET last = n.last + 1
    RETURNING last
), registered AS (
    INSERT INTO incidents (municipality_id, number, version, {_named(_GIVEN)})
    SELECT {{m}}, coalesce((SELECT last FROM numbered), 0), 1, {_named(_GIVEN, "r.")}
    FROM reported r
    ON CONFLICT (municipality_id, key) DO UPDATE SET key = excluded.key
    RETURNING number, xmax = 0 AS fresh
), given AS (
    SELECT number::text AS number FROM registered WHERE fresh
)""",  # noqa: S608 (constants of this module)
)

# The clock may have fired a step since the aggregate was read: no step is fired twice. Where it was the
# breach, whoever changes the incident has to know of it: they would book it once more.
_DEADLINES: Final = """
{name} AS (
    INSERT INTO deadlines AS d (municipality_id, subject, kind, generation, owner_id, unit_id, timer,
        due_at, calendar_version, fires_at, progress, outcome)
    SELECT {{m}}, r.subject, r.kind, r.generation, r.owner_id, r.unit_id, r.timer, r.due_at,
        r.calendar_version, r.fires_at, r.progress, r.outcome
    FROM {known}jsonb_to_recordset({{rows}}::text::jsonb) AS r(subject text, kind text,
        generation integer, owner_id text, unit_id text, timer jsonb, due_at timestamptz,
        calendar_version text, fires_at timestamptz, progress integer, outcome text)
    ON CONFLICT (municipality_id, subject, kind, generation) DO UPDATE SET
        owner_id = excluded.owner_id, unit_id = excluded.unit_id, timer = excluded.timer,
        due_at = excluded.due_at, calendar_version = excluded.calendar_version,
        fires_at = excluded.fires_at, progress = greatest(d.progress, excluded.progress),
        outcome = excluded.outcome
    WHERE d.progress < {breach} OR excluded.progress >= {breach}
    RETURNING d.subject
)"""

DEADLINES: Final = Part(
    "deadlines_changed",
    _DEADLINES.format(name="deadlines_changed", known="", breach=BREACH),
    refuses=CONFLICT,
)
"""Of incidents that were read."""

DEADLINES_NEW: Final = Part(
    "deadlines_begun", _DEADLINES.format(name="deadlines_begun", known="given, ", breach=BREACH)
)
"""Of the one that is registered, unless it was registered before."""
