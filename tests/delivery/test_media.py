"""What people send, cleaned: pictures drawn anew, films without their place, nothing too big or odd."""

import asyncio
import io
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from PIL import Image

from bots.delivery import fetching
from bots.delivery.fetching import fetched
from bots.delivery.films import blanked
from bots.delivery.media import BIGGEST, Keeper
from bots.delivery.pictures import UnreadablePicture, redrawn
from bots.delivery.sniff import Sniffed, sniff
from core.shared.ids import BotId
from core.shared.refusal import Refusal
from dialogs.engine.ports import TryLater
from dialogs.engine.update import RemoteMedia
from storage.memory import World
from tests.delivery.films import box, film, photo
from tests.sandbox.stage import serving

BOT: BotId = "max-citizen"


def test_a_picture_keeps_nothing_but_its_pixels() -> None:
    """No place, no words, and upright without the camera's hint."""
    clean = redrawn(photo(640, 480))

    with Image.open(io.BytesIO(clean)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (480, 640))
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"secret" not in clean


def test_the_same_picture_comes_out_the_same() -> None:
    """So that it is kept once."""
    assert redrawn(photo()) == redrawn(photo())


def test_big_pictures_are_made_smaller() -> None:
    """2560 pixels are enough for a pit in the road."""
    with Image.open(io.BytesIO(redrawn(photo(4000, 3000)))) as picture:
        assert max(picture.size) == 2560


@pytest.mark.parametrize(
    ("mode", "kind"), [("RGBA", "PNG"), ("P", "GIF"), ("LA", "PNG"), ("L", "BMP"), ("RGB", "WEBP")]
)
def test_every_usual_kind_of_picture_is_read(mode: str, kind: str) -> None:
    """What was transparent becomes white."""
    out = io.BytesIO()
    Image.new(mode, (20, 20), 0).save(out, kind)

    with Image.open(io.BytesIO(redrawn(out.getvalue()))) as picture:
        assert picture.mode == "RGB"
        if mode in {"RGBA", "LA"}:
            assert picture.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff", b"GIF89a", photo()[:300], b"\x89PNG\r\n\x1a\n" + b"\x00" * 99]
)
def test_damaged_pictures_are_unreadable(content: bytes) -> None:
    """Whatever Pillow says about them."""
    with pytest.raises(UnreadablePicture):
        redrawn(content)


def test_a_film_forgets_where_it_was_taken_and_keeps_its_frames() -> None:
    """The boxes are blanked in place, so that every offset inside stays true."""
    before = film()
    after = blanked(before)

    assert len(after) == len(before)
    assert b"37.6156" not in after
    assert b"secret camera" not in after
    assert b"udta secret frames" in after
    assert after.index(b"mdat") == before.index(b"mdat")


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x00\x00", box(b"moov", b"\xff" * 9), b"\x00\x00\x00\x01moov", b"\x00\x00\x00\x00moovrest"],
)
def test_odd_films_are_left_as_they_are(content: bytes) -> None:
    """No box, no blanking, no endless loop."""
    assert blanked(content) == content


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (photo(), Sniffed("photo", "image/jpeg")),
        (film(), Sniffed("video", "video/mp4")),
        (box(b"ftyp", b"qt  0000"), Sniffed("video", "video/quicktime")),
        (box(b"ftyp", b"heic0000"), Sniffed("photo", "image/heic")),
        (b"RIFF0000WEBPVP8 ", Sniffed("photo", "image/webp")),
        (b"\x1aE\xdf\xa3", Sniffed("video", "video/webm")),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_files_are_known_by_their_first_bytes(content: bytes, expected: Sniffed | None) -> None:
    """Not by what their sender calls them."""
    assert expected == sniff(content)


