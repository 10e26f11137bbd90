"""Pictures and videos: received, kept, shown again, in screens and notices, across messengers."""

import pytest

from bots.delivery.media import Keeper
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.ports import Letter
from dialogs.engine.screen import Button
from dialogs.engine.update import RemoteMedia, Said
from tests.adapters.rig import VOICE, Rig, rigged, screen
from tests.delivery.films import film, photo

RED, BLUE = photo(colour="red"), photo(colour="blue")


def keeper(rig: Rig) -> Keeper:
    return Keeper(rig.world.files, {rig.bot: rig.client})


async def sent(rig: Rig, *files: tuple[str, str, bytes], text: str = "") -> list[RemoteMedia]:
    """Send files from the phone; what our inbound makes of them."""
    await rig.phone.send_files(*files, text=text)
    updates = await rig.updates()
    return [one for update in updates if isinstance(update.act, Said) for one in update.act.media]


def pictures(messages: list[dict[str, object]]) -> list[int]:
    """How many pictures each of the bot's messages has."""
    return [len(m["media"]) for m in messages if not m["mine"]]  # type: ignore[arg-type]  # media is a list


async def test_what_a_person_sends_is_kept_without_saying_where_it_was_taken(rig: Rig) -> None:
    """A photo, a photo sent as a file, a video: an album, one message each or all in one."""
    files = (("a.jpg", "image/jpeg", RED), ("b.jpg", "image/jpeg", BLUE), ("c.mp4", "video/mp4", film()))
    media = await sent(rig, *files, text="яма")

    kept = [await rig.world.files.get(file) for file in await keeper(rig).keep(rig.bot, media)]

    assert [file.kind for file in kept] == ["photo", "photo", "video"]
    assert all(b"secret place" not in file.content and b"37.6156" not in file.content for file in kept)


async def test_an_album_in_telegram_has_one_name(telegram: Rig) -> None:
    """Its parts come as messages of their own."""
    await telegram.phone.send_files(("a.jpg", "image/jpeg", RED), ("b.jpg", "image/jpeg", BLUE))

    first, second = await telegram.updates()

    assert first.album is not None
    assert first.album == second.album


async def test_a_screen_shows_one_picture_with_its_text_as_the_caption(rig: Rig) -> None:
    """One message, with the buttons."""
    file = await rig.kept(RED)

    await rig.show(screen("card", buttons=("Back",), media=(file,), fresh=True))

    (message,) = [one for one in await rig.messages() if not one["mine"]]
    assert (message["text"], len(message["media"])) == ("card", 1)
    assert await rig.buttons() == ["Back"]


async def test_a_picture_is_uploaded_once_and_then_named(rig: Rig) -> None:
    """The second time no bytes travel."""
    file = await rig.kept(RED)
    await rig.show(screen("card", media=(file,), fresh=True))
    await rig.counted()

    await rig.show(screen("card again", media=(file,), fresh=True))

    expected = {"max-citizen": ["POST /messages"], "telegram-citizen": ["sendPhoto"]}
    assert await rig.counted() == expected[rig.bot]


async def test_a_name_that_is_refused_is_uploaded_anew(rig: Rig) -> None:
    """Tokens do not live for ever."""
    file = await rig.kept(RED)
    await rig.world.files.remember(file, rig.bot, "photo:no-such-thing")

    await rig.show(screen("card", media=(file,), fresh=True))

    assert pictures(await rig.messages()) == [1]
    assert await rig.world.files.token(file, rig.bot) != "photo:no-such-thing"


async def test_several_pictures_and_the_buttons_below(rig: Rig) -> None:
    """An album and a text in Telegram, one message in MAX."""
    files = [await rig.kept(content) for content in (RED, BLUE, photo(colour="green"))]

    await rig.show(screen("card", buttons=("Back",), media=tuple(files), fresh=True))

    counts = pictures(await rig.messages())
    assert counts == ([3] if rig.bot.startswith("max") else [1, 1, 1, 0])
    assert await rig.buttons() == ["Back"]


