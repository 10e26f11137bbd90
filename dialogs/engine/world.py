"""The world of one turn: who acts, when, and the ways out to passports and media."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from core.people.model import Account
from core.shared.actor import Actor, Cause
from core.shared.ids import FileId
from core.shared.voice import Voice
from dialogs.engine.ctx import Ctx
from dialogs.engine.ports import Wording
from dialogs.engine.session import Session
from dialogs.engine.update import RemoteMedia

if TYPE_CHECKING:
    from dialogs.app import App

Keep = Callable[[Sequence[RemoteMedia]], Awaitable[tuple[FileId, ...]]]
Still = Callable[[Collection[FileId]], Awaitable[frozenset[FileId]]]
Renew = Callable[[], Awaitable[Actor | None]]


class World:
    """What a turn sees. `actor` and `voice` change when the person's record is read anew (`renewed`)."""

    __slots__ = (
        "_keep",
        "_renew",
        "_still",
        "account",
        "actor",
        "app",
        "cause",
        "now",
        "renewed",
        "voice",
        "wording",
    )

    def __init__(  # noqa: PLR0913 (all that a turn may touch, named)
        self,
        *,
        app: "App",
        account: Account,
        actor: Actor | None,
        voice: Voice,
        now: datetime,
        cause: Cause | None,
        wording: Wording,
        keep: Keep,
        still: Still,
        renew: Renew,
        renewed: bool = False,
    ) -> None:
        self.app = app
        self.account = account
        self.actor = actor
        self.voice = voice if actor is None else actor.voice
        self.now = now
        self.cause = cause
        self.wording = wording
        self.renewed = renewed
        self._keep = keep
        self._still = still
        self._renew = renew

    def ctx(self, session: Session | None = None) -> Ctx:
        """One dialog's view of the world; the answers in it are the session's own."""
        if session is None:
            return Ctx(
                app=self.app,
                account=self.account,
                actor=self.actor,
                voice=self.voice,
                now=self.now,
                cause=self.cause,
            )
        return Ctx(
            app=self.app,
            account=self.account,
            actor=self.actor,
            voice=self.voice,
            now=self.now,
            arg=session.arg,
            key=session.id,
            answers=session.answers,
            cause=self.cause,
        )

    @property
    def today(self) -> date:
        """The date on the person's clock."""
        return self.now.astimezone(_zone(self.voice.zone)).date()

    async def keep(self, media: Sequence[RemoteMedia]) -> tuple[FileId, ...]:
        """Fetch and keep what was sent; refuses as `MediaKeeper` does."""
        return await self._keep(media)

    async def still(self, files: Collection[FileId]) -> frozenset[FileId]:
        """Which of these files are there; they stay for days."""
        return await self._still(files)

    async def refresh(self) -> None:
        """The person's name, language or roles changed: read them anew."""
        self.actor = await self._renew()
        self.renewed = True
        if self.actor is not None:
            self.voice = self.actor.voice


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
