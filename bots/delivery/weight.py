"""How much memory it takes to draw a picture, told from its head alone."""

from collections.abc import Iterator
from typing import Any, Final

_DEEP: Final = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2}
"""Bytes a pixel takes in memory; everything else takes four."""

_ALPHA: Final = frozenset({"RGBA", "LA", "PA"})
_PROGRESSIVE: Final = 0xC2
_FRAMES: Final = frozenset({0xC0, 0xC1, _PROGRESSIVE})
_SCAN: Final = 0xDA


def weight(picture: Any, pixels: int, content: bytes) -> int:
    """Bytes at the worst moment, for a picture that was opened and, if it can be, asked for a draft.

    `pixels` are all it has: JPEG is decoded small, but one that comes in several scans is unpacked whole
    before.
    """
    drawn: int = picture.width * picture.height
    if picture.format == "JPEG":
        return drawn * 4 + (pixels * _depth(picture) if in_scans(content) else 0)
    if picture.format == "WEBP":
        return drawn * 12
    # Shrinking what is transparent takes a copy in which the colours are weighed.
    return drawn * _DEEP.get(picture.mode, 4) * (2 if picture.mode in _ALPHA else 1)


def in_scans(jpeg: bytes) -> bool:
    """Whether a JPEG is progressive, or has its colours one after another; what cannot be followed counts."""
    colours = 0
    for code, inside in _segments(jpeg):
        if code == _PROGRESSIVE:
            return True
        if code in _FRAMES:
            colours = inside[5]
        elif code == _SCAN:
            return inside[0] < colours
    return True


def _segments(jpeg: bytes) -> Iterator[tuple[int, bytes]]:
    """What stands before the pixels, each with the first bytes inside it."""
    at = 2
    while jpeg[at : at + 1] == b"\xff" and len(jpeg) > at + 10:
        if jpeg[at + 1] == 0xFF:  # noqa: PLR2004 (a byte that only fills)
            at += 1
            continue
        yield jpeg[at + 1], jpeg[at + 4 : at + 10]
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])


def _depth(picture: Any) -> int:
    """Bytes a pixel takes as coefficients: two for each sample, colours often have fewer."""
    areas: list[int] = [across * down for _, across, down, _ in picture.layer]
    return -(-2 * sum(areas) // max(areas, default=1))
