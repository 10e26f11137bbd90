"""The HTTP server of a process: webhooks, health, readiness, metrics."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import structlog
from aiohttp import web

from bots.turns.intake import OutOfOrder
from core.shared.ids import BotId

from .metrics import Metrics

log = structlog.get_logger()

BODY_LIMIT = 4 * 1024 * 1024
BODY_WITHIN = 15.0
"""Seconds for a body to arrive; a messenger that stalls delivers it again."""


class Door(Protocol):
    """Where a bot's webhooks come in."""

    def admits(self, headers: Mapping[str, str]) -> bool:
        """Whether the secret is right, compared in constant time."""
        ...

    async def take(self, payload: bytes) -> None:
        """Handle one update to the end; raises `OutOfOrder`."""
        ...


@dataclass(frozen=True, slots=True)
class Health:
    """Named checks that answer None when all is well, else what is wrong in one sentence."""

    checks: Mapping[str, Callable[[], Awaitable[str | None]]]

    async def findings(self) -> dict[str, str]:
        """What is wrong now, by the check's name."""
        found = {name: await check() for name, check in self.checks.items()}
        return {name: wrong for name, wrong in found.items() if wrong is not None}


def build_app(*, doors: Mapping[BotId, Door], health: Health, metrics: Metrics) -> web.Application:
    """The application; access is not logged: paths and bodies are personal."""
    app = web.Application(client_max_size=BODY_LIMIT)
    for bot, door in doors.items():
        app.router.add_post(f"/webhooks/{bot.replace('-', '/')}", _webhook(bot, door, metrics))

    async def healthz(_request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def readyz(_request: web.Request) -> web.Response:
        wrong = await health.findings()
        return web.json_response(
            {"status": "ok" if not wrong else "not ready", "findings": wrong}, status=503 if wrong else 200
        )

    async def measures(_request: web.Request) -> web.Response:
        return web.Response(body=metrics.page(), content_type="text/plain", charset="utf-8")

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", measures)
    return app


def _webhook(
    bot: BotId, door: Door, metrics: Metrics
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    answered = metrics.turns_of(bot)

    async def webhook(request: web.Request) -> web.StreamResponse:
        if not door.admits(request.headers):
            log.warning("webhook-wrong-secret", bot=bot)
            return web.Response(status=401)
        started = time.perf_counter()
        try:
            body = await _body(request)
        except TimeoutError:
            return web.Response(status=408)
        except web.RequestPayloadError:
            return web.Response(status=400)
        try:
            await door.take(body)
        except OutOfOrder:
            return web.Response(status=503, headers={"Retry-After": "5"})
        answered(time.perf_counter() - started)
        return web.Response(body=b"{}", content_type="application/json")

    return webhook


async def _body(request: web.Request) -> bytes:
    """The body; nearly always it came together with the head, and nothing has to be watched."""
    if request.content.is_eof():
        return await request.read()
    async with asyncio.timeout(BODY_WITHIN):
        return await request.read()
