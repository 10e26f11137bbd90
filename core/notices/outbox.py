"""The outbox: notices on their way, written in the fact's own transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from core.notices.facts import DoubtDecided
from core.notices.model import Assurance, Button, Lane
from core.shared.ids import BotId, FileId, MunicipalityId, PersonId
from core.shared.msg import Msg
from core.shared.voice import Voice

_DIGITS: Final = 18
"""No parcel's number has more of them."""


def question(parcel: int, attempt: int) -> str:
    """What a curator is asked about: another try of the same parcel is another question."""
    return f"{parcel}-{attempt}"


def parcel_of(question: str) -> int | None:
    """The parcel a question is about; None where nobody asks like that."""
    parcel = question.partition("-")[0]
    known = parcel.isascii() and parcel.isdigit() and len(parcel) <= _DIGITS
    return int(parcel) if known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One notice for one recipient, claimed for sending. `chat` is where the bot writes."""

    id: int
    municipality: MunicipalityId
    bot: BotId
    person: PersonId
    user: str
    chat: str
    voice: Voice
    text: tuple[Msg, ...]
    buttons: tuple[Button, ...]
    media: tuple[FileId, ...]
    about: str
    assurance: Assurance
    lane: Lane
    attempts: int

    @property
    def question(self) -> str:
        """What a curator is asked, should nobody know whether it arrived."""
        return question(self.id, self.attempts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A notice that may or may not have arrived; a person decides (resend, or leave it).

    Or one that the messenger `refused` for good: it did not arrive, and may be sent again.
    """

    id: int
    attempt: int
    municipality: MunicipalityId
    about: str
    person: PersonId
    person_name: str
    text: tuple[Msg, ...]
    since: datetime
    refused: bool = False

    @property
    def question(self) -> str:
        """What a curator is asked."""
        return question(self.id, self.attempt)


class Outbox(Protocol):
    """Rows of the outbox, for one sender a bot."""

    async def recover(self, bot: BotId) -> int:
        """After a start, settle what a killed sender left in the middle; how many became uncertain.

        `least` becomes pending again, `once` uncertain.
        """
        ...

    async def claim(self, bot: BotId, lane: Lane, limit: int) -> Sequence[Parcel]:
        """Take up to `limit` due parcels for sending, committed as such before they are sent.

        At most one a recipient, in the recipient's order: the next is claimed after this one is settled.
        """
        ...

    async def sent(self, parcel: Parcel, message: str) -> None:
        """It arrived, as this message."""
        ...

    async def later(self, parcel: Parcel, after: float) -> None:
        """Nothing was delivered: try again in `after` seconds; the recipient's order is kept."""
        ...

    async def uncertain(self, parcel: Parcel) -> None:
        """It may have arrived: `least` is tried again, `once` waits for a person, and curators are told."""
        ...

    async def failed(self, parcel: Parcel, error: str) -> None:
        """The messenger refuses it for good; kept with the error, curators are told."""
        ...

    async def gone(self, parcel: Parcel) -> bool:
        """The person left this bot: mark the channel, use the person's other one for all that waits.

        False when there is none: the parcels then wait for their return.
        """
        ...

    async def resolve(self, decided: DoubtDecided) -> None:
        """A person decided about a doubt, or about what was refused for good, and the journal says so.

        Deciding twice changes nothing, nor does a decision about a try that is not the last one.
        """
        ...

    async def doubts(self, municipality: MunicipalityId) -> Sequence[Doubt]:
        """All uncertain parcels, oldest first."""
        ...

    async def doubt(self, municipality: MunicipalityId, parcel: int) -> Doubt | None:
        """One of them, or one that was refused for good; None once it is settled."""
        ...

    async def unreached(self) -> int:
        """Tell the curators of what is sent once and waits for somebody who left; how many parcels of it.

        They learn once of each matter and person (`core.notices.unreached`).
        """
        ...

    async def waiting(self, bot: BotId) -> None:
        """Return when something new may be due (a notification, or half a second)."""
        ...


class Channels(Protocol):
    """Where people can be reached."""

    async def left(self, bot: BotId, user: str) -> None:
        """The person blocked this bot."""
        ...

    async def came_back(self, bot: BotId, user: str, chat: str) -> None:
        """The person wrote again: waiting parcels go out."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file by content: `kind` photo or video, `mime`, size in bytes."""

    id: FileId
    kind: str
    mime: str
    size: int
    content: bytes


class Files(Protocol):
    """Photos and videos, kept once by content hash (SHA-256, hex, is the id).

    What nothing refers to is removed a week after it was kept or renewed last.
    """

    async def keep(self, kind: str, mime: str, content: bytes) -> FileId:
        """Keep; the same content gives the same id, and is as good as new."""
        ...

    async def renew(self, files: Collection[FileId]) -> frozenset[FileId]:
        """Keep these on, for six days at least; which of them are still there."""
        ...

    async def get(self, file: FileId) -> KeptFile:
        """The file; raises `KeyError`."""
        ...

    async def token(self, file: FileId, bot: BotId) -> str | None:
        """What this bot's messenger calls the file, if it was uploaded there before."""
        ...

    async def remember(self, file: FileId, bot: BotId, token: str) -> None:
        """Cache the messenger's name of the file for this bot."""
        ...
