"""Pictures are drawn anew before they are kept: no EXIF, no place where they were taken, no surprises."""

import io
from typing import Any

MOST_PIXELS = 64_000_000
LONGEST_SIDE = 2560
QUALITY = 87
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")


class UnreadablePicture(Exception):
    """Not a picture we can open: damaged, of an unknown kind, or a bomb of too many pixels."""


def redrawn(content: bytes) -> bytes:
    """The picture as a JPEG without any metadata, upright, at most 2560 pixels a side.

    Raises `UnreadablePicture`. Slow (tens of milliseconds): call it in a thread.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 (a process that never sees a picture does without)

    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            # Only the head was read so far: a bomb is refused before it is unpacked.
            small_enough = picture.width * picture.height <= MOST_PIXELS
            out = _drawn(picture, Image, ImageOps) if small_enough else b""
    except Exception as error:
        # A damaged file makes Pillow raise almost anything.
        raise UnreadablePicture from error
    if not out:
        raise UnreadablePicture
    return out


def _drawn(picture: Any, image: Any, operations: Any) -> bytes:
    upright = operations.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
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
