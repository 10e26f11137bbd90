"""The twin of people inside a unit of work: reads copies, collects changes."""

from dataclasses import dataclass, replace

from core.people.model import Account, Invitation, Person
from core.people.ports import Codes
from core.people.roster import Roster
from core.shared.ids import MunicipalityId, PersonId
from core.shared.refusal import Refusal
from core.shared.unit_of_work import Conflict
from storage.gathered_people import GatheredPeople
from storage.memory.moving import move_incidents
from storage.memory.roster import check_roster, move_substitutions, read_roster, write_roster
from storage.memory.state import Channel, State, address


@dataclass(slots=True)
class MemoryPeople(GatheredPeople):
    """Implements `core.people.ports.People`."""

    state: State
    codes: Codes

    async def get(self, municipality: MunicipalityId, person: PersonId) -> Person:
        """The person, or the one they were joined to; refuses `person-unknown`."""
        found = self.state.person(municipality, person)
        if found is None:
            raise Refusal("person-unknown")
        return found

    async def by_account(self, account: Account) -> Person | None:
        """Whose account it is."""
        channel = self.state.channels.get((account.bot, account.user))
        return self.state.copy(self.state.people[channel.person]) if channel else None

    async def by_messenger(self, municipality: MunicipalityId, account: Account) -> Person | None:
        """Whose account it is in any bot of the messenger, the one used last."""
        same = [
            channel
            for channel in self.state.channels.values()
            if channel.municipality == municipality
            and channel.account.user == account.user
            and channel.account.messenger == account.messenger
        ]
        if not same:
            return None
        return self.state.copy(self.state.people[max(same, key=lambda channel: channel.used).person])

    async def by_phone(self, municipality: MunicipalityId, phone: str) -> Person | None:
        """Whose number it is."""
        person = self.state.phones.get((municipality, phone))
        return self.state.copy(self.state.people[person]) if person else None

    async def invitation(self, code: str) -> Invitation | None:
        """The invitation behind a code."""
        found = self.state.invitations.get(self.codes.hash(code))
        return replace(found, facts=[]) if found else None

    async def roster(self, municipality: MunicipalityId) -> Roster:
        """The roster as it is now; refuses `municipality-unknown`."""
        return read_roster(self.state, municipality)

    def check(self) -> None:
        """Raise what the commit has to raise, before anything is written."""
        for person in self._changed:
            if self.state.people[person.id].version != person.version:
                raise Conflict
        for invitation in self._used:
            if self.state.invitations[invitation.code_hash].used_by not in {None, invitation.used_by}:
                raise Refusal("invitation-used")
        for person, phone in self._phones:
            if self.state.phones.get((person.municipality, phone), person.id) != person.id:
                raise Conflict
        for roster in self._rosters:
            check_roster(self.state, roster)

    def write(self) -> None:
        """Apply everything."""
        moved = self.stand_ins()
        for person in (*self._new, *self._changed):
            person.version += 1
            known = self.state.people.get(person.id)
            stand_in = known.stand_in if known else None
            self.state.people[person.id] = replace(person, facts=[], stand_in=stand_in)
        for person, account in self._attached:
            self._write_account(person, account)
        for person, phone in self._phones:
            self.state.phones[person.municipality, phone] = person.id
        for source, target in self._moves:
            self._write_move(source.id, target.id)
            move_substitutions(self.state, source.id, target.id)
        for roster in self._rosters:
            write_roster(self.state, roster)
        for moving, stand_in in moved.items():
            self.state.people[moving].stand_in = stand_in
        for invitation in (*self._invited, *self._used):
            self.state.invitations[invitation.code_hash] = replace(invitation, facts=[])

    def _write_account(self, person: Person, account: Account) -> None:
        self.state.channels[account.bot, account.user] = Channel(
            account=account, municipality=person.municipality, person=person.id, used=self.state.use()
        )
        wake(self.state, person.id, account)

    def _write_move(self, source: PersonId, target: PersonId) -> None:
        state = self.state
        state.merged.update({old: target for old, new in state.merged.items() if new == source})
        state.merged[source] = target
        for channel in state.channels.values():
            channel.person = target if channel.person == source else channel.person
        for place, owner in state.phones.items():
            state.phones[place] = target if owner == source else owner
        move_incidents(state, source, target)
        self._move_parcels(source, target)

    def _move_parcels(self, source: PersonId, target: PersonId) -> None:
        """What both would have got goes out once; what waited may have found a channel."""
        told = {row.key for row in self.state.outbox if row.person == target}
        for row in self.state.outbox:
            if row.person == source and row.key in told:
                row.state = "dropped" if row.state in {"pending", "waiting"} else row.state
                continue
            row.person = target if row.person == source else row.person
            if row.person == target and row.state == "waiting":
                address(row, self.state.reach(target, row.audience))


def wake(state: State, person: PersonId, account: Account) -> None:
    """The person can be reached again: what waited for them goes out."""
    for row in state.outbox:
        if row.state == "waiting" and row.person == person and row.audience == account.audience:
            address(row, account)
    state.news.set()
