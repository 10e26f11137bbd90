"""The parts of a unit of work's statement that write people and what belongs to them."""

from typing import Final

from storage.postgres.parts import CONFLICT, USED, Part

PERSONS_NEW: Final = Part(
    "persons_new",
    """
persons_new AS (
    INSERT INTO persons (municipality_id, id, name, sort_name, language, consent_version, consent_at,
        roles, unit_id, active, version)
    SELECT {m}, r.id, r.name, r.sort_name, r.language, r.consent_version, r.consent_at,
        r.roles, r.unit_id, r.active, 1
    FROM jsonb_to_recordset({rows}::text::jsonb) AS r(id text, name text, sort_name text, language text,
        consent_version text, consent_at timestamptz, roles text[], unit_id text, active boolean)
)""",
)

# A person's stand-in is the roster's to change: a change of the person leaves it, unless both happen at once.
PERSONS_CHANGED: Final = Part(
    "persons_changed",
    """
persons_changed AS (
    UPDATE persons p SET name = r.name, sort_name = r.sort_name, language = r.language,
        consent_version = r.consent_version, consent_at = r.consent_at, roles = r.roles,
        unit_id = r.unit_id, active = r.active, merged_into = r.merged_into,
        former_roles = r.former_roles, version = p.version + 1,
        stand_in_id = CASE WHEN r.moved THEN r.stand_in_id ELSE p.stand_in_id END
    FROM jsonb_to_recordset({rows}::text::jsonb) AS r(id text, name text, sort_name text, language text,
        consent_version text, consent_at timestamptz, roles text[], unit_id text, active boolean,
        merged_into text, former_roles text[], moved boolean, stand_in_id text, version integer)
    WHERE p.municipality_id = {m} AND p.id = r.id AND p.version = r.version
    RETURNING p.id
)""",
    refuses=CONFLICT,
)

PHONES: Final = Part(
    "phones_kept",
    """
phones_kept AS (
    INSERT INTO phones (municipality_id, phone_hash, person_id, sealed)
    SELECT {m}, decode(r.phone_hash, 'hex'), r.person_id, decode(r.sealed, 'hex')
    FROM jsonb_to_recordset({rows}::text::jsonb) AS r(phone_hash text, person_id text, sealed text)
    ON CONFLICT (municipality_id, phone_hash) DO UPDATE SET sealed = excluded.sealed
    WHERE phones.person_id = excluded.person_id
    RETURNING person_id
)""",
    refuses=CONFLICT,
)

INVITED: Final = Part(
    "invited",
    """
invited AS (
    INSERT INTO invitations (code_hash, municipality_id, name, roles, unit_id, made_at)
    SELECT r.code_hash, {m}, r.name, r.roles, r.unit_id, r.made_at
    FROM jsonb_to_recordset({rows}::text::jsonb) AS r(code_hash text, name text, roles text[],
        unit_id text, made_at timestamptz)
)""",
)

INVITATIONS_USED: Final = Part(
    "invitations_used",
    """
invitations_used AS (
    UPDATE invitations i SET used_by = r.used_by, used_at = r.used_at
    FROM jsonb_to_recordset({rows}::text::jsonb) AS r(code_hash text, used_by text, used_at timestamptz)
    WHERE i.code_hash = r.code_hash AND (i.used_by IS NULL OR i.used_by = r.used_by)
    RETURNING i.code_hash
)""",
    refuses=USED,
)

ROSTER: Final = Part(
    "roster_kept",
    """
roster_kept AS (
    INSERT INTO rosters AS o (municipality_id, version)
    SELECT {m}, r.version + 1 FROM jsonb_to_recordset({rows}::text::jsonb) AS r(version integer)
    ON CONFLICT (municipality_id) DO UPDATE SET version = excluded.version
    WHERE o.version + 1 = excluded.version
    RETURNING version
)""",
    refuses=CONFLICT,
)

SUBSTITUTIONS: Final = Part(
    "substitutions_kept",
    """
substitutions_kept AS (
    INSERT INTO substitutions AS s (municipality_id, id, absent_id, substitute_id, first_day, last_day,
        starts_at, ends_at, change_at, reason, order_number, phase)
    SELECT {m}, r.id, r.absent_id, r.substitute_id, r.first_day, r.last_day, r.starts_at, r.ends_at,
        r.change_at, r.reason, r.order_number, r.phase
    FROM jsonb_to_recordset({rows}::text::jsonb) AS r(id text, absent_id text, substitute_id text,
        first_day date, last_day date, starts_at timestamptz, ends_at timestamptz, change_at timestamptz,
        reason text, order_number text, phase text)
    ON CONFLICT (municipality_id, id) DO UPDATE SET last_day = excluded.last_day,
        ends_at = excluded.ends_at, change_at = excluded.change_at, phase = excluded.phase
    WHERE (s.ends_at, s.phase) IS DISTINCT FROM (excluded.ends_at, excluded.phase)
)""",
)

STAND_INS: Final = Part(
    "stand_ins",
    """
stand_ins AS (
    UPDATE persons p SET stand_in_id = r.stand_in_id
    FROM jsonb_to_recordset({rows}::text::jsonb) AS r(id text, stand_in_id text)
    WHERE p.municipality_id = {m} AND p.id = r.id
)""",
)

# Whoever does the work of others, or is away, is another record now. The two that are joined are written
# by `persons_changed`: one statement changes a row once.
MOVED_SUBSTITUTIONS: Final = Part(
    "moved_substitutions",
    """
joined AS (
    SELECT * FROM jsonb_to_recordset({rows}::text::jsonb) AS r(source text, target text)
), moved_substitutions AS (
    UPDATE substitutions s
    SET absent_id = CASE WHEN s.absent_id = v.source THEN v.target ELSE s.absent_id END,
        substitute_id = CASE WHEN s.substitute_id = v.source THEN v.target ELSE s.substitute_id END
    FROM joined v
    WHERE s.municipality_id = {m} AND s.phase <> 'over'
        AND (s.absent_id = v.source OR s.substitute_id = v.source)
), moved_stand_ins AS (
    UPDATE persons p SET stand_in_id = v.target FROM joined v
    WHERE p.municipality_id = {m} AND p.stand_in_id = v.source AND p.id <> v.target
)""",
)
