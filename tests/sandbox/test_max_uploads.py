"""MAX: uploads, their tokens, and what is not ready yet."""

import re
from typing import Any

import aiohttp

from bots.sandbox.config import SandboxConfig
from tests.sandbox.stage import PNG, Phone, Stage, staged


async def upload(stage: Stage, kind: str, data: bytes, *, name: str = "x.bin") -> tuple[str, Any, str]:
    """Ask for an address and upload there without a token; returns media token, answer, its type."""
    slot = await stage.max("POST /uploads", type=kind)
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("data", data, filename=name)
    async with stage.http.post(slot["url"], data=form) as answer:
        assert answer.status == 200
        told: Any = await answer.json() if answer.content_type == "application/json" else await answer.text()
    if kind in {"video", "audio"}:
        return slot["token"], told, answer.content_type
    token = next(iter(told["photos"].values()))["token"] if kind == "image" else told["token"]
    return token, told, answer.content_type


async def send(stage: Stage, phone: Phone, status: int = 200, **attachment: Any) -> Any:
    """Send one attachment."""
    body = {"attachments": [attachment]}
    return await stage.max("POST /messages", status, user_id=phone.user, body=body)


async def test_a_picture_is_uploaded_once_and_sent_at_once(stage: Stage) -> None:
    """Its token comes from the upload host; the address works a single time."""
    phone = await stage.started("max")
    slot = await stage.max("POST /uploads", type="image")
    for status in (200, 404):
        form = aiohttp.FormData()
        form.add_field("data", PNG, filename="a.png")
        async with stage.http.post(slot["url"], data=form) as answer:
            assert status == answer.status
            if status == 200:
                photos = (await answer.json())["photos"]
    sent = await send(stage, phone, type="image", payload={"photos": photos})
    payload = sent["message"]["body"]["attachments"][0]["payload"]
    async with stage.http.get(payload["url"]) as answer:
        assert await answer.read() == PNG
    again = await send(stage, phone, type="image", payload={"token": payload["token"]})
    assert again["message"]["body"]["text"] is None
    assert [m["media"][0]["kind"] for m in (await phone.screen())["messages"]] == ["photo", "photo"]


async def test_video_audio_and_files_are_not_ready_at_first() -> None:
    """As often as the sandbox is told; the token of a video comes before its upload."""
    async with staged(SandboxConfig(check_replies=True, not_ready=2)) as stage:
        phone = await stage.started("max")
        for kind in ("video", "audio", "file"):
            token, told, content_type = await upload(stage, kind, b"bytes", name="doc.pdf")
            if kind == "file":
                assert set(told) == {"fileId", "token"}
            else:
                assert (content_type, "<retval>1</retval>" in told) == ("application/xml", True)
            for _ in range(2):
                refused = await send(stage, phone, 400, type=kind, payload={"token": token})
                assert refused["code"] == "attachment.not.ready"
                assert refused["message"] == f"Key: errors.process.attachment.{kind}.not.processed"
            await send(stage, phone, type=kind, payload={"token": token})
        shown = [m["media"][0]["kind"] for m in (await phone.screen())["messages"]]
        assert shown == ["video", "audio", "file"]


async def test_a_video_before_its_upload_is_not_ready_and_afterwards_has_an_address(stage: Stage) -> None:
    """GET /videos tells where it can be watched."""
    phone = await stage.started("max")
    slot = await stage.max("POST /uploads", type="video")
    refused = await send(stage, phone, 400, type="video", payload={"token": slot["token"]})
    assert refused["code"] == "attachment.not.ready"
    assert (await stage.max(f"GET /videos/{slot['token']}", 404))["code"] == "not.found"
    token, _, _ = await upload(stage, "video", b"film")
    details = await stage.max(f"GET /videos/{token}")
    async with stage.http.get(details["urls"]["mp4_720"]) as answer:
        assert await answer.read() == b"film"


async def test_a_token_serves_its_own_kind_and_its_own_bot(stage: Stage) -> None:
    """A file's token is no photo; another bot's token is nothing."""
    phone, staff = await stage.started("max"), await stage.started("max", "staff")
    token, _, _ = await upload(stage, "file", b"bytes")
    refused = await send(stage, phone, 400, type="image", payload={"token": token})
    assert refused["message"] == f"Invalid photo token provided: {token}"
    body = {"attachments": [{"type": "file", "payload": {"token": token}}]}
    refused = await stage.max("POST /messages", 400, bot="max-staff", user_id=staff.user, body=body)
    assert refused["message"] == f"Invalid file token provided: {token}"
    refused = await send(stage, phone, 400, type="image", payload={"url": "https://example.org/a.png"})
    assert refused["message"] == "Can't download image by url"


async def test_a_file_stands_alone_but_for_a_keyboard(stage: Stage) -> None:
    """Two files, or a file and a picture, are refused."""
    phone = await stage.started("max")
    token, _, _ = await upload(stage, "file", b"bytes", name="смета.xlsx")
    file = {"type": "file", "payload": {"token": token}}
    place: dict[str, Any] = {"type": "location", "latitude": 60.5, "longitude": 70.5}
    for items in ([file, file], [file, place]):
        refused = await stage.max("POST /messages", 400, user_id=phone.user, body={"attachments": items})
        assert refused["message"] == "Must be only one file attachment in message"
    button = {"type": "message", "text": "Спасибо"}
    keyboard = {"type": "inline_keyboard", "payload": {"buttons": [[button]]}}
    items = [file, keyboard]
    await stage.max("POST /messages", 400, user_id=phone.user, body={"attachments": items})
    sent = await stage.max("POST /messages", user_id=phone.user, body={"attachments": items})
    ready = sent["message"]["body"]
    assert ready["attachments"][0]["filename"] == "смета.xlsx"
    await phone.act("press", message=ready["mid"], row=0, column=0)
    assert (await phone.last())["text"] == "Спасибо"
    place_sent = await send(stage, phone, **place)
    assert place_sent["message"]["body"]["attachments"] == [place]


async def test_what_is_no_picture_or_no_upload_is_refused(stage: Stage) -> None:
    """The slot stays open for a better one."""
    slot = await stage.max("POST /uploads", type="image")
    assert re.search(r"/max/upload/max-citizen/[\w-]+$", slot["url"])
    for data, status in ((b"text", 400), (b"", 400), (PNG, 200)):
        form = aiohttp.FormData()
        form.add_field("data", data, filename="a.png")
        async with stage.http.post(slot["url"], data=form) as answer:
            assert status == answer.status
    async with stage.http.post(slot["url"], data={"data": "x"}) as answer:
        assert (answer.status, (await answer.json())["message"]) == (400, "Field 'data' cannot be null")


async def test_contacts_places_and_links_are_attached_too(stage: Stage) -> None:
    """A contact of someone known is complete, one of nobody is what it was told."""
    phone = await stage.started("max")
    sent = await send(stage, phone, type="contact", payload={"contact_id": phone.user})
    assert "vcf_info" in sent["message"]["body"]["attachments"][0]["payload"]
    await send(stage, phone, type="contact", payload={"name": "Служба", "vcf_phone": "+7112"})
    assert (await phone.last())["contact"] == {"name": "Служба", "number": "+7112"}
    await send(stage, phone, type="share", payload={"url": "https://max.ru"})
    refused = await send(stage, phone, 400, type="sticker", payload={"code": "x"})
    assert "not modelled" in refused["message"]
