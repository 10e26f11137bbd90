"""MAX's webhook: is a request genuine, is the subscription there, and does it stay.

After eight hours of failed deliveries MAX unsubscribes a bot without a word: the watch subscribes again.
"""

import asyncio
from collections.abc import Mapping

import structlog

from bots.delivery.hooks import EVERY, look_after
from bots.delivery.raw import as_dict, as_list, as_text
from bots.delivery.secret import is_same
from core.shared.ids import BotId

from .client import MaxClient

log = structlog.get_logger()

SECRET_HEADER = "X-Max-Bot-Api-Secret"  # noqa: S105 (the header's name, not the secret)
WANTED = ("message_created", "message_callback", "bot_started", "bot_stopped", "dialog_removed")


def is_genuine(headers: Mapping[str, str], secret: str) -> bool:
    """Whether the request carries our secret; constant time, any bytes."""
    return is_same(secret, headers.get(SECRET_HEADER))


async def register(client: MaxClient, url: str, secret: str) -> None:
    """Ask MAX to send updates to `url`, and to no other address: each would get every update."""
    await client.post("subscriptions", {}, {"url": url, "update_types": list(WANTED), "secret": secret})
    await _unsubscribe(client, keep=url)


async def remove(client: MaxClient) -> None:
    """Drop all subscriptions, so that polling works; what waits stays waiting."""
    await _unsubscribe(client, keep=None)


async def check(bot: BotId, client: MaxClient, url: str, secret: str) -> bool:
    """Whether the subscription was there; subscribes again when it was not."""
    if url in await _subscribed(client):
        return True
    log.warning("webhook-was-lost", bot=bot)
    await register(client, url, secret)
    return False


async def watch(
    bot: BotId, client: MaxClient, url: str, secret: str, stop: asyncio.Event, *, every: float = EVERY
) -> None:
    """Keep the webhook registered until `stop`."""
    await look_after(
        bot,
        register=lambda: register(client, url, secret),
        check=lambda: check(bot, client, url, secret),
        stop=stop,
        every=every,
    )


async def _subscribed(client: MaxClient) -> list[str]:
    found = as_list((await client.get("subscriptions", {})).get("subscriptions"))
    return [as_text(as_dict(one).get("url")) for one in found]


async def _unsubscribe(client: MaxClient, *, keep: str | None) -> None:
    for url in await _subscribed(client):
        if url != keep:
            await client.delete("subscriptions", {"url": url})
