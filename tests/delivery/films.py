"""Pictures and films made for tests."""

import io
import struct

from PIL import Image

GPS = 0x8825
ORIENTATION = 0x0112
DESCRIPTION = 0x010E


def photo(width: int = 640, height: int = 480, colour: str = "red", **more: object) -> bytes:
    """A JPEG as a phone takes it: with the place, and the words `secret place` in its EXIF."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[DESCRIPTION] = "secret place"
    exif.get_ifd(GPS)[2] = (55.0, 45.0, 0.0)
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG", exif=exif, **more)
    return out.getvalue()


def box(kind: bytes, content: bytes) -> bytes:
    """One box of an MP4 file."""
    return struct.pack(">I", 8 + len(content)) + kind + content


def film(size: int = 200) -> bytes:
    """An MP4 file that says where it was taken."""
    place = box(b"udta", box(b"\xa9xyz", b"+55.7522+037.6156/"))
    inside = box(b"trak", box(b"tkhd", b"t" * 20) + box(b"meta", b"secret camera"))
    moov = box(b"moov", box(b"mvhd", b"m" * 20) + inside + place)
    return box(b"ftyp", b"isom0000") + moov + box(b"mdat", b"udta secret frames" + bytes(size))
