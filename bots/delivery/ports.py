"""What delivery needs from outside, and what each messenger's adapter offers to it."""

from dataclasses import dataclass
from typing import Protocol

from core.shared.msg import Msg
from core.shared.voice import Voice
from dialogs.engine.ports import Letter, TryLater
from dialogs.engine.screen import Label

from .limits import Urgency


class TokenRefused(TryLater):
    """The messenger does not know this bot's token: write the right one into the settings and restart.

    Nothing was delivered. The text names the bot and the remedy, never the token.
    """

    def __init__(self, remedy: str) -> None:
        super().__init__(60.0)
        self.remedy = remedy

    def __str__(self) -> str:
        return self.remedy


class Displaced(Exception):
    """Somebody else fetches this bot's updates (a second process, or a webhook): stop one of them."""


class Texts(Protocol):
    """Texts in a person's language."""

    def render(self, msg: Msg, voice: Voice) -> str:
        """Safe HTML of the common subset; arguments are escaped."""
        ...

    def label(self, label: Label, voice: Voice) -> str:
        """Plain text for a button or a toast."""
        ...


class Courier(Protocol):
    """What the outbox's sender needs of an adapter."""

    async def send(self, chat: str, letter: Letter, *, urgency: Urgency = Urgency.NOTICE) -> str:
        """Send a notice; the (last) message's id. Raises as `dialogs.engine.ports.Outbound` does."""
        ...


class Source(Protocol):
    """Where the pictures and videos that people send are fetched from."""

    async def fetch(self, ref: str) -> bytes:
        """The content; refuses `media-too-big` and `media-unreadable`, raises `TryLater`."""
        ...

    def reusable(self, ref: str) -> str | None:
        """A name by which this bot may send the same picture again without an upload, if there is one."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BotInfo:
    """Who the bot is: its id, the name people see, and the nick for deep links (no `@`)."""

    id: str
    name: str
    username: str
