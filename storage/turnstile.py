"""Tasks of one process that want the same key pass one at a time, in the order they came."""

import asyncio
from collections import deque
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Gate:
    """Who is inside and until when (loop time), and who waits."""

    token: str
    until: float
    queue: deque[tuple[str, "asyncio.Future[None]"]] = field(default_factory=deque)


class Turnstile:
    """A token is inside a key from `enter` to `leave`, at most `lapse` seconds."""

    def __init__(self, lapse: float) -> None:
        self._lapse = lapse
        self._gates: dict[str, _Gate] = {}

    async def enter(self, key: str, token: str, deadline: float) -> bool:
        """Wait for the turn; False when `deadline` (loop time) passed first."""
        gate = self._gates.get(key)
        if gate is None:
            self._gates[key] = _Gate(token, self._now() + self._lapse)
            return True
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        gate.queue.append((token, turn))
        try:
            return await self._wait(key, gate, turn, deadline)
        except asyncio.CancelledError:
            self.leave(key, token)
            raise
        finally:
            if not turn.done():
                gate.queue.remove((token, turn))

    def leave(self, key: str, token: str) -> bool:
        """Let the next one in; False when the token is not inside any more."""
        gate = self._gates.get(key)
        if gate is None or gate.token != token:
            return False
        self._next(key, gate)
        return True

    def inside(self, key: str, token: str) -> bool:
        """Whether the token still has its turn."""
        gate = self._gates.get(key)
        return gate is not None and gate.token == token

    async def _wait(self, key: str, gate: _Gate, turn: "asyncio.Future[None]", deadline: float) -> bool:
        while not turn.done():
            now = self._now()
            if gate.until <= now:
                self._next(key, gate)
            elif deadline <= now:
                return False
            else:
                await asyncio.wait((turn,), timeout=min(gate.until, deadline) - now)
        return True

    def _next(self, key: str, gate: _Gate) -> None:
        if not gate.queue:
            del self._gates[key]
            return
        gate.token, turn = gate.queue.popleft()
        gate.until = self._now() + self._lapse
        turn.set_result(None)

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
