"""Conversations in Redis: one hash a person and bot holds the words and the lock, one flight a call."""

import asyncio
import secrets
from hashlib import sha1
from itertools import count
from random import uniform
from typing import Any, Final

from redis.exceptions import NoScriptError

from core.shared.holds import Busy, Hold, LostHold
from core.shared.ids import BotId
from storage.background import Background
from storage.redis.link import Link, packed
from storage.turnstile import Turnstile

HOLD: Final = 60.0
LEASE: Final = 6.0
WAIT: Final = 10.0
KEPT: Final = 30 * 24 * 3600.0
"""Seconds: a hold; how long it outlives a killed process; the wait for somebody else's; a conversation
nobody goes on with."""

NAP: Final = (0.005, 0.05)
"""Seconds between two looks at a hold of another process."""


class _Script:
    """Lua, called by its hash, sent whole when the server does not know it (again)."""

    def __init__(self, source: str) -> None:
        self._source = source.encode()
        self._hash = sha1(self._source, usedforsecurity=False).hexdigest().encode()

    async def __call__(self, link: Link, *given: bytes) -> Any:
        """`given`: the key, then arguments."""
        try:
            return await link.call(packed(b"EVALSHA", self._hash, b"1", *given))
        except NoScriptError:
            return await link.call(packed(b"EVAL", self._source, b"1", *given))


# The hash: `d` conversation, `h` token of the holder, `u` until when they hold it (the server's ms).
# Answers the conversation (or nothing) when taken, a number when another process holds it. A token
# begins with its process: what this process holds, it lost sight of when Redis was away, because its
# tasks come one at a time.
_TAKE: Final = _Script("""
local kept = redis.call('HMGET', KEYS[1], 'h', 'u', 'd')
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ours = kept[1] and string.sub(kept[1], 1, #ARGV[3]) == ARGV[3]
if kept[1] and not ours and tonumber(kept[2]) > now then
    return tonumber(kept[2]) - now
end
redis.call('HSET', KEYS[1], 'h', ARGV[1], 'u', now + ARGV[2])
if not kept[3] then
    redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return kept[3]
""")

_SAVE: Final = _Script("""
if redis.call('HGET', KEYS[1], 'h') ~= ARGV[1] then
    return 0
end
redis.call('HSET', KEYS[1], 'd', ARGV[2])
redis.call('HDEL', KEYS[1], 'h', 'u')
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
""")

_RENEW: Final = _Script("""
if redis.call('HGET', KEYS[1], 'h') == ARGV[1] then
    local time = redis.call('TIME')
    redis.call('HSET', KEYS[1], 'u', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2])
    if redis.call('HEXISTS', KEYS[1], 'd') == 0 then
        redis.call('PEXPIRE', KEYS[1], ARGV[2])
    end
end
return 1
""")

_RELEASE: Final = _Script("""
if redis.call('HGET', KEYS[1], 'h') == ARGV[1] then
    redis.call('HDEL', KEYS[1], 'h', 'u')
end
return 1
""")


class RedisConversations:
    """Implements `core.shared.holds.Conversations`; `hold`, `lease`, `wait` and `kept` in seconds.

    `url` is `redis://`, `rediss://` or `unix://`. Nothing is connected before the first call.

    Tasks of one process queue here and ask Redis one at a time. Every call raises `Unavailable`.

    In Redis a hold lasts for a lease only; the few turns that take longer have theirs renewed, so a
    killed process keeps nobody waiting for long.
    """

    def __init__(
        self, url: str, *, hold: float = HOLD, lease: float = LEASE, wait: float = WAIT, kept: float = KEPT
    ) -> None:
        self._link = Link(url)
        self._wait = wait
        self._hold = hold
        self._lease = min(lease, hold)
        self._held: dict[str, tuple[bytes, float]] = {}
        self._renewals = Background("hold-renewals", self._renew_soon)
        self._kept = _milliseconds(kept)
        self._turnstile = Turnstile(hold)
        self._process = secrets.token_hex(8)
        self._numbers = count(1)

    async def take(self, bot: BotId, user: str) -> tuple[Hold, bytes | None]:
        """Lock and load; raises `Busy`."""
        hold = Hold(bot, user, f"{self._process}-{next(self._numbers)}")
        key = _key(bot, user)
        deadline = asyncio.get_running_loop().time() + self._wait
        if not await self._turnstile.enter(key, hold.token, deadline):
            raise Busy
        try:
            kept = await self._take(key.encode(), hold.token.encode(), deadline)
        except BaseException:
            self._turnstile.leave(key, hold.token)
            raise
        self._held[hold.token] = key.encode(), asyncio.get_running_loop().time()
        self._renewals.start()
        return hold, kept

    async def save(self, hold: Hold, conversation: bytes) -> None:
        """Save and unlock; raises `LostHold`."""
        if not await self._end(hold, _SAVE, conversation, self._kept):
            raise LostHold

    async def release(self, hold: Hold) -> None:
        """Unlock."""
        await self._end(hold, _RELEASE)

    async def forget(self, bot: BotId, user: str) -> None:
        """Drop; a hold stays."""
        await self._link.call(packed(b"HDEL", _key(bot, user).encode(), b"d"))

    async def close(self) -> None:
        """Leave Redis; calls that come after fail."""
        await self._renewals.stop()
        await self._link.close()

    async def _renew_soon(self) -> None:
        """Renew what has been held for a while, until its hold is over."""
        await asyncio.sleep(self._lease / 3)
        now = asyncio.get_running_loop().time()
        for token, (key, since) in list(self._held.items()):
            left = since + self._hold - now
            if left <= 0:
                self._held.pop(token, None)
            elif now - since >= self._lease / 3:
                await _RENEW(self._link, key, token.encode(), _milliseconds(min(self._lease, left)))

    async def _take(self, key: bytes, token: bytes, deadline: float) -> bytes | None:
        given = (key, token, _milliseconds(self._lease), self._process.encode())
        while True:
            answer: bytes | int | None = await _TAKE(self._link, *given)
            if not isinstance(answer, int):
                return answer
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                raise Busy
            await asyncio.sleep(min(left, answer / 1000, uniform(*NAP)))  # noqa: S311 (jitter, no secret)

    async def _end(self, hold: Hold, script: _Script, *given: bytes) -> bool:
        key = _key(hold.bot, hold.user)
        self._held.pop(hold.token, None)
        try:
            return bool(await script(self._link, key.encode(), hold.token.encode(), *given))
        finally:
            self._turnstile.leave(key, hold.token)


def _key(bot: BotId, user: str) -> str:
    """In braces: whatever a conversation may need one day lies on the same node of a cluster."""
    return f"veche:{{{bot}:{user}}}"


def _milliseconds(seconds: float) -> bytes:
    return b"%d" % round(seconds * 1000)
