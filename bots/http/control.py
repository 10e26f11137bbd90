"""The sandbox's way to the product: invitations for new phones, and the clock. Only with the sandbox."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from core.shared.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Control:
    """What the sandbox may ask for."""

    invite: Callable[[str, str], Awaitable[str]]
    roles: Callable[[], Awaitable[list[dict[str, str]]]]
    clock: Callable[[], Awaitable[dict[str, Any]]]
    advance: Callable[[float, bool], Awaitable[dict[str, Any]]]


def add_routes(app: web.Application, control: Control, secret: str) -> None:
    """Routes under `/control`, each behind the bearer secret."""

    def guarded(
        handle: Callable[[dict[str, Any]], Awaitable[Any]],
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def guard(request: web.Request) -> web.Response:
            given = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
            if not hmac.compare_digest(given, f"Bearer {secret}".encode()):
                return web.json_response({"error": "wrong secret"}, status=401)
            body = await request.json() if request.can_read_body else {}
            try:
                return web.json_response(await handle(body))
            except Refusal as refusal:
                return web.json_response({"error": refusal.code}, status=409)

        return guard

    async def invite(body: dict[str, Any]) -> Any:
        return {"code": await control.invite(str(body["role"]), str(body.get("name") or ""))}

    async def roles(_body: dict[str, Any]) -> Any:
        return {"roles": await control.roles()}

    async def clock(_body: dict[str, Any]) -> Any:
        return await control.clock()

    async def advance(body: dict[str, Any]) -> Any:
        return await control.advance(float(body.get("minutes") or 0), bool(body.get("working")))

    app.router.add_post("/control/invitations", guarded(invite))
    app.router.add_get("/control/roles", guarded(roles))
    app.router.add_get("/control/clock", guarded(clock))
    app.router.add_post("/control/clock", guarded(advance))
