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

PERSONS_CHANGED: Final = Part(
    "persons_changed",
    """
persons_changed AS (
    UPDATE persons p SET name = r.name, sort_name = r.sort_name, language = r.language,
        consent_version = r.consent_version, consent_at = r.consent_at, roles = r.roles,
        unit_id = r.unit_id, active = r.active, merged_into = r.merged_into, version = p.version + 1
    FROM jsonb_to_recordset({rows}::text::jsonb) AS r(id text, name text, sort_name text, language text,
        consent_version text, consent_at timestamptz, roles text[], unit_id text, active boolean,
        merged_into text, version integer)
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
