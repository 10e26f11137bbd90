"""People inside a unit of work: reads at once, changes gathered for the commit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from core.people.model import Account, Invitation, Person
from core.people.ports import Codes
from core.people.roster import Roster
from core.shared.ids import MunicipalityId, PersonId
from core.shared.refusal import Refusal
from storage.gathered_people import GatheredPeople
from storage.packing import clean
from storage.postgres.parts import ATTACHED, MOVED, Part
from storage.postgres.people_parts import (
    INVITATIONS_USED,
    INVITED,
    MOVED_SUBSTITUTIONS,
    PERSONS_CHANGED,
    PERSONS_NEW,
    PHONES,
    ROSTER,
    STAND_INS,
    SUBSTITUTIONS,
)
from storage.postgres.people_rows import (
    PERSON,
    account_row,
    invitation_of,
    invitation_row,
    person_of,
    person_row,
)
from storage.postgres.phones import Phones
from storage.postgres.pool import Database, Row
from storage.postgres.roster import read_roster, substitution_row

# A record that was joined to another stands for it: bots may remember the old id for weeks.
_GET: Final = f"""
SELECT {PERSON} FROM persons p WHERE p.municipality_id = $1 AND p.id = coalesce(
    (SELECT q.merged_into FROM persons q WHERE q.municipality_id = $1 AND q.id = $2), $2)
"""  # noqa: S608 (a constant)
_BY_ACCOUNT: Final = f"""
SELECT {PERSON} FROM accounts a
JOIN persons p ON p.municipality_id = a.municipality_id AND p.id = a.person_id
WHERE a.bot = $1 AND a.user_id = $2
"""  # noqa: S608 (a constant)
_BY_MESSENGER: Final = f"""
SELECT {PERSON} FROM accounts a
JOIN persons p ON p.municipality_id = a.municipality_id AND p.id = a.person_id
WHERE a.bot = ANY ($2::text[]) AND a.user_id = $3 AND a.municipality_id = $1
ORDER BY a.used_at DESC LIMIT 1
"""  # noqa: S608 (a constant)
_BY_PHONE: Final = f"""
SELECT {PERSON} FROM phones n
JOIN persons p ON p.municipality_id = n.municipality_id AND p.id = n.person_id
WHERE n.municipality_id = $1 AND n.phone_hash = $2
"""  # noqa: S608 (a constant)
_INVITATION: Final = """
SELECT code_hash, municipality_id, name, roles, unit_id, made_at, used_by, used_at
FROM invitations WHERE code_hash = $1
"""


@dataclass(slots=True)
class PgPeople(GatheredPeople):
    """Implements `core.people.ports.People`."""

    database: Database
    codes: Codes
    phones: Phones

    async def get(self, municipality: MunicipalityId, person: PersonId) -> Person:
        """The person, or the one they were joined to; refuses `person-unknown`."""
        row = await self.database.row(_GET, municipality, person)
        if row is None:
            raise Refusal("person-unknown")
        return person_of(row)

    async def by_account(self, account: Account) -> Person | None:
        """Whose account it is."""
        return _maybe(await self.database.row(_BY_ACCOUNT, account.bot, clean(account.user)))

    async def by_messenger(self, municipality: MunicipalityId, account: Account) -> Person | None:
        """Whose account it is in any bot of the messenger, the one used last."""
        bots = [f"{account.messenger}-citizen", f"{account.messenger}-staff"]
        return _maybe(await self.database.row(_BY_MESSENGER, municipality, bots, clean(account.user)))

    async def by_phone(self, municipality: MunicipalityId, phone: str) -> Person | None:
        """Whose number it is."""
        hashed = self.phones.hash(municipality, phone)
        return _maybe(await self.database.row(_BY_PHONE, municipality, hashed))

    async def invitation(self, code: str) -> Invitation | None:
        """The invitation behind a code."""
        row = await self.database.row(_INVITATION, self.codes.hash(clean(code)))
        return invitation_of(row) if row is not None else None

    async def roster(self, municipality: MunicipalityId) -> Roster:
        """The roster as it is now; refuses `municipality-unknown`."""
        return await read_roster(self.database, municipality)

    def parts(self) -> Iterator[tuple[Part, list[dict[str, Any]]]]:
        """What the commit has to write, with rows."""
        yield PERSONS_NEW, [person_row(person) for person in self._new]
        moved = self.stand_ins()
        yield PERSONS_CHANGED, [self._changed_row(person, moved) for person in self._changed]
        yield ATTACHED, [account_row(person, account) for person, account in self._attached]
        yield PHONES, [self._phone_row(person, phone) for person, phone in self._phones]
        moves = [{"source": source.id, "target": target.id} for source, target in self._moves]
        yield MOVED, moves
        yield MOVED_SUBSTITUTIONS, moves
        yield INVITED, [invitation_row(invitation) for invitation in self._invited]
        yield INVITATIONS_USED, [invitation_row(invitation) for invitation in self._used]
        yield from self._roster_parts(moved)

    def _roster_parts(
        self, moved: dict[PersonId, PersonId | None]
    ) -> Iterator[tuple[Part, list[dict[str, Any]]]]:
        """Whoever is changed in this commit anyway has their stand-in written there."""
        changed = {person.id for person in self._changed}
        yield ROSTER, [{"version": roster.version} for roster in self._rosters]
        yield (
            SUBSTITUTIONS,
            [substitution_row(each) for roster in self._rosters for each in roster.substitutions],
        )
        yield (
            STAND_INS,
            [
                {"id": person, "stand_in_id": stand_in}
                for person, stand_in in moved.items()
                if person not in changed
            ],
        )

    def committed(self) -> None:
        """Versions are the database's again."""
        for person in (*self._new, *self._changed):
            person.version += 1
        for roster in self._rosters:
            roster.version += 1

    def _changed_row(self, person: Person, moved: dict[PersonId, PersonId | None]) -> dict[str, Any]:
        target = next((target.id for source, target in self._moves if source is person), None)
        return {
            **person_row(person),
            "merged_into": target,
            "moved": person.id in moved,
            "stand_in_id": moved.get(person.id),
        }

    def _phone_row(self, person: Person, phone: str) -> dict[str, Any]:
        return {
            "phone_hash": self.phones.hash(person.municipality, phone).hex(),
            "person_id": person.id,
            "sealed": self.phones.seal(person.municipality, phone).hex(),
        }


def _maybe(row: Row | None) -> Person | None:
    return person_of(row) if row is not None else None
