"""Raw Telegram updates, as real clients send them and as they never should."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bots.delivery.raw import Malformed
from bots.telegram.inbound import TelegramInbound
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
from tests.adapters.rig import NOW, StandingClock

INBOUND = TelegramInbound("telegram-citizen", StandingClock())
ANNA = {"id": 42, "is_bot": False, "first_name": "Анна", "last_name": "<b>К.</b>", "language_code": "ru"}
HOME = {"id": 42, "type": "private"}
DATE = 1_790_000_000


def message(**parts: Any) -> dict[str, Any]:
    return {"update_id": 7, "message": {"message_id": 5, "date": DATE, "from": ANNA, "chat": HOME, **parts}}


def act(**parts: Any) -> Any:
    return INBOUND.read(message(**parts)).act


def test_a_text_says_who_where_when_and_what() -> None:
    """Names keep their signs: they are data."""
    update = INBOUND.read(message(text="Яма <b>"))

    assert update.act == Said(text="Яма <b>", message="5")
    assert (update.account.user, update.account.chat, update.account.name) == ("42", "42", "Анна <b>К.</b>")
    assert (update.keys, update.locale, update.album) == (("7",), "ru", None)
    assert update.at == datetime.fromtimestamp(DATE, UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start", Started()),
        ("/start  code-1 ", Started("code-1")),
        ("/START@veche_bot abc", Started("abc")),
        ("/Help@veche_bot", Commanded("help")),
        ("/menu and more", Commanded("menu")),
    ],
)
def test_commands_are_read_with_their_bots_name(text: str, expected: Any) -> None:
    """Whatever the case of the letters."""
    assert expected == act(text=text)


@pytest.mark.parametrize("text", ["/", "/ ", "/ start", "//", "/заявка", "/" + "a" * 33, "", "\u200b"])
def test_what_only_looks_like_a_command_is_a_text(text: str) -> None:
    """Nobody breaks a bot with a slash."""
    assert isinstance(act(text=text), Said)


def test_a_forwarded_command_is_a_text() -> None:
    """It was not the person who gave the command."""
    assert act(text="/start abc", forward_origin={"type": "user"}) == Said(
        text="/start abc", forwarded=True, message="5"
    )


def test_of_a_photo_the_largest_size_is_taken() -> None:
    """With its caption, whatever the order of the sizes."""
    sizes = [
        {"file_id": "big", "width": 1280, "height": 960, "file_size": 200_000},
        {"file_id": "small", "width": 90, "height": 67},
        "nonsense",
    ]
    said = act(text=None, photo=sizes, caption="яма")

    assert said.media == (RemoteMedia(kind="photo", ref="photo:big", size=200_000),)
    assert (said.text, said.odd) == ("яма", None)


@pytest.mark.parametrize(
    ("parts", "kind", "ref"),
    [
        ({"video": {"file_id": "v"}}, "video", "video:v"),
        ({"video_note": {"file_id": "n"}}, "video", "video_note:n"),
        ({"animation": {"file_id": "g"}, "document": {"file_id": "g"}}, "video", "animation:g"),
        ({"document": {"file_id": "d", "mime_type": "image/png"}}, "photo", "document:d"),
        ({"document": {"file_id": "d", "mime_type": "video/mp4"}}, "video", "document:d"),
    ],
)
def test_videos_and_pictures_sent_as_files_are_media(parts: dict[str, Any], kind: str, ref: str) -> None:
    """People choose "send as file" for quality."""
    (media,) = act(**parts).media

    assert (media.kind, media.ref) == (kind, ref)


def test_parts_of_an_album_carry_its_name() -> None:
    """Merging them is the intake's part."""
    update = INBOUND.read(message(photo=[{"file_id": "a"}], media_group_id="13"))

    assert update.album == "13"


@pytest.mark.parametrize(
    ("parts", "odd"),
    [
        ({"voice": {"file_id": "v"}}, "voice"),
        ({"sticker": {"file_id": "s", "emoji": "🙂"}}, "sticker"),
        ({"poll": {"id": "1"}}, "poll"),
        ({"audio": {"file_id": "a"}}, "audio"),
        ({"document": {"file_id": "d", "mime_type": "application/pdf"}}, "file"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "other"),
        ({"something_new": {}}, "other"),
        ({"photo": []}, "other"),
        ({"location": {"latitude": "north"}}, "other"),
        ({"text": None}, "other"),
    ],
)
def test_what_we_cannot_use_is_named(parts: dict[str, Any], odd: str) -> None:
    """So that the person gets one clear sentence."""
    assert odd == act(**parts).odd


def test_a_place_and_a_venue_are_points() -> None:
    """A venue carries its place inside."""
    place = {"latitude": 55.5, "longitude": 37}

    assert act(location=place).point == Point(55.5, 37.0)
    assert act(venue={"location": place, "title": "Кафе"}).point == Point(55.5, 37.0)


@pytest.mark.parametrize(
    ("contact", "more", "expected"),
    [
        ({"phone_number": "79001234567", "user_id": 42}, {}, Phone("+79001234567", own=True)),
        ({"phone_number": "+7 (900) 123-45-67", "user_id": 42}, {}, Phone("+79001234567", own=True)),
        ({"phone_number": "79001234567", "user_id": 43}, {}, Phone("+79001234567", own=False)),
        ({"phone_number": "79001234567"}, {}, Phone("+79001234567", own=False)),
        (
            {"phone_number": "79001234567", "user_id": 42},
            {"forward_origin": {"type": "hidden_user"}},
            Phone("+79001234567", own=False),
        ),
        ({"phone_number": "", "user_id": 42}, {}, None),
        ({"phone_number": None, "user_id": "42"}, {}, None),
    ],
)
def test_a_number_is_own_only_when_telegram_says_so(
    contact: dict[str, Any], more: dict[str, Any], expected: Phone | None
) -> None:
    """Typed into the address book, forwarded, or another's: not own."""
    assert expected == act(contact=contact, **more).phone


