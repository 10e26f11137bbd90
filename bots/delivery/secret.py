"""The secret by which a webhook knows its messenger."""

import hashlib
import hmac

from core.shared.ids import BotId


def webhook_secret(key: bytes, bot: BotId) -> str:
    """A bot's secret, the same in every process: 64 hexadecimal digits, which both messengers allow."""
    return hmac.new(key, f"webhook {bot}".encode(), hashlib.sha256).hexdigest()


def is_same(expected: str, given: str | None) -> bool:
    """Compare in constant time; a header may hold any bytes, which arrive as lone surrogates."""
    if given is None:
        return False
    return hmac.compare_digest(expected.encode(), given.encode("utf-8", "surrogateescape"))
