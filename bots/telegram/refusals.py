"""What Telegram's refusals mean for us."""

from typing import Any

from bots.delivery.ports import Displaced, TokenRefused
from dialogs.engine.ports import PersonGone, Rejected, TryLater, Uncertain

SERVER_ERROR = 500
GATEWAY_TIMEOUT = 504
AGAIN_AFTER = 2.0
PROXY_AGAIN_AFTER = 15.0


class NotModified(Rejected):
    """The message already looks like this: as good as done."""


class EditImpossible(Rejected):
    """The message is gone, too old or of another kind: send anew."""


class QueryTooOld(Rejected):
    """The press can no longer be answered, which nobody misses."""


class BadMarkup(Rejected):
    """The HTML cannot be parsed: a text of ours is wrong; its words can still be sent."""


class FileRefused(Rejected):
    """The cached name of a file is not accepted any more: upload it anew."""


class Throttled(TryLater):
    """429: every call of this bot has to pause."""


# By a piece of the description, in lower case; the first that is found counts.
_BY_WORDS: tuple[tuple[str, type[Rejected] | type[PersonGone]], ...] = (
    ("message is not modified", NotModified),
    ("query is too old", QueryTooOld),
    ("query id is invalid", QueryTooOld),
    ("message to edit not found", EditImpossible),
    ("message to delete not found", EditImpossible),
    ("message can't be edited", EditImpossible),
    ("message can't be deleted", EditImpossible),
    ("there is no text in the message", EditImpossible),
    ("there is no caption in the message", EditImpossible),
    ("there is no media in the message", EditImpossible),
    ("message_id_invalid", EditImpossible),
    ("message identifier is not specified", EditImpossible),
    ("can't parse entities", BadMarkup),
    ("file identifier", FileRefused),
    ("file_reference", FileRefused),
    ("wrong remote file", FileRefused),
    ("wrong type of the web page content", FileRefused),
    ("chat not found", PersonGone),
    ("user not found", PersonGone),
    ("peer_id_invalid", PersonGone),
    ("user_is_blocked", PersonGone),
    ("input_user_deactivated", PersonGone),
)


def refusal(bot: str, method: str, status: int, answer: Any) -> Exception:
    """The exception for an answer that is not `ok`; `answer` is None when it was no JSON."""
    if not isinstance(answer, dict) or status >= SERVER_ERROR:
        return _no_answer_of_telegram(method, status)
    code = answer.get("error_code")
    words = str(answer.get("description") or "")
    match code if isinstance(code, int) else status:
        case 401 | 404:
            return _unknown_token(bot, method, status, words)
        case 403:
            return PersonGone(words)
        case 409:
            return Displaced(f"{words}. Stop the other process of this bot, or remove its webhook.")
        case 429:
            return Throttled(_retry_after(answer))
        case _:
            return _by_words(method, words)


def _by_words(method: str, words: str) -> Exception:
    lower = words.lower()
    for piece, kind in _BY_WORDS:
        if piece in lower:
            return kind(f"{method}: {words}")
    return Rejected(f"{method}: {words}")


def _unknown_token(bot: str, method: str, status: int, words: str) -> Exception:
    # The real server answers 404 "Not Found" to a token that does not look like one.
    if status == 404 and words.lower() != "not found":  # noqa: PLR2004 (HTTP)
        return Rejected(f"{method}: {words}")
    return TokenRefused(
        f"{bot}: Telegram does not know this token; copy it anew from @BotFather and restart the bot."
    )


def _retry_after(answer: dict[str, Any]) -> float:
    parameters = answer.get("parameters")
    after = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return float(after) if isinstance(after, (int, float)) and after > 0 else 1.0


def _no_answer_of_telegram(method: str, status: int) -> Exception:
    """A server in trouble, or something in between: a gateway, a page that says the site is closed."""
    if status < 300:  # noqa: PLR2004 (HTTP)
        return Uncertain(f"{method}: an answer that is no JSON")
    if status == GATEWAY_TIMEOUT:
        return Uncertain(f"{method}: gateway timeout")
    return TryLater(AGAIN_AFTER if status >= SERVER_ERROR else PROXY_AGAIN_AFTER)
