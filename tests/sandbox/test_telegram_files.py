"""Telegram: pictures, files and albums in both directions."""

import json
from typing import Any

import aiohttp

from tests.sandbox.stage import PNG, Stage, told


async def upload(
    stage: Stage, method: str, status: int = 200, *, files: dict[str, bytes], **params: Any
) -> Any:
    """Call a method with multipart files."""
    form = aiohttp.FormData({key: str(value) for key, value in params.items()}, default_to_multipart=True)
    for name, data in files.items():
        form.add_field(name, data, filename=f"{name}.png", content_type="image/png")
    url = f"{stage.url}/telegram/bot{stage.token('telegram-citizen')}/{method}"
    async with stage.http.post(url, data=form) as answer:
        return told(await answer.json(), answer.status, status)


async def download(stage: Stage, file_id: str, bot: str = "telegram-citizen") -> bytes:
    """The way every bot gets a file: getFile, then its path."""
    file = await stage.telegram("getFile", bot=bot, file_id=file_id)
    async with stage.http.get(
        f"{stage.url}/telegram/file/bot{stage.token(bot)}/{file['file_path']}"
    ) as answer:
        assert answer.status == 200
        return await answer.read()


async def test_a_photo_travels_from_the_phone_to_the_bot_and_back(stage: Stage) -> None:
    """Sizes come smallest first; a file id is used again; the phone shows the same bytes."""
    phone = await stage.started()
    await phone.send_files(("яма.png", "image/png", PNG), text="Вот яма")
    [update] = await stage.updates("telegram-citizen")
    photo = update["message"]["photo"]
    assert update["message"]["caption"] == "Вот яма"
    assert [size["width"] for size in photo] == [90, 320, 400]
    assert await download(stage, photo[-1]["file_id"]) == PNG

    sent = await stage.telegram(
        "sendPhoto", chat_id=phone.user, photo=photo[-1]["file_id"], caption="Принято"
    )
    assert photo[-1]["file_unique_id"] == sent["photo"][-1]["file_unique_id"]
    [media] = (await phone.last())["media"]
    assert media["kind"] == "photo"
    async with stage.http.get(stage.url + media["url"]) as answer:
        assert (await answer.read(), answer.content_type) == (PNG, "image/png")


async def test_a_file_id_belongs_to_one_bot_and_one_kind(stage: Stage) -> None:
    """Another bot cannot use it, and a photo is no document."""
    phone = await stage.started()
    sent = await upload(stage, "sendPhoto", files={"photo": PNG}, chat_id=phone.user)
    file_id = sent["photo"][-1]["file_id"]
    staff = await stage.started("telegram", "staff")
    wrong = "Bad Request: wrong file identifier/HTTP URL specified"
    assert wrong == await stage.telegram(
        "sendPhoto", 400, bot="telegram-staff", chat_id=staff.user, photo=file_id
    )
    assert await stage.telegram("getFile", 400, bot="telegram-staff", file_id=file_id) == (
        "Bad Request: invalid file_id"
    )
    assert await stage.telegram("sendDocument", 400, chat_id=phone.user, document=file_id) == (
        "Bad Request: can't use file of type Photo as Document"
    )


async def test_what_is_no_picture_or_nothing_at_all_is_not_a_photo(stage: Stage) -> None:
    """As a document the same bytes are fine."""
    phone = await stage.started()
    assert await upload(stage, "sendPhoto", 400, files={"photo": b"text"}, chat_id=phone.user) == (
        "Bad Request: IMAGE_PROCESS_FAILED"
    )
    assert await upload(stage, "sendPhoto", 400, files={"photo": b""}, chat_id=phone.user) == (
        "Bad Request: file must be non-empty"
    )
    long = await upload(stage, "sendPhoto", 400, files={"photo": PNG}, chat_id=phone.user, caption="я" * 1025)
    assert long == "Bad Request: message caption is too long"
    url = await stage.telegram("sendPhoto", 400, chat_id=phone.user, photo="https://example.org/a.png")
    assert url == "Bad Request: failed to get HTTP URL content"
    sent = await upload(stage, "sendDocument", files={"document": b"text"}, chat_id=phone.user)
    assert sent["document"]["file_size"] == 4


