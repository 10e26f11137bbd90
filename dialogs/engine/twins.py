"""In-memory twins of the runner's ports: for the player, and for anything that runs without servers."""

from collections.abc import Callable, Collection, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from core.people.model import Account
from core.shared.actor import Actor, Cause
from core.shared.holds import Busy, Hold, LostHold
from core.shared.ids import BotId, FileId
from core.shared.inbox import Admission, Received
from core.shared.msg import Msg
from core.shared.voice import Voice
from dialogs.engine.ports import Letter, Passport
from dialogs.engine.screen import Label, Screen
from dialogs.engine.update import Pressed, RemoteMedia

BEGINNING = datetime(2026, 5, 5, 9, 0, tzinfo=UTC)
"""A Tuesday noon in Moscow, when nothing else is said."""


@dataclass(slots=True)
class SetClock:
    """A clock that moves when told to."""

    at: datetime = BEGINNING

    def now(self) -> datetime:
        """Where it was set."""
        return self.at

    def advance(self, by: timedelta) -> None:
        """Move on."""
        self.at += by


@dataclass(slots=True)
class MemoryConversations:
    """Conversations in a dict; a hold is a token, as in Redis."""

    kept: dict[tuple[BotId, str], bytes] = field(default_factory=dict)
    held: dict[tuple[BotId, str], str] = field(default_factory=dict)
    flights: int = 0
    _tokens: "count[int]" = field(default_factory=count)

    async def take(self, bot: BotId, user: str) -> tuple[Hold, bytes | None]:
        """Lock and load; raises `Busy` at once when somebody else holds it."""
        self.flights += 1
        if (bot, user) in self.held:
            raise Busy
        token = str(next(self._tokens))
        self.held[bot, user] = token
        return Hold(bot, user, token), self.kept.get((bot, user))

    async def save(self, hold: Hold, conversation: bytes) -> None:
        """Save and unlock; raises `LostHold`."""
        self.flights += 1
        if self.held.get((hold.bot, hold.user)) != hold.token:
            raise LostHold
        del self.held[hold.bot, hold.user]
        self.kept[hold.bot, hold.user] = conversation

    async def release(self, hold: Hold) -> None:
        """Unlock without saving."""
        self.flights += 1
        if self.held.get((hold.bot, hold.user)) == hold.token:
            del self.held[hold.bot, hold.user]

    async def forget(self, bot: BotId, user: str) -> None:
        """Drop a conversation."""
        self.flights += 1
        self.kept.pop((bot, user), None)


@dataclass(slots=True)
class MemoryInbox:
    """Inbox rows in dicts: tries, and what is done."""

    tries: dict[tuple[BotId, str], int] = field(default_factory=dict)
    finished: set[tuple[BotId, str]] = field(default_factory=set)
    payloads: dict[tuple[BotId, str], bytes] = field(default_factory=dict)
    dead: dict[tuple[BotId, str], str] = field(default_factory=dict)
    most: int = 5

    async def admit(self, cause: Cause) -> Admission:
        """Record an update as received; the least advanced of its keys decides."""
        order = list(Admission)
        return min((self._admit((cause.bot, key)) for key in cause.keys), key=order.index)

    def _admit(self, row: tuple[BotId, str]) -> Admission:
        if row in self.dead:
            return Admission.DEAD
        if row in self.finished:
            return Admission.DONE
        self.tries[row] = self.tries.get(row, 0) + 1
        if self.tries[row] > self.most:
            self.dead[row] = "too many tries"
            return Admission.DEAD
        return Admission.FRESH if self.tries[row] == 1 else Admission.AGAIN

    async def store(self, bot: BotId, received: Sequence[Received]) -> frozenset[str]:
        """Record a polled batch; the keys that are not done yet."""
        for one in received:
            self.payloads.setdefault((bot, one.key), one.payload)
        return frozenset(one.key for one in received if (bot, one.key) not in self.finished)

    async def pending(self, bot: BotId) -> Sequence[Received]:
        """Received with a payload and not done."""
        return [
            Received(key, payload)
            for (owner, key), payload in self.payloads.items()
            if owner == bot and (owner, key) not in self.finished
        ]

    async def retry(self, cause: Cause) -> bool:
        """Count a try."""
        return await self.admit(cause) in {Admission.FRESH, Admission.AGAIN}

    def done(self, cause: Cause) -> None:
        """Mark the rows done."""
        self.finished.update((cause.bot, key) for key in cause.keys)

    async def bury(self, bot: BotId, received: Sequence[Received], error: str) -> None:
        """Keep what cannot be handled."""
        self.dead.update({(bot, one.key): error for one in received})

    async def flush(self) -> None:
        """Nothing waits here."""


