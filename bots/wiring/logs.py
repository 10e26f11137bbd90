"""Logs: one line an event, without tokens and without anything personal."""

import logging
import re
import sys
import traceback
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any

import structlog

_SECRETS: set[str] = set()
_TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{20,}")
_CHAIN = 4
_FRAMES = 5
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
    """Lines of libraries, cleaned like our own: one line an event, and an error is named, not quoted.

    What an error says may hold a header with its secret, or the words of whoever wrote to us.
    """

    def format(self, record: logging.LogRecord) -> str:
        said = record.getMessage()
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            # asyncio repeats the error in a second line.
            said = f"{said.partition(chr(10))[0]}: {_named(error)}"
        head = f"{self.formatTime(record)} {record.levelname} {record.name}"
        return f"{head}: {_clean(said)}"


def _named(error: BaseException) -> str:
    """The error and what it came from, with their innermost places: `KeyError (a.py:4 < b.py:2)`."""
    chain: list[str] = []
    one: BaseException | None = error
    while one is not None and len(chain) < _CHAIN:
        frames = traceback.extract_tb(one.__traceback__, limit=-_FRAMES)
        places = " < ".join(
            f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(frames)
        )
        chain.append(f"{type(one).__name__} ({places or '?'})")
        one = one.__cause__ or one.__context__
    return ", from ".join(chain)


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
    handler.setFormatter(_Redacted())
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
