"""One bot's way in: raw updates, kept before they are acknowledged, handled in each person's order."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import orjson
import structlog

from bots.delivery.raw import parsed
from core.shared.actor import Cause
from core.shared.holds import Busy
from core.shared.ids import BotId
from core.shared.inbox import Inbox, Received
from dialogs.engine.update import Ignored, Left, Update

from .albums import Albums
from .lanes import Lanes
from .trace import place_of

log = structlog.get_logger()

FIRST_PAUSE = 0.2
LONGEST_PAUSE = 5.0
PROMPT = 0.5
"""Seconds after which a webhook is answered, whatever its turn still waits for."""

ALONE = 10.0
"""Seconds at most that an update which may have killed a process is handled with nothing beside it."""

MOST_UNDER_WAY = 10_000
"""So many polled updates may be under way; while there are more, no further ones are fetched."""


class OutOfOrder(Exception):
    """PostgreSQL or Redis does not answer now: let the messenger deliver the update again."""


class Turns(Protocol):
    """What handles one update to the end: the dialog engine's runner."""

    async def handle(self, update: Update, *, stored: bool, followed: Callable[[], bool]) -> None:
        """`stored`: the inbox row is there already, with its payload.

        `followed`: whether more of the same person waits here; then the screen may be left out.
        """
        ...


@dataclass(slots=True)
class _Push:
    """How a pushed update fares: `kept` with its payload, and so answered; ended `well`, or in trouble."""

    kept: bool = False
    well: bool = False
    trouble: BaseException | None = None


