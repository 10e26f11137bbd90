"""How fast a bot may send: the real servers' limits as token buckets, in seconds of the monotonic clock."""

import math
import time
from dataclasses import dataclass, field

JITTER = 0.05
"""So many seconds a send may come too soon, as the one before was held up on the way; the rate stays."""


@dataclass(slots=True)
class Bucket:
    """`burst` sends at once, then `rate` a second."""

    rate: float
    burst: float
    left: float | None = None
    at: float = 0.0

    def take(self, now: float) -> float:
        """Spend one send; returns 0, or the seconds until there is one again (then nothing is spent)."""
        before = self.burst if self.left is None else self.left
        self.left = min(self.burst, before + (now - self.at) * self.rate)
        self.at = now
        if self.left >= 1 - JITTER * min(self.rate, 1):
            self.left -= 1
            return 0.0
        return (1 - self.left) / self.rate


@dataclass(slots=True)
class SendLimits:
    """One bot's limits: for all its chats together and for each chat alone."""

    chat_rate: float
    chat_burst: float
    bot_rate: float = 30.0
    stopped_until: float = 0.0
    poll_rate: float = 2.0
    whole: Bucket = field(init=False)
    polls: Bucket = field(init=False)
    chats: dict[int, Bucket] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """These buckets hold one second's worth."""
        self.whole = Bucket(self.bot_rate, self.bot_rate)
        self.polls = Bucket(self.poll_rate, self.poll_rate)

    def refuse_poll(self) -> bool:
        """Whether this poll comes too soon."""
        return self.polls.take(time.monotonic()) > 0

    def refuse(self, chat: int) -> int:
        """Whole seconds to wait before this bot may send again; 0 lets the send through."""
        now = time.monotonic()
        if now < self.stopped_until:
            return math.ceil(self.stopped_until - now)
        bucket = self.chats.setdefault(chat, Bucket(self.chat_rate, self.chat_burst))
        wait = bucket.take(now) or self.whole.take(now)
        if wait == 0:
            return 0
        seconds = math.ceil(wait)
        # While a 429 lasts, every call of the bot is refused, not only those to the same chat.
        self.stopped_until = now + seconds
        return seconds
