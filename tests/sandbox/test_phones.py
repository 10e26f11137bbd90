"""What people do with their phones, and how it reaches the bot."""

import hashlib
import hmac
from typing import Any

import pytest

from tests.sandbox.stage import Phone, Stage

BOTH = pytest.mark.parametrize("messenger", ["telegram", "max"])


async def taken(stage: Stage, phone: Phone) -> Any:
    """The one update that waits; its message where it has one."""
    [update] = await stage.updates(phone.bot)
    return update


@BOTH
async def test_a_new_phone_has_a_name_a_number_and_an_empty_screen(stage: Stage, messenger: str) -> None:
    """It can be put away again."""
    phone = await stage.phone(messenger, name="Пётр Ильин")
    state = await stage.sim("GET", "/state")
    assert state["phones"] == [phone.about]
    assert phone.about["name"] == "Пётр Ильин"
    assert phone.about["number"].startswith("+7900")
    assert (await phone.screen())["messages"] == []
    await stage.sim("DELETE", f"/phones/{phone.about['id']}")
    assert (await stage.sim("GET", "/state"))["phones"] == []
    assert "no such phone" in (await phone.act("say", 404, text="Эй"))["error"]


async def test_one_person_may_have_both_bots_of_a_messenger(stage: Stage) -> None:
    """The same account and number, two chats."""
    first = await stage.phone("max")
    second = await stage.phone("max", "staff", user_id=first.user)
    assert first.about["number"] == second.about["number"]
    await first.act("say", text="жителям")
    assert (await second.screen())["messages"] == []


@BOTH
async def test_unread_counts_the_bots_messages_until_the_screen_is_looked_at(
    stage: Stage, messenger: str
) -> None:
    """Each change raises the revision."""
    phone = await stage.started(messenger)
    before = (await phone.screen())["rev"]
    for _ in range(2):
        if messenger == "telegram":
            await stage.telegram("sendMessage", chat_id=phone.user, text="Динь")
        else:
            await stage.max("POST /messages", user_id=phone.user, body={"text": "Динь"})
    [about] = (await stage.sim("GET", "/state"))["phones"]
    assert (about["unread"], about["rev"]) == (2, before + 2)
    await phone.screen()
    [about] = (await stage.sim("GET", "/state"))["phones"]
    assert about["unread"] == 0


@BOTH
async def test_a_text_over_the_limit_goes_out_in_pieces(stage: Stage, messenger: str) -> None:
    """As the real apps send it; an empty one does not go out at all."""
    phone = await stage.started(messenger)
    await phone.act("say", text="я" * 10_000)
    sizes = [len(_text(u)) for u in await stage.updates(phone.bot)]
    assert sizes == ([4096, 4096, 1808] if messenger == "telegram" else [4000, 4000, 2000])
    assert "empty" in (await phone.act("say", 400, text=" "))["error"]


def _text(update: dict[str, Any]) -> str:
    message = update["message"]
    return str(message["text"] if "text" in message else message["body"]["text"])


@BOTH
async def test_edits_reach_the_bot_and_deletions_only_in_max(stage: Stage, messenger: str) -> None:
    """Only own messages can be edited."""
    phone = await stage.started(messenger)
    said = (await phone.act("say", text="раз"))["message"]["id"]
    await phone.act("edit", message=said, text="два")
    assert ((await phone.last())["text"], (await phone.last())["edited"]) == ("два", True)
    await phone.act("delete", message=said)
    kinds = [
        u.get("update_type") or next(key for key in u if key != "update_id")
        for u in await stage.updates(phone.bot)
    ]
    expected = {
        "telegram": ["message", "edited_message"],
        "max": ["message_created", "message_edited", "message_removed"],
    }
    assert kinds == expected[messenger]
    await phone.act("edit", 404, message=said, text="три")