class Intake:
    """Takes raw updates of one bot.

    Polling hands over batches: they are stored with their payloads in one statement, then handled
    while the next batch is fetched. Webhooks hand over one update and wait for its end, albums excepted.
    """

    def __init__(  # noqa: PLR0913 (everything that a way in touches, named)
        self,
        *,
        bot: BotId,
        read: Callable[[Any], Update],
        turns: Turns,
        inbox: Inbox,
        troubles: tuple[type[BaseException], ...],
        start: Callable[[str, Coroutine[Any, Any, Any]], "asyncio.Task[Any]"],
        sorry: Callable[[Update], Coroutine[Any, Any, None]],
        count: Callable[[str, str], None],
    ) -> None:
        self._bot = bot
        self._read = read
        self._turns = turns
        self._inbox = inbox
        self._troubles: tuple[type[BaseException], ...] = (*troubles, Busy)
        self._start = start
        self._sorry = sorry
        self._count = count
        self._lanes = Lanes()
        self._albums = Albums()
        self._under_way: set[str] = set()
        self._ended = asyncio.Event()

    async def recover(self) -> int:
        """Handle what a killed process had stored and not finished; how many.

        One of them may be what killed it. So each is counted before it is handled, and what was taken up
        before goes first and alone: it neither kills the others' tries nor waits for ever.
        Safe at any time: what is under way here is left alone.
        """
        left = [each for each in await self._inbox.pending(self._bot) if each.key not in self._under_way]
        for received in sorted(left, key=lambda each: each.tries == 0):
            try:
                update = self._read(parsed(received.payload))
            except Exception as error:  # noqa: BLE001 (an older program could read it; the next one goes on)
                await self._bury((received.key,), received.payload, error)
                continue
            end = self._spawn(update, received, left_behind=True)
            if received.tries and update.album is None:
                await asyncio.wait((end,), timeout=ALONE)
                await self._inbox.flush()  # or the kill that may come next would make it a suspect again
        return len(left)

    async def polled(self, batch: Sequence[Any]) -> None:
        """Store a polled batch; returns when it is durable. Handling goes on by itself, in order.

        After a long absence messengers hand over quicker than anybody can answer: then it waits, too.
        """
        known: list[tuple[Update, Received]] = []
        for raw in batch:
            payload = b""
            try:
                payload = orjson.dumps(raw)  # what is nested too deep cannot be written again
                update = self._read(raw)
            except Exception as error:  # noqa: BLE001 (whatever is wrong with one update, the next one goes on)
                await self._bury(_key_of(raw, payload), payload, error)
                continue
            known.extend((update, Received(key, payload)) for key in update.keys)
        if known:
            await self._store(known)
        while len(self._under_way) > MOST_UNDER_WAY:
            self._ended.clear()
            await self._ended.wait()

    async def _store(self, known: Sequence[tuple[Update, Received]]) -> None:
        """Keep updates with their payloads, and set those going that are news."""
        wanted = await self._inbox.store(self._bot, [received for _, received in known])
        for update, received in known:
            if received.key in wanted and received.key not in self._under_way:
                self._spawn(update, received)

    async def pushed(self, payload: bytes) -> None:
        """Handle one webhook body to the end; raises `OutOfOrder` when it has to be delivered again.

        What takes longer than a moment, or has to wait for its person, is only kept, as polling does it:
        what waits behind it comes the sooner, and can be counted.

        A part of an album is only kept: Telegram sends a person's next update, which is the album's next
        part, when this one was answered.
        """
        try:
            update = self._read(parsed(payload))
        except Exception as error:  # noqa: BLE001 (a body we cannot read is kept and acknowledged)
            try:
                await self._bury(_key_of(None, payload), payload, error)
            except self._troubles as trouble:
                raise OutOfOrder from trouble
            return
        try:
            if update.album is None:
                await self._promptly(update, Received(update.keys[0], payload))
            else:
                await self._store([(update, Received(update.keys[0], payload))])
        except self._troubles as error:
            raise OutOfOrder from error

    def _spawn(
        self, update: Update, received: Received, *, left_behind: bool = False
    ) -> "asyncio.Future[Any]":
        self._under_way.add(received.key)
        end: asyncio.Future[Any] | None = self._albums.join(update)
        if end is None:
            self._albums.open(update)
            work = self._insist(update, received, left_behind=left_behind)
            end = self._start(f"turn-{self._bot}", work)
        end.add_done_callback(lambda _: self._end(received.key))
        return end

    def _end(self, key: str) -> None:
        self._under_way.discard(key)
        self._ended.set()

    async def _insist(self, update: Update, received: Received, *, left_behind: bool) -> None:
        """A stored update is tried until the database and Redis are back; its person's order is kept."""

        async def work(whole: Update) -> None:
            await self._again_and_again(whole, received, left_behind=left_behind)

        await self._lanes.run(
            update.account.user, lambda: self._albums.handle(update, work), draws=_draws(update)
        )

    async def _again_and_again(
        self, update: Update, received: Received, *, left_behind: bool = False
    ) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                if left_behind and not await self._inbox.retry(Cause(self._bot, update.keys)):
                    self._given_up(update)
                    return
                left_behind = False
                await self._turn(update, received, stored=True)
            except self._troubles as error:
                log.warning("turn-waits", bot=self._bot, error=type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                return

    async def _promptly(self, update: Update, received: Received) -> None:
        """Handle it, or keep it and let it go on; raises the trouble when it is neither."""
        push, at_once = _Push(), not self._lanes.busy(update.account.user)
        handling = self._start(f"push-{self._bot}", self._pushed(update, received, push))
        if at_once:
            await asyncio.wait((handling,), timeout=PROMPT)
        if not handling.done() and await self._kept(received):
            push.kept = True
            self._under_way.add(received.key)
            handling.add_done_callback(lambda _: self._end(received.key))
            if not handling.done():
                return
        await handling
        if push.trouble is not None:
            raise push.trouble
        self._mark(update, push)

    async def _pushed(self, update: Update, received: Received, push: _Push) -> None:
        """In its person's lane; if it was kept meanwhile, trouble does not end it."""

        async def work() -> None:
            try:
                push.well = await self._turn(update, received, stored=False)
            except self._troubles:
                if not push.kept:
                    raise
                await self._again_and_again(update, received)

        try:
            await self._lanes.run(update.account.user, work, draws=_draws(update))
        except self._troubles as trouble:
            push.trouble = trouble
        self._mark(update, push)

    def _mark(self, update: Update, push: _Push) -> None:
        """The payload that was kept for its sake has done its duty."""
        if push.kept and push.well:
            self._inbox.done(Cause(self._bot, update.keys))

    async def _kept(self, received: Received) -> bool:
        if len(self._under_way) > MOST_UNDER_WAY:
            return False
        try:
            await self._inbox.store(self._bot, [received])
        except self._troubles:
            return False
        return True

    async def _turn(self, update: Update, received: Received, *, stored: bool) -> bool:
        """False when it broke us, and was buried."""
        self._count(self._bot, type(update.act).__name__.lower())
        try:
            followed = partial(self._lanes.followed, update.account.user)
            await self._turns.handle(update, stored=stored, followed=followed)
        except self._troubles:
            raise
        except Exception as error:  # noqa: BLE001 (a bug in one turn never stops the next person)
            await self._bury(update.keys, received.payload, error)
            if not isinstance(update.act, Ignored):
                self._start(f"sorry-{self._bot}", self._sorry(update))
            return False
        return True

    def _given_up(self, update: Update) -> None:
        """Nobody knows what is wrong with it: the processes that handled it did not live to tell."""
        log.error("dead-letter", bot=self._bot, error="killed too often", where="?")
        self._count(self._bot, "dead")
        self._start(f"sorry-{self._bot}", self._sorry(update))

    async def _bury(self, keys: tuple[str, ...], payload: bytes, error: Exception) -> None:
        log.error("dead-letter", bot=self._bot, error=type(error).__name__, where=place_of(error))
        await self._inbox.bury(
            self._bot,
            [Received(key, payload) for key in keys],
            f"{type(error).__name__} at {place_of(error)}",
        )
        self._count(self._bot, "dead")


def _draws(update: Update) -> bool:
    return not isinstance(update.act, Ignored | Left)


def _key_of(raw: Any, payload: bytes) -> tuple[str, ...]:
    if isinstance(raw, dict) and isinstance(raw.get("update_id"), int):
        return (str(raw["update_id"]),)
    from hashlib import sha256  # noqa: PLC0415 (only for what cannot be read)

    return (f"unreadable-{sha256(payload).hexdigest()[:32]}",)
