"""Phones, chats, undelivered updates and ids outlive a restart, and a sandbox can be started by itself."""

import asyncio
import signal
import socket
import sys
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from bots.sandbox.config import SandboxConfig, new_tokens
from tests.sandbox.stage import PNG, Phone, hooked, staged, until


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    """Screens, commands, file ids, updates that nobody took, and ids that go on."""
    config = SandboxConfig(check_replies=True, state=tmp_path / "state" / "sandbox.json")
    async with staged(config) as stage:
        phone, other = await stage.started(), await stage.phone("max")
        await phone.send_files(("a.png", "image/png", PNG), text="<Яма>")
        [first] = await stage.telegram("getUpdates")
        markup = {"keyboard": [[{"text": "Номер", "request_contact": True}]]}
        await stage.telegram("sendMessage", chat_id=phone.user, text="Номер?", reply_markup=markup)
        await other.act("start", payload="x")
        await other.act("block")
        await stage.telegram("setMyCommands", commands=[{"command": "help", "description": "Помощь"}])
        before = [await one.screen() for one in (phone, other)]
        state = await stage.sim("GET", "/state")

    async with staged(config) as stage:
        phone, other = Phone(stage, phone.about), Phone(stage, other.about)
        assert before == [await one.screen() for one in (phone, other)]
        after = await stage.sim("GET", "/state")
        assert (state["phones"], state["bots"]) == (after["phones"], after["bots"])
        assert [first] == await stage.telegram("getUpdates")
        file = await stage.telegram("getFile", file_id=first["message"]["photo"][-1]["file_id"])
        token = stage.token("telegram-citizen")
        async with stage.http.get(f"{stage.url}/telegram/file/bot{token}/{file['file_path']}") as answer:
            assert await answer.read() == PNG
        await phone.act("say", text="дальше")
        assert (await stage.updates("telegram-citizen"))[-1]["update_id"] > first["update_id"]
        kinds = [u["update_type"] for u in await stage.updates("max-citizen")]
        assert kinds == ["bot_started", "bot_stopped"]


async def test_a_webhook_is_served_again_after_a_restart(tmp_path: Path) -> None:
    """Updates that it did not accept before come then; a bot without token is left out."""
    async with hooked() as hook:
        config = SandboxConfig(check_replies=True, state=tmp_path / "sandbox.json", retry_first=0.01)
        hook.answers = [500] * 1000
        async with staged(config) as stage:
            phone = await stage.phone("max")
            await stage.max("POST /subscriptions", body={"url": hook.url})
            await phone.act("say", text="раз")
            await hook.count(2)
        hook.answers, seen = [], len(hook.came)
        tokens = {bot: token for bot, token in config.tokens.items() if bot == "max-citizen"}
        async with staged(replace(config, tokens=tokens)) as stage:
            came = await hook.count(seen + 1)
            assert came[-1]["message"]["body"]["text"] == "раз"
            assert [b["id"] for b in (await stage.sim("GET", "/state"))["bots"]] == ["max-citizen"]


async def test_changes_are_written_while_it_runs(tmp_path: Path) -> None:
    """So that a killed sandbox loses a moment, not a day."""
    config = SandboxConfig(check_replies=True, state=tmp_path / "sandbox.json")
    async with staged(config) as stage:
        await stage.phone(name="Анна Смирнова")
        await until(tmp_path.joinpath("sandbox.json").exists)
    assert "Анна" in tmp_path.joinpath("sandbox.json").read_text()


def test_tokens_that_no_library_could_use_are_refused_at_start() -> None:
    """With the bot's name, not with the token."""
    for bot, token in (("telegram-staff", "77secret"), ("max-staff", "с кириллицей"), ("max-mayor", "77")):
        with pytest.raises(ValueError, match=bot) as refused:
            SandboxConfig(tokens={**new_tokens(), bot: token})
        assert token not in str(refused.value)


async def test_a_sandbox_starts_by_itself_and_ends_when_told() -> None:
    """`python -m bots.sandbox`; a wrong token ends it at once with the reason."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bots.sandbox", "--port", str(port), "--token", "max-staff=abc"]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
    try:
        async with aiohttp.ClientSession() as http:
            while True:
                try:
                    async with http.get(f"http://127.0.0.1:{port}/sim/state") as answer:
                        state = await answer.json()
                    break
                except aiohttp.ClientConnectionError:
                    assert process.returncode is None
                    await asyncio.sleep(0.05)
            assert [bot["id"] for bot in state["bots"]] == ["max-staff"]
            hanging = http.get(f"http://127.0.0.1:{port}/max/updates", headers={"Authorization": "abc"})
            poll = asyncio.create_task(hanging.__aenter__())
            await asyncio.sleep(0)
            process.send_signal(signal.SIGTERM)
            assert await process.wait() == 0
            await asyncio.gather(poll, return_exceptions=True)
    finally:
        if process.returncode is None:
            process.kill()
    wrong = [sys.executable, "-m", "bots.sandbox", "--token", "telegram-staff=abc"]
    process = await asyncio.create_subprocess_exec(*wrong, stderr=asyncio.subprocess.PIPE)
    _, told = await process.communicate()
    assert process.returncode == 2
    assert b"must look like 123456:letters" in told
