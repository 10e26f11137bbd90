"""The text and the caption of a message, from parameters to plain text with spans."""

from typing import Any

from bots.sandbox.rich import Span, found_spans, units
from bots.sandbox.telegram.html import parse_html
from bots.sandbox.telegram.refusal import bad_request

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
_DETECTED = frozenset({"url", "bot_command", "mention", "hashtag", "cashtag", "email", "phone_number"})


def message_text(params: dict[str, Any]) -> tuple[str, list[Span]]:
    """The text of a message; refuses an empty one and one over 4096 characters."""
    source = params.get("text", "")
    if not source:
        raise bad_request("message text is empty")
    text, spans = _formatted(source, params.get("parse_mode"), params.get("entities"))
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, spans


def caption(params: dict[str, Any]) -> tuple[str, list[Span]]:
    """The caption of a picture or file, perhaps empty; refuses one over 1024 characters."""
    source = params.get("caption", "")
    text, spans = _formatted(source, params.get("parse_mode"), params.get("caption_entities"))
    if len(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, spans


def _formatted(
    source: str, mode: str | None, entities: list[dict[str, Any]] | None
) -> tuple[str, list[Span]]:
    mode = (mode or "").lower()
    if not source or mode in {"", "none"}:
        text, spans = source, _given(entities or [])
    elif mode == "html":
        text, spans = parse_html(source)
    elif mode in {"markdown", "markdownv2"}:
        raise bad_request(f"parse_mode {mode} is not modelled by the sandbox, use HTML")
    else:
        raise bad_request("unsupported parse_mode")
    return _trimmed(text, [*spans, *_outside(spans, text)])


def _given(entities: list[dict[str, Any]]) -> list[Span]:
    return [
        Span(e["type"], e["offset"], e["length"], e.get("url"), e.get("language"))
        for e in entities
        if e["type"] not in _DETECTED
    ]


def _outside(spans: list[Span], text: str) -> list[Span]:
    """Addresses and commands are marked by the server, but not inside code and links."""
    solid = [s for s in spans if s.kind in {"code", "pre", "text_link"}]
    return [
        found
        for found in found_spans(text)
        if all(found.end <= s.offset or found.offset >= s.end for s in solid)
    ]


def _trimmed(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """White space at both ends is cut off, as the real server does."""
    short = text.strip()
    if short != text:
        cut, total = units(text[: len(text) - len(text.lstrip())]), units(short)
        spans = [moved for s in spans if (moved := _moved(s, cut, total)) is not None]
    return short, sorted(spans, key=lambda s: (s.offset, -s.length))


def _moved(span: Span, cut: int, total: int) -> Span | None:
    start, end = max(0, span.offset - cut), min(total, span.end - cut)
    return Span(span.kind, start, end - start, span.url, span.language) if end > start else None
