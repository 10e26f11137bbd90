"""Reads a request's parameters and files in any form: query string, urlencoded, multipart, JSON."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import orjson
from aiohttp import web

from bots.sandbox.files import Upload, mime_of

_BOUNDARY = re.compile(rb'boundary="?([^";]+)"?', re.IGNORECASE)
_NAME = re.compile(rb'[; ]name="?([^";\r\n]*)"?', re.IGNORECASE)
_FILENAME = re.compile(rb'filename="?([^"\r\n]*)"?', re.IGNORECASE)
_TYPE = re.compile(rb"content-type:[ \t]*([^\r\n;]+)", re.IGNORECASE)


class FormError(ValueError):
    """The body is not what its content type says; the words are Telegram's."""


@dataclass(frozen=True, slots=True)
class Form:
    """The parameters as they came, text or already JSON, and the files by their field's name."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, list[Upload]] = field(default_factory=dict)


async def read_form(request: web.Request) -> Form:
    """The call's parameters; the body wins over the query string."""
    form = Form(dict(request.query))
    if not request.can_read_body:
        return form
    body = await request.read()
    kind = request.content_type
    if kind == "application/json":
        form.values.update(_json_object(body))
    elif kind == "multipart/form-data":
        _multipart(form, body, request.headers["Content-Type"].encode())
    else:
        form.values.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return form


def _json_object(body: bytes) -> dict[str, Any]:
    if not body.strip():
        return {}
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise FormError("can't parse request body as JSON object") from error
    if not isinstance(value, dict):
        raise FormError("can't parse request body as JSON object")
    return {key: item for key, item in value.items() if item is not None}


def _multipart(form: Form, body: bytes, content_type: bytes) -> None:
    boundary = _BOUNDARY.search(content_type)
    if boundary is None:
        raise FormError("boundary is not found in the multipart request")
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary[1])[1:-1]:
        head, found, data = part.partition(b"\r\n\r\n")
        name = _NAME.search(head)
        if not found or name is None:
            raise FormError("can't parse the multipart request")
        key = name[1].decode("utf-8", "replace")
        filename, declared = _FILENAME.search(head), _TYPE.search(head)
        kind = declared[1].decode("latin-1").strip() if declared else "text/plain"
        if filename is None and kind.startswith("text/"):
            form.values[key] = data.decode("utf-8", "replace")
        else:
            # Browsers escape a quotation mark and nothing else; other escapes are part of the name.
            name_text = filename[1].decode("utf-8", "replace").replace("%22", '"') if filename else key
            form.files.setdefault(key, []).append(Upload(name_text, mime_of(name_text, kind), data))
