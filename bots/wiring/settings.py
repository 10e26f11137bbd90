"""Settings from the environment and `.env`; every finding names the setting and what to write there."""

import hashlib
import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.shared.ids import BOTS, BotId

from . import mistakes
from .key_file import DamagedKey, kept_key

COMPONENTS = (*BOTS, "worker", "sandbox")
MAX_API = "https://platform-api2.max.ru"
TELEGRAM_API = "https://api.telegram.org"
PUBLIC_HOSTS = ("max.ru", "telegram.org")
SECRET_LEAST = 16
LogLevel = Annotated[Literal["debug", "info", "warning", "error", "critical"], BeforeValidator(str.lower)]
ENV_FILE = ".env"


class SettingsError(Exception):
    """A setting is missing or wrong; the text names it and what to write there."""


def default_data_dir() -> Path:
    """`.veche` here, `/var/lib/veche` for root (whose home other users cannot reach)."""
    return Path("/var/lib/veche") if hasattr(os, "geteuid") and os.geteuid() == 0 else Path(".veche")


class Settings(BaseSettings):
    """All settings of a deployment; tokens are secrets and never printed."""

    model_config = SettingsConfigDict(
        env_prefix="VECHE_", env_file=ENV_FILE, env_ignore_empty=True, extra="ignore", frozen=True
    )

    max_citizen_token: SecretStr | None = None
    max_staff_token: SecretStr | None = None
    telegram_citizen_token: SecretStr | None = None
    telegram_staff_token: SecretStr | None = None
    max_api_url: str | None = None
    telegram_api_url: str | None = None
    database_url: SecretStr | None = None
    redis_url: SecretStr | None = None
    data_dir: Path = Field(default_factory=default_data_dir)
    profiles: Path | None = None
    secret_key: SecretStr | None = None
    webhook_url: str | None = None
    http_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    http_host: str = "127.0.0.1"
    sandbox_port: Annotated[int, Field(ge=0, le=65535)] = 8081
    virtual_clock: bool = False
    keep_days: Annotated[int, Field(ge=1)] = 90
    log_level: LogLevel = "info"
    demo_phones: bool = True
    max_ca_file: Path | None = None

    def token(self, bot: BotId) -> str | None:
        """The bot's token, if one is set."""
        secret: SecretStr | None = getattr(self, bot.replace("-", "_") + "_token")
        return secret.get_secret_value().strip() if secret is not None else None

    @property
    def sandboxed(self) -> bool:
        """No token at all is set: the local messenger takes the place of the real ones."""
        return all(self.token(bot) is None for bot in BOTS)

    @property
    def api_urls(self) -> dict[str, str]:
        """Base addresses of both APIs."""
        local = f"http://127.0.0.1:{self.sandbox_port}"
        return {
            "max": self.max_api_url or (f"{local}/max" if self.sandboxed else MAX_API),
            "telegram": self.telegram_api_url or (f"{local}/telegram" if self.sandboxed else TELEGRAM_API),
        }

    @property
    def hook_base(self) -> str | None:
        """Where messengers deliver webhooks; None means polling. The sandbox delivers on the loopback."""
        if self.webhook_url is not None:
            return self.webhook_url.rstrip("/")
        return f"http://127.0.0.1:{self.http_port}" if self.sandboxed else None

    def hook(self, bot: BotId) -> str:
        """The address of one bot's webhook."""
        return f"{self.hook_base or ''}/webhooks/{bot.replace('-', '/')}"

    @property
    def moves_time(self) -> bool:
        """Whether the clock is virtual: in the sandbox, or by VECHE_VIRTUAL_CLOCK=1."""
        return self.virtual_clock or self.sandboxed

    @property
    def key(self) -> bytes:
        """The secret key, 32 bytes: from VECHE_SECRET_KEY, else a file made once in the data folder."""
        if self.secret_key is not None:
            return hashlib.sha256(self.secret_key.get_secret_value().encode()).digest()
        return _kept_key(self.data_dir / "secret.key")

    def bot_token(self, bot: BotId) -> str | None:
        """The real token, or in the sandbox one derived from the secret key."""
        if not self.sandboxed:
            return self.token(bot)
        digest = hashlib.sha256(self.key + bot.encode()).hexdigest()
        return f"{100_000_001 + BOTS.index(bot)}:{digest[:35]}" if "telegram" in bot else digest[:48]


