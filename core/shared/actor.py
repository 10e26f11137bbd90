"""Who acts, in what capacity, and which update of a messenger made them act."""

from dataclasses import dataclass, field, replace

from core.shared.ids import BotId, MunicipalityId, PersonId, UnitId
from core.shared.refusal import Refusal
from core.shared.roles import Right, Role, rights_of
from core.shared.voice import Voice


@dataclass(slots=True)
class Receipt:
    """Whether a commit marked the rows of a cause."""

    stamped: bool = False


@dataclass(frozen=True, slots=True)
class Cause:
    """The update behind an action: its inbox rows are marked in the action's own commit.

    The commit that marked them calls `settle`. Rows with a stored payload are only `committed` by that:
    whoever handles the update marks them done when the person has seen the end.
    """

    bot: BotId
    keys: tuple[str, ...]
    receipt: Receipt = field(default_factory=Receipt, compare=False, repr=False)

    @property
    def settled(self) -> bool:
        """Whether the effects are committed, and the rows say so."""
        return self.receipt.stamped

    def settle(self) -> None:
        """The rows say so: called by `Work.commit` after the commit, and when it finds a duplicate."""
        self.receipt.stamped = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """Somebody whose work the actor does meanwhile (ZAR-7)."""

    person: PersonId
    name: str
    roles: frozenset[Role]
    unit: UnitId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person at the moment of an action.

    `roles` are their own; `absent` are those they substitute now, whose rights they have too; `acting_for`
    is set for an action done in an absent person's place, and goes into the journal (ZAR-7).
    """

    person: PersonId
    municipality: MunicipalityId
    name: str
    voice: Voice = field(default_factory=Voice)
    roles: frozenset[Role] = field(default_factory=frozenset)
    unit: UnitId | None = None
    absent: tuple[Absent, ...] = ()
    acting_for: PersonId | None = None
    cause: Cause | None = None

    @property
    def stands_for(self) -> frozenset[PersonId]:
        """Whose work is the actor's now: their own, and that of everybody they substitute."""
        return frozenset((self.person, *(each.person for each in self.absent)))

    def may(self, right: Right) -> bool:
        """Whether any of the actor's roles gives the right, their own or those of an absent person."""
        return right in rights_of(self.roles) or any(right in rights_of(each.roles) for each in self.absent)

    def as_(self, person: PersonId) -> "Actor":
        """The actor in the place of a person they stand for; themselves where it is their own work."""
        return self if person == self.person else replace(self, acting_for=person)

    def with_(self, right: Right) -> "Actor":
        """The actor by whose right it is done: themselves, or the absent person who has it.

        Refuses `no-right`.
        """
        self.must(right)
        if right in rights_of(self.roles):
            return self
        owner = next(each for each in self.absent if right in rights_of(each.roles))
        return self.as_(owner.person)

    def must(self, right: Right) -> None:
        """Refuse (`no-right`) unless the actor has the right."""
        if not self.may(right):
            raise Refusal("no-right")
