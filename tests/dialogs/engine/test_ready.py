"""Texts offered to be taken over with one press, and options that count in the order of ticking."""

import sys
from collections.abc import Sequence

import pytest

from core.shared.msg import Msg
from core.shared.refusal import Refusal
from dialogs.engine.ctx import Ctx
from dialogs.engine.dialog import Answers, Choices, Dialog, Option, Ready, Text
from dialogs.engine.player import Player, alone
from tests.dialogs.engine.samples import ANNA, Town, as_app

OFFERED = [
    Ready("short", "Too short", "no"),
    Ready("whole", "As last year", "We mended the bench last year."),
    Ready("worded", "In words", Msg("ready-worded")),
]


def parse(raw: str) -> str:
    """At least three characters."""
    if len(raw) < 3:
        raise Refusal("too-short", min=3, length=len(raw))
    return raw


async def offered(_: Ctx) -> Sequence[Ready]:
    """Whatever is offered now."""
    return OFFERED


async def in_order(_: Ctx) -> Sequence[Option]:
    """Three options."""
    return [Option(name, name.title()) for name in ("ann", "ben", "cleo")]


async def told(_ctx: Ctx, _key: str, given: Answers) -> Msg:
    """What was given, as it came."""
    return Msg("told", {name: repr(value) for name, value in given.items()})


LETTER = Dialog(name="letter", steps=(Text(name="text", parse=parse, ready=offered),), finish=told)
QUEUE = Dialog(name="queue", steps=(Choices(name="who", options=in_order, ordered=True),), finish=told)


@pytest.fixture
def player() -> Player:
    """Somebody with both dialogs at hand."""
    return Player(alone(LETTER, QUEUE), as_app(Town()), actor=ANNA)


async def test_one_press_takes_a_whole_text_over(player: Player) -> None:
    """As if it had been typed."""
    await player.start(LETTER)
    assert player.titles[:3] == ["Too short", "As last year", "In words"]

    await player.press("As last year")
    assert player.text[0] == Msg("told", {"text": "'We mended the bench last year.'"})


async def test_a_text_of_the_house_is_put_in_words(player: Player) -> None:
    """What is kept is what the person would read."""
    await player.start(LETTER)
    await player.press("In words")

    assert player.text[0] == Msg("told", {"text": "'ready-worded'"})


async def test_an_offered_text_is_parsed_like_a_typed_one(player: Player) -> None:
    """The error stands on the same step."""
    await player.start(LETTER)
    await player.press("Too short")

    assert player.error == Msg("letter-text.too-short", {"min": 3, "length": 2})
    assert player.ids == ["letter-text"]


async def test_a_text_that_is_offered_no_longer_is_not_taken(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button stood on the screen; the offer went meanwhile."""
    await player.start(LETTER)
    button = player.button("As last year")
    monkeypatch.setattr(sys.modules[__name__], "OFFERED", OFFERED[:1])
    await player.press_data(button.data)

    assert player.error == Msg("engine-option-gone")


async def test_ordered_options_count_as_they_were_ticked(player: Player) -> None:
    """Each carries its number; unticked, the rest move up."""
    await player.start(QUEUE)
    await player.press("Cleo")
    await player.press("Ann")
    await player.press("Ben")
    assert [msg.args["number"] for msg in _titles(player) if msg.id == "engine-numbered"] == [2, 3, 1]

    await player.press("Cleo")
    await player.press("engine-done")
    assert player.text[0] == Msg("told", {"who": "['ann', 'ben']"})


def _titles(player: Player) -> list[Msg]:
    return [button.title for button in player.buttons if isinstance(button.title, Msg)]
