"""The twin of the conversations in Redis."""

import asyncio
import secrets

from core.shared.holds import Busy, Hold, LostHold
from core.shared.ids import BotId
from storage.turnstile import Turnstile

HOLD = 60.0
WAIT = 10.0


class MemoryConversations:
    """Implements `core.shared.holds.Conversations`; `hold` and `wait` in seconds."""

    def __init__(self, *, hold: float = HOLD, wait: float = WAIT) -> None:
        self._wait = wait
        self._turnstile = Turnstile(hold)
        self._kept: dict[str, bytes] = {}

    async def take(self, bot: BotId, user: str) -> tuple[Hold, bytes | None]:
        """Lock and load; raises `Busy`."""
        hold = Hold(bot, user, secrets.token_hex(8))
        deadline = asyncio.get_running_loop().time() + self._wait
        if not await self._turnstile.enter(_key(bot, user), hold.token, deadline):
            raise Busy
        return hold, self._kept.get(_key(bot, user))

    async def save(self, hold: Hold, conversation: bytes) -> None:
        """Save and unlock; raises `LostHold`."""
        key = _key(hold.bot, hold.user)
        if not self._turnstile.inside(key, hold.token):
            raise LostHold
        self._kept[key] = conversation
        self._turnstile.leave(key, hold.token)

    async def release(self, hold: Hold) -> None:
        """Unlock."""
        self._turnstile.leave(_key(hold.bot, hold.user), hold.token)

    async def forget(self, bot: BotId, user: str) -> None:
        """Drop."""
        self._kept.pop(_key(bot, user), None)


def _key(bot: BotId, user: str) -> str:
    return f"{bot}:{user}"
