"""A Telegram bot's adapter, assembled."""

from functools import partial

from bots.delivery.limits import TELEGRAM, Limits
from bots.delivery.secret import webhook_secret
from bots.telegram import polling, webhook
from bots.telegram.client import TelegramClient
from bots.telegram.inbound import TelegramInbound
from bots.telegram.keyboard import pressed_label
from bots.telegram.outbound import TelegramOutbound
from bots.texts.l10n import Texts
from core.notices.outbox import Files
from core.shared.clock import Clock
from core.shared.ids import BotId

from .adapter import Adapter
from .settings import Settings


def telegram_adapter(
    settings: Settings, bot: BotId, *, token: str, texts: Texts, files: Files, clock: Clock
) -> Adapter:
    """Everything of Telegram that one bot needs; raises `TokenRefused` for a token of the wrong shape."""
    limits = Limits(None if settings.sandboxed else TELEGRAM)
    client = TelegramClient(bot, token, limits=limits, api_url=settings.api_urls["telegram"])
    outbound = TelegramOutbound(bot, client, texts, files)
    secret = webhook_secret(settings.key, bot)
    return Adapter(
        client=client,
        read=TelegramInbound(bot, clock).read,
        outbound=outbound,
        courier=outbound,
        limits=limits,
        poll=partial(polling.run, bot, client),
        genuine=lambda headers: webhook.is_genuine(headers, secret),
        watch=partial(webhook.watch, bot, client, settings.hook(bot), secret),
        unhook=partial(webhook.remove, client),
        label=pressed_label,
    )