@dataclass(slots=True)
class MemoryPassports:
    """Who is behind an account, by the messenger's id of the person."""

    people: dict[str, Actor] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    asked: int = 0

    async def find(self, account: Account) -> Passport | None:
        """The person, if they were introduced."""
        self.asked += 1
        actor = self.people.get(account.user)
        return None if actor is None else Passport(actor, account.user in self.gone)


@dataclass(slots=True)
class MemoryReach:
    """Who left, who came back, in order."""

    log: list[tuple[str, str]] = field(default_factory=list)

    async def left(self, bot: BotId, user: str) -> None:
        """The person blocked this bot."""
        del bot
        self.log.append(("left", user))

    async def came_back(self, bot: BotId, user: str, chat: str) -> None:
        """The person wrote again."""
        del bot, chat
        self.log.append(("came-back", user))


@dataclass(slots=True)
class MemoryOutbound:
    """What a person saw, newest last. `troubles` are raised, one a call, before anything is shown."""

    shown: list[Screen] = field(default_factory=list)
    toasts: list[Msg | None] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    troubles: list[Exception | None] = field(default_factory=list)
    typed: int = 0

    async def show(
        self,
        account: Account,
        screen: Screen,
        *,
        voice: Voice,
        view: dict[str, Any] | None,
        press: Pressed | None,
    ) -> dict[str, Any]:
        """Remember the screen; its number is the message's id."""
        del account
        self._trouble()
        self.shown.append(screen)
        self.voices.append(voice)
        if press is not None:
            self.toasts.append(screen.toast)
        anew = screen.fresh or view is None
        return {"message": len(self.shown)} if anew else dict(view or {})

    async def answer(self, press: Pressed, toast: Msg | None, *, voice: Voice) -> None:
        """Remember the toast."""
        del press, voice
        self._trouble()
        self.toasts.append(toast)

    async def send(self, chat: str, letter: Letter) -> str:
        """Remember the letter."""
        del chat
        self._trouble()
        self.letters.append(letter)
        return f"letter-{len(self.letters)}"

    async def typing(self, chat: str) -> None:
        """Count."""
        del chat
        self.typed += 1

    def _trouble(self) -> None:
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None:
            raise trouble


@dataclass(slots=True)
class MemoryKeeper:
    """A file's id is what its messenger called it. `troubles` are raised, one a call; `gone` are removed."""

    kept: list[RemoteMedia] = field(default_factory=list)
    renewed: list[frozenset[FileId]] = field(default_factory=list)
    gone: set[FileId] = field(default_factory=set)
    troubles: list[Exception] = field(default_factory=list)

    async def keep(self, bot: BotId, media: Sequence[RemoteMedia]) -> tuple[FileId, ...]:
        """Keep everything."""
        del bot
        if self.troubles:
            raise self.troubles.pop(0)
        self.kept.extend(media)
        return tuple(FileId(one.ref) for one in media)

    async def renew(self, files: Collection[FileId]) -> frozenset[FileId]:
        """All but those that are gone."""
        self.renewed.append(frozenset(files))
        return frozenset(files) - self.gone


@dataclass(slots=True)
class MemoryAfter:
    """Work for later waits until it is told to run."""

    waiting: list[tuple[float, Callable[[], Coroutine[Any, Any, None]]]] = field(default_factory=list)

    def __call__(self, seconds: float, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Put by."""
        self.waiting.append((seconds, work))

    async def run(self) -> None:
        """Do everything that waits now."""
        waiting, self.waiting = self.waiting, []
        for _, work in waiting:
            await work()


def plain(label: Label, voice: Voice) -> str:
    """A title without a locale: itself, or the text's id."""
    del voice
    return label if isinstance(label, str) else label.id
