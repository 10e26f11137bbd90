"""How fast one bot may send: people who are chatting first, broadcasts in the room that is left."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from dialogs.engine.ports import TryLater

# A screen may use a slot as soon as a second (and a little, for the network's jitter) has passed.
SCREEN_SPAN = 1.004
# Notices are paced a little slower than allowed: 99.6 % of the rate.
NOTICE_SPAN = 1.004
# For so many seconds after a person's act one slot more is kept free of notices: for the next one. A full
# second has no gap for whoever comes unforeseen, and at 98 % of thirty a second nearly half of them are full.
CHATTING = 10.0
# After so many seconds a notice goes before people, who may go on for ever: all of them, or one in a chat.
STARVED = 5.0
# So much of what it missed while people went first may a broadcast make good, in seconds.
CATCH_UP = 0.4
EXPECTED_FOR = 0.25
PATIENCE = 5.0
SHORTEST_WAIT = 0.0005
MANY_CHATS = 5_000
_NEVER = float("inf")


class Urgency(IntEnum):
    """Who goes first."""

    SCREEN = 0
    NOTICE = 1
    BROADCAST = 2


class Pace(Protocol):
    """How fast one chat may be written to; seconds of the loop's clock."""

    def delay(self, now: float) -> float:
        """Seconds until the next message is allowed; 0 or less for now."""
        ...

    def mark(self, now: float) -> None:
        """A message was sent."""
        ...

    def idle(self, now: float) -> bool:
        """Whether nothing needs to be remembered any more."""
        ...


class Window:
    """At most `count` in any `span` seconds."""

    __slots__ = ("_sent", "_span")

    def __init__(self, count: int, span: float) -> None:
        self._sent: deque[float] = deque(maxlen=count)
        self._span = span

    def delay(self, now: float) -> float:
        """Seconds until the oldest of the last `count` leaves the window."""
        return self._sent[0] + self._span - now if len(self._sent) == self._sent.maxlen else 0.0

    def mark(self, now: float) -> None:
        """A message was sent."""
        self._sent.append(now)

    def idle(self, now: float) -> bool:
        """Whether the newest has left the window."""
        return not self._sent or self._sent[-1] + self._span <= now


class Bursts:
    """`rate` a second on the average, up to `burst` at once after a quiet time."""

    __slots__ = ("_burst", "_full_at", "_gap")

    def __init__(self, rate: float, burst: int) -> None:
        self._gap = 1 / rate
        self._burst = burst
        self._full_at = 0.0

    def delay(self, now: float) -> float:
        """Seconds until one more fits into the burst."""
        return max(self._full_at, now) + self._gap - now - self._burst * self._gap

    def mark(self, now: float) -> None:
        """A message was sent."""
        self._full_at = max(self._full_at, now) + self._gap

    def idle(self, now: float) -> bool:
        """Whether the whole burst is free again."""
        return self._full_at <= now


@dataclass(frozen=True, slots=True)
class Rule:
    """A messenger's limits: messages a second for the whole bot, and a new chat's pace."""

    rate: int
    chat: Callable[[], Pace]


TELEGRAM = Rule(30, lambda: Bursts(1.0, 4))
MAX = Rule(30, lambda: Window(2, 1.02))


