"""Reads one HTTP/1.1 answer from the bytes of a connection as they come."""

from dataclasses import dataclass
from typing import Final

HEAD_MOST: Final = 64 * 1024
BODY_MOST: Final = 64 * 1024 * 1024
_FIRST_FINAL: Final = 200
_EMPTY: Final = frozenset({204, 304})


class BadAnswer(Exception):
    """What came is no HTTP/1.1 answer, or too much: the connection is of no use any more."""


@dataclass(slots=True)
class Answer:
    """Status, head and whole body."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str:
        """A header's value in lower case; empty when it is not there."""
        return (_header(self.head.lower(), name.lower().encode()) or b"").decode("latin-1")


class AnswerReader:
    """Feed it until it gives the answer; `goes_on` tells then whether the connection can be used again."""

    def __init__(self) -> None:
        self.goes_on = True
        self._buffer = b""
        self._head: tuple[int, bytes] | None = None
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
        head, self._buffer = self._buffer[:end], self._buffer[end + 4 :]
        status = _status(head)
        if status >= _FIRST_FINAL:
            self._head = status, head
            self._plan(status, head)
        elif status == 101:  # noqa: PLR2004 (HTTP: another protocol, which nobody asked for)
            raise BadAnswer
        return True

    def _plan(self, status: int, head: bytes) -> None:
        """How the body's end will be told."""
        head = head.lower()
        asked = _header(head, b"connection") or b""
        self.goes_on = b"close" not in asked and (head.startswith(b"http/1.1") or b"keep-alive" in asked)
        length = _header(head, b"content-length")
        coding = _header(head, b"transfer-encoding")
        if status in _EMPTY:
            self._length = 0
        elif coding is not None:
            if coding != b"chunked":
                raise BadAnswer
            self._chunks = []
        elif length is not None:
            self._length = _number(length, 10)
            self._limit(self._length)
        else:
            self.goes_on = False

    def _chunked(self) -> Answer | None:
        while (line := self._buffer.find(b"\r\n")) >= 0:
            size = _number(self._buffer[:line].partition(b";")[0].strip(), 16)
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


def _status(head: bytes) -> int:
    """The number in `HTTP/1.1 200 OK`."""
    if not head.startswith(b"HTTP/1.") or head[8:9] != b" ":
        raise BadAnswer
    return _number(head[9:12], 10)


def _header(head: bytes, name: bytes) -> bytes | None:
    """A header's value; None when it is not there. Everything in lower case."""
    found = head.find(b"\r\n" + name + b":")
    if found < 0:
        return None
    start = found + len(name) + 3
    end = head.find(b"\r\n", start)
    return head[start : end if end >= 0 else len(head)].strip()


def _number(digits: bytes, base: int) -> int:
    """Digits only: `int` would take signs, spaces and underscores as well."""
    if not digits.isalnum():
        raise BadAnswer
    try:
        return int(digits, base)
    except ValueError:
        raise BadAnswer from None
