"""One update through: the order of things, repeats, who it is, how they are told."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.shared.inbox import Received
from core.shared.msg import Msg
from core.shared.roles import Role
from dialogs.engine import runner as running
from dialogs.engine.dialog import Dialog
from dialogs.engine.player import Player
from dialogs.engine.session import dump
from dialogs.engine.twins import MemoryOutbound, MemoryPassports, SetClock
from dialogs.engine.update import Ignored, Left, Pressed, Said, Started
from tests.dialogs.engine.samples import ANNA, HOUSE, REPORT, SURVEY, Town, as_app, registry
from tests.dialogs.engine.stories import checked, session


async def test_a_turn_is_two_flights_and_asks_once_who_it_is(player: Player) -> None:
    """Lock and load, save and unlock; who the person is stays in the conversation."""
    await player.start(REPORT)
    before = player.conversations.flights
    await player.say("A tree fell on the path")
    await player.press("Area parks")
    assert player.conversations.flights == before + 4
    assert isinstance(player.ports.passports, MemoryPassports)
    assert player.ports.passports.asked == 1


async def test_a_turn_that_commits_records_itself(player: Player, town: Town) -> None:
    """The commit marks the update's row: the inbox is not asked, and not told."""
    update = await checked(player)
    await player.deliver(update)
    row = (player.account.bot, update.keys[0])
    assert town.marks == set(update.keys)
    assert row not in player.inbox.tries
    assert row not in player.inbox.finished


async def test_a_turn_without_a_commit_is_recorded_then_done(player: Player) -> None:
    """Received before it is shown, done after it is saved."""
    update = player.update(Started())
    await player.deliver(update)
    row = (player.account.bot, update.keys[0])
    assert player.inbox.tries[row] == 1
    assert row in player.inbox.finished


async def test_what_polling_stored_is_not_recorded_again(player: Player) -> None:
    """Its row was committed with the batch."""
    update = player.update(Started())
    await player.inbox.store(player.account.bot, [Received(update.keys[0], b"{}")])
    await player.deliver(update, stored=True)
    assert player.inbox.tries == {}
    assert await player.inbox.pending(player.account.bot) == []


async def test_a_repeat_changes_nothing_and_loses_nothing(player: Player, town: Town) -> None:
    """Delivered three times, a press acts once; the screen is there each time."""
    await player.start(HOUSE, "h1")
    await player.press("Paint")
    before = session(player)
    await player.deliver_again()
    await player.deliver_again()
    assert town.commits == 1
    assert session(player) == before
    assert player.text == (Msg("house-card", {"id": "h1"}),)


async def test_a_repeated_result_shows_the_result_again(player: Player) -> None:
    """Its number and its link, too."""
    await player.deliver(await checked(player))
    shown = player.screen
    await player.deliver_again()
    assert player.screen.text == shown.text
    assert player.screen.rows == shown.rows


async def test_an_update_done_long_ago_changes_nothing(player: Player) -> None:
    """Redis was lost, or it left the newest keys: the inbox still knows."""
    await player.start(REPORT)
    old = player.update(Said(text="A tree fell on the path"))
    await player.deliver(old)
    conversation = player.conversation
    conversation.seen = []
    player.conversations.kept[player.account.bot, player.account.user] = dump(conversation)
    before = session(player)

    await player.deliver(old)
    assert session(player) == before
    assert player.ids == ["report-area"]


async def test_an_update_given_up_is_left_alone(player: Player) -> None:
    """Nothing is shown anew, the press is answered so that the button stops turning."""
    await player.start(REPORT)
    before = session(player)
    shown = len(player.outbound.shown)
    dead = player.update(Pressed(data=player.button("engine-cancel").data, callback="c", message="m"))
    await player.inbox.bury(player.account.bot, [Received(dead.keys[0], b"{}")], "a bug")

    await player.deliver(dead)
    assert session(player) == before
    assert len(player.outbound.shown) == shown
    assert player.outbound.toasts[-1] == Msg("engine-sorry")


async def test_an_act_without_an_answer_is_only_recorded(player: Player) -> None:
    """An edit, a deletion: no flight to Redis, no screen."""
    update = player.update(Ignored("edited"))
    await player.deliver(update)
    assert player.conversations.flights == 0
    assert player.outbound.shown == []
    assert (player.account.bot, update.keys[0]) in player.inbox.finished


