"""The twin of the inbox."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.shared.actor import Cause
from core.shared.ids import BotId
from core.shared.inbox import Admission, Received
from storage.memory.state import InboxRow, State

TRIES = 5
ADVANCE = (Admission.FRESH, Admission.AGAIN, Admission.DEAD, Admission.DONE)
"""From the least advanced to the most."""


@dataclass(frozen=True, slots=True)
class MemoryInbox:
    """Implements `core.shared.inbox.Inbox`."""

    state: State

    async def admit(self, cause: Cause) -> Admission:
        """Count a try."""
        answers = [self._admit(cause.bot, key) for key in cause.keys]
        return min(answers, key=ADVANCE.index)

    async def store(self, bot: BotId, received: Sequence[Received]) -> frozenset[str]:
        """Keep a batch; the keys that are still to be handled."""
        for each in received:
            row = self.state.inbox.setdefault((bot, each.key), InboxRow())
            if row.state == "received" and row.payload is None:
                row.payload = each.payload
        return frozenset(each.key for each in received if self.state.inbox[bot, each.key].state == "received")

    async def pending(self, bot: BotId) -> Sequence[Received]:
        """What was stored and not shown to the end, oldest first."""
        return tuple(
            Received(key, row.payload, row.tries)
            for (owner, key), row in self.state.inbox.items()
            if owner == bot and row.state in {"received", "committed"} and row.payload is not None
        )

    async def retry(self, cause: Cause) -> bool:
        """Count a try; of several keys one that may be tried is enough."""
        rows = [self.state.inbox[cause.bot, key] for key in cause.keys]
        tried = [row for row in rows if row.state in {"received", "committed"}]
        for row in tried:
            row.tries += 1
            if row.tries < TRIES:
                continue
            row.error = "too many tries"
            if row.state == "committed":
                row.state, row.payload = "done", None
            else:
                row.state = "dead"
        return any(row.state in {"received", "committed"} for row in tried)

    def done(self, cause: Cause) -> None:
        """Mark at once: a dictionary needs no gathering."""
        for key in cause.keys:
            row = self.state.inbox.setdefault((cause.bot, key), InboxRow())
            row.state, row.payload = "done", None

    async def bury(self, bot: BotId, received: Sequence[Received], error: str) -> None:
        """Keep it among the dead letters, unless it was done."""
        for each in received:
            row = self.state.inbox.setdefault((bot, each.key), InboxRow())
            if row.state == "committed":
                row.state, row.payload, row.error = "done", None, error
            elif row.state != "done":
                row.state, row.payload, row.error = "dead", each.payload, error

    async def flush(self) -> None:
        """Nothing was gathered."""

    def _admit(self, bot: BotId, key: str) -> Admission:
        row = self.state.inbox.setdefault((bot, key), InboxRow())
        if row.state == "committed":
            return Admission.DONE
        if row.state != "received":
            return Admission(row.state)
        row.tries += 1
        if row.tries > TRIES:
            row.state = "dead"
            return Admission.DEAD
        return Admission.AGAIN if row.tries > 1 else Admission.FRESH
