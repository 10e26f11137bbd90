"""The product's control address: invitations, roles, and the clock."""

import time
from datetime import datetime
from typing import Any

import aiohttp
import orjson

from bots.sandbox.config import SandboxConfig
from bots.sandbox.sim.refusal import RefusedError, conflict
from bots.sandbox.world import World, iso

_WITHIN = aiohttp.ClientTimeout(total=15)
_FRESH_FOR = 1.0
_GOOD = range(200, 300)
_NOT_CONFIGURED = "the sandbox runs without the product's control address, so it cannot do this"


class Control:
    """Asks the product; remembers the last clock and the roles, so that the page loads without it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._config: SandboxConfig = world.config
        self._session: aiohttp.ClientSession | None = None
        self._clock: dict[str, Any] | None = None
        self._clock_at = -_FRESH_FOR
        self._roles: list[dict[str, Any]] = []

    async def invite(self, messenger: str, role: str, name: str) -> str:
        """A one-time code for a new member of staff."""
        answer = await self._ask("POST", "/invitations", {"messenger": messenger, "role": role, "name": name})
        return str(answer["code"])

    async def clock(self) -> dict[str, Any]:
        """The product's clock, or the real one when there is no product."""
        if self._config.control_url is not None and time.monotonic() - self._clock_at > _FRESH_FOR:
            self._clock_at = time.monotonic()
            try:
                self._take(await self._ask("GET", "/clock"))
            except RefusedError:
                # The product is not up yet or just stopped: the last known clock is good enough to show.
                self._clock_at = time.monotonic()
        shown = self._clock or {"virtual": False, "working": None}
        return shown | {"now": iso(self._world.now())}

    async def move_clock(self, minutes: float | None, *, working: bool) -> dict[str, Any]:
        """Move the product's clock forward by minutes, or by working minutes."""
        self._take(await self._ask("POST", "/clock", {"minutes": minutes, "working": working}))
        return await self.clock()

    async def roles(self) -> list[dict[str, Any]]:
        """The roles that a phone can be given."""
        if self._config.control_url is not None and not self._roles:
            try:
                answer = await self._ask("GET", "/roles")
            except RefusedError:
                return []
            self._roles = answer if isinstance(answer, list) else answer.get("roles", [])
        return self._roles

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    def _take(self, clock: dict[str, Any]) -> None:
        self._clock = clock
        if clock.get("virtual"):
            self._world.clock_offset = _seconds(clock["now"]) - time.time()

    async def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        if self._config.control_url is None:
            raise conflict(_NOT_CONFIGURED)
        if self._session is None:
            headers = {"Authorization": f"Bearer {self._config.control_secret or ''}"}
            self._session = aiohttp.ClientSession(headers=headers, timeout=_WITHIN)
        url = self._config.control_url.rstrip("/") + path
        try:
            async with self._session.request(method, url, json=body) as answer:
                raw, status = await answer.read(), answer.status
        except (aiohttp.ClientError, TimeoutError) as error:
            raise RefusedError(
                502, f"the product's control address does not answer: {type(error).__name__}"
            ) from error
        if status not in _GOOD:
            raise RefusedError(502 if status >= 500 else 409, _reason(raw, status))  # noqa: PLR2004 # HTTP's own border
        return orjson.loads(raw)


def _reason(raw: bytes, status: int) -> str:
    try:
        told = orjson.loads(raw)
    except orjson.JSONDecodeError:
        told = None
    words = told.get("error") if isinstance(told, dict) else None
    return str(words or f"the product refused with status {status}")


def _seconds(iso_time: str) -> float:
    return datetime.fromisoformat(iso_time).timestamp()