def load(**overrides: object) -> Settings:
    """Read and check the settings; raises `SettingsError` with one line a finding."""
    misspelt = _misspelt(overrides.get("_env_file", Settings.model_config.get("env_file")))
    try:
        settings = Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks what the command gave
    except ValidationError as error:
        lines = [
            f"VECHE_{'_'.join(map(str, e['loc'])).upper()}: {e['msg'].lower()}. "
            "Correct it in .env or in the environment."
            for e in error.errors(include_input=False)
        ]
        raise SettingsError("\n".join([*misspelt, *lines])) from None
    findings = [
        *misspelt,
        *_wrong_tokens(settings),
        *_wrong_clock(settings),
        *_wrong_key(settings),
        *_wrong_urls(settings),
    ]
    if findings:
        raise SettingsError("\n".join(findings))
    return settings


def _wrong_tokens(settings: Settings) -> list[str]:
    found = []
    seen: dict[str, str] = {}
    for bot in BOTS:
        token = settings.token(bot)
        name = f"VECHE_{bot.replace('-', '_').upper()}_TOKEN"
        if token is None:
            continue
        if (other := seen.setdefault(token, name)) != name:
            found.append(f"{name}: the same as {other}; residents and staff have a bot each.")
        if not token.isascii() or " " in token:
            found.append(f"{name}: a token has only Latin letters, digits and signs; copy it anew.")
        elif bot.startswith("telegram") and not (token.split(":")[0].isdigit() and ":" in token):
            found.append(f"{name}: a Telegram token looks like 123456789:AAF...; copy it from @BotFather.")
    return found


def _wrong_clock(settings: Settings) -> list[str]:
    if not settings.virtual_clock or settings.sandboxed:
        return []
    public = [url for url in settings.api_urls.values() if any(host in url for host in PUBLIC_HOSTS)]
    if not public:
        return []
    return [f"VECHE_VIRTUAL_CLOCK: time cannot be moved against {public[0]}; remove it from .env."]


def _wrong_key(settings: Settings) -> list[str]:
    if settings.secret_key is None:
        if settings.database_url is not None and not settings.sandboxed:
            return [
                (
                    "VECHE_SECRET_KEY: phone numbers in the shared database are encrypted with it; write "
                    "a long random line, for example from `openssl rand -hex 32`, and keep a copy."
                )
            ]
        return []
    if len(settings.secret_key.get_secret_value()) < SECRET_LEAST:
        return [f"VECHE_SECRET_KEY: too short; write at least {SECRET_LEAST} characters."]
    return []


def _wrong_urls(settings: Settings) -> list[str]:
    public = any(host in url for url in settings.api_urls.values() for host in PUBLIC_HOSTS)
    return [
        *mistakes.wrong_web("VECHE_WEBHOOK_URL", settings.webhook_url, public=public),
        *mistakes.wrong_web("VECHE_MAX_API_URL", settings.max_api_url),
        *mistakes.wrong_web("VECHE_TELEGRAM_API_URL", settings.telegram_api_url),
        *mistakes.wrong_server("VECHE_DATABASE_URL", _plain(settings.database_url), mistakes.POSTGRESQL),
        *mistakes.wrong_server("VECHE_REDIS_URL", _plain(settings.redis_url), mistakes.REDIS),
        *mistakes.wrong_certificates("VECHE_MAX_CA_FILE", settings.max_ca_file),
    ]


def _plain(secret: SecretStr | None) -> str | None:
    return None if secret is None else secret.get_secret_value()


def _misspelt(file: object) -> list[str]:
    """Names that are nearly ours; raises `SettingsError` where the file of settings cannot be read."""
    named = None if file is None else str(file)
    try:
        given = mistakes.names(named, wanted=named not in {None, ENV_FILE})
    except mistakes.NoEnvFile as error:
        raise SettingsError(str(error)) from None
    return mistakes.misspelt(given, Settings.model_fields)


def _kept_key(path: Path) -> bytes:
    try:
        return kept_key(path)
    except DamagedKey:
        raise SettingsError(
            f"VECHE_DATA_DIR: {path} is damaged, and phone numbers are encrypted with it; put it back from "
            "a backup, or, if nothing was kept yet, remove it."
        ) from None
    except OSError as error:
        raise SettingsError(
            f"VECHE_DATA_DIR: {path.parent} cannot be used ({error.strerror}); "
            "name a folder you may write to."
        ) from None
