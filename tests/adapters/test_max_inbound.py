"""Raw MAX updates, as real clients send them and as they never should."""

import hashlib
import hmac
from datetime import UTC, datetime
from typing import Any

import pytest

from bots.delivery.raw import Malformed
from bots.max.inbound import MaxInbound
from dialogs.engine.update import (
    Commanded,
    Ignored,
    Left,
    Phone,
    Point,
    Pressed,
    RemoteMedia,
    Said,
    Started,
    Whence,
)
from tests.adapters.rig import StandingClock

TOKEN = "f9LHodD0cOIT0ken"
INBOUND = MaxInbound("max-citizen", TOKEN, StandingClock())
ANNA = {"user_id": 42, "first_name": "Анна", "last_name": "К.", "is_bot": False}
DIALOG = {"chat_id": 900, "chat_type": "dialog", "user_id": 1}
STAMP = 1_790_000_000_123
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nTEL;TYPE=cell:79001234567\r\nFN:Анна\r\nEND:VCARD\r\n"


def message(text: Any = None, *attachments: Any, **more: Any) -> dict[str, Any]:
    body = {"mid": "mid.1", "seq": 1, "text": text, "attachments": list(attachments) or None}
    whole = {"sender": ANNA, "recipient": DIALOG, "timestamp": STAMP, "body": body, **more}
    return {"update_type": "message_created", "timestamp": STAMP, "message": whole, "user_locale": "ru"}


def act(text: Any = None, *attachments: Any, **more: Any) -> Any:
    return INBOUND.read(message(text, *attachments, **more)).act


def contact(card: Any = CARD, *, user: Any = 42, token: str = TOKEN) -> dict[str, Any]:
    digest = hmac.new(token.encode(), str(card).encode(), hashlib.sha256).hexdigest()
    about = None if user is None else {**ANNA, "user_id": user}
    return {"type": "contact", "payload": {"vcf_info": card, "hash": digest, "max_info": about}}


def test_a_text_says_who_where_when_and_what() -> None:
    """The key is the message's id, for MAX counts no updates."""
    update = INBOUND.read(message("Яма"))

    assert update.act == Said(text="Яма", message="mid.1")
    assert (update.account.user, update.account.chat, update.account.name) == ("42", "900", "Анна К.")
    assert (update.keys, update.locale) == (("m:mid.1",), "ru")
    assert update.at == datetime.fromtimestamp(STAMP / 1000, UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start", Started()),
        ("/start code-1", Started("code-1")),
        ("/HELP", Commanded("help")),
        ("/help@veche_bot", Commanded("help")),
        ("/ ", Said(text="/ ", message="mid.1")),
        ("/", Said(text="/", message="mid.1")),
    ],
)
def test_commands_are_typed_words(text: str, expected: Any) -> None:
    """A slash alone breaks nothing."""
    assert expected == act(text)


def test_the_start_button_brings_its_payload() -> None:
    """It is told apart by chat and time."""
    raw = {"update_type": "bot_started", "timestamp": STAMP, "chat_id": 900, "user": ANNA, "payload": "code"}

    update = INBOUND.read(raw)

    assert update.act == Started("code")
    assert update.keys == (f"bot_started:900:{STAMP}",)
    assert INBOUND.read({**raw, "payload": None}).act == Started()


@pytest.mark.parametrize("kind", ["bot_stopped", "dialog_removed"])
def test_leaving_is_told(kind: str) -> None:
    """Two ways to leave."""
    raw = {"update_type": kind, "timestamp": STAMP, "chat_id": 900, "user": ANNA}

    assert INBOUND.read(raw).act == Left()


def test_several_attachments_come_in_one_message() -> None:
    """Photos and a video, and a keyboard that is none of the person's."""
    photo = {"type": "image", "payload": {"photo_id": 1, "token": "t", "url": "https://i.oneme.ru/1"}}
    film = {"type": "video", "payload": {"token": "v", "url": "https://m.ok.ru/2"}}
    said = act(None, photo, photo, film, {"type": "inline_keyboard", "payload": {"buttons": []}})

    assert said.media == (
        RemoteMedia(kind="photo", ref="file:t|https://i.oneme.ru/1"),
        RemoteMedia(kind="photo", ref="file:t|https://i.oneme.ru/1"),
        RemoteMedia(kind="video", ref="video:v|https://m.ok.ru/2"),
    )
    assert said.odd is None