async def test_an_own_telegram_contact_answers_the_keyboard_that_asked(stage: Stage) -> None:
    """The keyboard is shown, and hidden after use when it was meant for once."""
    phone = await stage.started()
    rows = [
        [{"text": "Мой номер", "request_contact": True}],
        [{"text": "Где я", "request_location": True}, {"text": "Нет"}],
    ]
    markup = {"keyboard": rows, "one_time_keyboard": True}
    sent = await stage.telegram("sendMessage", chat_id=phone.user, text="Номер?", reply_markup=markup)
    keyboard = (await phone.screen())["keyboard"]
    assert [[b["kind"] for b in row] for row in keyboard] == [["contact"], ["place", "message"]]
    await phone.act("contact")
    message = (await taken(stage, phone))["message"]
    assert message["contact"]["user_id"] == phone.user
    assert message["contact"]["phone_number"].lstrip("+") == phone.about["number"].lstrip("+")
    assert message["reply_to_message"]["message_id"] == sent["message_id"]
    assert (await phone.screen())["keyboard"] is None

    await stage.telegram("sendMessage", chat_id=phone.user, text="Ещё?", reply_markup={"keyboard": rows})
    await stage.telegram(
        "sendMessage", chat_id=phone.user, text="Нет", reply_markup={"remove_keyboard": True}
    )
    assert (await phone.screen())["keyboard"] is None


async def test_forged_telegram_contacts_differ_from_an_own_one(stage: Stage) -> None:
    """Another account, no account at all, or a forwarded one."""
    phone = await stage.started()
    await phone.act("contact", forged="other-user")
    other = (await taken(stage, phone))["message"]["contact"]
    assert other["user_id"] != phone.user
    await phone.act("contact", forged="bad-hash")
    assert "user_id" not in (await taken(stage, phone))["message"]["contact"]
    await phone.act("contact", forged="forwarded")
    forwarded = (await taken(stage, phone))["message"]
    assert forwarded["contact"]["user_id"] != phone.user
    assert forwarded["forward_origin"]["type"] == "hidden_user"


async def test_a_max_contact_is_proved_by_its_hash_and_its_account(stage: Stage) -> None:
    """A press of the button sends it; the forged ones fail in one of the two."""
    phone = await stage.started("max")

    def genuine(payload: dict[str, Any]) -> tuple[bool, bool]:
        key, card = stage.token("max-citizen").encode(), payload["vcf_info"]
        proof = hmac.new(key, card.encode(), hashlib.sha256).hexdigest()
        return proof == payload["hash"], payload["max_info"]["user_id"] == phone.user

    button = {"type": "request_contact", "text": "Номер"}
    keyboard = {"type": "inline_keyboard", "payload": {"buttons": [[button]]}}
    body = {"text": "Номер?", "attachments": [keyboard]}
    sent = await stage.max("POST /messages", user_id=phone.user, body=body)
    await phone.act("press", message=sent["message"]["body"]["mid"], row=0, column=0)
    message = (await taken(stage, phone))["message"]
    payload = message["body"]["attachments"][0]["payload"]
    assert genuine(payload) == (True, True)
    assert f"TEL;TYPE=cell:{phone.about['number'].lstrip('+')}\r\n" in payload["vcf_info"]
    assert message["body"]["text"] is None

    for forged, expected in (("other-user", (True, False)), ("bad-hash", (False, True))):
        await phone.act("contact", forged=forged)
        message = (await taken(stage, phone))["message"]
        assert genuine(message["body"]["attachments"][0]["payload"]) == expected
    await phone.act("contact", forged="forwarded")
    message = (await taken(stage, phone))["message"]
    assert "attachments" not in message["body"]
    assert message["link"]["type"] == "forward"
    inner = message["link"]["message"]["attachments"][0]["payload"]
    assert genuine(inner) == (True, False)


@BOTH
async def test_places_stickers_and_recordings_arrive(stage: Stage, messenger: str) -> None:
    """A MAX recording arrives as message_created without a message, as it does in truth."""
    phone = await stage.started(messenger)
    await phone.act("place", lat=66.53, lon=66.6)
    update = await taken(stage, phone)
    if messenger == "telegram":
        assert update["message"]["location"] == {"latitude": 66.53, "longitude": 66.6}
    else:
        assert update["message"]["body"]["attachments"] == [
            {"type": "location", "latitude": 66.53, "longitude": 66.6}
        ]
    await phone.act("sticker")
    assert "sticker" in str(await taken(stage, phone))
    await phone.act("voice")
    update = await taken(stage, phone)
    assert ("voice" in update["message"]) if messenger == "telegram" else ("message" not in update)
    kinds = [m["media"][0]["kind"] for m in (await phone.screen())["messages"] if m["media"]]
    assert kinds == ["sticker", "audio"]


