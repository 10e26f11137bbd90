"""What happens to people, as the journal tells it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from core.shared.facts import Fact
from core.shared.ids import UnitId
from core.shared.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFact(Fact):
    """Something about a person; `subject` is the person's id."""

    area: ClassVar[str] = "people"
    name: ClassVar[str] = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven(PersonFact):
    """A resident agreed to the processing of personal data."""

    name: ClassVar[str] = "consent-given"
    consent: str

    def details(self) -> dict[str, Any]:
        """The wording agreed to."""
        return {"consent": self.consent}


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageChosen(PersonFact):
    """A person changed the language of the bots."""

    name: ClassVar[str] = "language-chosen"
    language: str

    def details(self) -> dict[str, Any]:
        """The new language."""
        return {"language": self.language}


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneVerified(PersonFact):
    """A messenger vouched for the person's phone number (never written here)."""

    name: ClassVar[str] = "phone-verified"
    joined: str | None = None

    def details(self) -> dict[str, Any]:
        """The person whose channels were joined to this one, if any."""
        return {"joined": self.joined} if self.joined else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited(PersonFact):
    """A member of staff was invited; `subject` is the code's hash."""

    name: ClassVar[str] = "invited"
    roles: frozenset[Role]

    def details(self) -> dict[str, Any]:
        """The roles offered."""
        return {"roles": sorted(self.roles)}


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffJoined(PersonFact):
    """An invitation was accepted."""

    name: ClassVar[str] = "staff-joined"
    roles: frozenset[Role]

    def details(self) -> dict[str, Any]:
        """The roles taken up."""
        return {"roles": sorted(self.roles)}


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesChanged(PersonFact):
    """A post was given (`held`) or taken away."""

    name: ClassVar[str] = "roles-changed"
    role: Role
    held: bool

    def details(self) -> dict[str, Any]:
        """Which post, and which way."""
        return {"role": self.role, "held": self.held}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChanged(PersonFact):
    """Somebody belongs to another unit, or to none."""

    name: ClassVar[str] = "unit-changed"
    unit: UnitId | None

    def details(self) -> dict[str, Any]:
        """The unit from now on."""
        return {"unit": self.unit}


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRenamed(PersonFact):
    """Somebody is called otherwise from now on."""

    name: ClassVar[str] = "staff-renamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLeft(PersonFact):
    """Somebody gave up all posts."""

    name: ClassVar[str] = "staff-left"
    roles: frozenset[Role]

    def details(self) -> dict[str, Any]:
        """The posts given up."""
        return {"roles": sorted(self.roles)}
