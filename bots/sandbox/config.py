"""What the sandbox is started with: its bots, the product's control address, and how strict it is."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

Messenger = Literal["max", "telegram"]
Audience = Literal["citizen", "staff"]

BOT_IDS = tuple(
    f"{messenger}-{audience}" for messenger in ("telegram", "max") for audience in get_args(Audience)
)


def new_tokens() -> dict[str, str]:
    """A fresh token for each of the four bots, in the shape its messenger gives out."""
    tokens = {}
    for number, bot in enumerate(BOT_IDS):
        secret = secrets.token_urlsafe(26)
        tokens[bot] = f"{7_000_000_001 + number}:{secret}" if bot.startswith("telegram") else f"f9{secret}"
    return tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxConfig:
    """How one sandbox runs.

    Args:
        tokens: by bot id; only the bots named here exist. All four with fresh tokens by default.
        state: a file that keeps phones, chats, undelivered updates and ids over a restart.
        control_url: where the product answers for invitations, roles and the clock.
        control_secret: the bearer secret of the control address.
        base_url: how the bots reach this server; guessed from their requests when left out.
        coming: somebody sets the first phones out at once; the page waits for them until `World.all_here`.
        limits: answer 429 as the real servers do. Off by default, so that a load run is not slowed.
        check_replies: check every reply and update against the specifications and fail loudly; for tests.
        not_ready: how many times a fresh MAX video, audio or file answers `attachment.not.ready`.
        callback_ttl: seconds for which a button press may be answered.
        retry_first: seconds before a failed webhook delivery is repeated; the pause grows by 2.5.
        retry_longest: seconds the pause never exceeds.
        unsubscribe_after: seconds of failed deliveries after which MAX forgets a webhook.
        calls_kept: how many bot calls, and how many updates that bots took, the logs hold.
        messages_kept: how many messages a chat remembers.
    """

    tokens: Mapping[str, str] = field(default_factory=new_tokens)
    state: Path | None = None
    control_url: str | None = None
    control_secret: str | None = None
    base_url: str | None = None
    coming: bool = False
    limits: bool = False
    check_replies: bool = False
    not_ready: int = 1
    callback_ttl: float = 60.0
    retry_first: float = 0.5
    retry_longest: float = 60.0
    unsubscribe_after: float = 8 * 3600.0
    calls_kept: int = 20_000
    messages_kept: int = 1_000

    def __post_init__(self) -> None:
        """Refuse a token that the messenger's own libraries could not use."""
        for bot, token in self.tokens.items():
            if bot not in BOT_IDS:
                raise ValueError(f"unknown bot {bot!r}: use one of {', '.join(BOT_IDS)}")
            if bot.startswith("telegram") and not _is_telegram_token(token):
                raise ValueError(f"the token of {bot} must look like 123456:letters")
            if not token or not token.isascii() or not token.isprintable():
                raise ValueError(f"the token of {bot} must be printable ASCII")


def _is_telegram_token(token: str) -> bool:
    number, colon, secret = token.partition(":")
    return number.isdigit() and bool(colon) and bool(secret)
