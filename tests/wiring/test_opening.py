"""How the servers of a process are watched."""

import asyncio

import pytest

from bots.wiring.opening import watched
from bots.wiring.supervise import Supervisor
from storage.embedded import EmbeddedError


async def test_a_stop_does_not_wait_for_the_watch_over_the_servers() -> None:
    """It has no end of its own before the servers are left, and they are left last."""
    begun, ended = asyncio.Event(), asyncio.Event()

    async def watch() -> None:
        begun.set()
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            ended.set()

    supervisor = Supervisor()
    supervisor.keep("embedded-servers", lambda stop: watched(watch(), stop))
    await begun.wait()
    async with asyncio.timeout(10):
        await supervisor.stop()
        await ended.wait()


async def test_what_breaks_the_watch_is_told() -> None:
    async def watch() -> None:
        raise EmbeddedError("the servers do not come back")

    with pytest.raises(EmbeddedError):
        await watched(watch(), asyncio.Event())
