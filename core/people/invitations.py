"""Staff by one-time invitation: invite, accept, see the team."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from core.people.model import Account, Invitation, Person, StaffName, Unit
from core.people.passport import actor_of
from core.people.ports import Codes, Directory, OpenPeople, OpenWorkOf, People, PeopleWork
from core.people.staffing import known_unit, returned
from core.people.substitutions import settled
from core.people.use_cases import known, municipality_of
from core.shared.actor import Actor, Cause
from core.shared.clock import Clock
from core.shared.ids import BotId, Ids, MunicipalityId, PersonId, UnitId, audience_of
from core.shared.paging import Slice
from core.shared.refusal import Refusal
from core.shared.retried import retried
from core.shared.roles import Right, Role

TEAM_PAGE = 8

INVITATION_CODE = re.compile(r"[A-Za-z0-9_-]{8,32}")


@dataclass(frozen=True, slots=True)
class InvitationCode:
    """A one-time code as people hand it on: typed, after `/start`, or inside a pasted link."""

    value: str

    @classmethod
    def parse(cls, raw: str) -> Self:
        """Refuses `malformed`."""
        words = raw.rsplit("start=", maxsplit=1)[-1].split()
        code = words[-1] if words else ""
        if not INVITATION_CODE.fullmatch(code):
            raise Refusal("malformed")
        return cls(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteStaff:
    """Invite a member of staff; whoever brings the code first takes up the posts."""

    open: OpenPeople
    directory: Directory
    codes: Codes
    clock: Clock

    @retried
    async def __call__(self, name: str, roles: frozenset[Role], unit: UnitId | None, *, by: Actor) -> str:
        """The one-time code; it is not kept. Refuses `no-right`, `roles-missing`, `unit-unknown`."""
        by.must(Right.INVITE)
        await known_unit(self.directory, by.municipality, unit)
        code = self.codes.new()
        invitation = Invitation.make(
            code_hash=self.codes.hash(code),
            name=StaffName.parse(name),
            roles=roles,
            unit=unit,
            by=by,
            now=self.clock.now(),
        )
        async with self.open() as work:
            work.people.invite(invitation)
            await work.commit(by)
        return code


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptInvitation:
    """A one-time code signs its bearer in to a staff bot.

    The same messenger account, known in the municipality as a resident or as staff, keeps its person.
    """

    open: OpenPeople
    directory: Directory
    work_of: OpenWorkOf
    ids: Ids
    clock: Clock

    @retried
    async def __call__(
        self, code: str, account: Account, *, language: str = "ru", cause: Cause | None = None
    ) -> Actor:
        """Refuses `invitation-unknown`, `invitation-used`, `invitation-expired`, `staff-only`."""
        if account.audience != "staff":
            raise Refusal("staff-only")
        now = self.clock.now()
        async with self.open() as work:
            invitation = await work.people.invitation(code)
            if invitation is None:
                raise Refusal("invitation-unknown")
            home = await municipality_of(self.directory, invitation.municipality)
            person = await known(work.people, invitation.municipality, account)
            if person is not None and invitation.used_by == person.id:
                return actor_of(_still_staff(person), home.zone)
            person = self._take(work.people, person, invitation, language)
            invitation.accept(person.id, now=now)
            by = actor_of(person, home.zone, cause)
            if person.former:
                await self._welcome_back(work, person, by)
            person.join_staff(invitation.roles, invitation.unit, by=by, now=now)
            work.people.use(invitation)
            work.people.attach(person, account)
            await work.commit(by)
        return actor_of(person, home.zone)

    async def _welcome_back(self, work: PeopleWork, person: Person, by: Actor) -> None:
        """Whoever succeeded them has done so until now."""
        roster = await work.people.roster(person.municipality)
        returned(roster, person.id, by=by, now=self.clock.now())
        await settled(roster, self.work_of, by=by, now=self.clock.now())
        work.people.keep_roster(roster)

    def _take(self, people: People, person: Person | None, invitation: Invitation, language: str) -> Person:
        """The account's person, under the name the inviter knows them by; made if there is none."""
        if person is not None:
            person.name = invitation.name
            people.change(person)
            return person
        made = Person(
            id=PersonId(self.ids.new()),
            municipality=invitation.municipality,
            name=invitation.name,
            language=language,
        )
        people.add(made)
        return made


def _still_staff(person: Person) -> Person:
    """A used code opens nothing to somebody who has left since."""
    if not (person.active and person.roles):
        raise Refusal("invitation-used")
    return person


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Who works in the municipality, for those who may see it."""

    open: OpenPeople
    directory: Directory

    async def __call__(self, *, by: Actor, page: int, per_page: int = TEAM_PAGE) -> Slice[Person]:
        """Active staff by name. Refuses `no-right`."""
        by.must(Right.SEE_TEAM)
        return await self.directory.staff(by.municipality, role=None, page=page, per_page=per_page)

    async def member(self, person: PersonId, *, by: Actor) -> Person:
        """One of them, for administrators also somebody who left.

        Refuses `no-right`, and `person-unknown` for residents: they are no team.
        """
        by.must(Right.SEE_TEAM)
        async with self.open() as work:
            found = await work.people.get(by.municipality, person)
        if not found.active or not (found.roles or (found.former and by.may(Right.ADMINISTER))):
            raise Refusal("person-unknown")
        return found

    async def former(self, *, by: Actor, page: int, per_page: int = TEAM_PAGE) -> Slice[Person]:
        """Who left, by name. Refuses `no-right`."""
        by.must(Right.ADMINISTER)
        return await self.directory.former(by.municipality, page=page, per_page=per_page)

    async def bots_of(self, person: PersonId, *, by: Actor) -> Sequence[BotId]:
        """Where a colleague can be reached by the staff bots. Refuses as `member` does."""
        found = await self.member(person, by=by)
        return [
            bot
            for bot in await self.directory.bots_of(by.municipality, found.id)
            if audience_of(bot) == "staff"
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """The departments and organisations of the actor's municipality."""

    directory: Directory

    async def __call__(self, *, by: Actor) -> tuple[Unit, ...]:
        """By title. Refuses `no-right` to residents."""
        if not by.roles:
            raise Refusal("no-right")
        return tuple(await self.directory.units(by.municipality))

    async def title(self, municipality: MunicipalityId, unit: UnitId | None) -> str | None:
        """A unit's title, if there is such a unit."""
        found = await self.directory.unit(municipality, unit) if unit else None
        return found.title if found else None
