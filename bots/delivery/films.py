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
    _walk(out, 0, len(out))
    return bytes(out)


def _walk(film: bytearray, start: int, end: int) -> None:
    while start + _HEAD <= end:
        size = int.from_bytes(film[start : start + 4])
        head = _HEAD
        if size == 1 and start + _LONG_HEAD <= end:
            size, head = int.from_bytes(film[start + 8 : start + 16]), _LONG_HEAD
        elif size == 0:
            size = end - start
        if size < head or start + size > end:
            return
        kind = bytes(film[start + 4 : start + 8])
        if kind in _TELLTALE:
            film[start + 4 : start + 8] = b"free"
            film[start + head : start + size] = bytes(size - head)
        elif kind in _INSIDE:
            _walk(film, start + head, start + size)
        start += size