def test_a_picture_sent_as_a_file_is_a_picture() -> None:
    """By the ending of its name; what it really is shows when it is fetched."""
    file = {"type": "file", "payload": {"url": "https://fd.oneme.ru/3", "token": "f"}, "size": 5}

    (media,) = act(None, {**file, "filename": "Яма.JPG"}).media

    assert (media.kind, media.size) == ("photo", 5)
    assert act(None, {**file, "filename": "act.pdf"}).odd == "file"


@pytest.mark.parametrize(
    ("attachment", "odd"),
    [
        ({"type": "audio", "payload": {"url": "u", "token": "t"}}, "voice"),
        ({"type": "sticker", "payload": {"url": "u", "code": "c"}}, "sticker"),
        ({"type": "hologram", "payload": {}}, "other"),
        ({"type": "image", "payload": None}, "other"),
        ({"type": ["image"]}, "other"),
        ({"type": "location", "latitude": None, "longitude": 1}, "other"),
        ("image", "other"),
    ],
)
def test_what_we_cannot_use_is_named(attachment: Any, odd: str) -> None:
    """Unknown attachments and broken ones included."""
    assert odd == act(None, attachment).odd


def test_a_voice_message_without_its_message_is_survived() -> None:
    """MAX sends it with nothing inside; when it tells from whom, they are answered."""
    bare = {"update_type": "message_created", "timestamp": STAMP}

    assert isinstance(INBOUND.read(bare).act, Ignored)
    assert INBOUND.read({**bare, "chat_id": 900, "user": ANNA}).act == Said(odd="voice")
    assert INBOUND.read(bare).keys == INBOUND.read(dict(bare)).keys


def test_a_place_is_a_point() -> None:
    """Degrees."""
    assert act(None, {"type": "location", "latitude": 55.5, "longitude": 37}).point == Point(55.5, 37.0)


@pytest.mark.parametrize(
    ("attachment", "more", "own"),
    [
        (contact(), {}, True),
        (contact(token="another"), {}, False),
        (contact(user=43), {}, False),
        (contact(user=None), {}, False),
        (contact(), {"link": {"type": "forward", "message": {"mid": "m", "seq": 1}}}, False),
        ({"type": "contact", "payload": {"vcf_info": CARD}}, {}, False),
        ({"type": "contact", "payload": {"vcf_info": CARD, "hash": "ф", "max_info": ANNA}}, {}, False),
        ({"type": "contact", "payload": {"vcf_info": CARD, "hash": 5, "max_info": ANNA}}, {}, False),
    ],
)
def test_a_number_is_own_only_with_a_true_hash_the_senders_id_and_not_forwarded(
    attachment: Any, more: dict[str, Any], own: object
) -> None:
    """All three, and the plus that the card leaves out is put back."""
    assert act(None, attachment, **more).phone == Phone("+79001234567", own=bool(own))


def test_another_persons_card_inside_a_forwarded_message_is_not_own() -> None:
    """Its hash is true, for MAX made it for the same bot."""
    link = {"type": "forward", "message": {"mid": "m", "seq": 1, "attachments": [contact()]}}

    assert act(None, link=link).phone == Phone("+79001234567", own=False)


@pytest.mark.parametrize("card", [None, 5, "", "TEL:", "BEGIN:VCARD\nFN:TEL", "TEL;X=1:abc"])
def test_a_card_without_a_number_holds_no_phone(card: Any) -> None:
    """And breaks nothing."""
    assert act(None, contact(card)).phone is None


def test_odd_cards_are_read() -> None:
    """Folded lines, grouped properties, other line ends."""
    for card in ("ITEM1.TEL:+7 900 123-45-67\n", "tel;type=a:7900\r\n 1234567\r\n", "FN:a\nTEL:79001234567"):
        assert act(None, contact(card)).phone == Phone("+79001234567", own=True)


def test_a_card_with_two_numbers_vouches_for_neither() -> None:
    """A second TEL line could be smuggled in by a name."""
    card = "BEGIN:VCARD\nFN:a\nTEL:79001234567\nTEL:79007654321\nEND:VCARD"

    assert act(None, contact(card)).phone == Phone("+79001234567", own=False)


def test_a_forwarded_message_is_read_from_inside() -> None:
    """Its own body is empty."""
    link = {"type": "forward", "sender": ANNA, "message": {"mid": "m", "seq": 1, "text": "/start яма"}}

    assert act(None, link=link) == Said(
        text="/start яма", forwarded=True, origin=Whence("Анна К."), message="mid.1"
    )


