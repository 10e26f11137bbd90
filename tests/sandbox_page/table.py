"""The table the phones lie on: a served sandbox and its person side over HTTP."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp import web
from playwright.async_api import Page

OpenPage = Callable[..., Coroutine[Any, Any, Page]]


@asynccontextmanager
async def served(app: web.Application, port: int = 0) -> AsyncIterator[str]:
    """An application on loopback; gives its address."""
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@dataclass
class Sim:
    """The person side over HTTP, to arrange a story and to check what really happened."""

    url: str
    http: aiohttp.ClientSession

    async def post(self, path: str, **body: Any) -> Any:
        async with self.http.post(f"{self.url}/sim/{path}", json=body) as answer:
            assert answer.ok, await answer.text()
            return await answer.json()

    async def get(self, path: str) -> Any:
        async with self.http.get(f"{self.url}/sim/{path}") as answer:
            return await answer.json()

    async def phone(self, name: str, messenger: str = "telegram") -> str:
        """Put a resident's phone on the table; gives its id."""
        made = await self.post("phones", name=name, messenger=messenger, audience="citizen")
        return str(made["id"])

    async def messages(self, phone: str) -> list[dict[str, Any]]:
        return list((await self.get(f"phones/{phone}/transcript"))["messages"])
