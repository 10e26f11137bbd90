"""Killed at every point, holds lost, bugs: no accepted update is lost, no effect doubled."""

from collections.abc import Callable
from typing import Any

import pytest

from core.shared.holds import Busy, Hold, LostHold
from core.shared.inbox import Received
from dialogs.engine.dialog import Dialog, Done
from dialogs.engine.player import Player
from dialogs.engine.twins import MemoryConversations
from dialogs.engine.update import Said, Update
from tests.dialogs.engine.samples import ANNA, REPORT, Town, as_app, registry
from tests.dialogs.engine.stories import checked, session


class Killed(BaseException):
    """The process ends here: nothing after it happens, not even the release of the hold."""


def killed(*_: object, **__: object) -> None:
    """End."""
    raise Killed


async def die(player: Player, update: Update, monkeypatch: pytest.MonkeyPatch, what: Any, name: str) -> None:
    """Handle an update until the process is killed at a point; then its hold lapses."""
    with monkeypatch.context() as patched:
        patched.setattr(type(what), name, killed)
        patched.setattr(MemoryConversations, "release", killed)
        with pytest.raises(Killed):
            await player.deliver(update)
    player.conversations.held.clear()


async def test_killed_before_the_commit_it_is_handled_anew(
    player: Player, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing happened yet: the delivery does it."""
    update = await checked(player)
    await die(player, update, monkeypatch, town, "commit")
    assert town.sent == {}

    await player.deliver(update)
    assert len(town.sent) == town.commits == 1
    assert player.ids == ["report-sent", "menu"]


async def test_killed_between_the_commit_and_the_screen_it_is_told_as_done(
    player: Player, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commit found the mark: not twice, and the person is not left on the check page."""
    update = await checked(player)
    await die(player, update, monkeypatch, player.outbound, "show")
    assert len(town.sent) == 1

    await player.deliver(update)
    assert len(town.sent) == town.commits == 1
    assert player.ids == ["engine-already", "menu"]


async def test_killed_after_the_commit_what_polling_stored_is_still_shown(
    player: Player, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody delivers it again: its row stays open until the person has seen how it ended."""
    update = await checked(player)
    stored = Received(update.keys[0], b"{}")
    await player.inbox.store(player.account.bot, [stored])
    with monkeypatch.context() as patched:
        patched.setattr(type(player.outbound), "show", killed)
        patched.setattr(MemoryConversations, "release", killed)
        with pytest.raises(Killed):
            await player.deliver(update, stored=True)
    player.conversations.held.clear()
    assert await player.inbox.pending(player.account.bot) == [stored]

    await player.deliver(update, stored=True)
    assert town.commits == 1
    assert player.ids == ["engine-already", "menu"]
    assert await player.inbox.pending(player.account.bot) == []


async def test_killed_between_the_screen_and_the_save_it_is_told_as_done(
    player: Player, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same, though the person saw the result already."""
    update = await checked(player)
    await die(player, update, monkeypatch, player.conversations, "save")
    await player.deliver(update)
    assert len(town.sent) == town.commits == 1
    assert player.ids == ["engine-already", "menu"]


async def test_killed_after_the_save_the_repeat_shows_where_the_person_stands(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keys are among the seen ones; the row becomes done after all."""
    await player.start(REPORT)
    update = player.update(Said(text="A tree fell on the path"))
    with monkeypatch.context() as patched:
        patched.setattr(type(player.inbox), "done", killed)
        with pytest.raises(Killed):
            await player.deliver(update)
    before = session(player)

    await player.deliver(update)
    assert session(player) == before
    assert player.ids == ["report-area"]
    assert (player.account.bot, update.keys[0]) in player.inbox.finished


async def test_a_typed_answer_killed_before_the_save_is_taken_once(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No commit is involved: the same turn again gives the same screen."""
    await player.start(REPORT)
    update = player.update(Said(text="A tree fell on the path"))
    await die(player, update, monkeypatch, player.conversations, "save")
    await player.deliver(update)
    assert player.ids == ["report-area"]
    assert session(player)["a"] == {"text": "A tree fell on the path"}


async def test_a_bug_in_a_turn_saves_nothing_and_lets_the_next_in(player: Player) -> None:
    """It propagates to whoever delivers; the person goes on from where they were."""

    async def broken(*_: object) -> Done:
        raise ZeroDivisionError

    bug = Dialog(name="bug", steps=(), finish=broken)
    await player.start(REPORT)
    before = session(player)
    with pytest.raises(ZeroDivisionError):
        await player.start(bug)
    assert session(player) == before
    await player.say("A tree fell on the path")
    assert player.ids == ["report-area"]


async def test_somebody_held_elsewhere_is_delivered_again(player: Player) -> None:
    """The caller hears of it; nothing is touched."""
    hold, _ = await player.conversations.take(player.account.bot, player.account.user)
    with pytest.raises(Busy):
        await player.start()
    await player.conversations.release(hold)
    await player.start()
    assert player.ids == ["menu"]


class Lapsing(MemoryConversations):
    """Holds that lapse before the save, so many times; `meanwhile` happens then."""

    def __init__(self, times: int, meanwhile: Callable[["Lapsing"], None] = lambda _: None) -> None:
        super().__init__()
        self.times = times
        self._meanwhile = meanwhile

    async def save(self, hold: Hold, conversation: bytes) -> None:
        """Too late, so many times."""
        if self.times:
            self.times -= 1
            await self.release(hold)
            self._meanwhile(self)
            raise LostHold
        await super().save(hold, conversation)


async def test_a_lost_hold_is_no_loss_when_nobody_else_came(town: Town) -> None:
    """What was shown is saved under a new hold: a result keeps its number."""
    conversations = Lapsing(0)
    player = Player(registry(), as_app(town), actor=ANNA, conversations=conversations)
    update = await checked(player)
    conversations.times = 1
    await player.deliver(update)
    assert town.commits == 1
    assert player.ids == ["report-sent", "menu"]
    assert session(player)["d"] == "menu"


async def test_a_lost_hold_is_handled_again_when_somebody_else_came(town: Town) -> None:
    """On top of what the other one saved."""

    def other(conversations: Lapsing) -> None:
        (place,) = conversations.kept
        conversations.kept[place] = conversations.kept[place].replace(b'"seen":[', b'"seen":["other",')

    conversations = Lapsing(0, other)
    player = Player(registry(), as_app(town), actor=ANNA, conversations=conversations)
    await player.start(REPORT)
    conversations.times = 1
    await player.say("A tree fell on the path")
    assert player.ids == ["report-area"]
    assert player.conversation.seen[0] == "other"

    conversations.times = 5
    with pytest.raises(Busy):
        await player.press("Area parks")