def forwarded(text: str = "Яма у дома", *attachments: Any, **more: Any) -> Any:
    inner = {"mid": "m", "seq": 1, "text": text, "attachments": list(attachments) or None}
    inner |= {"markup": more.pop("markup", None)}
    return act(None, link={"type": "forward", "message": inner, **more})


def marked(*urls: Any) -> list[Any]:
    return [{"type": "link", "from": 0, "length": 3, "url": url} for url in urls]


def test_a_forwarded_post_brings_the_address_that_its_words_lead_to() -> None:
    """MAX gives a forwarded post no address of its own: what counts is a link in it, or what it shares."""
    post = Whence(link="https://vk.com/wall-1_2")
    share = {"type": "share", "payload": {"url": "https://vk.com/wall-1_2"}, "title": "Яма"}

    assert forwarded(markup=marked("max://user/1", None, "https://vk.com/wall-1_2")).origin == post
    assert forwarded("Яма у дома", share, chat_id=-7, sender=None).origin == post
    assert forwarded("Яма у дома", {"type": "share", "payload": {"url": None}}).origin is None
    assert forwarded(markup=["link"]).origin is None


def test_an_address_that_can_be_read_is_in_the_words() -> None:
    """MAX marks it as a link, too; it is not brought along twice, and nothing hidden comes before it."""
    text = "Яма https://vk.com/wall-1_2"
    assert forwarded(text, markup=marked("https://vk.com/wall-1_2")).origin is None
    assert forwarded(text, markup=marked("https://shop.ru/1", "https://vk.com/wall-1_2")).origin is None


def test_a_message_of_ones_own_may_hold_a_link_as_well() -> None:
    """Shared from another app, for instance."""
    share = {"type": "share", "payload": {"url": "https://ok.ru/group/1"}}

    assert act("Яма у дома", share).origin == Whence(link="https://ok.ru/group/1")


def test_a_press_names_its_message() -> None:
    """The key is the callback's id."""
    raw = message("menu")
    raw |= {
        "update_type": "message_callback",
        "callback": {"callback_id": "cb", "payload": "do", "user": ANNA},
    }

    update = INBOUND.read(raw)

    assert update.act == Pressed(data="do", callback="cb", message="mid.1")
    assert (update.keys, update.account.chat) == (("c:cb",), "900")


@pytest.mark.parametrize("gone", [{"message": None}, {"message": {}}, {"message": {"recipient": None}}])
def test_a_press_on_a_message_that_is_gone_goes_to_the_person(gone: dict[str, Any]) -> None:
    """Without a chat's number the person's is used."""
    callback = {"callback_id": "cb", "payload": "do", "user": ANNA, "timestamp": STAMP}
    raw = {"update_type": "message_callback", "timestamp": STAMP, "callback": callback, **gone}

    update = INBOUND.read(raw)

    assert update.act == Pressed(data="do", callback="cb", message="")
    assert update.account.chat == "u42"


@pytest.mark.parametrize(
    "raw",
    [
        message("hi", recipient={"chat_id": 1, "chat_type": "chat"}),
        message("hi", sender=None),
        message("hi", sender={**ANNA, "is_bot": True}),
        message("hi", recipient=None),
        {"update_type": "message_edited", "timestamp": STAMP, "message": message("x")["message"]},
        {"update_type": "message_removed", "timestamp": STAMP, "message_id": "m", "chat_id": 1, "user_id": 2},
        {"update_type": "dialog_muted", "timestamp": STAMP},
        {"update_type": "invented_tomorrow"},
        {"update_type": "message_callback", "timestamp": STAMP, "callback": {"user": ANNA}},
    ],
)
def test_groups_bots_edits_and_unknown_kinds_are_put_aside(raw: dict[str, Any]) -> None:
    """Each with a key of its own."""
    update = INBOUND.read(raw)

    assert isinstance(update.act, Ignored)
    assert update.keys[0]


@pytest.mark.parametrize("raw", [None, 1, "update", [], {}, {"update_type": 5}, {"update_type": ""}])
def test_what_is_no_update_is_malformed(raw: Any) -> None:
    """The caller buries it."""
    with pytest.raises(Malformed):
        INBOUND.read(raw)
