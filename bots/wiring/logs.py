"""Logs: one line an event, without tokens and without anything personal."""

import logging
import re
import sys
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any

import structlog

_SECRETS: set[str] = set()
_TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{20,}")
_PHONE = re.compile(r"\+?\d[\d\s()-]{9,}\d")


def hide(secrets: Iterable[str]) -> None:
    """From now on these never appear in a line, wherever they came from."""
    _SECRETS.update(secret for secret in secrets if secret)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        for secret in _SECRETS:
            value = value.replace(secret, "***")
        return _PHONE.sub("***", _TOKEN.sub("***", value))
    if isinstance(value, Mapping):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(item) for item in value]
    return value


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Structlog processor: hide secrets and what looks like a token or a phone number."""
    kept = event.pop("timestamp", None)
    cleaned = {key: _clean(value) for key, value in event.items()}
    if kept is not None:
        cleaned["timestamp"] = kept
    return cleaned


class _Redacted(logging.Formatter):
    """Lines of libraries, cleaned like our own."""

    def format(self, record: logging.LogRecord) -> str:
        return str(_clean(super().format(record)))


class _Lines:
    """Writes to whatever stderr is at the moment: a process may be given another one."""

    def __init__(self, *_: Any) -> None:
        """Structlog hands over a name, which nobody needs."""

    def msg(self, message: str) -> None:
        """One line."""
        sys.stderr.write(message + "\n")
        sys.stderr.flush()

    log = debug = info = warn = warning = error = critical = exception = fatal = msg


def configure(level: str = "info") -> None:
    """Set up logging of ours and of the libraries, to stderr: readable on a terminal, JSON elsewhere."""
    threshold = getattr(logging, level.upper(), logging.INFO)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Redacted("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=max(threshold, logging.WARNING), handlers=[handler], force=True)
    renderer: Any = (
        structlog.dev.ConsoleRenderer(colors=True)
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            redact,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=_Lines,
    )