class Given:
    """A messenger that gives these bytes."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    async def fetch(self, ref: str) -> bytes:
        if ref == "slow":
            await asyncio.sleep(0.01)
        return self.content

    def reusable(self, ref: str) -> str | None:
        return ref if ref.startswith("photo:") else None


async def test_kept_pictures_are_known_by_content_and_by_their_name_at_the_messenger() -> None:
    """Sent twice, kept once; shown again without an upload."""
    world = World()
    keeper = Keeper(world.files, {BOT: Given(photo())})
    media = [RemoteMedia(kind="photo", ref="photo:abc"), RemoteMedia(kind="photo", ref="slow")]

    first, second = await keeper.keep(BOT, media)

    assert first == second
    assert await world.files.token(first, BOT) == "photo:abc"
    assert (await world.files.get(first)).mime == "image/jpeg"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"just words", "media-unreadable"),
        (b"\xff\xd8\xffdamaged", "media-unreadable"),
        (box(b"ftyp", b"heic0000"), "media-unreadable"),
        (bytes(BIGGEST + 1), "media-too-big"),
    ],
)
async def test_what_cannot_be_used_is_refused_with_its_reason(content: bytes, code: str) -> None:
    """The person is told which."""
    with pytest.raises(Refusal) as caught:
        await Keeper(World().files, {BOT: Given(content)}).keep(
            BOT, [RemoteMedia(kind="photo", ref="photo:1")]
        )

    assert caught.value.code == code


class Storehouse:
    """A file server that misbehaves as told."""

    def __init__(self) -> None:
        self.url = ""
        self.host = ""
        self.failures = 0
        self.asked = 0

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.asked += 1
        if self.failures:
            self.failures -= 1
            return web.Response(status=503)
        answer: web.StreamResponse = await getattr(self, f"_{request.match_info['what']}")(request)
        return answer

    async def _file(self, _: web.Request) -> web.StreamResponse:
        return web.Response(body=b"content")

    async def _gone(self, _: web.Request) -> web.StreamResponse:
        return web.Response(status=404)

    async def _elsewhere(self, _: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": "http://169.254.169.254/secret"})

    async def _moved(self, _: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": "/file"})

    async def _circle(self, _: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": "/circle"})

    async def _big(self, _: web.Request) -> web.StreamResponse:
        return web.Response(body=bytes(BIGGEST + 1))

    async def _endless(self, request: web.Request) -> web.StreamResponse:
        stream = web.StreamResponse()
        await stream.prepare(request)
        try:
            while True:
                await stream.write(bytes(1 << 20))
        except ConnectionError:
            return stream


@pytest_asyncio.fixture
async def store(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Storehouse]:
    """On a free port, without pauses between tries."""
    monkeypatch.setattr(fetching, "FIRST_PAUSE", 0.0)
    house = Storehouse()
    app = web.Application()
    app.router.add_get("/{what}", house.serve)
    async with serving(app) as url:
        house.url, house.host = url, url.removeprefix("http://")
        yield house


async def got(store: Storehouse, what: str) -> bytes:
    async with aiohttp.ClientSession() as http:
        return await fetched(http, f"{store.url}/{what}", {store.host})


@pytest.mark.parametrize("what", ["file", "moved"])
async def test_a_file_is_fetched_and_redirects_within_the_host_are_followed(
    store: Storehouse, what: str
) -> None:
    """To the byte."""
    assert await got(store, what) == b"content"


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("gone", "media-unreadable"),
        ("elsewhere", "media-unreadable"),
        ("circle", "media-unreadable"),
        ("big", "media-too-big"),
        ("endless", "media-too-big"),
    ],
)
async def test_bad_answers_are_refused(store: Storehouse, what: str, code: str) -> None:
    """Redirects to other hosts and streams without an end among them."""
    with pytest.raises(Refusal) as caught:
        await got(store, what)

    assert caught.value.code == code


async def test_a_server_that_hesitates_is_asked_three_times(store: Storehouse) -> None:
    """Then later."""
    store.failures = 2
    assert await got(store, "file") == b"content"

    store.failures = 3
    with pytest.raises(TryLater):
        await got(store, "file")
    assert store.asked == 3 + 3


@pytest.mark.parametrize(
    "url",
    [
        "http://evil.example/file",
        "http://oneme.ru.evil.example/file",
        "file:///etc/passwd",
        "ftp://i.oneme.ru/file",
        "http://127.0.0.1/file",
        "//",
        "http://[::1",
        "",
    ],
)
async def test_unexpected_addresses_are_never_asked(url: str) -> None:
    """Whatever stood in the update."""
    async with aiohttp.ClientSession() as http:
        with pytest.raises(Refusal):
            await fetched(http, url, {"oneme.ru"})
