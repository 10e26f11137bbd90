"""Telegram's refusals, in its own words."""

from typing import Any

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly"
    " the same as a current content and reply markup of the message"
)


class RefusedError(Exception):
    """A call that Telegram would refuse; answered as `{ok: false, error_code, description}`."""

    def __init__(self, status: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


def bad_request(reason: str) -> RefusedError:
    """A 400 with its reason."""
    return RefusedError(400, f"Bad Request: {reason}")


def too_many_requests(seconds: int) -> RefusedError:
    """A 429 that says when to come again."""
    return RefusedError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
