"""Telegram's webhook: is a request genuine, is the webhook registered, and does it stay so."""

import asyncio
from collections.abc import Mapping

import structlog

from bots.delivery.hooks import EVERY, look_after
from bots.delivery.secret import is_same
from core.shared.ids import BotId

from .client import WANTED, TelegramClient

log = structlog.get_logger()

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the header's name, not the secret)
CONNECTIONS = 100


def is_genuine(headers: Mapping[str, str], secret: str) -> bool:
    """Whether the request carries our secret; constant time, any bytes."""
    return is_same(secret, headers.get(SECRET_HEADER))


async def register(client: TelegramClient, url: str, secret: str) -> None:
    """Ask Telegram to send updates to `url`."""
    await client.bot.set_webhook(
        url, secret_token=secret, allowed_updates=list(WANTED), max_connections=CONNECTIONS
    )


async def remove(client: TelegramClient) -> None:
    """Stop the webhook, so that polling works; what waits stays waiting."""
    await client.bot.delete_webhook(drop_pending_updates=False)


async def check(bot: BotId, client: TelegramClient, url: str, secret: str) -> bool:
    """Whether the webhook stood as it should; registers it again when it did not."""
    info = await client.bot.get_webhook_info()
    if info.last_error_message:
        log.warning(
            "webhook-deliveries-fail", bot=bot, why=info.last_error_message, waiting=info.pending_update_count
        )
    if info.url == url:
        return True
    log.warning("webhook-was-lost", bot=bot)
    await register(client, url, secret)
    return False


async def watch(
    bot: BotId, client: TelegramClient, url: str, secret: str, stop: asyncio.Event, *, every: float = EVERY
) -> None:
    """Keep the webhook registered until `stop`."""
    await look_after(
        bot,
        register=lambda: register(client, url, secret),
        check=lambda: check(bot, client, url, secret),
        stop=stop,
        every=every,
    )
