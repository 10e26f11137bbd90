"""A notice: a message for a person or a post, with buttons that open a dialog."""

from dataclasses import dataclass
from enum import StrEnum

from core.shared.ids import Audience, FileId, PersonId, UnitId
from core.shared.msg import Msg
from core.shared.roles import Role


class Assurance(StrEnum):
    """How surely a notice is sent: a reminder may repeat after a crash, an answer never does."""

    LEAST = "least"
    ONCE = "once"


class Lane(StrEnum):
    """The first goes first; each keeps its own order. A doubt has to be decided, whatever else is told."""

    URGENT = "urgent"
    INTERACTIVE = "interactive"
    BROADCAST = "broadcast"


@dataclass(frozen=True, slots=True)
class ToPerson:
    """One person, in the channel they used last.

    What staff are told goes to whoever does an absent person's work (ZAR-7), unless it is meant
    `personally`.
    """

    person: PersonId
    personally: bool = False


@dataclass(frozen=True, slots=True)
class ToRole:
    """Every active member of staff with a role (in a unit, if given), or who does such a person's work.

    All `but` one, who has just done it themselves.
    """

    role: Role
    unit: UnitId | None = None
    but: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Opens a dialog at a subject; rights and state are checked again when it is pressed.

    `beside` puts it into the row of the one before it.
    """

    title: Msg
    dialog: str
    arg: str
    beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What is told; `key` makes it unique for its recipient, so that a retry writes nothing twice."""

    key: str
    to: ToPerson | ToRole
    audience: Audience
    text: tuple[Msg, ...]
    about: str
    buttons: tuple[Button, ...] = ()
    media: tuple[FileId, ...] = ()
    assurance: Assurance = Assurance.LEAST
    lane: Lane = Lane.INTERACTIVE
