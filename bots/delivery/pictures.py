"""Pictures are drawn anew before they are kept: no EXIF, no place where they were taken, no surprises."""

import io
from typing import Any

from .weight import weight

MOST_MEMORY = 100 * 1024 * 1024
"""Bytes that drawing one picture may take: a bot's container has 256 MB, and lives on half of them."""

LONGEST_SIDE = 2560
QUALITY = 87
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")


class UnreadablePicture(Exception):
    """Not a picture we can open: damaged, or of an unknown kind."""


class HugePicture(Exception):
    """So many pixels that drawing it would fill the memory: a bomb, or a scan. Ask for an ordinary photo."""


def redrawn(content: bytes) -> bytes:
    """The picture as a JPEG without any metadata, upright, at most 2560 pixels a side.

    Raises `UnreadablePicture` and `HugePicture`. Slow (tens of milliseconds): call it in a thread.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 (a process that never sees a picture does without)

    # Its own bound counts pixels that may never be unpacked; ours counts bytes.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
            pixels = picture.width * picture.height
            picture.draft("RGB", _within(picture.width, picture.height))
            # Only the head was read so far: a bomb is refused before it is unpacked.
            huge = weight(picture, pixels, content) > MOST_MEMORY
            out = b"" if huge else _drawn(picture, Image, ImageOps)
    except Exception as error:
        # A damaged file makes Pillow raise almost anything.
        raise UnreadablePicture from error
    if huge:
        raise HugePicture
    return out


def _within(width: int, height: int) -> tuple[int, int]:
    """The size that is aimed at, in the same proportions: a draft is that, or a little larger."""
    longest = max(width, height, LONGEST_SIDE)
    return max(1, width * LONGEST_SIDE // longest), max(1, height * LONGEST_SIDE // longest)


def _drawn(picture: Any, image: Any, operations: Any) -> bytes:
    # Smaller first: turning it makes a copy.
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright = operations.exif_transpose(picture)
    out = io.BytesIO()
    _flat(upright, image).save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _flat(picture: Any, image: Any) -> Any:
    """Pixels only, in RGB; what was transparent becomes white."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        with_alpha = picture.convert("RGBA")
        flat = image.new("RGB", with_alpha.size, (255, 255, 255))
        flat.paste(with_alpha, mask=with_alpha.getchannel("A"))
        return flat
    flat = picture.convert("RGB")
    # `save` would carry these over from the source.
    flat.info.clear()
    return flat
