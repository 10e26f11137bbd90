"""What a unit of work gathers about people until its commit: the same in PostgreSQL and in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.people.model import Account, Invitation, Person
from core.people.roster import Roster
from core.shared.facts import Fact
from core.shared.ids import PersonId


@dataclass(slots=True, kw_only=True)
class GatheredPeople:
    """The writing half of `core.people.ports.People`."""

    _new: list[Person] = field(default_factory=list)
    _changed: list[Person] = field(default_factory=list)
    _attached: list[tuple[Person, Account]] = field(default_factory=list)
    _phones: list[tuple[Person, str]] = field(default_factory=list)
    _moves: list[tuple[Person, Person]] = field(default_factory=list)
    _invited: list[Invitation] = field(default_factory=list)
    _used: list[Invitation] = field(default_factory=list)
    _rosters: list[Roster] = field(default_factory=list)

    def add(self, person: Person) -> None:
        """A new person."""
        self._new.append(person)

    def change(self, person: Person) -> None:
        """A changed person."""
        if not any(person is known for known in (*self._new, *self._changed)):
            self._changed.append(person)

    def attach(self, person: Person, account: Account) -> None:
        """An account of theirs."""
        self._attached.append((person, account))

    def keep_phone(self, person: Person, phone: str) -> None:
        """A number of theirs."""
        self._phones.append((person, phone))

    def move(self, source: Person, target: Person) -> None:
        """Join two records; the source stays as a signpost to the target."""
        self._moves.append((source, target))
        self.change(source)

    def invite(self, invitation: Invitation) -> None:
        """A new invitation."""
        self._invited.append(invitation)

    def use(self, invitation: Invitation) -> None:
        """A used one."""
        self._used.append(invitation)

    def keep_roster(self, roster: Roster) -> None:
        """A roster, at most one a unit of work; one that nothing happened to is not written."""
        self._rosters = [roster] if roster.touched else []

    def stand_ins(self) -> dict[PersonId, PersonId | None]:
        """Whose work changes hands, and to whom; whoever is away stays so when two records are joined."""
        moved: dict[PersonId, PersonId | None] = {}
        for source, target in self._moves:
            if source.stand_in is not None:
                moved |= {target.id: source.stand_in, source.id: None}
        for roster in self._rosters:
            moved |= roster.moved
        return moved

    def facts(self) -> Iterator[Fact]:
        """All facts recorded, taken from their aggregates."""
        for recorder in (*self._new, *self._changed, *self._invited, *self._used, *self._rosters):
            yield from recorder.take()
