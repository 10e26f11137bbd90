"""People as rows of JSON, and records as people."""

from typing import Any

import orjson

from core.people.model import Account, Consent, Invitation, Person
from core.shared.actor import Absent
from core.shared.ids import MunicipalityId, PersonId, UnitId
from core.shared.roles import Role
from storage.postgres.pool import Row
from storage.sorting import sort_key


def person_row(person: Person) -> dict[str, Any]:
    """All columns a change may touch."""
    consent = person.consent
    return {
        "id": person.id,
        "name": person.name,
        "sort_name": sort_key(person.name),
        "language": person.language,
        "consent_version": consent.version if consent else None,
        "consent_at": consent.at if consent else None,
        "roles": sorted(person.roles),
        "unit_id": person.unit,
        "active": person.active,
        "former_roles": sorted(person.former),
        "version": person.version,
    }


PERSON = """p.id, p.municipality_id, p.name, p.language, p.consent_version, p.consent_at, p.roles, p.unit_id,
    p.active, p.version, p.stand_in_id, p.former_roles, EXISTS (
        SELECT FROM phones f WHERE f.municipality_id = p.municipality_id AND f.person_id = p.id
    ) AS has_phone, (
        SELECT jsonb_agg(jsonb_build_object('id', q.id, 'name', q.name, 'roles', q.roles, 'unit', q.unit_id)
            ORDER BY q.sort_name, q.id)
        FROM persons q WHERE q.municipality_id = p.municipality_id AND q.stand_in_id = p.id
    ) AS stands_for"""
"""What `person_of` reads, from a table called `p`."""


def person_of(row: Row) -> Person:
    """The person of a record."""
    version = row["consent_version"]
    return Person(
        id=PersonId(row["id"]),
        municipality=MunicipalityId(row["municipality_id"]),
        name=row["name"],
        language=row["language"],
        consent=Consent(version=version, at=row["consent_at"]) if version is not None else None,
        roles=frozenset(Role(role) for role in row["roles"]),
        unit=UnitId(row["unit_id"]) if row["unit_id"] is not None else None,
        has_phone=row["has_phone"],
        active=row["active"],
        stand_in=PersonId(row["stand_in_id"]) if row["stand_in_id"] is not None else None,
        stands_for=_absent(row["stands_for"]),
        former=frozenset(Role(role) for role in row["former_roles"]),
        version=row["version"],
    )


def _absent(packed: str | None) -> tuple[Absent, ...]:
    """Those whose work the person does; nearly always nobody."""
    if packed is None:
        return ()
    return tuple(
        Absent(
            person=PersonId(each["id"]),
            name=each["name"],
            roles=frozenset(map(Role, each["roles"])),
            unit=UnitId(each["unit"]) if each["unit"] is not None else None,
        )
        for each in orjson.loads(packed)
    )


def account_row(person: Person, account: Account) -> dict[str, Any]:
    """An account and whose it is."""
    return {
        "bot": account.bot,
        "user_id": account.user,
        "person_id": person.id,
        "audience": account.audience,
        "chat": account.chat,
        "name": account.name,
    }


def invitation_row(invitation: Invitation) -> dict[str, Any]:
    """An invitation, new or used."""
    return {
        "code_hash": invitation.code_hash,
        "name": invitation.name,
        "roles": sorted(invitation.roles),
        "unit_id": invitation.unit,
        "made_at": invitation.made_at,
        "used_by": invitation.used_by,
        "used_at": invitation.used_at,
    }


def invitation_of(row: Row) -> Invitation:
    """The invitation of a record."""
    return Invitation(
        code_hash=row["code_hash"],
        municipality=MunicipalityId(row["municipality_id"]),
        name=row["name"],
        roles=frozenset(Role(role) for role in row["roles"]),
        unit=UnitId(row["unit_id"]) if row["unit_id"] is not None else None,
        made_at=row["made_at"],
        used_by=PersonId(row["used_by"]) if row["used_by"] is not None else None,
        used_at=row["used_at"],
    )
