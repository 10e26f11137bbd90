"""The log of what the bots called: bounded, numbered, without tokens."""

from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """One finished call; status 0 means that the answer never left."""

    n: int
    bot: str
    method: str
    params: dict[str, Any]
    status: int
    at: str


class CallLog:
    """The last calls, oldest first; numbers go on over `clear`."""

    def __init__(self, kept: int) -> None:
        self._calls: deque[Call] = deque(maxlen=kept)
        self._next = 1

    def add(self, bot: str, method: str, params: dict[str, Any], status: int) -> None:
        """Note one call under the next number."""
        at = datetime.now(UTC).isoformat()
        self._calls.append(Call(self._next, bot, method, params, status, at))
        self._next += 1

    def after(self, number: int, bot: str | None) -> list[Call]:
        """The calls above a number, of one bot or of all."""
        return [call for call in self._calls if call.n > number and bot in {None, call.bot}]

    def clear(self) -> None:
        """Forget what was logged."""
        self._calls.clear()
