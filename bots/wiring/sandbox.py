"""Starts the local messenger beside the bots when no token is set."""

import errno
import hashlib
from pathlib import Path

from aiohttp import web

from core.shared.ids import BOTS

from .settings import Settings, SettingsError


def control_secret(settings: Settings) -> str:
    """The bearer secret between the sandbox and the product: the same in every process of a data folder."""
    return hashlib.sha256(settings.key + b"control").hexdigest()


async def start_sandbox(settings: Settings, *, coming: bool) -> web.AppRunner:
    """Serve both APIs, the phones and the page; raises `SettingsError` when the port is taken.

    With `coming` the page waits for the first phones, until `all_here` is called.
    """
    from bots.sandbox.app import build_app  # noqa: PLC0415 (only where there is a sandbox)
    from bots.sandbox.config import SandboxConfig  # noqa: PLC0415 (as above)

    tokens: dict[str, str] = {bot: token for bot in BOTS if (token := settings.bot_token(bot)) is not None}
    state = settings.data_dir / "sandbox" / "phones.json"
    _folder(state.parent)
    config = SandboxConfig(
        tokens=tokens,
        state=state,
        control_url=f"http://127.0.0.1:{settings.http_port}/control",
        control_secret=control_secret(settings),
        coming=coming,
    )
    runner = web.AppRunner(build_app(config), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.http_host, settings.sandbox_port, backlog=1024).start()
    except OSError as error:
        await runner.cleanup()
        raise port_taken("VECHE_SANDBOX_PORT", settings.sandbox_port, error) from None
    return runner


def all_here(sandbox: web.AppRunner) -> None:
    """The first phones stand, or could not be set out: the page offers to set some out again."""
    from bots.sandbox.app import WORLD  # noqa: PLC0415 (only where there is a sandbox)

    sandbox.app[WORLD].all_here()


def port_taken(setting: str, port: int, error: OSError) -> Exception:
    """What an operator is told when a port cannot be had."""
    if error.errno in {errno.EADDRINUSE, errno.EACCES}:
        return SettingsError(
            f"{setting}: port {port} is taken or not allowed; stop what uses it, or write another port, "
            f"for example {setting}={port + 1000 if port else 8081}."
        )
    return error


def _folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"VECHE_DATA_DIR: {path} cannot be made ({error.strerror}); name a folder you may write to."
        ) from None
