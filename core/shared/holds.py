"""One person at a time: the right to change a conversation, held across processes."""

from dataclasses import dataclass
from typing import Protocol

from core.shared.ids import BotId


class Busy(Exception):
    """Another process held this person for 10 s: let the messenger deliver the update again."""


class LostHold(Exception):
    """The hold lapsed before the save: nothing was saved, handle the update again."""


@dataclass(frozen=True, slots=True)
class Hold:
    """The right to change one conversation, until saved or released, at most 60 s."""

    bot: BotId
    user: str
    token: str


class Conversations(Protocol):
    """Conversations as JSON; every call is one flight to Redis."""

    async def take(self, bot: BotId, user: str) -> tuple[Hold, bytes | None]:
        """Lock and load, waiting up to 10 s for another holder; raises `Busy` after that."""
        ...

    async def save(self, hold: Hold, conversation: bytes) -> None:
        """Save and unlock; raises `LostHold`."""
        ...

    async def release(self, hold: Hold) -> None:
        """Unlock without saving."""
        ...

    async def forget(self, bot: BotId, user: str) -> None:
        """Drop a conversation: the next update starts from the database."""
        ...
