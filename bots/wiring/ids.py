"""Identifiers that sort by the time they were made: 26 lower-case characters of Crockford's base 32."""

import os
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


class TimeIds:
    """48 bits of milliseconds, 80 random bits; within a millisecond they count up."""

    def __init__(self) -> None:
        self._last = 0

    def new(self) -> str:
        """A new identifier; never the same twice, ever growing within the process."""
        made = (time.time_ns() // 1_000_000 << 80) | int.from_bytes(os.urandom(10), "big")
        if made >> 80 <= self._last >> 80:
            made = self._last + 1
        self._last = made
        return "".join(_ALPHABET[made >> shift & 31] for shift in range(125, -1, -5))
