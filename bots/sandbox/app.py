"""Puts the sandbox together: both APIs, the person side, the page, and what runs beside them."""

import asyncio
import mimetypes
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web

from bots.sandbox.config import SandboxConfig
from bots.sandbox.contract.max import max_spec
from bots.sandbox.contract.telegram import telegram_spec
from bots.sandbox.courier import Couriers
from bots.sandbox.keeping import keep_saving, load, save
from bots.sandbox.max.server import MaxServer
from bots.sandbox.sim.control import Control
from bots.sandbox.sim.desk import Desk
from bots.sandbox.sim.server import SimServer
from bots.sandbox.telegram.server import TelegramServer
from bots.sandbox.world import World

WORLD: web.AppKey[World] = web.AppKey("world", World)

_PAGE = Path(__file__).parent / "page"
_MOST_BYTES = 64 << 20


def build_app(config: SandboxConfig | None = None) -> web.Application:
    """One sandbox as an aiohttp application; run it without an access log, because tokens stand in paths."""
    telegram_spec()
    max_spec()
    world = World(config or SandboxConfig())
    if world.config.state is not None and world.config.state.exists():
        load(world, world.config.state.read_bytes())
    couriers, control = Couriers(world), Control(world)
    app = web.Application(client_max_size=_MOST_BYTES)
    app[WORLD] = world
    app.add_routes(TelegramServer(world, couriers).routes())
    app.add_routes(MaxServer(world, couriers).routes())
    app.add_routes(SimServer(world, Desk(world, couriers, control), control).routes())
    app.add_routes([web.get("/", _index), web.get("/page/{path:.+}", _page_file)])

    async def beside(_: web.Application) -> AsyncIterator[None]:
        await couriers.start()
        saving = asyncio.get_running_loop().create_task(keep_saving(world)) if world.config.state else None
        yield
        await couriers.stop()
        await control.close()
        if saving is not None:
            saving.cancel()
            save(world)

    async def let_go(_: web.Application) -> None:
        world.close()

    app.cleanup_ctx.append(beside)
    app.on_shutdown.append(let_go)
    return app


async def _index(_: web.Request) -> web.StreamResponse:
    return _page("index.html")


async def _page_file(request: web.Request) -> web.StreamResponse:
    return _page(request.match_info["path"])


def _page(name: str) -> web.StreamResponse:
    path = (_PAGE / name).resolve()
    if not path.is_relative_to(_PAGE.resolve()) or not path.is_file():
        raise web.HTTPNotFound
    # No FileResponse: with compression its 304 carries a body, which breaks the connection after it.
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    answer = web.Response(body=path.read_bytes(), content_type=kind, charset="utf-8", headers=headers)
    answer.enable_compression()
    return answer
