"""Telegram's getUpdates and webhooks."""

import re
import time
from typing import Any
from urllib.parse import urlsplit

from bots.sandbox.chats import Subscription
from bots.sandbox.telegram.call import Call, method
from bots.sandbox.telegram.refusal import RefusedError, bad_request

_LONGEST_POLL = 50
_MOST_UPDATES = 100
_SECRET = re.compile(r"[\w-]{1,256}", re.ASCII)
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_PORTS = frozenset({None, 443, 80, 88, 8443})
# The kinds that a bot gets only when it asks for them.
_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

ACTIVE_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active;"
    " use deleteWebhook to delete the webhook first"
)
OTHER_POLL = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)


@method("getUpdates", "Array of Update")
async def get_updates(call: Call) -> Any:
    """Hand out the updates from `offset` on; a smaller id is confirmed. A second poll ends the first."""
    bot, params = call.bot, call.params
    if bot.webhooks:
        raise RefusedError(409, ACTIVE_WEBHOOK)
    _remember_kinds(call)
    _confirm(call, params.get("offset", 0))
    limit = min(max(params.get("limit", _MOST_UPDATES), 1), _MOST_UPDATES)
    bot.poll += 1
    bot.mailbox.wake()
    mine, until = bot.poll, time.monotonic() + min(max(params.get("timeout", 0), 0), _LONGEST_POLL)
    while (
        not (bot.mailbox.pending or bot.batches.waiting() or call.world.closing) and time.monotonic() < until
    ):
        await bot.mailbox.wait(until - time.monotonic())
        if bot.webhooks:
            raise RefusedError(409, "Conflict: terminated by setWebhook request")
        if bot.poll != mine:
            raise RefusedError(409, OTHER_POLL)
    return bot.batches.take(bot.mailbox.first(limit))


def _confirm(call: Call, offset: int) -> None:
    mailbox = call.bot.mailbox
    if offset < 0:
        offset = mailbox.last(-offset)
    if offset > 0:
        call.world.receipts.add(call.bot.id, mailbox.confirm(offset))
        call.world.changed = True


def _remember_kinds(call: Call) -> None:
    if "allowed_updates" in call.params:
        call.bot.kinds = call.params["allowed_updates"] or None


@method("setWebhook")
def set_webhook(call: Call) -> Any:
    """Deliver the updates to an address; an empty one ends it."""
    url = call.params["url"]
    if not url:
        return delete_webhook(call)
    secret = call.params.get("secret_token")
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _check_url(url)
    _remember_kinds(call)
    _drop_pending(call)
    call.bot.webhooks.clear()
    call.bot.webhooks[url] = Subscription(url, secret, None, call.world.now())
    call.bot.poll += 1
    call.bot.mailbox.wake()
    call.world.changed = True
    return True


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.hostname in _LOOPBACK:
        return
    if parts.scheme != "https" or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.port not in _PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _drop_pending(call: Call) -> None:
    if call.params.get("drop_pending_updates"):
        call.bot.mailbox.confirm(call.bot.mailbox.next_id)


@method("deleteWebhook")
def delete_webhook(call: Call) -> Any:
    """Go back to getUpdates."""
    _drop_pending(call)
    call.bot.webhooks.clear()
    call.world.changed = True
    return True


@method("getWebhookInfo", "WebhookInfo")
def get_webhook_info(call: Call) -> Any:
    """The webhook with its last failure."""
    bot = call.bot
    hook = next(iter(bot.webhooks.values()), None)
    out: dict[str, Any] = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(bot.mailbox.pending),
    }
    if hook:
        out |= {"max_connections": 40, "ip_address": "127.0.0.1"}
    if hook and hook.last_error and hook.last_error_at:
        out |= {"last_error_date": int(hook.last_error_at), "last_error_message": hook.last_error}
    if bot.kinds:
        out["allowed_updates"] = bot.kinds
    return out


def wants(kinds: list[str] | None, kind: str) -> bool:
    """Whether a bot with these `allowed_updates` gets an update of a kind."""
    return kind in kinds if kinds else kind not in _ON_REQUEST
