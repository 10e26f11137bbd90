"""How many calls a press costs in Telegram where its message cannot be edited into the next screen."""

import pytest

from core.shared.msg import Msg
from dialogs.engine.ports import TryLater, Uncertain
from tests.adapters.rig import Rig, screen
from tests.delivery.films import photo


async def test_a_press_on_a_picture_that_gives_way_to_words_takes_two_calls(telegram: Rig) -> None:
    """Telegram takes no picture out of a message: it goes, and the press that turned on it."""
    picture = await telegram.kept(photo(colour="red"))
    await telegram.show(screen("photo", buttons=("Next",), media=(picture,)))
    press = await telegram.press("Next")
    await telegram.counted()

    await telegram.show(screen("words", buttons=("Roads",), toast=Msg("chosen")), press)

    assert await telegram.told() == ["chosen\n\nwords"]
    assert await telegram.buttons() == ["Roads"]
    assert await telegram.counted() == ["sendMessage", "deleteMessages"]


async def test_a_press_that_becomes_a_picture_takes_two_calls(telegram: Rig) -> None:
    """Into a message of words Telegram does put one."""
    picture = await telegram.kept(photo(colour="red"))
    await telegram.show(screen("words", buttons=("Next",)))
    press = await telegram.press("Next")
    await telegram.counted()

    await telegram.show(screen("photo", buttons=("Roads",), media=(picture,)), press)

    assert await telegram.told() == ["photo"]
    assert sorted(await telegram.counted()) == ["answerCallbackQuery", "editMessageMedia"]


async def test_a_press_whose_screen_stays_above_takes_two_calls(telegram: Rig) -> None:
    """Its keyboard goes, and the press with it."""
    await telegram.show(screen("check", buttons=("Send",)))
    press = await telegram.press("Send")
    await telegram.counted()

    await telegram.show(screen("menu", buttons=("Roads",), toast=Msg("sent"), fresh=True), press)

    assert await telegram.told() == ["check", "sent\n\nmenu"]
    assert await telegram.buttons() == ["Roads"]
    assert await telegram.counted() == ["sendMessage", "editMessageReplyMarkup"]


async def test_a_press_that_asks_for_a_place_takes_two_calls(telegram: Rig) -> None:
    """A keyboard in place of the phone's own comes only with a message of its own."""
    await telegram.show(screen("topic?", buttons=("Roads",)))
    press = await telegram.press("Roads")
    await telegram.counted()

    await telegram.show(screen("where?", ask="place"), press)

    assert await telegram.told() == ["where?"]
    assert await telegram.counted() == ["sendMessage", "deleteMessages"]


async def test_a_press_whose_screen_cannot_be_sent_is_answered(telegram: Rig) -> None:
    """The old screen stays for now, and its button must not turn for ever."""
    picture = await telegram.kept(photo(colour="red"))
    await telegram.show(screen("photo", buttons=("Next",), media=(picture,)))
    press = await telegram.press("Next")
    await telegram.fault("500", "sendMessage", times=10)
    await telegram.counted()

    with pytest.raises((TryLater, Uncertain)):
        await telegram.show(screen("words", buttons=("Roads",), toast=Msg("chosen")), press)

    assert (await telegram.phone.screen())["toast"]["text"] == "chosen"
