"""Bots, persons, phones, chats and messages: what both messengers have in common."""

import re
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from bots.sandbox.config import Audience, Messenger
from bots.sandbox.limits import SendLimits
from bots.sandbox.mailbox import Mailbox
from bots.sandbox.polling import Batches, Twist
from bots.sandbox.rich import Span

TYPING_LASTS = 5.0


@dataclass(slots=True)
class Person:
    """Someone with an account in one messenger; `username` is one of the fields that may be missing."""

    messenger: Messenger
    user_id: int
    first_name: str
    last_name: str
    number: str
    username: str | None
    language: str = "ru"
    seen_at: float = 0.0

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(slots=True)
class Media:
    """One picture, video, file, voice or sticker of a message; `key` finds its bytes."""

    kind: str
    key: str
    name: str
    mime: str
    size: int
    width: int = 0
    height: int = 0
    native: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Message:
    """One message; `mine` are the person's, `native` holds fields that only its messenger has."""

    id: str
    seq: int
    mine: bool
    at: float
    text: str = ""
    spans: list[Span] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)
    keyboard: list[list[dict[str, Any]]] = field(default_factory=list)
    contact: dict[str, str] | None = None
    place: dict[str, float] | None = None
    edited: float | None = None
    native: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Phone:
    """One person's phone with one messenger on it, looking at one bot."""

    id: str
    role: str | None
    chat: "Chat"
    unread: int = 0


@dataclass(slots=True)
class Chat:
    """One person's conversation with one bot."""

    id: int
    bot: "Bot"
    person: Person
    started: bool = False
    blocked: bool = False
    rev: int = 0
    typing_until: float = 0.0
    toast: dict[str, str] | None = None
    reply_keyboard: dict[str, Any] | None = None
    reply_keyboard_of: str | None = None
    messages: OrderedDict[str, Message] = field(default_factory=OrderedDict)
    phones: list[Phone] = field(default_factory=list)

    def typing(self) -> bool:
        """Whether the bot shows that it types."""
        return time.monotonic() < self.typing_until


@dataclass(slots=True)
class Press:
    """A button press that the bot may still answer."""

    id: str
    chat: Chat
    message: str
    at: float


@dataclass(frozen=True, slots=True)
class FileRef:
    """What one bot's file id stands for."""

    kind: str
    key: str
    name: str
    mime: str
    size: int
    width: int = 0
    height: int = 0
    unique: str = ""


@dataclass(slots=True)
class Subscription:
    """A webhook; `kinds` limits what it gets, None for everything the messenger sends by default."""

    url: str
    secret: str | None
    kinds: list[str] | None
    since: float
    failing_since: float | None = None
    last_error: str | None = None
    last_error_at: float | None = None


@dataclass(slots=True)
class Bot:
    """One bot of one messenger with everything that belongs to its token."""

    id: str
    messenger: Messenger
    audience: Audience
    token: str
    user_id: int
    name: str
    username: str
    mailbox: Mailbox
    limits: SendLimits
    seq: int = 0
    commands: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    profile: dict[str, str] = field(default_factory=dict)
    kinds: list[str] | None = None
    chats: dict[int, Chat] = field(default_factory=dict)
    by_user: dict[int, Chat] = field(default_factory=dict)
    presses: OrderedDict[str, Press] = field(default_factory=OrderedDict)
    files: dict[str, FileRef] = field(default_factory=dict)
    paths: dict[str, FileRef] = field(default_factory=dict)
    not_ready: dict[str, int] = field(default_factory=dict)
    webhooks: dict[str, Subscription] = field(default_factory=dict)
    twist: Twist = field(default_factory=Twist)
    poll: int = 0
    batches: Batches = field(init=False)

    def __post_init__(self) -> None:
        """Batches follow the bot's own twist."""
        self.batches = Batches(self.user_id, self.twist)


def split_name(name: str) -> tuple[str, str]:
    """First and last name of a name as it is written in Russia and elsewhere: first name first."""
    first, _, last = re.sub(r"\s+", " ", name).strip().partition(" ")
    return first, last
