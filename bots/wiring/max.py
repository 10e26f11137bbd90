"""A MAX bot's adapter, assembled."""

from functools import partial

from bots.delivery.limits import MAX, Limits
from bots.delivery.secret import webhook_secret
from bots.max import polling, webhook
from bots.max.client import MaxClient
from bots.max.inbound import MaxInbound
from bots.max.outbound import MaxOutbound
from bots.texts.l10n import Texts
from core.notices.outbox import Files
from core.shared.clock import Clock
from core.shared.ids import BotId

from .adapter import Adapter
from .settings import Settings


def max_adapter(
    settings: Settings, bot: BotId, *, token: str, texts: Texts, files: Files, clock: Clock
) -> Adapter:
    """Everything of MAX that one bot needs; raises `TokenRefused` for a token of the wrong shape."""
    limits = Limits(None if settings.sandboxed else MAX)
    client = MaxClient(
        bot, token, limits=limits, api_url=settings.api_urls["max"], ca_file=settings.max_ca_file
    )
    outbound = MaxOutbound(bot, client, texts, files)
    secret = webhook_secret(settings.key, bot)
    return Adapter(
        client=client,
        read=MaxInbound(bot, token, clock).read,
        outbound=outbound,
        courier=outbound,
        limits=limits,
        poll=partial(polling.run, bot, client),
        genuine=lambda headers: webhook.is_genuine(headers, secret),
        watch=partial(webhook.watch, bot, client, settings.hook(bot), secret),
        unhook=partial(webhook.remove, client),
        label=lambda _view, _text: None,
    )