class Limits:
    """The limits of one bot in this process, shared by screens and notices.

    Without a rule nothing is held back, except while the messenger itself asked to pause.
    """

    def __init__(self, rule: Rule | None = None) -> None:
        self._rule = rule
        self._sent: deque[float] = deque(maxlen=rule.rate if rule else 1)
        self._chats: dict[str, Pace] = {}
        self._waiting: tuple[deque[_Waiter], ...] = (deque(), deque(), deque())
        self._timer: asyncio.TimerHandle | None = None
        self._expected: deque[float] = deque()
        self._screens: deque[float] = deque()
        self._chatting_until = 0.0
        self._next_notice = 0.0
        self._paused_until = 0.0

    async def take(self, chat: str, urgency: Urgency) -> None:
        """Wait for the right to send one message to this chat.

        A screen does not wait out a long pause: it raises `TryLater`.
        """
        now = asyncio.get_running_loop().time()
        if urgency is Urgency.SCREEN and self._paused_until - now > PATIENCE:
            raise TryLater(self._paused_until - now)
        if urgency is not Urgency.SCREEN and not any(self._waiting[Urgency.NOTICE :]):
            self._next_notice = max(self._next_notice, now)  # a beginning has missed nothing
        queues = self._waiting[: urgency + 1]
        if not any(queues) and self._delay(chat, urgency, now) <= 0:
            self._mark(chat, urgency, now)
            return
        waiter = _Waiter(chat, asyncio.get_running_loop().create_future(), now)
        self._waiting[urgency].append(waiter)
        self._pump()
        await waiter.go

    def expect(self) -> None:
        """A turn began and will soon want to send: notices leave it a slot, for a quarter of a second."""
        if self._rule is not None:
            now = asyncio.get_running_loop().time()
            self._coming(now)
            self._expected.append(now)
            self._chatting_until = now + CHATTING

    def pause(self, seconds: float) -> None:
        """The messenger said 429: nothing is sent for this long."""
        now = asyncio.get_running_loop().time()
        self._paused_until = max(self._paused_until, now + seconds)
        if seconds > PATIENCE:
            for waiter in self._waiting[Urgency.SCREEN]:
                if not waiter.go.done():
                    waiter.go.set_exception(TryLater(seconds))
        self._pump()

    @property
    def paused(self) -> float:
        """Seconds that are left of a pause; 0 when there is none worth waiting for."""
        left = self._paused_until - asyncio.get_running_loop().time()
        return left if left > SHORTEST_WAIT else 0.0

    async def calm(self) -> None:
        """Wait out a short pause; raises `TryLater` at a long one."""
        left = self._paused_until - asyncio.get_running_loop().time()
        if left > PATIENCE:
            raise TryLater(left)
        if left > 0:
            await asyncio.sleep(left)

    def _delay(self, chat: str, urgency: Urgency, now: float) -> float:
        """Seconds until this may go; 0 or less for now."""
        whole = self._bot_delay(urgency, now)
        pace = self._chats.get(chat)
        return whole if pace is None else max(whole, pace.delay(now))

    def _bot_delay(self, urgency: Urgency, now: float) -> float:
        delay = self._paused_until - now
        if self._rule is None:
            return delay
        sent, rate = self._sent, self._rule.rate
        if urgency is Urgency.SCREEN:
            return max(delay, sent[0] + SCREEN_SPAN - now) if len(sent) == rate else delay
        delay = max(delay, self._next_notice - now)
        room = max(1, rate - self._coming(now) - self._kept(now))
        return max(delay, sent[len(sent) - room] + NOTICE_SPAN - now) if len(sent) >= room else delay

    def _coming(self, now: float) -> int:
        while self._expected and now - self._expected[0] > EXPECTED_FOR:
            self._expected.popleft()
        return len(self._expected)

    def _kept(self, now: float) -> int:
        """Slots for people of whom nothing is known yet."""
        return 1 if now < self._chatting_until else 0

    def _screens_lately(self, now: float) -> int:
        while self._screens and now - self._screens[0] > SCREEN_SPAN:
            self._screens.popleft()
        return len(self._screens)

    def _mark(self, chat: str, urgency: Urgency, now: float) -> None:
        rule = self._rule
        if rule is None:
            return
        self._sent.append(now)
        if urgency is Urgency.SCREEN:
            self._screens_lately(now)
            self._screens.append(now)
            if self._expected:
                self._expected.popleft()
        else:
            # Evenly over what people leave: bunches would make holes in which a person has to wait.
            left = max(1, rule.rate - self._screens_lately(now) - self._kept(now))
            self._next_notice = max(self._next_notice, now - CATCH_UP) + NOTICE_SPAN / left
        pace = self._chats.get(chat)
        if pace is None:
            if len(self._chats) >= MANY_CHATS:
                self._forget_idle(now)
            pace = self._chats[chat] = rule.chat()
        pace.mark(now)

    def _forget_idle(self, now: float) -> None:
        self._chats = {chat: pace for chat, pace in self._chats.items() if not pace.idle(now)}

    def _pump(self) -> None:
        """Let go whoever may go now, the most urgent first; come back when the next one may."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._prefer_starved(now)
        soonest = min((self._serve(urgency, now) for urgency in Urgency), default=None)
        if soonest is not None and soonest != _NEVER:
            self._timer = loop.call_later(max(soonest, SHORTEST_WAIT), self._pump)

    def _prefer_starved(self, now: float) -> None:
        """Notices that have waited for long go first."""
        queue = self._waiting[Urgency.NOTICE]
        starved: list[_Waiter] = []
        while queue and now - queue[0].since >= STARVED:
            starved.append(queue.popleft())
        self._waiting[Urgency.SCREEN].extendleft(reversed(starved))

    def _serve(self, urgency: Urgency, now: float) -> float:
        """Seconds until the next of this urgency may go."""
        queue = self._waiting[urgency]
        held: list[_Waiter] = []
        soonest = _NEVER
        while queue:
            whole = self._bot_delay(urgency, now)
            if whole > 0:
                soonest = min(soonest, whole)
                break
            waiter = queue.popleft()
            if waiter.go.done():
                continue
            delay = self._delay(waiter.chat, urgency, now)
            if delay > 0:
                soonest = min(soonest, delay)
                held.append(waiter)
                continue
            self._mark(waiter.chat, urgency, now)
            waiter.go.set_result(None)
        queue.extendleft(reversed(held))
        return soonest


@dataclass(frozen=True, slots=True)
class _Waiter:
    chat: str
    go: "asyncio.Future[None]"
    since: float