@BOTH
async def test_polls_forwards_and_answers_arrive(stage: Stage, messenger: str) -> None:
    """MAX does not know polls: they come as a kind of attachment that no schema names."""
    phone = await stage.started(messenger)
    said = (await phone.act("say", text="моё"))["message"]["id"]
    await stage.updates(phone.bot)
    await phone.act("poll", question="Где парк?")
    assert "poll" in str(await taken(stage, phone))
    assert "Где парк?" in (await phone.last())["text"]
    await phone.act("say", text="чужое", forward_from="Сосед")
    forwarded = (await taken(stage, phone))["message"]
    assert (await phone.last())["text"] == "чужое"
    await phone.act("say", text="ответ", reply_to=said)
    answered = (await taken(stage, phone))["message"]
    if messenger == "telegram":
        assert forwarded["forward_origin"]["sender_user_name"] == "Сосед"
        assert answered["reply_to_message"]["text"] == "моё"
    else:
        assert (forwarded["body"]["text"], forwarded["link"]["message"]["text"]) == (None, "чужое")
        assert (answered["link"]["type"], answered["link"]["message"]["mid"]) == ("reply", said)


@BOTH
async def test_a_rewritten_client_can_press_what_no_button_offers(stage: Stage, messenger: str) -> None:
    """Any data, under a message that is there or one that is not."""
    phone = await stage.started(messenger)
    said = (await phone.act("say", text="моё"))["message"]["id"]
    await stage.updates(phone.bot)
    for message in (said, "999999"):
        await phone.act("press", message=message, data="drop table")
        update = await taken(stage, phone)
        press = update["callback_query"] if messenger == "telegram" else update["callback"]
        assert press.get("data", press.get("payload")) == "drop table"
    await phone.act("press", 404, message=said, row=0, column=0)
    assert "row and column" in (await phone.act("press", 400, message=said))["error"]


async def test_other_buttons_do_what_they_say_without_the_bot(stage: Stage) -> None:
    """Addresses open, texts are copied."""
    phone, other = await stage.started(), await stage.started("max")
    rows = [
        [{"text": "Сайт", "url": "https://gosuslugi.ru"}, {"text": "Копия", "copy_text": {"text": "7-15"}}]
    ]
    sent = await stage.telegram(
        "sendMessage", chat_id=phone.user, text="a", reply_markup={"inline_keyboard": rows}
    )
    press: dict[str, Any] = {"message": str(sent["message_id"]), "row": 0}
    assert (await phone.act("press", **press, column=0))["url"] == "https://gosuslugi.ru"
    assert (await phone.act("press", **press, column=1))["copied"] == "7-15"

    row = [
        {"type": "link", "text": "Сайт", "url": "https://gosuslugi.ru"},
        {"type": "clipboard", "text": "Копия", "payload": "7-15"},
        {"type": "request_geo_location", "text": "Где я"},
    ]
    keyboard = {"type": "inline_keyboard", "payload": {"buttons": [row]}}
    body = {"text": "a", "attachments": [keyboard]}
    sent = await stage.max("POST /messages", user_id=other.user, body=body)
    press = {"message": sent["message"]["body"]["mid"], "row": 0}
    assert (await other.act("press", **press, column=0))["url"] == "https://gosuslugi.ru"
    assert (await other.act("press", **press, column=1))["copied"] == "7-15"
    assert (await other.act("press", **press, column=2))["message"]["place"]
    assert len(await stage.updates("telegram-citizen") + await stage.updates("max-citizen")) == 1


async def test_deep_links_carry_only_what_their_messenger_allows(stage: Stage) -> None:
    """64 of A-Z a-z 0-9 _ - in Telegram, 128 of ASCII in MAX."""
    phone, other = await stage.phone(), await stage.phone("max")
    for payload in ("с-кириллицей", "x" * 65, "a b"):
        await phone.act("start", 400, payload=payload)
    for payload in ("с-кириллицей", "x" * 129):
        await other.act("start", 400, payload=payload)
    assert await stage.updates("telegram-citizen") == await stage.updates("max-citizen") == []
