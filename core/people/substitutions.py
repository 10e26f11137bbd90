"""Substitute somebody, end it, let what is due begin and end, see who is away (ZAR-7, NVK-5.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.people.model import Person
from core.people.passport import system_actor
from core.people.ports import Directory, OpenPeople, OpenWorkOf, PeopleWork, RosterWatch
from core.people.roster import Roster
from core.people.substitution import Absence, Substitution
from core.shared.actor import Actor
from core.shared.clock import Clock
from core.shared.ids import Ids, MunicipalityId, PersonId, SubstitutionId
from core.shared.paging import Slice
from core.shared.refusal import Refusal
from core.shared.retried import retried
from core.shared.roles import Right, rights_of

PAGE = 8
ALL = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitute:
    """Hand a person's work to a colleague for the days given, or without end.

    By the person themselves, by a curator, by an administrator. Nobody hands on rights they have not.
    """

    open: OpenPeople
    work_of: OpenWorkOf
    ids: Ids
    clock: Clock

    @retried
    async def __call__(self, asked: Absence, *, by: Actor) -> Substitution:
        """What was entered; from today on, the work changes hands in the same commit.

        Refuses `no-right`, `substitution-beyond`, `person-unknown`, `substitution-self`, `-past`,
        `-backwards`, `-too-long`, `-overlap`, `-loop`, `substitute-without-post`, `order-missing`.
        """
        now = self.clock.now()
        async with self.open() as work:
            absent = await colleague(work, by, asked.absent)
            acting = allowed(by, absent)
            substitute = await work.people.get(by.municipality, asked.substitute)
            roster = await work.people.roster(by.municipality)
            made = Substitution.plan(self.ids.new(), asked, absent, substitute, zone=roster.zone, now=now)
            names = {absent.id: absent.name, substitute.id: substitute.name}
            roster.add(made, names, by=acting, now=now)
            await settled(roster, self.work_of, by=acting, now=now)
            work.people.keep_roster(roster)
            await work.commit(acting)
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSubstitution:
    """Somebody is back before their day, or stays after all: the work is theirs again at once."""

    open: OpenPeople
    work_of: OpenWorkOf
    clock: Clock

    @retried
    async def __call__(self, substitution: SubstitutionId, *, by: Actor) -> Substitution:
        """What was ended. Refuses `no-right`, `substitution-beyond`, `substitution-over`."""
        now = self.clock.now()
        async with self.open() as work:
            roster = await work.people.roster(by.municipality)
            found = roster.get(substitution)
            acting = allowed(by, await work.people.get(by.municipality, found.absent))
            roster.end(found.id, by=acting, now=now)
            await settled(roster, self.work_of, by=acting, now=now)
            work.people.keep_roster(roster)
            await work.commit(acting)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplySubstitutions:
    """What the worker does when days begin: never early, once however often it is asked."""

    open: OpenPeople
    watch: RosterWatch
    work_of: OpenWorkOf

    async def __call__(self, now: datetime) -> int:
        """In how many municipalities something began or ended."""
        due = await self.watch.due(now)
        for municipality in due:
            await self._apply(municipality, now)
        return len(due)

    async def next_change(self) -> datetime | None:
        """When the next substitution begins or ends; whatever is entered later may come sooner."""
        return await self.watch.next_change()

    @retried
    async def _apply(self, municipality: MunicipalityId, now: datetime) -> None:
        by = system_actor(municipality)
        async with self.open() as work:
            roster = await work.people.roster(municipality)
            await settled(roster, self.work_of, by=by, now=now)
            work.people.keep_roster(roster)
            await work.commit(by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitutions:
    """Who is away and will be, and who stands in for them."""

    open: OpenPeople

    async def __call__(
        self, *, by: Actor, page: int, per_page: int = PAGE
    ) -> tuple[Roster, Slice[Substitution]]:
        """The next ones to begin first, with the roster they stand in. Refuses `no-right`."""
        by.must(Right.SEE_TEAM)
        roster = await self.roster(by=by)
        start = page * per_page
        shown = tuple(roster.open[start : start + per_page])
        return roster, Slice(shown, page, len(roster.open), per_page)

    async def roster(self, *, by: Actor) -> Roster:
        """All of it, for members of staff: whom to write to is everybody's business. Refuses `no-right`."""
        if not by.roles:
            raise Refusal("no-right")
        async with self.open() as work:
            return await work.people.roster(by.municipality)


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleagues:
    """Whom somebody's work can be handed to: their unit's people first, then the rest by name."""

    open: OpenPeople
    directory: Directory

    async def absent(self, person: PersonId | None, *, by: Actor) -> Person:
        """Whose work it is (one's own without a person); refuses `no-right`, `substitution-beyond`."""
        async with self.open() as work:
            found = await colleague(work, by, person or by.person)
        allowed(by, found)
        return found

    async def __call__(self, absent: PersonId | None, *, by: Actor) -> Sequence[Person]:
        """All members of staff but the absent one; refuses as `absent` does."""
        away = await self.absent(absent, by=by)
        people = [each for each in await everybody(self.directory, by) if each.id != away.id]
        people.sort(key=lambda each: away.unit is None or each.unit != away.unit)
        return people

    async def all(self, *, by: Actor) -> Sequence[Person]:
        """Whose work the actor may hand on, by name; refuses `no-right`."""
        by.must(Right.SUBSTITUTE)
        return [each for each in await everybody(self.directory, by) if may_hand_on(by, each)]


async def everybody(directory: Directory, by: Actor) -> list[Person]:
    """All staff by name; a municipality has hundreds at most."""
    first = await directory.staff(by.municipality, role=None, page=0, per_page=ALL)
    people = list(first.items)
    for page in range(1, first.pages):
        people += (await directory.staff(by.municipality, role=None, page=page, per_page=ALL)).items
    return people


async def settled(roster: Roster, work_of: OpenWorkOf, *, by: Actor, now: datetime) -> None:
    """Let what is due happen, and tell of the work that changed hands."""
    for shift in roster.settle(now):
        roster.tell(shift, await work_of(roster.municipality, shift.person), by=by, now=now)


async def colleague(work: PeopleWork, by: Actor, person: PersonId) -> Person:
    """A member of staff of the actor's municipality; refuses `person-unknown`."""
    found = await work.people.get(by.municipality, person)
    if not (found.active and found.roles):
        raise Refusal("person-unknown")
    return found


def allowed(by: Actor, absent: Person) -> Actor:
    """By whose right a person's work is handed on; refuses `no-right`, `substitution-beyond`."""
    if by.person == absent.id:
        return by
    acting = by.with_(Right.SUBSTITUTE)
    if not may_hand_on(by, absent):
        raise Refusal("substitution-beyond")
    return acting


def may_hand_on(by: Actor, absent: Person) -> bool:
    """Drafting apart, only what one may do oneself: or a curator could become administrator."""
    beyond = rights_of(absent.roles) - {Right.DRAFT}
    return by.person == absent.id or by.may(Right.ADMINISTER) or all(by.may(right) for right in beyond)