@pytest.mark.parametrize("count", [1, 3])
async def test_from_a_text_to_pictures_and_back(rig: Rig, count: int) -> None:
    """Whatever cannot be edited is replaced; one screen is left each time."""
    colours = ("red", "green", "blue")
    files = tuple([await rig.kept(photo(colour=colour)) for colour in colours[:count]])
    await rig.show(screen("menu", buttons=("Card",)))

    await rig.show(screen("card", buttons=("Back",), media=files), await rig.press("Card"))
    assert sum(pictures(await rig.messages())) == count
    assert (await rig.told())[-1] == "card"
    assert await rig.buttons() == ["Back"]

    await rig.show(screen("menu", buttons=("Card",)), await rig.press("Back"))
    assert await rig.told() == ["menu"]
    assert sum(pictures(await rig.messages())) == 0


async def test_from_one_picture_to_another_and_to_new_words_under_it(rig: Rig) -> None:
    """The message stays the same all the time."""
    red, blue = await rig.kept(RED), await rig.kept(BLUE)
    await rig.show(screen("one", buttons=("Next",), media=(red,), fresh=True))
    first = rig.view

    await rig.show(screen("two", buttons=("Next",), media=(blue,)), await rig.press("Next"))
    await rig.show(screen("two again", buttons=("Next",), media=(blue,)), await rig.press("Next"))

    assert await rig.told() == ["two again"]
    assert first is not None
    assert rig.view is not None
    assert rig.view["m"] == first["m"]


async def test_words_under_an_album_change_in_place(rig: Rig) -> None:
    """The pictures are not sent again."""
    files = (await rig.kept(RED), await rig.kept(BLUE))
    await rig.show(screen("one", buttons=("Next",), media=files, fresh=True))
    press = await rig.press("Next")
    await rig.counted()

    await rig.show(screen("two", buttons=("Next",), media=files), press)

    assert (await rig.told())[-1] == "two"
    assert len(await rig.counted()) <= 2


async def test_a_long_text_does_not_fit_under_a_picture_and_stands_below(rig: Rig) -> None:
    """Captions are short in Telegram, no text is cut."""
    words = "слово " * 300
    await rig.show(screen(words, buttons=("Back",), media=(await rig.kept(RED),), fresh=True))

    assert "".join(await rig.told()).split() == words.split()
    assert sum(pictures(await rig.messages())) == 1


async def test_a_notice_carries_text_buttons_and_a_photo(rig: Rig) -> None:
    """The answer with its proof; its id is the message with the button."""
    letter = Letter(
        voice=VOICE,
        text=(Msg("answer"), Msg("signature")),
        rows=((Button("Open", "@incident.1"),),),
        media=(await rig.kept(RED),),
    )

    number = await rig.outbound.send(rig.account.chat, letter)

    last = (await rig.messages())[-1]
    assert last["id"] == number
    assert last["text"] == "answer\n\nsignature"
    assert await rig.buttons() == ["Open"]


async def test_a_file_that_is_lost_does_not_keep_the_text_back(rig: Rig) -> None:
    """The words matter more."""
    await rig.show(screen("card", buttons=("Back",), media=("0" * 64,), fresh=True))

    assert await rig.told() == ["card"]


async def test_a_photo_from_telegram_reaches_max_and_back(telegram: Rig) -> None:
    """A resident in one messenger, an executor in the other."""
    media = await sent(telegram, ("a.jpg", "image/jpeg", RED))
    (file,) = await keeper(telegram).keep(telegram.bot, media)
    async with rigged("max") as other:
        other.outbound._post._files = telegram.world.files
        await other.outbound.send(other.account.chat, Letter(voice=VOICE, text=(Msg("look"),), media=(file,)))
        assert pictures(await other.messages()) == [1]

    await telegram.counted()
    await telegram.show(screen("check", media=(file,), fresh=True))
    assert await telegram.counted() == ["sendPhoto"]
    assert (await telegram.world.files.token(file, telegram.bot) or "").startswith("photo:")


async def test_a_video_that_max_still_works_on_is_waited_for(max_: Rig) -> None:
    """`attachment.not.ready` a bounded number of times."""
    clip = await max_.kept(film(), "video")

    await max_.show(screen("card", media=(clip,), fresh=True))

    assert pictures(await max_.messages()) == [1]
    assert (await max_.counted()).count("POST /messages") == 2


async def test_files_over_twenty_megabytes_are_refused_before_they_are_fetched(rig: Rig) -> None:
    """The messenger tells the size."""
    big = RemoteMedia(kind="video", ref="video:1", size=21 * 1024 * 1024)

    with pytest.raises(Refusal) as caught:
        await keeper(rig).keep(rig.bot, [big])

    assert caught.value.code == "media-too-big"
    assert await rig.counted() == []
