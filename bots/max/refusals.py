"""What MAX's refusals mean for us."""

from typing import Any

from bots.delivery.ports import Displaced, TokenRefused
from dialogs.engine.ports import PersonGone, Rejected, TryLater, Uncertain

SERVER_ERROR = 500
GATEWAY_TIMEOUT = 504
AGAIN_AFTER = 2.0
PROXY_AGAIN_AFTER = 15.0
# MAX does not say how long to wait after a 429; its limits are counted by the second.
THROTTLED_FOR = 1.0

_GONE_CODES = ("chat.not.found", "dialog.not.found", "user.not.found", "chat.denied", "dialog.suspended")
_FILE_WORDS = ("token provided", "attachment.token", "photo token", "video token", "upload.error")
_NOT_READY_WORDS = ("attachment.not.ready", "not.processed")


class Failed(Rejected):
    """200 with `success: false`: nothing was done."""


class PressTooOld(Rejected):
    """The press can no longer be answered."""


class FileRefused(Rejected):
    """The cached token of a file is not accepted any more: upload it anew."""


class NotReady(Rejected):
    """An uploaded file is still being processed: the same request works in a moment."""


class Throttled(TryLater):
    """429: every call of this bot has to pause."""


def refusal(bot: str, call: str, status: int, answer: Any, retry_after: str) -> Exception:
    """The exception for an answer that is no success; `answer` is None when it was no JSON.

    `call` names the request, such as `POST messages`; `retry_after` is that header, or empty.
    """
    if not isinstance(answer, dict) or status >= SERVER_ERROR:
        return _trouble(call, status, retry_after)
    code, words = str(answer.get("code") or ""), str(answer.get("message") or "")
    match status:
        case 200:
            return Failed(f"{call}: {words}")
        case 401:
            return TokenRefused(
                f"{bot}: MAX does not know this token; copy it anew from the bot's settings, restart the bot."
            )
        case 429:
            return Throttled(_pause(retry_after))
        case 405:
            return _not_allowed(call, words)
        case _:
            return _by_code(call, status, code, words)


def _by_code(call: str, status: int, code: str, words: str) -> Exception:
    told = f"{code} {words}".lower()
    if any(piece in told for piece in _NOT_READY_WORDS):
        return NotReady(f"{call}: {words}")
    if any(piece in told for piece in _FILE_WORDS):
        return FileRefused(f"{call}: {words}")
    sends = call == "POST messages"
    if any(piece in told for piece in _GONE_CODES) or (sends and status in {403, 404}):
        return PersonGone(f"{code}: {words}")
    return Rejected(f"{call}: {code}: {words}")


def _not_allowed(call: str, words: str) -> Exception:
    if call == "GET updates":
        return Displaced(f"{words}. Remove the webhook subscription, or serve it instead of polling.")
    return PressTooOld(words) if call == "POST answers" else Rejected(f"{call}: {words}")


def _trouble(call: str, status: int, retry_after: str) -> Exception:
    """A server in trouble, or something in between: a gateway, a page that says the site is closed."""
    if status == 429:  # noqa: PLR2004 (HTTP)
        return Throttled(_pause(retry_after))
    if status < 300 or status == GATEWAY_TIMEOUT:  # noqa: PLR2004 (HTTP)
        return Uncertain(f"{call}: no answer of MAX")
    return TryLater(AGAIN_AFTER if status >= SERVER_ERROR else PROXY_AGAIN_AFTER)


def _pause(given: str) -> float:
    return max(THROTTLED_FOR, float(given)) if given.isdigit() else THROTTLED_FOR
