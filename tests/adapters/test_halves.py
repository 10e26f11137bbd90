"""Half a character in one update (an emoji cut in two) never stops the updates after it."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bots.delivery.limits import Limits
from bots.max.client import MaxClient
from bots.telegram.client import TelegramClient

HALF = b'"Lamp \\ud83d", "big": 1234567890123456789012345678901234567890'
MAX = b'{"updates": [{"update_type": "message_created", "text": ' + HALF + b'}], "marker": 7}'
TELEGRAM = b'{"ok": true, "result": [{"update_id": 1, "text": ' + HALF + b"}]}"


@pytest.fixture
async def server() -> AsyncIterator[str]:
    """Both messengers on the loopback, which answer with half a character."""

    async def answer(request: web.Request) -> web.Response:
        body = TELEGRAM if "getUpdates" in request.path else MAX
        return web.Response(body=body, content_type="application/json")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_telegrams_updates_are_read(server: str) -> None:
    """What is left of the text is a text."""
    client = TelegramClient("telegram-citizen", "123456789:" + "a" * 35, limits=Limits(), api_url=server)
    (update,) = await client.updates(None, seconds=0)
    await client.close()
    assert update["text"] == "Lamp ?"
    assert update["update_id"] == 1


async def test_the_updates_of_max_are_read(server: str) -> None:
    """And acknowledged: the marker came with them."""
    client = MaxClient("max-citizen", "token", limits=Limits(), api_url=server)
    batch = await client.updates(None, seconds=0)
    await client.close()
    assert batch.updates[0]["text"] == "Lamp ?"
    assert batch.marker == 7