async def test_an_album_is_several_messages_in_one_group(stage: Stage) -> None:
    """From the bot by attach:// and file id, from the phone as files chosen together."""
    phone = await stage.started()
    first = await upload(stage, "sendPhoto", files={"photo": PNG}, chat_id=phone.user)
    media = [
        {"type": "photo", "media": "attach://one", "caption": "<b>Было</b>", "parse_mode": "HTML"},
        {"type": "photo", "media": first["photo"][-1]["file_id"]},
    ]
    sent = await upload(
        stage, "sendMediaGroup", files={"one": PNG}, chat_id=phone.user, media=json.dumps(media)
    )
    assert len({message["media_group_id"] for message in sent}) == 1
    assert sent[0]["caption_entities"] == [{"type": "bold", "offset": 0, "length": 4}]

    await phone.send_files(("a.png", "image/png", PNG), ("b.mp4", "video/mp4", b"video"), text="Два")
    one, two = [update["message"] for update in await stage.updates("telegram-citizen")]
    assert one["media_group_id"] == two["media_group_id"]
    assert (one["caption"], "caption" in two, "video" in two) == ("Два", False, True)


async def test_albums_of_one_or_of_unlike_files_are_refused(stage: Stage) -> None:
    """Two to ten, pictures with videos or files with files."""
    phone = await stage.started()
    item = {"type": "photo", "media": "attach://one"}
    for media, words in (
        ([item], "must include 2-10 items"),
        ([item, {"type": "document", "media": "attach://one"}], "can't be mixed"),
        ([item, {"type": "photo", "media": "attach://two"}], "media not found"),
    ):
        answer = await upload(
            stage, "sendMediaGroup", 400, files={"one": PNG}, chat_id=phone.user, media=json.dumps(media)
        )
        assert words in answer


async def test_a_text_message_becomes_a_picture_and_its_caption_changes(stage: Stage) -> None:
    """editMessageMedia, then editMessageCaption; a caption needs a picture."""
    phone = await stage.started()
    sent = await stage.telegram("sendMessage", chat_id=phone.user, text="Скоро фото")
    where = {"chat_id": phone.user, "message_id": sent["message_id"]}
    assert await stage.telegram("editMessageCaption", 400, **where, caption="x") == (
        "Bad Request: there is no caption in the message to edit"
    )
    media = json.dumps({"type": "photo", "media": "attach://new", "caption": "Стало"})
    edited = await upload(stage, "editMessageMedia", files={"new": PNG}, **where, media=media)
    assert edited["caption"] == "Стало"
    await stage.telegram("editMessageCaption", **where, caption="Стало лучше")
    assert await stage.telegram("editMessageText", 400, **where, text="x") == (
        "Bad Request: there is no text in the message to edit"
    )
    shown = await phone.last()
    assert (shown["text"], len(shown["media"])) == ("Стало лучше", 1)


async def test_files_music_voice_and_contacts_are_sent_too(stage: Stage) -> None:
    """Each shows on the phone as what it is."""
    phone = await stage.started()
    for method, field in (("sendDocument", "document"), ("sendAudio", "audio"), ("sendVoice", "voice")):
        sent = await upload(stage, method, files={field: b"bytes"}, chat_id=phone.user)
        assert field in sent
    await upload(stage, "sendVideo", files={"video": b"bytes"}, chat_id=phone.user)
    await stage.telegram("sendContact", chat_id=phone.user, phone_number="+79990000000", first_name="Анна")
    screen = (await phone.screen())["messages"][1:]
    assert [m["media"][0]["kind"] for m in screen[:-1]] == ["file", "audio", "audio", "video"]
    assert screen[-1]["contact"] == {"name": "Анна", "number": "+79990000000"}
