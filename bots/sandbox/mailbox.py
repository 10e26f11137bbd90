"""Updates that wait for one bot: in order, with ids that never repeat, until the bot confirms them."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson

_EPOCH = 1_735_689_600  # 2025-01-01: ids stay below 2**31 for six years


def fresh_id() -> int:
    """A number that a sandbox started later is sure to begin above, ten updates a second allowed for."""
    return int((time.time() - _EPOCH) * 10)


@dataclass(frozen=True, slots=True)
class Update:
    """One update as it goes out: `body` is its JSON."""

    id: int
    kind: str
    chat: int
    body: bytes


class Mailbox:
    """The queue of one bot; everything is O(1) but the copying of what is handed out."""

    def __init__(self, next_id: int | None = None) -> None:
        self.next_id = fresh_id() if next_id is None else next_id
        self.pending: OrderedDict[int, Update] = OrderedDict()
        self.on_push: Callable[[Update], None] | None = None
        self._arrived = asyncio.Event()

    def push(self, kind: str, chat: int, make: Callable[[int], dict[str, Any]]) -> dict[str, Any]:
        """Queue the update that `make` builds for the next id, and return it."""
        value = make(self.next_id)
        update = Update(self.next_id, kind, chat, orjson.dumps(value))
        self.next_id += 1
        self.restore(update)
        return value

    def restore(self, update: Update) -> None:
        """Queue an update that already has its id."""
        self.pending[update.id] = update
        self._arrived.set()
        if self.on_push is not None:
            self.on_push(update)

    def confirm(self, below: int) -> list[Update]:
        """Forget every update with a smaller id, and return them."""
        confirmed = []
        while self.pending and next(iter(self.pending)) < below:
            confirmed.append(self.pending.popitem(last=False)[1])
        return confirmed

    def done(self, update_id: int) -> None:
        """Forget one update."""
        self.pending.pop(update_id, None)

    def first(self, limit: int) -> list[Update]:
        """The oldest updates, still unconfirmed."""
        return list(islice(self.pending.values(), limit))

    def last(self, count: int) -> int:
        """The id from which only `count` updates remain."""
        ids = list(self.pending)
        return ids[-count] if count <= len(ids) else (ids[0] if ids else self.next_id)

    async def wait(self, timeout: float) -> None:  # noqa: ASYNC109 # the messengers' own long-poll parameter
        """Return when an update is queued or the seconds are over."""
        if self.pending:
            return
        self._arrived.clear()
        try:
            async with asyncio.timeout(timeout):
                await self._arrived.wait()
        except TimeoutError:
            return

    def wake(self) -> None:
        """Let everyone who waits look again."""
        self._arrived.set()
