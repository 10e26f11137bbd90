"""The log of what the bots took: updates whose delivery they acknowledged, bounded and numbered."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from bots.sandbox.mailbox import Update


@dataclass(frozen=True, slots=True)
class Receipt:
    """One update that a bot took: by HTTP 200, or by asking for what comes after it."""

    n: int
    bot: str
    update: dict[str, Any]
    at: str


class ReceiptLog:
    """The last receipts, oldest first."""

    def __init__(self, kept: int) -> None:
        self._kept: deque[tuple[int, str, bytes, str]] = deque(maxlen=kept)
        self._next = 1

    def add(self, bot: str, updates: Iterable[Update]) -> None:
        """The bot has taken these."""
        at = datetime.now(UTC).isoformat()
        for update in updates:
            self._kept.append((self._next, bot, update.body, at))
            self._next += 1

    def after(self, number: int, bot: str | None) -> list[Receipt]:
        """The receipts above a number, of one bot or of all."""
        return [
            Receipt(n, owner, orjson.loads(body), at)
            for n, owner, body, at in self._kept
            if n > number and bot in {None, owner}
        ]
