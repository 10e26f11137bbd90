"""Sends one bot's outbox: doubts first, then answers, broadcasts in the room that is left, nothing twice."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog

from core.notices.model import Assurance, Lane
from core.notices.model import Button as NoticeButton
from core.notices.outbox import Outbox, Parcel
from core.shared.ids import BotId
from dialogs.engine.ports import Letter, PersonGone, Rejected, TryLater, Uncertain
from dialogs.engine.screen import Button

from .backoff import pause
from .limits import Limits, Urgency
from .ports import Courier, TokenRefused

log = structlog.get_logger()

ROOM: Mapping[Lane, int] = {Lane.URGENT: 16, Lane.INTERACTIVE: 32, Lane.BROADCAST: 48}
# With the pauses between them more than a day: a messenger may be away for so long.
MOST_REFUSALS = 500
# With the outbox's pauses a quarter of an hour; each may have arrived, so a person may get that many.
MOST_SILENCES = 20
GRACE = 20.0
_SETTLE_FIRST = 0.2
_SETTLE_LONGEST = 5.0

Pack = Callable[[NoticeButton], Button]
Start = Callable[[str, Coroutine[Any, Any, Any]], "asyncio.Task[Any]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One bot's way out: its adapter, its limits, how a notice's button is written."""

    bot: BotId
    courier: Courier
    limits: Limits
    pack: Pack


def letter_of(parcel: Parcel, pack: Pack) -> Letter:
    """A parcel as its adapter takes it: one button a row, unless it stands beside the one before."""
    rows: list[tuple[Button, ...]] = []
    for button in parcel.buttons:
        together = rows.pop() if button.beside and rows else ()
        rows.append((*together, pack(button)))
    return Letter(
        voice=parcel.voice,
        text=parcel.text,
        rows=tuple(rows),
        media=parcel.media,
    )


