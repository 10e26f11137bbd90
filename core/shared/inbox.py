"""The inbox: an update is acknowledged only after its row `(bot, key)` is committed.

A row is `received`, then `done`, or `dead` when it was given up. An update that polling stored with its
payload is acknowledged at once and never delivered again; a commit that it caused makes it `committed`:
its effects are there and cannot happen twice, but after a kill it is still taken up, so that the person
sees how it ended.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from core.shared.actor import Cause
from core.shared.ids import BotId


class Admission(StrEnum):
    """What the inbox knows of an update.

    `FRESH`: never seen. `AGAIN`: received before, its handling may not have ended. `DONE`: handled.
    `DEAD`: given up after too many tries, kept among the dead letters.
    """

    FRESH = "fresh"
    AGAIN = "again"
    DONE = "done"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Received:
    """One raw update, as the messenger sent it. `tries`: how often it was taken up again after a kill."""

    key: str
    payload: bytes
    tries: int = 0


class Inbox(Protocol):
    """Rows `(bot, key)` in PostgreSQL."""

    async def admit(self, cause: Cause) -> Admission:
        """Record an update as received, once more if it was; after 5 tries without an end it is `DEAD`.

        For several keys (an album) the answer is that of the least advanced one.
        """
        ...

    async def store(self, bot: BotId, received: Sequence[Received]) -> frozenset[str]:
        """Record a polled batch with payloads in one statement; the keys that are not done yet."""
        ...

    async def pending(self, bot: BotId) -> Sequence[Received]:
        """With a payload and not done, oldest first: what a killed process left."""
        ...

    async def retry(self, cause: Cause) -> bool:
        """Count that it is taken up again, before it is; False when that makes 5 times: it is given up.

        What was received becomes a dead letter then; what was committed is done, only unseen.
        """
        ...

    def done(self, cause: Cause) -> None:
        """The reply was shown: mark the rows done soon, many in one statement."""
        ...

    async def bury(self, bot: BotId, received: Sequence[Received], error: str) -> None:
        """Keep what cannot be handled, with its error: a dead letter never blocks the next.

        What was committed is done and no dead letter: only its screen is missing.
        """
        ...

    async def flush(self) -> None:
        """Write out the marks that `done` gathered."""
        ...
