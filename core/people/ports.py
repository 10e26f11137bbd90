"""What the people area needs from outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.people.model import Account, Invitation, Municipality, Person, Unit
from core.people.roster import Roster
from core.shared.actor import Actor
from core.shared.ids import BotId, MunicipalityId, PersonId, UnitId
from core.shared.paging import Slice
from core.shared.roles import Role
from core.shared.unit_of_work import Work


class People(Protocol):
    """Persons, their accounts and invitations, inside a unit of work."""

    async def get(self, municipality: MunicipalityId, person: PersonId) -> Person:
        """The person; refuses `person-unknown`."""
        ...

    async def by_account(self, account: Account) -> Person | None:
        """The person behind an account of this bot, if they are known to it."""
        ...

    async def by_messenger(self, municipality: MunicipalityId, account: Account) -> Person | None:
        """The person behind the same messenger account, whichever of our bots met them first."""
        ...

    async def by_phone(self, municipality: MunicipalityId, phone: str) -> Person | None:
        """The person who verified this number (E.164); found by its keyed hash."""
        ...

    async def invitation(self, code: str) -> Invitation | None:
        """The invitation behind a one-time code."""
        ...

    def add(self, person: Person) -> None:
        """A new person."""
        ...

    def change(self, person: Person) -> None:
        """A changed person; the commit refuses a stale version."""
        ...

    def attach(self, person: Person, account: Account) -> None:
        """The account belongs to the person from now on, in this bot."""
        ...

    def keep_phone(self, person: Person, phone: str) -> None:
        """Keep a verified number (E.164), encrypted, with its keyed hash."""
        ...

    def move(self, source: Person, target: Person) -> None:
        """Join two records of one human: accounts and incidents of `source` go to `target`."""
        ...

    async def roster(self, municipality: MunicipalityId) -> Roster:
        """The municipality's roster; refuses `municipality-unknown`."""
        ...

    def keep_roster(self, roster: Roster) -> None:
        """Substitutions, and who does whose work, if anything changed; the commit refuses a stale version."""
        ...

    def invite(self, invitation: Invitation) -> None:
        """A new invitation."""
        ...

    def use(self, invitation: Invitation) -> None:
        """A used invitation; the commit refuses (`invitation-used`) when somebody was quicker."""
        ...


class PeopleWork(Work, Protocol):
    """A unit of work over people."""

    @property
    def people(self) -> People:
        """The people it reads and changes."""
        ...


class OpenPeople(Protocol):
    """Opens a unit of work over people."""

    def __call__(self) -> PeopleWork:
        """A fresh one."""
        ...


class OpenWorkOf(Protocol):
    """How much open work a member of staff has."""

    async def __call__(self, municipality: MunicipalityId, person: PersonId) -> int:
        """Messages assigned to the person that are not answered yet."""
        ...


class ReturnWorkOf(Protocol):
    """Sends the open work of a member of staff who leaves back to the curators."""

    async def __call__(self, executor: PersonId, *, by: Actor) -> int:
        """How many messages went back; asked again, nothing. Refuses `no-right`."""
        ...


class RosterWatch(Protocol):
    """When substitutions begin and end, over all municipalities."""

    async def due(self, now: datetime) -> Sequence[MunicipalityId]:
        """Where something has to begin or end by now."""
        ...

    async def next_change(self) -> datetime | None:
        """The next moment at which something does; None when nothing is entered."""
        ...


class Directory(Protocol):
    """Read side: who and what there is in a municipality."""

    async def municipalities(self) -> Sequence[Municipality]:
        """All municipalities of this deployment, by title."""
        ...

    async def units(self, municipality: MunicipalityId) -> Sequence[Unit]:
        """Open units of a municipality, by title."""
        ...

    async def unit(self, municipality: MunicipalityId, unit: UnitId) -> Unit | None:
        """One unit, also one that is closed by now."""
        ...

    async def staff(
        self, municipality: MunicipalityId, *, role: Role | None, page: int, per_page: int
    ) -> Slice[Person]:
        """Active members of staff (with a role, if given), by name."""
        ...

    async def former(self, municipality: MunicipalityId, *, page: int, per_page: int) -> Slice[Person]:
        """Those who left the staff, by name."""
        ...

    async def bots_of(self, municipality: MunicipalityId, person: PersonId) -> Sequence[BotId]:
        """The bots in which a person can be reached, as they were met."""
        ...


class Codes(Protocol):
    """One-time codes."""

    def new(self) -> str:
        """A code that cannot be guessed, of `[A-Za-z0-9_-]`, at most 32 characters."""
        ...

    def hash(self, code: str) -> str:
        """What is kept of a code."""
        ...
