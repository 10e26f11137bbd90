"""Updates and answers are looked at by judges that share nothing with the sandbox's own checks."""

from typing import Any

import orjson
from aiogram.types import Update
from jsonschema import Draft202012Validator

from bots.sandbox.contract.max import SPEC_FILE, max_spec
from bots.sandbox.contract.telegram import telegram_spec
from tests.sandbox.stage import PNG, Phone, Stage


async def everything(phone: Phone) -> None:
    """All that a person can do, but what is meant to break the rules."""
    await phone.act("start", payload="x")
    said = (await phone.act("say", text="раз /help https://max.ru"))["message"]["id"]
    await phone.act("say", text="два", reply_to=said)
    await phone.act("say", text="три", forward_from="Сосед")
    for link in ("https://t.me/city/7", "https://t.me/c/1/7", "https://vk.com/wall-1_2"):
        await phone.act("say", text="пост", forward_from="Город", forward_link=link)
    await phone.act("edit", message=said, text="четыре")
    await phone.send_files(("a.png", "image/png", PNG), ("b.mp4", "video/mp4", b"v"), text="пять")
    await phone.send_files(("c.pdf", "application/pdf", b"p"), ("d.mp3", "audio/mpeg", b"m"))
    forgeries: tuple[dict[str, Any], ...] = (
        {},
        {"forged": "other-user"},
        {"forged": "bad-hash"},
        {"forged": "forwarded"},
    )
    for forged in forgeries:
        await phone.act("contact", **forged)
    await phone.act("place", lat=1, lon=2)
    await phone.act("sticker")
    await phone.act("press", message=said, data="forged")
    await phone.act("press", message="77", data="forged")
    await phone.act("delete", message=said)
    await phone.act("block")
    await phone.act("unblock")


async def test_aiograms_types_take_every_update(stage: Stage) -> None:
    """From people with and without optional fields; each names its kind."""
    for _ in range(6):
        phone = await stage.phone()
        await everything(phone)
        await phone.act("poll")
        await phone.act("voice")
    updates = await stage.telegram("getUpdates")
    assert len(updates) == 100
    kinds = {Update.model_validate(update).event_type for update in updates}
    assert kinds == {"message", "edited_message", "callback_query", "my_chat_member"}
    numbers = [update["update_id"] for update in updates]
    assert numbers == list(range(numbers[0], numbers[0] + 100))


async def test_jsonschema_takes_every_max_update(stage: Stage) -> None:
    """With the specification's own schema for each type of update."""
    for _ in range(6):
        await everything(await stage.phone("max"))
    document = orjson.loads(SPEC_FILE.read_bytes())
    schemas = document["components"]["schemas"]
    mapping = schemas["Update"]["discriminator"]["mapping"]
    seen = set()
    for update in await stage.updates("max-citizen"):
        schema = {"$ref": mapping[update["update_type"]], "components": _plain(document["components"])}
        Draft202012Validator(schema).validate(update)
        seen.add(update["update_type"])
    assert seen == {
        "bot_started",
        "bot_stopped",
        "message_created",
        "message_edited",
        "message_removed",
        "message_callback",
    }


def _plain(node: Any) -> Any:
    """OpenAPI's `nullable` in the words of JSON Schema."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    out = {key: _plain(value) for key, value in node.items() if key != "nullable"}
    return {"anyOf": [out, {"type": "null"}]} if node.get("nullable") is True else out


async def test_people_never_have_a_name_and_sometimes_lack_the_rest(stage: Stage) -> None:
    """As in truth: libraries that lean on an optional field fall here."""
    for _ in range(6):
        await (await stage.phone("max")).act("say", text="a")
    senders = [u["message"]["sender"] for u in await stage.updates("max-citizen")]
    assert not any("name" in sender for sender in senders)
    for field in ("username", "last_activity_time"):
        assert 0 < sum(field in sender for sender in senders) < 6


def test_the_checks_find_what_is_wrong_and_say_where() -> None:
    """Missing, unknown, ill-typed, too long, none of the variants."""
    update = max_spec().update
    user = {"user_id": 1, "first_name": "А", "is_bot": False}
    start = {"update_type": "bot_started", "timestamp": 1, "chat_id": 1, "user": user}
    assert update(start) is None
    for change, found in (
        ({"chat_id": "1"}, "chat_id: type integer"),
        ({"user": {**user, "name": "А"}}, "user.name: unknown"),
        ({"user": {"user_id": 1}}, "user.first_name: missing"),
        ({"payload": "x" * 513}, "payload: too long 512"),
        ({"update_type": "bot_sang"}, "update_type: variant"),
    ):
        assert found in str(update({**start, **change}))
    check = telegram_spec().of("Array of Update")
    assert (
        str(check([{"update_id": 1, "message": {"message_id": 1, "date": 1}}])) == "[0].message.chat: missing"
    )
    assert str(check([{"update_id": True}])) == "[0].update_id: type Integer"
    scope = telegram_spec().of("BotCommandScope")
    assert "variant default, all_private_chats" in str(scope({"type": "town"}))
    assert str(scope({"type": "chat"})) == "chat_id: missing"