@pytest.mark.parametrize("kind", ["edited_message", "channel_post", "poll", "inline_query", "brand_new_kind"])
def test_other_kinds_of_updates_are_put_aside(kind: str) -> None:
    """Recorded, so that they do not come again, and not handled."""
    update = INBOUND.read({"update_id": 8, kind: {"anything": 1}})

    assert update.act == Ignored(kind)
    assert update.keys == ("8",)


@pytest.mark.parametrize(
    "more",
    [
        {"chat": {"id": -100, "type": "supergroup"}},
        {"chat": None},
        {"from": None},
        {"from": {"id": "x"}},
        {"from": {**ANNA, "is_bot": True}},
        {"pinned_message": {}},
        {"new_chat_members": []},
    ],
)
def test_groups_bots_service_messages_and_nobody_are_put_aside(more: dict[str, Any]) -> None:
    """There is nobody to answer, or nothing to answer to."""
    raw = message(text="hello")
    raw["message"] |= more

    assert isinstance(INBOUND.read(raw).act, Ignored)


def test_blocking_and_coming_back_are_told_apart() -> None:
    """From the bot's own membership."""
    for status, expected in (("kicked", Left()), ("member", Started()), (["odd"], Ignored("membership"))):
        change = {"from": ANNA, "chat": HOME, "date": DATE, "new_chat_member": {"status": status}}
        assert expected == INBOUND.read({"update_id": 9, "my_chat_member": change}).act


def test_a_press_names_its_message() -> None:
    """An old message comes without its content, which is not needed."""
    query = {"id": "77", "from": ANNA, "data": "abc", "message": {"message_id": 5, "date": 0, "chat": HOME}}

    update = INBOUND.read({"update_id": 10, "callback_query": query})

    assert update.act == Pressed(data="abc", callback="77", message="5")
    assert update.at == NOW


def test_a_press_without_its_message_goes_to_the_persons_own_chat() -> None:
    """Private chats have the person's number."""
    update = INBOUND.read({"update_id": 10, "callback_query": {"id": "77", "from": ANNA, "data": "abc"}})

    assert update.act == Pressed(data="abc", callback="77", message="")
    assert update.account.chat == "42"


def test_a_press_without_data_is_put_aside() -> None:
    """A game's button is none of ours."""
    query = {"id": "77", "from": ANNA, "game_short_name": "x", "message": {"message_id": 5, "chat": HOME}}

    assert isinstance(INBOUND.read({"update_id": 10, "callback_query": query}).act, Ignored)


@pytest.mark.parametrize("raw", [None, 1, "update", [], {}, {"update_id": "7"}, {"update_id": True}])
def test_what_is_no_update_is_malformed(raw: Any) -> None:
    """The caller buries it."""
    with pytest.raises(Malformed):
        INBOUND.read(raw)


def test_signs_that_no_database_takes_are_dropped() -> None:
    """NUL, and halves of surrogate pairs."""
    assert act(text="a\x00b\ud800c").text == "ab?c"


CITY = {"id": -100, "type": "channel", "title": " Подслушано в Заречном ", "username": "zarechny_talk"}


def hidden(*links: Any, kind: str = "text_link") -> list[dict[str, Any]]:
    return [{"type": kind, "offset": 0, "length": 3, "url": link} for link in links]


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (
            {"type": "channel", "date": DATE, "chat": CITY, "message_id": 512},
            Whence("Подслушано в Заречном", "https://t.me/zarechny_talk/512"),
        ),
        ({"type": "channel", "chat": {"id": -1, "title": "Двор"}, "message_id": 5}, Whence("Двор")),
        (
            {"type": "channel", "chat": {**CITY, "username": "x/../y"}, "message_id": 5},
            Whence(CITY["title"].strip()),
        ),
        ({"type": "channel", "chat": CITY, "message_id": "5"}, Whence(CITY["title"].strip())),
        ({"type": "chat", "sender_chat": CITY}, Whence("Подслушано в Заречном")),
        ({"type": "user", "sender_user": ANNA}, Whence("Анна <b>К.</b>")),
        ({"type": "hidden_user", "sender_user_name": "Анна"}, Whence("Анна")),
        ({"type": "hidden_user", "sender_user_name": ["Анна"]}, None),
        ("channel", None),
    ],
)
def test_a_forwarded_post_tells_where_it_stood(origin: Any, expected: Whence | None) -> None:
    """A public channel's post has an address; a private one's, a group's and a person's words have none."""
    said = act(text="Яма", forward_origin=origin)

    assert (said.forwarded, said.origin) == (True, expected)


def test_an_address_hidden_in_the_words_is_one_of_the_message() -> None:
    """The first that leads to the web; also under a picture."""
    links = hidden("tg://user?id=1", 5, "https://vk.com/wall-1_2", "https://vk.com/wall-1_3")
    post = Whence(link="https://vk.com/wall-1_2")

    assert act(text="Яма у дома", entities=links).origin == post
    assert act(photo=[{"file_id": "a"}], caption="Яма у дома", caption_entities=links).origin == post


def test_an_address_hidden_in_the_words_counts_least() -> None:
    """The post's own address, and one that can be read, are before it."""
    advert = hidden("https://shop.ru/1")
    channel = {"type": "channel", "chat": CITY, "message_id": 512}

    assert act(text="Яма", entities=advert, forward_origin=channel).origin.link.endswith("/512")
    assert act(text="Яма vk.com/w1", entities=[*advert, *hidden(None, kind="url")]).origin is None
    assert act(text="Яма", entities="text_link").origin is None
