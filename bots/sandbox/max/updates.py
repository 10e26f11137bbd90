"""MAX's long polling with its marker, and webhook subscriptions."""

import time
from typing import Any
from urllib.parse import urlsplit

from bots.sandbox.chats import Subscription
from bots.sandbox.max.call import DONE, Call, operation
from bots.sandbox.max.refusal import FailedError, RefusedError, bad_payload
from bots.sandbox.max.wire import milliseconds

_MOST_UPDATES = 100
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_PORTS = frozenset({None, 443})


@operation("getUpdates")
async def get_updates(call: Call) -> Any:
    """The updates from `marker` on; sending a marker commits everything before it."""
    bot, params = call.bot, call.params
    _refuse_beside_webhook(call)
    limit = params.get("limit", _MOST_UPDATES)
    if call.world.config.limits:
        limit = min(limit, _MOST_UPDATES)
        if bot.limits.refuse_poll():
            raise RefusedError(429, "too.many.requests", "Too many requests")
    if params.get("marker") is not None:
        call.world.receipts.add(bot.id, bot.mailbox.confirm(params["marker"]))
        call.world.changed = True
    _skip_unwanted(call)
    until = time.monotonic() + params.get("timeout", 30)
    while (
        not (bot.mailbox.pending or bot.batches.waiting() or call.world.closing) and time.monotonic() < until
    ):
        await bot.mailbox.wait(until - time.monotonic())
        _refuse_beside_webhook(call)
        _skip_unwanted(call)
    updates = bot.mailbox.first(limit)
    marker = updates[-1].id + 1 if updates else bot.mailbox.next_id
    return {"updates": bot.batches.take(updates), "marker": marker}


def _refuse_beside_webhook(call: Call) -> None:
    if call.bot.webhooks:
        raise RefusedError(
            405, "method.not.allowed", "Long polling is off while a webhook subscription exists"
        )


def _skip_unwanted(call: Call) -> None:
    """Updates of kinds that the bot did not name never reach it."""
    if types := call.params.get("types"):
        for update in list(call.bot.mailbox.pending.values()):
            if update.kind not in types:
                call.bot.mailbox.done(update.id)


@operation("getSubscriptions")
def get_subscriptions(call: Call) -> Any:
    """The webhooks, without their secrets."""
    hooks = [
        {"url": h.url, "time": milliseconds(h.since)} | ({"update_types": h.kinds} if h.kinds else {})
        for h in call.bot.webhooks.values()
    ]
    return {"subscriptions": hooks}


@operation("subscribe")
def subscribe(call: Call) -> Any:
    """Deliver the updates to an address: HTTPS on port 443, or anything on this machine."""
    body = call.body
    parts = urlsplit(body["url"])
    if parts.hostname not in _LOOPBACK:
        if parts.scheme != "https" or not parts.hostname:
            raise bad_payload("Invalid request. Webhook url must be https")
        if parts.port not in _PORTS:
            raise bad_payload("Invalid request. Webhook port must be 443")
    hook = Subscription(body["url"], body.get("secret"), body.get("update_types") or None, call.world.now())
    call.bot.webhooks[hook.url] = hook
    call.bot.mailbox.wake()
    call.world.changed = True
    return DONE


@operation("unsubscribe")
def unsubscribe(call: Call) -> Any:
    """Forget a webhook; polling is on again when none is left."""
    if call.bot.webhooks.pop(call.params["url"], None) is None:
        raise FailedError("Subscription not found")
    call.world.changed = True
    return DONE
