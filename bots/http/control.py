"""The sandbox's way to the product: invitations for new phones, and the clock. Only with the sandbox."""

import hmac
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from aiohttp import web

from core.shared.refusal import Refusal


class Control(Protocol):
    """What the sandbox may ask for; every answer is JSON."""

    async def invite(self, messenger: str, role: str, name: str) -> dict[str, Any]:
        """A one-time code for a new member of staff: `{code}`."""
        ...

    async def roles(self) -> dict[str, Any]:
        """The roles a phone may be given: `{roles: [{id, title_ru, title_en}]}`."""
        ...

    async def clock(self) -> dict[str, Any]:
        """`{now, virtual, working, until, zone}`: `until` is when working time next ends or begins."""
        ...

    async def advance(self, minutes: float, *, working: bool) -> dict[str, Any]:
        """Move the clock forward; the clock after it."""
        ...


Handle = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]


def add_routes(app: web.Application, control: Control, secret: str) -> None:
    """Routes under `/control`, each behind the bearer secret."""
    expected = f"Bearer {secret}".encode()

    def guarded(handle: Handle) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def guard(request: web.Request) -> web.Response:
            given = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
            if not hmac.compare_digest(given, expected):
                return web.json_response({"error": "wrong secret"}, status=401)
            body = await request.json() if request.can_read_body else {}
            try:
                return web.json_response(await handle(body))
            except Refusal as refusal:
                return web.json_response({"error": refusal.code}, status=409)

        return guard

    routes: tuple[tuple[str, str, Handle], ...] = (
        (
            "POST",
            "/control/invitations",
            lambda body: control.invite(
                str(body["messenger"]), str(body["role"]), str(body.get("name") or "")
            ),
        ),
        ("GET", "/control/roles", lambda _body: control.roles()),
        ("GET", "/control/clock", lambda _body: control.clock()),
        (
            "POST",
            "/control/clock",
            lambda body: control.advance(float(body.get("minutes") or 0), working=bool(body.get("working"))),
        ),
    )
    for method, path, handle in routes:
        app.router.add_route(method, path, guarded(handle))
