"""A person and what belongs to them: channels, consent, language, staff posts, invitations."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.shared.ids import Audience, BotId, Messenger, MunicipalityId, PersonId, UnitId
from core.shared.refusal import Refusal
from core.shared.roles import Role

LANGUAGES = ("ru", "en")
INVITATION_LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Account:
    """A person's account in a messenger, as one bot sees it.

    `user` is the messenger's id of the person, `chat` the id of their dialog with this bot.
    """

    bot: BotId
    user: str
    chat: str
    name: str = ""

    @property
    def messenger(self) -> Messenger:
        """The messenger of the account."""
        return "max" if self.bot.startswith("max") else "telegram"

    @property
    def audience(self) -> Audience:
        """Whom the bot of the account serves."""
        return "staff" if self.bot.endswith("staff") else "citizen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Consent to the processing of personal data: which wording, when."""

    version: str
    at: datetime


@dataclass(slots=True, kw_only=True)
class Person:
    """A resident, a member of staff, or both: roles are empty for a resident."""

    id: PersonId
    municipality: MunicipalityId
    name: str
    language: str = "ru"
    consent: Consent | None = None
    roles: frozenset[Role] = frozenset()
    unit: UnitId | None = None
    has_phone: bool = False
    active: bool = True
    version: int = 0

    def speak(self, language: str) -> None:
        """Choose the language of the bots; refuses (`language-unknown`) one we do not speak."""
        if language not in LANGUAGES:
            raise Refusal("language-unknown")
        self.language = language

    def join_staff(self, roles: frozenset[Role], unit: UnitId | None) -> None:
        """Take up posts; roles add up, the newest unit counts."""
        self.roles |= roles
        self.unit = unit or self.unit
        self.active = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A department or an organisation that answers for topics."""

    id: UnitId
    municipality: MunicipalityId
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A city served by this deployment."""

    id: MunicipalityId
    title: str
    zone: str
    consent_version: str


@dataclass(slots=True, kw_only=True)
class Invitation:
    """A one-time code that makes its bearer a member of staff; only the code's hash is kept."""

    code_hash: str
    municipality: MunicipalityId
    name: str
    roles: frozenset[Role]
    unit: UnitId | None
    made_at: datetime
    used_by: PersonId | None = None
    used_at: datetime | None = None

    def accept(self, person: PersonId, *, now: datetime) -> None:
        """Use the invitation; refuses `invitation-used` and `invitation-expired`.

        A repeat by the same person is no error: the update may be delivered twice.
        """
        if self.used_by == person:
            return
        if self.used_by is not None:
            raise Refusal("invitation-used")
        if now > self.made_at + INVITATION_LIFE:
            raise Refusal("invitation-expired")
        self.used_by = person
        self.used_at = now
