"""`veche run`: builds what is asked for, starts it, and stops it in order."""

import asyncio
import contextlib
import gc
import importlib
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

import structlog
from aiohttp import web

from bots.delivery.ports import TokenRefused
from bots.http.control import add_routes
from bots.http.metrics import Metrics
from bots.http.server import Health, build_app
from core.deadlines.shelf import Calendars
from core.shared.ids import BOTS, BotId
from storage.redis.link import packed

from . import logs
from .calendars import load_calendars, shown_city
from .clock import RealClock, VirtualClock
from .clockwork import Clockwork
from .control import SandboxControl
from .first_phones import set_out
from .opening import Opened, opened
from .patience import patiently
from .places import LOCALES
from .product import StaffLinks, build_product
from .profiles import load_rules
from .sandbox import all_here, control_secret, port_taken, start_sandbox
from .settings import COMPONENTS, Settings, SettingsError, load
from .supervise import Supervisor
from .worker import Worker

if TYPE_CHECKING:
    from dialogs.app import App

    from .bot import Bot

log = structlog.get_logger()

CLOCK_LOOK = 0.5
LINKS_LOOK = 5.0
PING = packed(b"PING")
OF_BOTS = ("bots.wiring.bot", "bots.texts.l10n", "cryptography.hazmat.primitives.ciphers.aead")
"""What a process without bots never imports."""


def main(only: Sequence[str]) -> int:
    """Run until stopped; 0 after an orderly stop, 2 when a setting is wrong."""
    try:
        settings = load()
        names = wanted(settings, only)
    except SettingsError as error:
        print(error, file=sys.stderr)  # noqa: T201 (the operator's terminal)
        return 2
    logs.configure(settings.log_level)
    logs.hide([token for bot in BOTS if (token := settings.bot_token(bot)) is not None])
    if not names:
        log.warning("nothing-to-run", why="none of the chosen bots has a token")
        return 0
    try:
        _loop(settings, names)
    except (SettingsError, TokenRefused) as error:
        print(error, file=sys.stderr)  # noqa: T201 (the operator's terminal)
        return 2
    return 0


def wanted(settings: Settings, only: Sequence[str]) -> tuple[str, ...]:
    """The components to run; raises `SettingsError` for an unknown name."""
    for name in only:
        if name not in COMPONENTS:
            raise SettingsError(f"--only: there is no {name!r}; choose from {', '.join(COMPONENTS)}.")
    chosen = tuple(only) or COMPONENTS
    if "sandbox" in only and not settings.sandboxed:
        raise SettingsError("--only sandbox: tokens are set, so the real messengers are used; unset them.")
    return tuple(
        name
        for name in chosen
        if (name == "worker" or (name == "sandbox" and settings.sandboxed) or _has_token(settings, name))
    )


def _has_token(settings: Settings, name: str) -> bool:
    return name in BOTS and settings.bot_token(_bot(name)) is not None


def _bot(name: str) -> BotId:
    return next(bot for bot in BOTS if bot == name)


def _loop(settings: Settings, names: Sequence[str]) -> None:
    if sys.platform == "win32":
        asyncio.run(_run(settings, names))
        return
    import uvloop  # noqa: PLC0415 (not on Windows)

    uvloop.run(_run(settings, names))


async def _run(settings: Settings, names: Sequence[str]) -> None:
    supervisor = Supervisor()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, supervisor.stopping.set)
    print("Вече запускается… Starting…", flush=True)  # noqa: T201 (the operator's terminal)
    async with AsyncExitStack() as stack:
        sandbox = None
        first_phones = settings.demo_phones and set(names) == set(COMPONENTS)
        if "sandbox" in names:
            sandbox = await start_sandbox(settings, coming=first_phones)
            stack.push_async_callback(sandbox.cleanup)
        if set(names) != {"sandbox"}:
            await stack.enter_async_context(_product(settings, names, supervisor))
        _greet(settings, names)
        if sandbox is not None and first_phones:
            supervisor.errand("first-phones", _first_phones(settings, sandbox))
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)
        await supervisor.stopping.wait()


async def _first_phones(settings: Settings, sandbox: web.AppRunner) -> None:
    try:
        await set_out(f"http://127.0.0.1:{settings.sandbox_port}/")
    finally:
        all_here(sandbox)


