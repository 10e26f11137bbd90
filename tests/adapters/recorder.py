"""A recording post between a bot and the sandbox: keeps every request as it came over the wire."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from typing import Any

import aiohttp
import orjson
from aiohttp import web

from tests.sandbox.stage import serving

# The host stays: by it the sandbox knows where to send uploads, which is here again.
_HOP = {"Transfer-Encoding", "Content-Length", "Connection"}


@dataclass(frozen=True)
class Taken:
    """One request."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The JSON body; None without one."""
        return orjson.loads(self.body) if self.body and not self.is_form else None

    @property
    def is_form(self) -> bool:
        return self.headers.get("Content-Type", "").startswith("multipart/")

    @property
    def form(self) -> dict[str, Any]:
        """Fields of a multipart body; files as their bytes, JSON parsed."""
        whole = b"Content-Type: " + self.headers["Content-Type"].encode() + b"\r\n\r\n" + self.body
        found: dict[str, Any] = {}
        for part in BytesParser().parsebytes(whole).walk():
            content = part.get_payload(decode=True)
            if not isinstance(content, bytes):
                continue
            name = str(part.get_param("name", header="content-disposition"))
            if part.get_filename():
                found[name] = content
                continue
            words = content.decode()
            try:
                found[name] = orjson.loads(words)
            except orjson.JSONDecodeError:
                found[name] = words
        return found


@dataclass
class Recorder:
    """Where the bot calls, and what it asked for."""

    url: str = ""
    taken: list[Taken] = field(default_factory=list)


@asynccontextmanager
async def recording(target: str) -> AsyncIterator[Recorder]:
    """Pass everything on to `target`, and keep it."""
    recorder = Recorder()
    async with aiohttp.ClientSession() as http:

        async def pass_on(request: web.Request) -> web.Response:
            body = await request.read()
            headers = {name: value for name, value in request.headers.items() if name not in _HOP}
            recorder.taken.append(
                Taken(request.method, request.path, dict(request.query), dict(request.headers), body)
            )
            url = f"{target}{request.path_qs}"
            async with http.request(request.method, url, data=body or None, headers=headers) as answer:
                return web.Response(
                    status=answer.status, body=await answer.read(), content_type=answer.content_type
                )

        app = web.Application(client_max_size=64 << 20)
        app.router.add_route("*", "/{path:.*}", pass_on)
        async with serving(app) as url:
            recorder.url = url
            yield recorder