async def test_who_blocks_the_bot_is_marked_and_their_dialog_waits(player: Player) -> None:
    """They come back to where they were."""
    await player.start(REPORT)
    await player.say("A tree fell on the path")
    await player.leave()
    assert player.reach.log == [("left", "1001")]

    passports = player.ports.passports
    assert isinstance(passports, MemoryPassports)
    passports.gone.add("1001")
    await player.say("area parks")
    assert player.reach.log == [("left", "1001"), ("came-back", "1001")]
    assert player.ids == ["report-topic"]

    passports.gone.clear()
    await player.press("topic-trees")
    assert passports.asked == 2
    assert len(player.reach.log) == 2


async def test_an_old_goodbye_does_not_mark_who_is_back(player: Player) -> None:
    """Delivered again after its row was done, it means nothing."""
    update = player.update(Left())
    await player.deliver(update)
    await player.deliver(update)
    assert player.reach.log == [("left", "1001")]


async def test_start_always_asks_who_it_is(player: Player) -> None:
    """The one act with which everybody comes back."""
    await player.start()
    await player.start()
    assert isinstance(player.ports.passports, MemoryPassports)
    assert player.ports.passports.asked == 2


async def test_what_is_known_of_a_person_grows_old(town: Town) -> None:
    """After a quarter of an hour roles are read anew; until then nobody asks."""
    clock, seen = SetClock(), []
    passports = MemoryPassports({"1001": ANNA})
    player = Player(
        replace(registry(), typed=lambda ctx, _, __: seen.append(ctx.me.roles)),
        as_app(town),
        passports=passports,
        clock=clock,
    )
    await player.say("one")
    passports.people["1001"] = replace(ANNA, roles=frozenset({Role.CURATOR}))
    await player.say("two")
    clock.advance(timedelta(minutes=15))
    await player.say("three")
    assert seen == [frozenset(), frozenset(), frozenset({Role.CURATOR})]


async def test_a_post_that_was_taken_away_gives_no_right_from_the_next_act_on(town: Town) -> None:
    """Whoever holds a post is read anew at every act: a screen that is still open decides nothing more."""
    seen: list[frozenset[Role]] = []
    passports = MemoryPassports({"1001": replace(ANNA, roles=frozenset({Role.CURATOR}))})
    player = Player(
        replace(registry(), typed=lambda ctx, _, __: seen.append(ctx.me.roles)),
        as_app(town),
        passports=passports,
    )
    await player.say("one")
    await player.say("two")
    passports.people["1001"] = ANNA
    await player.say("three")
    assert seen == [frozenset({Role.CURATOR}), frozenset({Role.CURATOR}), frozenset()]


async def test_a_slow_turn_shows_that_something_happens(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once; a quick turn shows nothing of the kind."""
    await player.start(SURVEY)
    assert player.after.waiting == []

    async def slow(_: object) -> list[Any]:
        await asyncio.sleep(0.01)
        return []

    monkeypatch.setattr(running, "SLOW", 0.0)
    await player.start(Dialog(name="slow", steps=(replace(SURVEY.steps[0], options=slow),)))  # type: ignore[call-arg]  # only choices have options
    await player.after.run()
    assert isinstance(player.ports.outbound, MemoryOutbound)
    assert player.outbound.typed == 1


async def test_an_album_is_one_update_with_several_keys(player: Player) -> None:
    """All of them are seen and done."""
    await player.start()
    update = replace(player.update(Said(text="A tree fell on the path")), keys=("a1", "a2"))
    await player.deliver(update)
    assert {"a1", "a2"} <= set(player.conversation.seen)
    assert {(player.account.bot, "a1"), (player.account.bot, "a2")} <= player.inbox.finished


async def test_strangers_are_spoken_to_as_their_messenger_is(town: Town) -> None:
    """English unless it is a language whose speakers here read Russian."""
    spoken = []
    for locale in ("", "ru-RU", "en-GB", "de", "tt"):
        player = Player(replace(registry(), voice=None), as_app(town), passports=MemoryPassports())
        await player.deliver(replace(player.update(Started()), locale=locale))
        spoken.append(player.outbound.voices[-1].language)
    assert spoken == ["ru", "ru", "en", "en", "ru"]
