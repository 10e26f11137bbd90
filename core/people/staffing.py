"""What administrators do about the staff: roles, unit, name, leaving and coming back (LAB-3.1)."""

from dataclasses import dataclass, replace
from datetime import datetime

from core.people.model import Person, StaffName
from core.people.ports import Directory, OpenPeople, OpenWorkOf, ReturnWorkOf
from core.people.roster import Roster
from core.people.substitution import Absence, Reason, Substitution
from core.people.substitutions import colleague, settled
from core.shared.actor import Actor
from core.shared.clock import Clock
from core.shared.days import local_day
from core.shared.ids import Ids, MunicipalityId, PersonId, UnitId
from core.shared.refusal import Refusal
from core.shared.retried import retried
from core.shared.roles import Right, Role, rights_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRole:
    """Give somebody a post, or take it away."""

    open: OpenPeople
    directory: Directory
    work_of: OpenWorkOf
    clock: Clock

    @retried
    async def __call__(self, person: PersonId, role: Role, *, held: bool, by: Actor) -> Person:
        """The person as they are then.

        Refuses `no-right`, `person-unknown`, `roles-missing`, `last-administrator`, and `work-open` when
        nobody could go on with what they have open.
        """
        acting = by.with_(Right.ADMINISTER)
        async with self.open() as work:
            found = await colleague(work, by, person)
            before = rights_of(found.roles)
            if not held and role in found.roles:
                await not_the_last(self.directory, found, role)
            found.hold(role, held=held, by=acting, now=self.clock.now())
            if Right.DRAFT in before - rights_of(found.roles):
                count = await self.work_of(found.municipality, found.id)
                if count:
                    raise Refusal("work-open", count=count)
            work.people.change(found)
            await work.commit(acting)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveToUnit:
    """Somebody belongs to another unit from now on, or to none."""

    open: OpenPeople
    directory: Directory
    clock: Clock

    @retried
    async def __call__(self, person: PersonId, unit: UnitId | None, *, by: Actor) -> Person:
        """The person as they are then. Refuses `no-right`, `person-unknown`, `unit-unknown`."""
        acting = by.with_(Right.ADMINISTER)
        await known_unit(self.directory, by.municipality, unit)
        async with self.open() as work:
            found = await colleague(work, by, person)
            found.move_to(unit, by=acting, now=self.clock.now())
            work.people.change(found)
            await work.commit(acting)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameStaff:
    """Somebody is called otherwise from now on."""

    open: OpenPeople
    clock: Clock

    @retried
    async def __call__(self, person: PersonId, name: str, *, by: Actor) -> Person:
        """The person as they are then. Refuses `no-right`, `person-unknown`, `too-short`, `too-long`."""
        acting = by.with_(Right.ADMINISTER)
        async with self.open() as work:
            found = await colleague(work, by, person)
            found.rename(StaffName.parse(name), by=acting, now=self.clock.now())
            work.people.change(found)
            await work.commit(acting)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveStaff:
    """Somebody leaves: a successor goes on with their work, or it goes back to the curators."""

    open: OpenPeople
    directory: Directory
    work_of: OpenWorkOf
    return_work: ReturnWorkOf
    ids: Ids
    clock: Clock

    async def __call__(self, person: PersonId, successor: PersonId | None, *, by: Actor) -> Person:
        """The person as they are then.

        Refuses `no-right`, `person-unknown`, `last-administrator`, `successor-cannot-draft`, and whatever
        a substitution by the successor is refused for.
        """
        acting = by.with_(Right.ADMINISTER)
        if successor is None:
            await self._look(person, by)
            # Without the turn's cause: should it all be done again, nothing of it is taken for done.
            await self.return_work(person, by=replace(by, cause=None))
        return await self._remove(person, successor, acting)

    async def _look(self, person: PersonId, by: Actor) -> None:
        """Whatever would be refused is refused before any work goes back."""
        async with self.open() as work:
            await not_the_last(self.directory, await colleague(work, by, person), Role.ADMINISTRATOR)

    @retried
    async def _remove(self, person: PersonId, successor: PersonId | None, by: Actor) -> Person:
        now = self.clock.now()
        async with self.open() as work:
            found = await colleague(work, by, person)
            await not_the_last(self.directory, found, Role.ADMINISTRATOR)
            roster = await work.people.roster(by.municipality)
            for each in [*roster.of(found.id), *([] if successor else roster.by(found.id))]:
                roster.end(each.id, by=by, now=now)
            if successor is not None:
                heir = await colleague(work, by, successor)
                await self._able(found, heir)
                self._hand_over(roster, found, heir, by, now)
            await settled(roster, self.work_of, by=by, now=now)
            found.leave_staff(by=by, now=now)
            work.people.change(found)
            work.people.keep_roster(roster)
            await work.commit(by)
        return found

    async def _able(self, leaving: Person, heir: Person) -> None:
        """A substitute has the rights of the absent; somebody who left has none to lend."""
        if Right.DRAFT not in rights_of(heir.roles) and await self.work_of(leaving.municipality, leaving.id):
            raise Refusal("successor-cannot-draft", name=heir.name)

    def _hand_over(self, roster: Roster, leaving: Person, heir: Person, by: Actor, now: datetime) -> None:
        asked = Absence(
            absent=leaving.id,
            substitute=heir.id,
            first=local_day(now, roster.zone),
            last=None,
            reason=Reason.LEFT,
        )
        made = Substitution.plan(self.ids.new(), asked, leaving, heir, zone=roster.zone, now=now)
        roster.add(made, {leaving.id: leaving.name, heir.id: heir.name}, by=by, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreStaff:
    """Somebody who left takes up their posts again; what a successor does for them ends."""

    open: OpenPeople
    work_of: OpenWorkOf
    clock: Clock

    @retried
    async def __call__(self, person: PersonId, *, by: Actor) -> Person:
        """The person as they are then. Refuses `no-right`, `person-unknown`."""
        acting, now = by.with_(Right.ADMINISTER), self.clock.now()
        async with self.open() as work:
            found = await work.people.get(by.municipality, person)
            found.come_back(by=acting, now=now)
            roster = await work.people.roster(by.municipality)
            returned(roster, found.id, by=acting, now=now)
            await settled(roster, self.work_of, by=acting, now=now)
            work.people.change(found)
            work.people.keep_roster(roster)
            await work.commit(acting)
        return found


def returned(roster: Roster, person: PersonId, *, by: Actor, now: datetime) -> None:
    """Nobody succeeds somebody who is back."""
    for each in roster.of(person):
        if each.reason is Reason.LEFT:
            roster.end(each.id, by=by, now=now)


async def known_unit(directory: Directory, municipality: MunicipalityId, unit: UnitId | None) -> None:
    """Refuses `unit-unknown`, also for one that is closed; nobody has to belong to any."""
    known = await directory.unit(municipality, unit) if unit is not None else None
    if unit is not None and (known is None or not known.open):
        raise Refusal("unit-unknown")


async def not_the_last(directory: Directory, person: Person, role: Role) -> None:
    """Somebody has to run the bot: refuses `last-administrator`."""
    if role is not Role.ADMINISTRATOR or role not in person.roles:
        return
    if (await directory.staff(person.municipality, role=role, page=0, per_page=1)).total <= 1:
        raise Refusal("last-administrator")
