"""Reads one HTTP/1.1 answer from the bytes of a connection as they come."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

HEAD_MOST: Final = 64 * 1024
BODY_MOST: Final = 64 * 1024 * 1024
_FIRST_FINAL: Final = 200
_EMPTY: Final = frozenset({204, 304})


class BadAnswer(Exception):
    """What came is no HTTP/1.1 answer, or too much: the connection is of no use any more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers by their names in lower case, and the whole body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class AnswerReader:
    """Feed it until it gives the answer; `goes_on` tells then whether the connection can be used again."""

    def __init__(self) -> None:
        self.goes_on = True
        self._buffer = b""
        self._head: tuple[int, dict[str, str]] | None = None
        self._length: int | None = None
        self._chunks: list[bytes] | None = None
        self._size = 0

    def feed(self, data: bytes) -> Answer | None:
        """The answer once it is whole; raises `BadAnswer`."""
        self._buffer = self._buffer + data if self._buffer else data
        while self._head is None:
            if not self._read_head():
                return None
        if self._chunks is not None:
            return self._chunked()
        if self._length is None:
            self._limit(len(self._buffer))
            return None
        if len(self._buffer) < self._length:
            return None
        if len(self._buffer) > self._length:
            self.goes_on = False  # more than the answer: nobody knows what of
        return self._whole(self._buffer[: self._length])

    def end(self) -> Answer | None:
        """The connection was closed: the answer, if that is how its end is told."""
        if self._head is None or self._chunks is not None or self._length is not None:
            return None
        return self._whole(self._buffer)

    def _read_head(self) -> bool:
        """Read the head if it is there; one that only says "go on" is skipped."""
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            if len(self._buffer) > HEAD_MOST:
                raise BadAnswer
            return False
        lines = self._buffer[:end].decode("latin-1").split("\r\n")
        self._buffer = self._buffer[end + 4 :]
        status = _status(lines[0])
        if status >= _FIRST_FINAL:
            headers = _headers(lines)
            self._head = status, headers
            self._plan(status, lines[0], headers)
        elif status == 101:  # noqa: PLR2004 (HTTP: another protocol, which nobody asked for)
            raise BadAnswer
        return True

    def _plan(self, status: int, first: str, headers: Mapping[str, str]) -> None:
        """How the body's end will be told."""
        asked = headers.get("connection", "").lower()
        self.goes_on = "close" not in asked and (first.startswith("HTTP/1.1") or "keep-alive" in asked)
        if status in _EMPTY:
            self._length = 0
        elif "transfer-encoding" in headers:
            if headers["transfer-encoding"].strip().lower() != "chunked":
                raise BadAnswer
            self._chunks = []
        elif "content-length" in headers:
            self._length = _number(headers["content-length"].strip(), 10)
            self._limit(self._length)
        else:
            self.goes_on = False

    def _chunked(self) -> Answer | None:
        while (line := self._buffer.find(b"\r\n")) >= 0:
            size = _number(self._buffer[:line].split(b";")[0].strip().decode("latin-1"), 16)
            if size == 0:
                return self._after_last(line)
            self._limit(self._size + size)
            start, stop = line + 2, line + 2 + size
            if len(self._buffer) < stop + 2:
                return None
            if self._buffer[stop : stop + 2] != b"\r\n":
                raise BadAnswer
            self._chunks = [*(self._chunks or ()), self._buffer[start:stop]]
            self._size += size
            self._buffer = self._buffer[stop + 2 :]
        if len(self._buffer) > HEAD_MOST:
            raise BadAnswer
        return None

    def _after_last(self, line: int) -> Answer | None:
        """Behind the last chunk may be more headers, then an empty line."""
        rest = self._buffer[line + 2 :]
        if not rest.startswith(b"\r\n"):
            end = rest.find(b"\r\n\r\n")
            if end < 0:
                return None
            rest = rest[end + 2 :]
        if rest != b"\r\n":
            self.goes_on = False
        return self._whole(b"".join(self._chunks or ()))

    def _limit(self, size: int) -> None:
        if size > BODY_MOST:
            raise BadAnswer

    def _whole(self, body: bytes) -> Answer:
        if self._head is None:
            raise BadAnswer
        return Answer(*self._head, body)


def _status(line: str) -> int:
    """The number in `HTTP/1.1 200 OK`."""
    version, _, rest = line.partition(" ")
    if not version.startswith("HTTP/1."):
        raise BadAnswer
    return _number(rest[:3], 10)


def _headers(lines: list[str]) -> dict[str, str]:
    """Of several with one name the last; none that we look at may stand twice."""
    found: dict[str, str] = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if not colon:
            raise BadAnswer
        found[name.lower()] = value.strip()
    return found


def _number(text: str, base: int) -> int:
    """Digits only: `int` would take signs, spaces and underscores as well."""
    if not (text.isascii() and text.isalnum()):
        raise BadAnswer
    try:
        return int(text, base)
    except ValueError:
        raise BadAnswer from None