class Sender:
    """One bot's sender. One at a time may run for a token: the caller holds the lock.

    `start` runs a task in the supervised place; `count` counts outcomes by name; `room` is how many
    parcels of each lane may be on their way at once.
    """

    def __init__(
        self,
        way: Way,
        outbox: Outbox,
        *,
        start: Start,
        count: Callable[[str], None],
        room: Mapping[Lane, int] = ROOM,
    ) -> None:
        self._way = way
        self._outbox = outbox
        self._start = start
        self._count = count
        self._room = room
        self._going: dict[Lane, set[asyncio.Task[Any]]] = {lane: set() for lane in Lane}
        self._more = dict.fromkeys(Lane, False)
        self._wake = asyncio.Event()
        self._refused: Counter[int] = Counter()
        self._unheard: Counter[int] = Counter()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop`; what is on its way is ended first.

        An error of the outbox ends it: run it again.
        """
        doubtful = await self._outbox.recover(self._way.bot)
        if doubtful:
            log.warning("outbox-uncertain-after-restart", bot=self._way.bot, count=doubtful)
        stopped = asyncio.ensure_future(stop.wait())
        news = asyncio.ensure_future(self._outbox.waiting(self._way.bot))
        try:
            while not stop.is_set():
                self._wake.clear()
                if not self._way.limits.paused:
                    await self._fill()
                woken = asyncio.ensure_future(self._wake.wait())
                timeout = self._way.limits.paused or None
                await asyncio.wait(
                    (stopped, news, woken), timeout=timeout, return_when=asyncio.FIRST_COMPLETED
                )
                woken.cancel()
                if news.done():
                    news.result()
                    news = asyncio.ensure_future(self._outbox.waiting(self._way.bot))
        finally:
            stopped.cancel()
            news.cancel()
            await self._end()

    async def _fill(self) -> None:
        """Claim what there is room for, lane by lane, and set it going."""
        for lane in Lane:
            while self._has_room(lane):
                asked = self._room[lane] - len(self._going[lane])
                parcels = await self._outbox.claim(self._way.bot, lane, asked)
                for parcel in parcels:
                    task = self._start(f"send-{self._way.bot}", self._deliver(parcel))
                    self._going[lane].add(task)
                    task.add_done_callback(partial(self._ended, lane))
                self._more[lane] = len(parcels) == asked
                if not self._more[lane]:
                    break

    def _has_room(self, lane: Lane) -> bool:
        """Room for a good handful: claiming one by one would cost a query a message."""
        return len(self._going[lane]) <= self._room[lane] * 3 // 4

    def _ended(self, lane: Lane, task: "asyncio.Task[Any]") -> None:
        self._going[lane].discard(task)
        # The same person's next answer can be claimed now; of a broadcast only a good handful is worth it.
        if lane is not Lane.BROADCAST or (self._more[lane] and self._has_room(lane)) or not self._going[lane]:
            self._wake.set()

    async def _end(self) -> None:
        going = {task for tasks in self._going.values() for task in tasks}
        if not going:
            return
        _, late = await asyncio.wait(going, timeout=GRACE)
        for task in late:
            task.cancel()

    async def _deliver(self, parcel: Parcel) -> None:
        await self._settle(await self._send(parcel))

    async def _send(self, parcel: Parcel) -> Callable[[], Awaitable[Any]]:
        """Send; what the outbox has to be told."""
        urgency = Urgency.BROADCAST if parcel.lane is Lane.BROADCAST else Urgency.NOTICE
        try:
            letter = letter_of(parcel, self._way.pack)
            message = await self._way.courier.send(parcel.chat, letter, urgency=urgency)
        except Exception as error:  # noqa: BLE001 (a text that cannot be rendered never stops the next parcel)
            return self._after(parcel, error)
        self._forget(parcel)
        return self._told("sent", lambda: self._outbox.sent(parcel, message))

    def _after(self, parcel: Parcel, error: Exception) -> Callable[[], Awaitable[Any]]:
        """What the outbox has to be told about a parcel that did not go through."""
        match error:
            case PersonGone():
                self._forget(parcel)
                return self._told("gone", lambda: self._outbox.gone(parcel))
            case TokenRefused():
                log.error("token-refused", bot=self._way.bot, remedy=str(error))
                self._way.limits.pause(error.after)
                return self._told("later", lambda: self._outbox.later(parcel, error.after))
            case TryLater():
                return self._again(parcel, error.after)
            case Uncertain():
                return self._unsure(parcel)
            case Rejected():
                return self._failed(parcel, str(error))
            case _:
                return self._failed(parcel, type(error).__name__)

    def _again(self, parcel: Parcel, after: float) -> Callable[[], Awaitable[Any]]:
        self._refused[parcel.id] += 1
        if self._refused[parcel.id] >= MOST_REFUSALS:
            return self._failed(parcel, f"given up after {MOST_REFUSALS} refusals")
        delay = max(after, pause(parcel.attempts))
        return self._told("later", lambda: self._outbox.later(parcel, delay))

    def _unsure(self, parcel: Parcel) -> Callable[[], Awaitable[Any]]:
        """What is sent at least once is not sent for ever: it may have arrived every time."""
        if parcel.assurance is Assurance.LEAST:
            self._unheard[parcel.id] += 1
        if self._unheard[parcel.id] >= MOST_SILENCES:
            return self._failed(parcel, f"nothing was heard of it {MOST_SILENCES} times")
        return self._told("uncertain", lambda: self._outbox.uncertain(parcel))

    def _forget(self, parcel: Parcel) -> None:
        self._refused.pop(parcel.id, None)
        self._unheard.pop(parcel.id, None)

    def _failed(self, parcel: Parcel, why: str) -> Callable[[], Awaitable[Any]]:
        self._forget(parcel)
        log.error("notice-failed", bot=self._way.bot, parcel=parcel.id, about=parcel.about, why=why)
        return self._told("failed", lambda: self._outbox.failed(parcel, why))

    def _told(self, outcome: str, settle: Callable[[], Awaitable[Any]]) -> Callable[[], Awaitable[Any]]:
        self._count(outcome)
        return settle

    async def _settle(self, settle: Callable[[], Awaitable[Any]]) -> None:
        """Tell the outbox, again and again while the database is away: forgetting would mean a doubt."""
        wait = _SETTLE_FIRST
        while True:
            try:
                await settle()
            except Exception as error:  # noqa: BLE001 (whatever keeps the outbox from answering, it is asked again)
                log.warning("outbox-settling-waits", bot=self._way.bot, error=type(error).__name__)
                await asyncio.sleep(wait)
                wait = min(wait * 2, _SETTLE_LONGEST)
            else:
                return
