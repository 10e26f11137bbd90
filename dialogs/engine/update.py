"""What a person did, in no messenger's words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from core.people.model import Account

MediaKind = Literal["photo", "video"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteMedia:
    """A photo or video still at the messenger: `ref` is what its adapter fetches it by. Size in bytes."""

    kind: MediaKind
    ref: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A place sent from the map, degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Phone:
    """A contact. `own` is true only when the messenger vouches that it is the sender's own number."""

    number: str
    own: bool


@dataclass(frozen=True, slots=True)
class Whence:
    """Where a message stood before it came here: who published it, as shown there, and its address.

    Either is empty where the messenger does not tell it.
    """

    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Started:
    """The Start button, a deep link, or a typed /start."""

    payload: str = ""


@dataclass(frozen=True, slots=True)
class Commanded:
    """A command of the menu other than /start, without the slash, lower case."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message: any part may be missing; an album arrives as one.

    `odd` names a kind we cannot use (`voice`, `sticker`, `poll`, `file`, `audio`, `other`).
    """

    text: str = ""
    media: tuple[RemoteMedia, ...] = ()
    point: Point | None = None
    phone: Phone | None = None
    odd: str | None = None
    forwarded: bool = False
    origin: Whence | None = None
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button. `callback` is the messenger's id to answer to, `message` the message it stood on.

    Without a `callback` a keyboard typed its label for the person: the screen is sent anew below it.
    """

    data: str
    callback: str
    message: str


@dataclass(frozen=True, slots=True)
class Left:
    """The person blocked the bot or removed the dialog."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something that asks for no answer (an edit, a deletion, a group's message): recorded, not handled."""

    why: str


Act: TypeAlias = "Started | Commanded | Said | Pressed | Left | Ignored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One update: `keys` are its deduplication keys (several for an album), in order of arrival."""

    account: Account
    keys: tuple[str, ...]
    at: datetime
    act: Act
    locale: str = ""
    album: str | None = None
