"""What the engine's runner needs from outside, beside `core.shared.holds` and `core.shared.inbox`."""

from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from core.people.model import Account
from core.shared.actor import Actor
from core.shared.clock import Clock
from core.shared.holds import Conversations
from core.shared.ids import BotId, FileId
from core.shared.inbox import Inbox
from core.shared.msg import Msg
from core.shared.voice import Voice
from dialogs.engine.screen import Button, Label, Link, Screen
from dialogs.engine.update import Pressed, RemoteMedia


class PersonGone(Exception):
    """The person blocked the bot, deleted the dialog or their account: the channel is marked."""


class TryLater(Exception):
    """The messenger refuses for now (429, 5xx, network). `after` seconds, nothing was delivered."""

    def __init__(self, after: float) -> None:
        super().__init__(f"try again in {after:g} s")
        self.after = after


class Uncertain(Exception):
    """The request left, no answer came: it may or may not have been delivered."""


class Rejected(Exception):
    """The messenger refuses this request for good: a bug of ours or a limit; the text says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A notice ready to be rendered in the recipient's language."""

    voice: Voice
    text: tuple[Msg, ...]
    rows: "tuple[tuple[Button | Link, ...], ...]" = ()
    media: tuple[FileId, ...] = ()


class Outbound(Protocol):
    """One bot's way out. Raises `PersonGone`, `TryLater`, `Uncertain`, `Rejected`."""

    async def show(
        self,
        account: Account,
        screen: Screen,
        *,
        voice: Voice,
        view: dict[str, Any] | None,
        press: Pressed | None,
    ) -> dict[str, Any]:
        """Show the live screen: answer the press, edit or send, remove old keyboards; the new view."""
        ...

    async def answer(self, press: Pressed, toast: Msg | None, *, voice: Voice) -> None:
        """Answer a press without changing the screen."""
        ...

    async def send(self, chat: str, letter: Letter) -> str:
        """Send a notice; the message's id (the last one's when it was split)."""
        ...

    async def typing(self, chat: str) -> None:
        """Show that something happens; failures are of no consequence."""
        ...


class MediaKeeper(Protocol):
    """Fetches what a person sent and keeps it by content, EXIF removed."""

    async def keep(self, bot: BotId, media: Sequence[RemoteMedia]) -> tuple[FileId, ...]:
        """The kept files, in order; refuses `media-too-big`, `media-too-detailed`, `media-unreadable`.

        Raises `TryLater`.
        """
        ...

    async def renew(self, files: Collection[FileId]) -> frozenset[FileId]:
        """Keep these on, for days; which of them are still there."""
        ...


@dataclass(frozen=True, slots=True)
class Passport:
    """Whom a bot talks to. `gone`: their channel is marked as left, though they write now."""

    actor: Actor
    gone: bool = False


class Passports(Protocol):
    """Who is behind an account; asked rarely, the conversation keeps the answer."""

    async def find(self, account: Account) -> Passport | None:
        """The person as they may act now; None while the bot does not know them."""
        ...


class Reach(Protocol):
    """Where people can be reached (`core.notices.outbox.Channels` is one)."""

    async def left(self, bot: BotId, user: str) -> None:
        """The person blocked this bot."""
        ...

    async def came_back(self, bot: BotId, user: str, chat: str) -> None:
        """The person wrote again."""
        ...


class After(Protocol):
    """Supervised work for later: it ends with the process, its failure is logged."""

    def __call__(self, seconds: float, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Run `work` in so many seconds (0: soon)."""
        ...


Labels: TypeAlias = Callable[[Mapping[str, Any] | None, str], str | None]
"""The press behind a typed text, where a messenger's own keyboard types its labels; None otherwise."""

Wording: TypeAlias = Callable[[Label, Voice], str]
"""A title as a person reads it: words typed instead of pressing are compared with it."""


def never(_view: Mapping[str, Any] | None, _text: str) -> str | None:
    """Of a messenger whose keyboards press and never type."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """All that a runner of one bot needs from outside."""

    conversations: Conversations
    inbox: Inbox
    passports: Passports
    reach: Reach
    outbound: Outbound
    keeper: MediaKeeper
    clock: Clock
    after: After
    wording: Wording
    label: Labels = never
