"""A person and what belongs to them: channels, consent, language, staff posts, invitations."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from core.people.facts import (
    ConsentGiven,
    Invited,
    LanguageChosen,
    PhoneVerified,
    RolesChanged,
    StaffJoined,
    StaffLeft,
    StaffRenamed,
    UnitChanged,
)
from core.shared.actor import Absent, Actor
from core.shared.facts import Recorder
from core.shared.ids import Audience, BotId, Messenger, MunicipalityId, PersonId, UnitId
from core.shared.legible import sized
from core.shared.refusal import Refusal
from core.shared.roles import Role

LANGUAGES = ("ru", "en")
INVITATION_LIFE = timedelta(days=7)
NAME_MIN = 2
NAME_MAX = 100


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


@dataclass(frozen=True, slots=True)
class StaffName:
    """How a member of staff is called in the bots: 2 to 100 characters, one line."""

    value: str

    @classmethod
    def parse(cls, raw: str) -> Self:
        """Refuses `too-short` and `too-long`."""
        return cls(sized(tidy_name(raw), NAME_MIN, NAME_MAX))


def tidy_name(raw: str) -> str:
    """One line without control and formatting characters: a messenger's name can hold anything."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in raw).split())


@dataclass(slots=True, kw_only=True)
class Person(Recorder):
    """A resident, a member of staff, or both: roles are empty for a resident.

    `stand_in` is who does their work now, at the end of a chain of substitutes (ZAR-7); `stands_for` are
    those whose work they do. Both change through the roster. `former` are the roles of somebody who left.

    Every change is one of its methods and records a fact.
    """

    id: PersonId
    municipality: MunicipalityId
    name: str
    language: str = "ru"
    consent: Consent | None = None
    roles: frozenset[Role] = frozenset()
    unit: UnitId | None = None
    has_phone: bool = False
    active: bool = True
    stand_in: PersonId | None = None
    stands_for: tuple[Absent, ...] = ()
    former: frozenset[Role] = frozenset()
    version: int = 0

    def consent_to(self, wording: str, *, by: Actor, now: datetime) -> None:
        """Agree to the processing of personal data in this wording; agreeing twice changes nothing."""
        if self.consent is not None and self.consent.version == wording:
            return
        self.consent = Consent(version=wording, at=now)
        self.record(ConsentGiven(subject=self.id, at=now, by=by, consent=wording))

    def speak(self, language: str, *, by: Actor, now: datetime) -> None:
        """Choose the language of the bots; refuses (`language-unknown`) one we do not speak."""
        if language not in LANGUAGES:
            raise Refusal("language-unknown")
        if self.language == language:
            return
        self.language = language
        self.record(LanguageChosen(subject=self.id, at=now, by=by, language=language))

    def join_staff(self, roles: frozenset[Role], unit: UnitId | None, *, by: Actor, now: datetime) -> None:
        """Take up posts; roles add up, the newest unit counts."""
        self.roles |= roles
        self.unit = unit or self.unit
        self.active = True
        self.former = frozenset()
        self.record(StaffJoined(subject=self.id, at=now, by=by, roles=roles))

    def hold(self, role: Role, *, held: bool, by: Actor, now: datetime) -> None:
        """Take up a post or give it up; refuses `roles-missing`: whoever has no post left is removed."""
        roles = self.roles | {role} if held else self.roles - {role}
        if not roles:
            raise Refusal("roles-missing")
        if roles == self.roles:
            return
        self.roles = roles
        self.record(RolesChanged(subject=self.id, at=now, by=by, role=role, held=held))

    def move_to(self, unit: UnitId | None, *, by: Actor, now: datetime) -> None:
        """Belong to another unit, or to none: then they serve the whole municipality."""
        if unit != self.unit:
            self.unit = unit
            self.record(UnitChanged(subject=self.id, at=now, by=by, unit=unit))

    def rename(self, name: StaffName, *, by: Actor, now: datetime) -> None:
        """Be called otherwise; the names stay out of the journal."""
        if name.value != self.name:
            self.name = name.value
            self.record(StaffRenamed(subject=self.id, at=now, by=by))

    def leave_staff(self, *, by: Actor, now: datetime) -> None:
        """Give up all posts; as a resident they stay who they are."""
        self.record(StaffLeft(subject=self.id, at=now, by=by, roles=self.roles))
        self.former, self.roles = self.roles, frozenset()

    def come_back(self, *, by: Actor, now: datetime) -> None:
        """Take up the posts given up before; refuses `person-unknown` where there were none."""
        if self.roles or not self.former:
            raise Refusal("person-unknown")
        self.join_staff(self.former, None, by=by, now=now)

    def own_phone(self, *, by: Actor, now: datetime) -> None:
        """The messenger vouched for a number; the number itself is kept apart, encrypted."""
        self.has_phone = True
        self.record(PhoneVerified(subject=self.id, at=now, by=by))

    def absorb(self, other: "Person", *, by: Actor, now: datetime) -> None:
        """Become one record with `other`, the same human by a verified phone; `other` is retired.

        The words and the consent of the record in use count: they are the newest.
        """
        self.language = other.language
        self.consent = other.consent or self.consent
        self.roles |= other.roles
        self.unit = other.unit or self.unit
        self.active = self.has_phone = True
        self.former = frozenset() if self.roles else self.former | other.former
        other.active, other.roles, other.former = False, frozenset(), frozenset()
        self.record(PhoneVerified(subject=self.id, at=now, by=by, joined=other.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A department or an organisation that answers for topics; a closed one is kept for what refers to it."""

    id: UnitId
    municipality: MunicipalityId
    title: str
    open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A city served by this deployment."""

    id: MunicipalityId
    title: str
    zone: str
    consent_version: str


@dataclass(slots=True, kw_only=True)
class Invitation(Recorder):
    """A one-time code that makes its bearer a member of staff; only the code's hash is kept."""

    code_hash: str
    municipality: MunicipalityId
    name: str
    roles: frozenset[Role]
    unit: UnitId | None
    made_at: datetime
    used_by: PersonId | None = None
    used_at: datetime | None = None

    @classmethod
    def make(
        cls,
        *,
        code_hash: str,
        name: StaffName,
        roles: frozenset[Role],
        unit: UnitId | None,
        by: Actor,
        now: datetime,
    ) -> "Invitation":
        """Invite to the inviter's own municipality; refuses `roles-missing`."""
        if not roles:
            raise Refusal("roles-missing")
        made = cls(
            code_hash=code_hash,
            municipality=by.municipality,
            name=name.value,
            roles=roles,
            unit=unit,
            made_at=now,
        )
        made.record(Invited(subject=code_hash, at=now, by=by, roles=roles))
        return made

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
