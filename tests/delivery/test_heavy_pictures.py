"""Pictures with very many pixels: what a phone takes is drawn, what would fill the memory is refused."""

import io
import subprocess
import sys
from typing import Any

import pytest
from PIL import Image

from bots.delivery.media import Keeper
from bots.delivery.pictures import MOST_MEMORY, HugePicture, redrawn
from bots.delivery.weight import in_scans
from core.shared.ids import BotId
from core.shared.refusal import Refusal
from dialogs.engine.update import RemoteMedia
from storage.memory import World

BOT: BotId = "max-citizen"


def picture(kind: str, mode: str, width: int, height: int, **more: Any) -> bytes:
    """So many pixels of one colour."""
    out = io.BytesIO()
    Image.new(mode, (width, height), 0).save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "mode", "width", "height", "more"),
    [
        ("JPEG", "RGB", 12000, 9000, {}),
        ("JPEG", "RGB", 5100, 5100, {}),
        ("JPEG", "RGB", 6000, 4000, {"progressive": True}),
        ("PNG", "RGB", 6000, 4000, {}),
        ("PNG", "RGBA", 3840, 2160, {}),
        ("PNG", "L", 9000, 7000, {}),
        ("WEBP", "RGB", 3000, 2500, {}),
    ],
)
def test_what_phones_screens_and_scanners_make_is_drawn(
    kind: str, mode: str, width: int, height: int, more: dict[str, Any]
) -> None:
    """A hundred megapixels of a phone's JPEG are read small."""
    with Image.open(io.BytesIO(redrawn(picture(kind, mode, width, height, **more)))) as drawn:
        assert max(drawn.size) == 2560


@pytest.mark.parametrize(
    ("kind", "mode", "width", "height", "more"),
    [
        ("PNG", "1", 12000, 12000, {}),
        ("PNG", "RGBA", 8000, 8000, {}),
        ("PNG", "RGB", 8000, 8000, {}),
        ("GIF", "P", 11000, 11000, {}),
        ("WEBP", "RGBA", 4000, 4000, {}),
        ("JPEG", "RGB", 5000, 5000, {"progressive": True, "subsampling": 0}),
    ],
)
def test_a_bomb_of_pixels_is_refused_before_it_is_unpacked(
    kind: str, mode: str, width: int, height: int, more: dict[str, Any]
) -> None:
    """A few kilobytes that would be hundreds of megabytes."""
    with pytest.raises(HugePicture):
        redrawn(picture(kind, mode, width, height, **more))


def test_colours_one_after_another_are_several_scans() -> None:
    """Such a file need not call itself progressive, and is unpacked whole all the same."""
    plain = picture("JPEG", "RGB", 64, 64)
    scan = plain.index(b"\xff\xda")
    assert not in_scans(plain)
    assert in_scans(plain[: scan + 4] + b"\x01" + plain[scan + 5 :])
    assert in_scans(picture("JPEG", "RGB", 64, 64, progressive=True))
    assert not in_scans(picture("JPEG", "L", 64, 64))
    assert in_scans(plain[:scan])
    assert in_scans(b"\xff\xd8" + b"\xff" * 100)


@pytest.mark.parametrize(
    ("kind", "mode", "side"), [("PNG", "RGB", 5000), ("PNG", "RGBA", 3500), ("WEBP", "RGBA", 2850)]
)
def test_drawing_takes_no_more_memory_than_was_told(kind: str, mode: str, side: int) -> None:
    """Measured in a process of its own, for pictures just below the bound."""
    program = (
        "import resource, sys\n"
        "from bots.delivery.pictures import redrawn\n"
        "from PIL import Image\n"
        "def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024\n"
        "content = sys.stdin.buffer.read()\n"
        "Image.init()\n"
        "before = peak()\n"
        "redrawn(content)\n"
        "print(peak() - before)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        input=picture(kind, mode, side, side),
        capture_output=True,
        check=True,
    )
    assert int(ran.stdout) < MOST_MEMORY * 1.3


class Given:
    """A messenger that gives these bytes."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    async def fetch(self, _: str) -> bytes:
        return self.content

    def reusable(self, _: str) -> str | None:
        return None


async def test_whoever_sends_one_is_told_what_to_send_instead() -> None:
    """In one sentence, another than for a damaged file."""
    keeper = Keeper(World().files, {BOT: Given(picture("PNG", "RGB", 8000, 8000))})
    with pytest.raises(Refusal) as refused:
        await keeper.keep(BOT, [RemoteMedia(kind="photo", ref="x")])
    assert refused.value.code == "media-too-detailed"
