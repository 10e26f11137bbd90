"""The HTTP side of `/sim`: routes from the description, bodies and answers checked against it."""

import asyncio
import inspect
from typing import Any
from urllib.parse import urlsplit

import orjson
from aiohttp import web

from bots.sandbox.bell import Listener
from bots.sandbox.contract.problem import Check, Problem
from bots.sandbox.contract.schema import Schemas
from bots.sandbox.form import FormError, read_form
from bots.sandbox.sim.control import Control
from bots.sandbox.sim.description import MULTIPART, ROUTES, Route, document
from bots.sandbox.sim.desk import Desk
from bots.sandbox.sim.refusal import RefusedError, bad_request, not_found
from bots.sandbox.world import BrokenPromiseError, World

_SAFE = ("image/png", "image/jpeg", "image/gif", "image/webp", "video/", "audio/")
_HEARTBEAT = 15.0


class SimServer:
    """Serves the person side."""

    def __init__(self, world: World, desk: Desk, control: Control) -> None:
        self._world = world
        self._desk = desk
        self._control = control
        self._document = document()
        schemas = Schemas(self._document)
        self._checks: dict[str, Check] = {
            name: schemas.named(name) for name in self._document["components"]["schemas"]
        }
        self._raw = {"events": self._events, "file": self._file, "openapi": self._openapi}

    def routes(self) -> list[web.RouteDef]:
        """One aiohttp route for each of the description."""
        return [web.route(route.method, route.path, self._handler(route)) for route in ROUTES]

    def _handler(self, route: Route) -> Any:
        if route.name in self._raw:
            return self._raw[route.name]

        async def handle(request: web.Request) -> web.StreamResponse:
            try:
                _refuse_other_pages(request)
                answer = await self._run(route, request)
            except RefusedError as refusal:
                return _json({"error": refusal.error}, refusal.status)
            except FormError as error:
                return _json({"error": str(error)}, 400)
            self._check(route, answer)
            return _json(answer, route.status)

        return handle

    async def _run(self, route: Route, request: web.Request) -> Any:
        if self._world.config.base_url is None and self._world.base_url == "http://127.0.0.1":
            self._world.base_url = str(request.url.origin())
        given: dict[str, Any] = dict(request.match_info)
        if route.body == MULTIPART:
            given["form"] = await read_form(request)
        elif route.body is not None:
            given["body"] = await self._body(route.body, request)
        given |= {name: request.query[name] for name in route.query if name in request.query}
        answer = getattr(self._desk, route.name)(**given)
        return await answer if inspect.isawaitable(answer) else answer

    async def _body(self, shape: str, request: web.Request) -> Any:
        raw = await request.read()
        try:
            body = orjson.loads(raw) if raw.strip() else {}
        except orjson.JSONDecodeError as error:
            raise bad_request("the body is not JSON") from error
        if problem := self._checks[shape](body):
            raise bad_request(_told(problem))
        return body

    def _check(self, route: Route, answer: Any) -> None:
        if not self._world.config.check_replies or route.answer is None:
            return
        if problem := self._checks[route.answer](orjson.loads(orjson.dumps(answer))):
            raise BrokenPromiseError(f"{route.method} {route.path} answered {problem}")

    async def _openapi(self, _: web.Request) -> web.StreamResponse:
        return _json(self._document, 200)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        data = self._world.files.get(request.match_info["key"])
        if data is None:
            return _json({"error": not_found("file").error}, 404)
        kind = request.query.get("type", "")
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "max-age=86400"}
        if not kind.startswith(_SAFE) or "\n" in kind or ";" in kind:
            # Anything a browser might run is only ever downloaded.
            kind = "application/octet-stream"
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=data, content_type=kind, headers=headers)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        stream = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await stream.prepare(request)
        await stream.write(b": hello\n\n")
        listener = self._world.bell.listen()
        try:
            while not listener.closed:
                await stream.write(await _next_events(listener))
        except ConnectionError:
            pass  # the page was closed
        finally:
            self._world.bell.leave(listener)
        return stream


async def _next_events(listener: Listener) -> bytes:
    try:
        async with asyncio.timeout(_HEARTBEAT):
            events = await listener.heard()
    except TimeoutError:
        return b": still here\n\n"
    return b"".join(b"data: " + orjson.dumps(event) + b"\n\n" for event in events)


def _refuse_other_pages(request: web.Request) -> None:
    """A page from elsewhere, open in the same browser, must not play with these phones."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise RefusedError(403, "only the sandbox's own page may do this")


def _told(problem: Problem) -> str:
    where = problem.where or "the body"
    words = {
        "missing": f"{where} is missing",
        "null": f"{where} must not be null",
        "unknown": f"{where} is not known here",
        "type": f"{where} must be of type {problem.detail}",
        "enum": f"{where} must be one of {problem.detail}",
    }
    return words.get(problem.kind, f"{where}: {problem.kind} ({problem.detail})")


def _json(body: Any, status: int) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")
