"""Photographs for tests: small JPEGs that differ, with EXIF and a place in them as phones write it."""

from io import BytesIO

from PIL import Image


def photo(seed: int = 0, *, size: tuple[int, int] = (640, 480)) -> bytes:
    """A JPEG of a plain colour with GPS data in its EXIF."""
    image = Image.new("RGB", size, ((37 * seed + 90) % 256, (91 * seed + 120) % 256, (53 * seed + 60) % 256))
    exif = Image.Exif()
    exif[0x010E] = "Secret description"
    exif.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    image.save(out, "JPEG", exif=exif, quality=80)
    return out.getvalue()
