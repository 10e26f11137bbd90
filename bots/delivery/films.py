"""Videos keep their frames; the boxes that say where and with what they were taken are blanked."""

_INSIDE = frozenset({b"moov", b"trak", b"mdia", b"minf", b"moof", b"traf"})
_TELLTALE = frozenset({b"udta", b"meta", b"uuid"})
_HEAD = 8
_LONG_HEAD = 16


def blanked(content: bytes) -> bytes:
    """The same MP4 or QuickTime file with its metadata boxes overwritten by empty space of the same size.

    Offsets inside the file stay true. Anything that is not built of boxes is returned as it is.
    """
    out = bytearray(content)
    stretches = [(0, len(out))]
    while stretches:
        stretches += _blank(out, *stretches.pop())
    return bytes(out)


def _blank(film: bytearray, start: int, end: int) -> list[tuple[int, int]]:
    """Blank what tells in one stretch of boxes; the stretches inside them."""
    inside: list[tuple[int, int]] = []
    while start + _HEAD <= end:
        size = int.from_bytes(film[start : start + 4])
        head = _HEAD
        if size == 1 and start + _LONG_HEAD <= end:
            size, head = int.from_bytes(film[start + 8 : start + 16]), _LONG_HEAD
        elif size == 0:
            size = end - start
        if size < head or start + size > end:
            break
        kind = bytes(film[start + 4 : start + 8])
        if kind in _TELLTALE:
            film[start + 4 : start + 8] = b"free"
            film[start + head : start + size] = bytes(size - head)
        elif kind in _INSIDE:
            inside.append((start + head, start + size))
        start += size
    return inside
