"""Who acts, in what capacity, and which update of a messenger made them act."""

from dataclasses import dataclass, field

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
class Actor:
    """A person at the moment of an action; `acting_for` is set while they substitute someone (ZAR-7)."""

    person: PersonId
    municipality: MunicipalityId
    name: str
    voice: Voice = field(default_factory=Voice)
    roles: frozenset[Role] = field(default_factory=frozenset)
    unit: UnitId | None = None
    acting_for: PersonId | None = None
    cause: Cause | None = None

    def may(self, right: Right) -> bool:
        """Whether any of the actor's roles gives the right."""
        return right in rights_of(self.roles)

    def must(self, right: Right) -> None:
        """Refuse (`no-right`) unless the actor has the right."""
        if not self.may(right):
            raise Refusal("no-right")
