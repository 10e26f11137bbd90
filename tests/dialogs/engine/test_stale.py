"""Presses on old screens, forged ones, Redis lost: the person is shown where they are."""

import pytest

from core.shared.msg import Msg
from dialogs.engine.player import Player
from dialogs.engine.session import pack
from dialogs.engine.walk import DATA
from tests.dialogs.engine.samples import HOUSE, REPORT, SURVEY, Town


async def test_a_press_on_an_older_screen_changes_nothing(player: Player) -> None:
    """The live screen is drawn again, with a word about it."""
    await player.start(REPORT)
    await player.say("A tree fell on the path")
    old = player.button("Area parks").data
    await player.press("Area roads")
    before = player.conversation.session

    await player.press_data(old)
    assert Msg("engine-stale") == player.toast
    assert player.ids == ["report-topic"]
    assert not player.screen.fresh
    assert before is not None
    assert player.conversation.session is not None
    assert pack(player.conversation.session) == pack(before)


@pytest.mark.parametrize("forged", DATA)
async def test_a_forged_press_changes_nothing(player: Player, forged: str) -> None:
    """Whatever a client sends."""
    await player.start(REPORT)
    await player.press_data(forged)
    assert Msg("engine-stale") == player.toast
    assert player.ids == ["report-text"]


async def test_a_double_press_acts_once(player: Player, town: Town) -> None:
    """Two updates, one action: the second press was made on a screen that is no more."""
    await player.start(HOUSE, "h1")
    paint = player.button("Paint").data
    await player.press_data(paint)
    await player.press_data(paint)
    assert town.commits == 1
    assert Msg("engine-stale") == player.toast


async def test_with_redis_lost_the_person_starts_at_the_menu(player: Player) -> None:
    """The old screen's buttons are stale; nothing crashes."""
    await player.start(SURVEY)
    red = player.button("Red").data
    player.conversations.kept.clear()

    await player.press_data(red)
    assert Msg("engine-stale") == player.toast
    assert player.ids == ["menu"]


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"{",
        b"null",
        b"[1, 2]",
        b"\xff\xfe",
        b'{"user": 5, "state": "aiogram"}',
        b'{"": "v1", "seen": 7, "who": 1, "at": [], "view": "x"}',
        b'{"": "v1", "seen": [], "at": {"i": 1}}',
        b'{"": "v1", "seen": [], "at": {"i": "short", "d": "report", "v": 1, "s": "text", "r": 0}}',
        b'{"": "v1", "seen": [], "who": {"p": 1}, "at": {"i": "0123456789abcdef", "d": "menu", "v": 1}}',
        b'{"":"v1","at":{"i":"0123456789abcdef","d":"menu","v":1,"s":"card","r":0,"t":{"say":1}}}',
        b'{"":"v1","at":{"i":"0123456789abcdef","d":"menu","v":1,"s":"card","r":0,"p":{"i":0}}}',
    ],
)
async def test_foreign_json_in_redis_starts_over(player: Player, broken: bytes) -> None:
    """Broken or somebody else's: never a crash."""
    player.conversations.kept[player.account.bot, player.account.user] = broken
    await player.start()
    assert player.ids == ["menu"]


async def test_an_unknown_dialog_in_redis_leads_to_the_menu(player: Player) -> None:
    """A dialog that was removed with the last deployment: told, not guessed."""
    await player.start(SURVEY)
    without = {name: one for name, one in player.registry.dialogs.items() if name != "survey"}
    object.__setattr__(player.registry, "dialogs", without)

    await player.say("hello, are you there?")
    assert player.ids == ["engine-dialog-gone", "menu"]