@contextlib.asynccontextmanager
async def _product(settings: Settings, names: Sequence[str], supervisor: Supervisor) -> AsyncIterator[None]:
    """Bots, worker and HTTP server, running for the length of the block."""
    async with AsyncExitStack() as stack:
        rules = load_rules(settings.profiles)
        calendars = load_calendars(settings.profiles, rules)
        imports = supervisor.errand("imports", asyncio.to_thread(_preload, names))
        store = await stack.enter_async_context(opened(settings, rules, supervisor))
        await imports
        clock = await _clock(settings, store, supervisor)
        links, metrics = StaffLinks(), Metrics()
        product = build_product(store.stores, store.rules, calendars, clock, links)
        supervisor.keep("links", lambda stop: _learn(links, store, stop))
        bots: Mapping[BotId, Bot] = {}
        if _chosen(names):
            from bots.texts.l10n import Texts  # noqa: PLC0415 (12 MiB that a worker does without)

            from .bot import Shared, made  # noqa: PLC0415 (so are the dialogs)

            shared = Shared(
                settings=settings,
                stores=store.stores,
                app=product,
                texts=Texts(LOCALES, now=clock.now),
                clock=clock,
                metrics=metrics,
                supervisor=supervisor,
                alone=store.alone,
                nicks=store.nicks,
            )
            bots = made(shared, _chosen(names))
        for bot in bots.values():
            stack.push_async_callback(bot.close)
        stack.push_async_callback(supervisor.stop)
        app = build_app(doors=bots, health=_health(store), metrics=metrics)
        if settings.sandboxed:
            add_routes(app, _control(product, store, clock, calendars), control_secret(settings))
        await _serve(settings, app, stack)
        for bot in bots.values():
            bot.start()
        if "worker" in names:
            clockwork = Clockwork(store.deadlines, product, store.rules, calendars, clock, metrics)
            Worker(store, clockwork, metrics, supervisor).start()
        yield


def _chosen(names: Sequence[str]) -> list[BotId]:
    return [bot for bot in BOTS if bot in names]


def _preload(names: Sequence[str]) -> None:
    """Import what bots need, which takes seconds, while the servers start."""
    for bot in _chosen(names):
        for module in (*OF_BOTS, f"bots.wiring.{bot.partition('-')[0]}"):
            importlib.import_module(module)


async def _clock(settings: Settings, store: Opened, supervisor: Supervisor) -> RealClock | VirtualClock:
    if not settings.moves_time:
        return RealClock()
    clock = VirtualClock()
    clock.shift(await patiently(store.shift.read, supervisor))

    async def follow(stop: asyncio.Event) -> None:
        """Other processes move the clock too."""
        while not stop.is_set():
            clock.shift(await store.shift.read())
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), CLOCK_LOOK)

    supervisor.keep("clock", follow)
    return clock


async def _learn(links: StaffLinks, store: Opened, stop: asyncio.Event) -> None:
    """Bots in other processes say who they are, too."""
    while not stop.is_set():
        links.learn(await store.nicks.read())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), LINKS_LOOK)


def _control(
    product: "App", store: Opened, clock: RealClock | VirtualClock, calendars: Calendars
) -> SandboxControl:
    home = shown_city(product.rules)

    async def shift(seconds: float) -> None:
        if isinstance(clock, VirtualClock):
            clock.shift(await store.shift.advance(seconds))

    return SandboxControl(
        invite=product.invite,
        home=home,
        calendar=calendars.of(home.id),
        clock=clock,
        shift=shift if isinstance(clock, VirtualClock) else None,
    )


def _health(store: Opened) -> Health:
    async def database() -> str | None:
        try:
            await store.database.value("SELECT 1")
        except store.stores.troubles:
            return "PostgreSQL does not answer."
        return None

    async def redis() -> str | None:
        try:
            await store.redis.call(PING)
        except store.stores.troubles:
            return "Redis does not answer."
        return None

    return Health({"database": database, "redis": redis})


async def _serve(settings: Settings, app: web.Application, stack: AsyncExitStack) -> None:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5.0)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    try:
        await web.TCPSite(runner, settings.http_host, settings.http_port, backlog=1024).start()
    except OSError as error:
        raise port_taken("VECHE_HTTP_PORT", settings.http_port, error) from None


def _greet(settings: Settings, names: Sequence[str]) -> None:
    lines: list[Any] = []
    if "sandbox" in names:
        page = f"http://127.0.0.1:{settings.sandbox_port}/"
        lines = [
            "",
            f"  Вече · песочница / sandbox:  {page}",
            "  Откройте этот адрес в браузере. Остановить: Ctrl+C.",
            "",
        ]
    else:
        lines = [f"Veche: {', '.join(names)}."]
    print("\n".join(lines), flush=True)  # noqa: T201 (the operator's terminal)
