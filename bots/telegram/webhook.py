"""Telegram's webhook: is a request genuine, is the webhook registered, and does it stay so."""

import asyncio
from collections.abc import Mapping

import structlog

from bots.delivery.ports import TokenRefused
from bots.delivery.secret import is_same
from core.shared.ids import BotId
from dialogs.engine.ports import Rejected, TryLater, Uncertain

from .client import WANTED, TelegramClient

log = structlog.get_logger()

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the header's name, not the secret)
CONNECTIONS = 100
WATCH_EVERY = 900.0


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
    bot: BotId,
    client: TelegramClient,
    url: str,
    secret: str,
    stop: asyncio.Event,
    *,
    every: float = WATCH_EVERY,
) -> None:
    """Register, then look after the registration every quarter of an hour, until `stop`."""
    registered = False
    while not stop.is_set():
        try:
            if registered:
                await check(bot, client, url, secret)
            else:
                await register(client, url, secret)
                registered = True
        except (TryLater, Uncertain, Rejected, TokenRefused) as error:
            log.error("webhook-not-registered", bot=bot, why=str(error))  # noqa: TRY400 (no traceback is of use)
        try:
            await asyncio.wait_for(stop.wait(), every if registered else min(every, 10.0))
        except TimeoutError:
            continue
