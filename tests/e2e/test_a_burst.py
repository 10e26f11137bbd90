"""Somebody's phone goes wild: two hundred messages at once, and a chat may be written to once a second."""

import asyncio
import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.city import ROOT, City, free_port

MANY = 200
TOKENS = {
    "telegram-citizen": "100000001:burst-telegram-citizen-0123456789ab",
    "max-citizen": "burst-max-citizen-0123456789abcdef",
}


def _env(home: Path, http_port: int, page: str, way: str) -> dict[str, str]:
    """With tokens the product keeps to the messengers' limits."""
    env = {f"VECHE_{bot.replace('-', '_').upper()}_TOKEN": token for bot, token in TOKENS.items()}
    hooks = {"VECHE_WEBHOOK_URL": f"http://127.0.0.1:{http_port}"} if way == "webhooks" else {}
    return {
        **env,
        **hooks,
        "PATH": "/usr/bin:/bin",
        "VECHE_DATA_DIR": str(home / "data"),
        "VECHE_HTTP_PORT": str(http_port),
        "VECHE_TELEGRAM_API_URL": f"{page}/telegram",
        "VECHE_MAX_API_URL": f"{page}/max",
    }


@contextlib.asynccontextmanager
async def _limited(way: str) -> AsyncIterator[City]:
    """A messenger that answers 429 as the real ones do, and the residents' bots."""
    with tempfile.TemporaryDirectory(prefix="veche-") as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101, S103 (the service user has to pass through; async, no pathlib)
        home, http_port, port = Path(folder), free_port(), free_port()
        env = _env(home, http_port, f"http://127.0.0.1:{port}", way)
        city = City(home=home, env=env, http_port=http_port, sandbox_port=port)
        city.messenger = _messenger(port)
        try:
            await city.up()
            yield city
        finally:
            await city.down()


def _messenger(port: int) -> "subprocess.Popen[bytes]":
    tokens = [f"--token={bot}={token}" for bot, token in TOKENS.items()]
    command = [sys.executable, "-m", "bots.sandbox", "--limits", f"--port={port}", *tokens]
    return subprocess.Popen(command, cwd=ROOT)


def _answers(transcript: dict[str, Any]) -> list[str]:
    return [message["text"] for message in transcript["messages"] if not message["mine"]]


@pytest.mark.slow
@pytest.mark.parametrize(("messenger", "way"), [("telegram", "webhooks"), ("max", "polling")])
async def test_two_hundred_messages_get_a_handful_of_screens(messenger: str, way: str) -> None:
    """One a message would take minutes. The last stands below all of them, and says what was wrong."""
    async with _limited(way) as city:
        phone = await city.phone(messenger, "citizen", name="Анна")
        await phone.start()
        await phone.sees("Hello!")
        for number in range(MANY):
            await phone.say(f"/nonsense{number}")
        async with asyncio.timeout(60):
            while (await phone.transcript())["messages"][-1]["mine"]:  # noqa: ASYNC110 (the screen is looked at, as a person does)
                await asyncio.sleep(0.1)
        await asyncio.sleep(4)  # what may still come, would come now
        transcript = await phone.transcript()
        assert not transcript["messages"][-1]["mine"]
        assert len(_answers(transcript)) < 20
        assert "Такой команды нет" in _answers(transcript)[-1]
