"""A sandbox on a free port with all a story needs: phones, both APIs, a webhook's other end."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from bots.sandbox.app import WORLD, build_app
from bots.sandbox.config import SandboxConfig
from bots.sandbox.contract.max import max_spec
from bots.sandbox.files import plain_png
from bots.sandbox.world import World

PNG = plain_png(400, (10, 120, 200))


@dataclass(frozen=True)
class Phone:
    """One phone: every method is a thumb on its screen."""

    stage: "Stage"
    about: dict[str, Any]

    @property
    def user(self) -> int:
        return int(self.about["user_id"])

    @property
    def bot(self) -> str:
        return f"{self.about['messenger']}-{self.about['audience']}"

    async def act(self, name: str, status: int = 200, **body: Any) -> Any:
        """Do something; the answer must have this status."""
        return await self.stage.sim("POST", f"/phones/{self.about['id']}/{name}", status, json=body)

    async def send_files(
        self, *files: tuple[str, str, bytes], text: str = "", status: int = 200, **post: str
    ) -> Any:
        form = aiohttp.FormData()
        for name, mime, data in files:
            form.add_field("file", data, filename=name, content_type=mime)
        if text:
            form.add_field("text", text)
        for name, value in post.items():
            form.add_field(name, value)
        return await self.stage.sim("POST", f"/phones/{self.about['id']}/media", status, data=form)

    async def screen(self) -> Any:
        return await self.stage.sim("GET", f"/phones/{self.about['id']}/transcript")

    async def last(self) -> Any:
        """The newest message on the screen."""
        return (await self.screen())["messages"][-1]


@dataclass
class Stage:
    """A running sandbox."""

    url: str
    http: aiohttp.ClientSession
    world: World

    def token(self, bot: str) -> str:
        return self.world.bots[bot].token

    async def sim(self, method: str, path: str, status: int = 200, **options: Any) -> Any:
        """Call the person side."""
        async with self.http.request(method, f"{self.url}/sim{path}", **options) as answer:
            body = await answer.json()
            assert status == answer.status, body
            return body

    async def phone(self, messenger: str = "telegram", audience: str = "citizen", **more: Any) -> Phone:
        body = {"messenger": messenger, "audience": audience, **more}
        return Phone(self, await self.sim("POST", "/phones", 201, json=body))

    async def started(self, messenger: str = "telegram", audience: str = "citizen") -> Phone:
        """A phone whose owner has pressed Start; the bot has taken notice."""
        phone = await self.phone(messenger, audience)
        await phone.act("start")
        await self.updates(phone.bot)
        return phone

    async def telegram(
        self, method: str, status: int = 200, *, bot: str = "telegram-citizen", **params: Any
    ) -> Any:
        """Call a method with a JSON body; returns the result, or the description of a refusal."""
        url = f"{self.url}/telegram/bot{self.token(bot)}/{method}"
        async with self.http.post(url, json=params) as answer:
            return told(await answer.json(), answer.status, status)

    async def max(
        self, call: str, status: int = 200, *, bot: str = "max-citizen", body: Any = None, **query: Any
    ) -> Any:
        """Call an operation such as `POST /messages`; a refusal must have the shape of the specification."""
        method, path = call.split(" ")
        headers = {"Authorization": self.token(bot)}
        options = {} if body is None else {"json": body}
        async with self.http.request(
            method, f"{self.url}/max{path}", params=query, headers=headers, **options
        ) as answer:
            value = await answer.json()
            assert status == answer.status, value
            if answer.status != 200:
                assert max_spec().error(value) is None
            return value

    async def updates(self, bot: str) -> list[dict[str, Any]]:
        """Take all waiting updates of a bot and confirm them."""
        if bot.startswith("telegram"):
            updates = await self.telegram("getUpdates", bot=bot)
            if updates:
                await self.telegram("getUpdates", bot=bot, offset=updates[-1]["update_id"] + 1)
            return list(updates)
        batch = await self.max("GET /updates", bot=bot, timeout=0)
        await self.max("GET /updates", bot=bot, timeout=0, marker=batch["marker"])
        return list(batch["updates"])

    async def calls(self, bot: str | None = None) -> list[dict[str, Any]]:
        query = {"bot": bot} if bot else {}
        return list((await self.sim("GET", "/calls", params=query))["calls"])


def told(body: dict[str, Any], got: int, expected: int) -> Any:
    """The result inside Telegram's envelope, or its description; the envelope itself is checked."""
    assert expected == got, body
    if got == 200:
        assert set(body) == {"ok", "result"}
        assert body["ok"] is True
        return body["result"]
    assert body["ok"] is False
    assert body["error_code"] == got
    assert set(body) <= {"ok", "error_code", "description", "parameters"}
    return body["description"]


async def until(reached: Callable[[], bool | Awaitable[bool]]) -> None:
    """Wait for something that tells nobody when it happens."""
    async with asyncio.timeout(20):
        while True:
            now = reached()
            if await now if isinstance(now, Awaitable) else now:
                return
            await asyncio.sleep(0.01)


@asynccontextmanager
async def serving(app: web.Application) -> AsyncIterator[str]:
    """An application on a free port."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def staged(config: SandboxConfig | None = None) -> AsyncIterator[Stage]:
    """A sandbox that checks every reply and update against the specifications."""
    app = build_app(config or SandboxConfig(check_replies=True))
    async with serving(app) as url, aiohttp.ClientSession() as http:
        yield Stage(url, http, app[WORLD])


@dataclass
class Hook:
    """The bot's end of a webhook: keeps what comes, answers the statuses in `answers`, then 200."""

    url: str = ""
    came: list[tuple[Any, dict[str, str]]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    reply: Any = None
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def take(self, request: web.Request) -> web.StreamResponse:
        async with self.arrived:
            self.came.append((await request.json(), dict(request.headers)))
            self.arrived.notify_all()
        status = self.answers.pop(0) if self.answers else 200
        return (
            web.Response(status=status)
            if self.reply is None
            else web.json_response(self.reply, status=status)
        )

    async def count(self, wanted: int) -> list[Any]:
        """Wait until so many updates came."""
        async with self.arrived, asyncio.timeout(10):
            await self.arrived.wait_for(lambda: len(self.came) >= wanted)
        return [body for body, _ in self.came]


@asynccontextmanager
async def hooked() -> AsyncIterator[Hook]:
    """A webhook's other end on a free port."""
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    async with serving(app) as url:
        hook.url = f"{url}/hook"
        yield hook
