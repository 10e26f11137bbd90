"""A long text that the phone sends in pieces: the end of one is no answer to the next question."""

from datetime import timedelta

import pytest

from core.shared.msg import Msg
from dialogs.engine.cut import PIECE, SOON
from tests.dialogs.citizen.test_report import WORDS
from tests.dialogs.town import Human, Town

SENTENCE = "Яма на дороге растёт с каждым днём. "


def piece(size: int) -> str:
    """A text of so many characters."""
    return (SENTENCE * (size // len(SENTENCE) + 1))[: size - 1] + "!"


async def sent(anna: Human, town: Town) -> str:
    """On from the proposed topics to the end; the text that is registered."""
    await anna.press("Яма на дороге")
    await anna.press("Пропустить")
    await anna.press("Пропустить")
    await anna.press("Отправить")
    (incident,) = town.world.state.incidents.values()
    return incident.text


@pytest.mark.parametrize("asked", [False, True])
async def test_the_end_of_a_long_text_is_not_taken_for_the_whole(anna: Human, *, asked: bool) -> None:
    """Telegram cuts at 4096 characters: the first piece is too long, the second one would do alone."""
    if asked:
        await anna.press("Сообщить о проблеме")
    await anna.say(piece(PIECE))
    assert anna.error == Msg("report-text.too-long", {"max": 4000, "length": PIECE})
    await anna.say(piece(900))
    assert anna.ids == ["report-text"]
    assert anna.error == Msg("report-text.too-long", {"max": 4000, "length": PIECE + 901})
    await anna.say(piece(50))
    assert anna.error == Msg("report-text.too-long", {"max": 4000, "length": PIECE + 952})


async def test_what_is_cut_earlier_is_put_together_again(anna: Human, town: Town) -> None:
    """Phones look for the end of a sentence: the first piece was taken, and its question is asked again."""
    await anna.press("Сообщить о проблеме")
    await anna.say(piece(3000))
    assert anna.ids == ["report-guess"]
    await anna.say(piece(1500))
    assert anna.ids == ["report-text"]
    assert anna.error == Msg("report-text.too-long", {"max": 4000, "length": 4501})

    town.clock.advance(timedelta(minutes=5))
    await anna.say(WORDS)
    assert anna.ids == ["report-guess"]
    assert await sent(anna, town) == WORDS


async def test_two_long_messages_at_once_are_one_text_where_there_is_room(anna: Human, town: Town) -> None:
    """Nobody presses a button in between."""
    await anna.press("Сообщить о проблеме")
    await anna.say(piece(2100))
    await anna.say(piece(500))
    assert anna.ids == ["report-guess"]
    assert await sent(anna, town) == f"{piece(2100)}\n{piece(500)}"


async def test_words_that_come_later_are_an_answer_of_their_own(anna: Human, town: Town) -> None:
    """A person needs some seconds to read and to type."""
    await anna.press("Сообщить о проблеме")
    await anna.say(piece(2100))
    town.clock.advance(timedelta(seconds=SOON + 1))
    await anna.say("что-то")
    assert anna.ids == ["report-guess"]
    assert anna.error == Msg("engine-expected-choice")


async def test_words_after_a_press_are_an_answer_of_their_own(anna: Human) -> None:
    """However quick the thumb is."""
    await anna.press("Сообщить о проблеме")
    await anna.say(piece(2100))
    await anna.press("Яма на дороге")
    await anna.say("Лесная, 14")
    assert anna.ids == ["report-media"]


async def test_a_short_text_was_not_cut(anna: Human) -> None:
    """Two quick messages of a hurried resident: the second one is no topic."""
    await anna.press("Сообщить о проблеме")
    await anna.say(WORDS)
    await anna.say("что-то")
    assert anna.ids == ["report-guess"]
    assert anna.error == Msg("engine-expected-choice")
