"""What a file really is, by its first bytes: names and types that come with it prove nothing."""

from dataclasses import dataclass

from dialogs.engine.update import MediaKind

_PICTURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
)
_STILL_BRANDS = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"avif"})


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What was found; `mime` of a picture is what it was before it is made a JPEG."""

    kind: MediaKind
    mime: str


def sniff(content: bytes) -> Sniffed | None:
    """The kind of a picture or a video; None for anything else."""
    for magic, mime in _PICTURES:
        if content.startswith(magic):
            return Sniffed("photo", mime)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return Sniffed("photo", "image/webp")
    if content.startswith(b"\x1aE\xdf\xa3"):
        return Sniffed("video", "video/webm")
    if content[4:8] == b"ftyp":
        return _boxed(content[8:12])
    return None


def _boxed(brand: bytes) -> Sniffed | None:
    if brand in _STILL_BRANDS:
        return Sniffed("photo", "image/heic")
    return Sniffed("video", "video/quicktime" if brand == b"qt  " else "video/mp4")
