"""Stories of files: kept once, and known to each messenger by its own name."""

from hashlib import sha256

import pytest

from core.shared.ids import FileId
from tests.contract.stage import Stage

PHOTO = b"\xff\xd8\x00photo" * 1000


async def test_the_same_picture_is_kept_once_whoever_sends_it(stage: Stage) -> None:
    """Its content is its name."""
    first = await stage.files.keep("photo", "image/jpeg", PHOTO)
    again = await stage.files.keep("photo", "image/jpeg", PHOTO)
    assert first == again == sha256(PHOTO).hexdigest()
    kept = await stage.files.get(first)
    assert (kept.kind, kept.mime, kept.size, kept.content) == ("photo", "image/jpeg", len(PHOTO), PHOTO)


async def test_an_unknown_file_is_a_key_error(stage: Stage) -> None:
    """Nobody is shown somebody else's picture instead."""
    with pytest.raises(KeyError):
        await stage.files.get(FileId("0" * 64))


async def test_each_bot_remembers_its_own_name_for_a_file(stage: Stage) -> None:
    """Uploaded once to each messenger; a newer name replaces the older."""
    file = await stage.files.keep("video", "video/mp4", b"film")
    assert await stage.files.token(file, "max-citizen") is None
    await stage.files.remember(file, "max-citizen", "old")
    await stage.files.remember(file, "max-citizen", "new")
    await stage.files.remember(file, "telegram-citizen", "t")
    assert await stage.files.token(file, "max-citizen") == "new"
    assert await stage.files.token(file, "telegram-citizen") == "t"
    assert await stage.files.token(file, "max-staff") is None


async def test_what_a_dialog_goes_on_with_is_there_or_is_named_as_gone(stage: Stage) -> None:
    """Renewing answers which files are still kept; a name nobody knows is just not among them."""
    photo = await stage.files.keep("photo", "image/jpeg", PHOTO)
    film = await stage.files.keep("video", "video/mp4", b"film")
    assert await stage.files.renew([film, FileId("0" * 64), photo]) == {photo, film}
    assert await stage.files.renew([]) == frozenset()
