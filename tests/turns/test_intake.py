"""The way in: what is kept before it is acknowledged, what is tried again, what is buried."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from bots.turns import intake
from bots.turns.intake import Intake, OutOfOrder
from core.people.model import Account
from core.shared.inbox import Received
from dialogs.engine.update import Ignored, RemoteMedia, Said, Update
from storage.memory import World


class AwayError(Exception):
    """The database is away."""


@dataclass
class Handler:
    """Stands where the runner does: remembers what came, fails as it is told to."""

    came: list[Update] = field(default_factory=list)
    stored: list[bool] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    gate: asyncio.Event | None = None
    followed: dict[str, bool] = field(default_factory=dict)

    async def handle(self, update: Update, *, stored: bool, followed: Callable[[], bool]) -> None:
        """Fail with the next failure, else remember; behind a gate wait for it to open."""
        await asyncio.sleep(0)  # as every turn does: it takes the conversation first
        if self.gate is not None:
            await self.gate.wait()
        self.followed[update.keys[0]] = followed()
        if self.failures:
            raise self.failures.pop(0)
        self.came.append(update)
        self.stored.append(stored)


def read(raw: Any) -> Update:
    """A reader of the test's own little messages."""
    return Update(
        account=Account(bot="telegram-citizen", user=raw["from"], chat=raw["from"]),
        keys=(str(raw["update_id"]),),
        at=datetime(2026, 4, 30, 10, tzinfo=UTC),
        act=Ignored("edit")
        if "ignored" in raw
        else Said(
            text=raw.get("text", ""),
            media=tuple(RemoteMedia(kind="photo", ref=r) for r in raw.get("photos", ())),
        ),
        album=raw.get("album"),
    )


@dataclass
class Desk:
    """An intake with everything around it."""

    world: World = field(default_factory=World)
    handler: Handler = field(default_factory=Handler)
    sorry: list[Update] = field(default_factory=list)
    tasks: list["asyncio.Task[Any]"] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Build the intake."""
        self.intake = Intake(
            bot="telegram-citizen",
            read=read,
            turns=self.handler,
            inbox=self.world.inbox,
            troubles=(AwayError,),
            start=self.start,
            sorry=self.say_sorry,
            count=lambda _bot, _kind: None,
        )

    def start(self, _name: str, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        """Start a task the test can wait for."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.append(task)
        return task

    async def say_sorry(self, update: Update) -> None:
        """Remember who was apologised to."""
        self.sorry.append(update)

    async def settle(self) -> None:
        """Wait for everything that was started."""
        await asyncio.gather(*self.tasks)

    def texts(self) -> list[str]:
        """What was handled."""
        return [update.act.text for update in self.handler.came if isinstance(update.act, Said)]


def message(number: int, text: str, **more: Any) -> dict[str, Any]:
    return {"update_id": number, "from": "maria", "text": text, **more}


async def test_a_polled_batch_is_stored_before_it_is_handled_and_handled_in_order() -> None:
    desk = Desk()
    await desk.intake.polled([message(1, "first"), message(2, "second"), message(3, "third")])
    assert [row.key for row in await desk.world.inbox.pending("telegram-citizen")] == ["1", "2", "3"]
    await desk.settle()
    assert desk.texts() == ["first", "second", "third"]
    assert desk.handler.stored == [True, True, True]


async def test_each_update_of_a_burst_knows_that_more_waits_behind_it() -> None:
    desk = Desk()
    batch = [
        message(1, "one"),
        message(2, "two"),
        {**message(3, "other"), "from": "ivan"},
        message(4, "edit"),
    ]
    batch[3]["ignored"] = True
    await desk.intake.polled(batch)
    await desk.settle()
    assert desk.handler.followed == {"1": True, "2": False, "3": False, "4": False}


async def test_a_webhook_that_takes_long_is_kept_and_answered_and_so_are_those_behind_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first after a moment, the rest at once: then they can be counted."""
    monkeypatch.setattr(intake, "PROMPT", 0.01)
    desk = Desk()
    desk.handler.gate = asyncio.Event()
    for number in range(1, 201):
        await desk.intake.pushed(orjson.dumps(message(number, f"word {number}")))
    assert len(await desk.world.inbox.pending("telegram-citizen")) == 200
    desk.handler.gate.set()
    await desk.settle()
    assert desk.texts() == [f"word {number}" for number in range(1, 201)]
    assert list(desk.handler.followed.values()) == [True] * 199 + [False]
    assert {row.state for row in desk.world.state.inbox.values()} == {"done"}
    assert await desk.world.inbox.pending("telegram-citizen") == ()


async def test_a_kept_webhook_is_tried_until_the_database_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The messenger will not deliver it again."""
    monkeypatch.setattr(intake, "PROMPT", 0.01)
    desk = Desk()
    desk.handler.gate = asyncio.Event()
    desk.handler.failures = [AwayError(), AwayError()]
    await desk.intake.pushed(orjson.dumps(message(1, "hello")))
    desk.handler.gate.set()
    await desk.settle()
    assert desk.texts() == ["hello"]
    assert desk.handler.stored == [True]


async def test_a_kept_webhook_that_breaks_us_stays_a_dead_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """With its payload, to look into."""
    monkeypatch.setattr(intake, "PROMPT", 0.01)
    desk = Desk()
    desk.handler.gate = asyncio.Event()
    desk.handler.failures = [KeyError("a bug")]
    await desk.intake.pushed(orjson.dumps(message(1, "poison")))
    desk.handler.gate.set()
    await desk.settle()
    assert [(row.state, row.payload is None) for row in desk.world.state.inbox.values()] == [("dead", False)]


async def test_a_webhook_that_cannot_be_kept_is_answered_when_it_is_handled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is acknowledged that a kill would lose."""
    monkeypatch.setattr(intake, "PROMPT", 0.01)
    desk = Desk()
    desk.handler.gate = asyncio.Event()

    async def away(*_: Any) -> frozenset[str]:
        raise AwayError

    monkeypatch.setattr(type(desk.world.inbox), "store", away)
    pushing = asyncio.ensure_future(desk.intake.pushed(orjson.dumps(message(1, "hello"))))
    await asyncio.wait((pushing,), timeout=0.05)
    assert not pushing.done()
    desk.handler.gate.set()
    await pushing
    assert desk.texts() == ["hello"]


async def test_what_a_killed_process_left_is_handled_after_the_restart() -> None:
    killed = Desk()
    await killed.intake.polled([message(1, "left behind")])
    for task in killed.tasks:
        task.cancel()
    again = Desk(world=killed.world)
    assert await again.intake.recover() == 1
    await again.settle()
    assert again.texts() == ["left behind"]


async def test_a_backlog_is_fetched_no_quicker_than_it_is_handled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_UNDER_WAY", 2)
    desk, gate = Desk(), asyncio.Event()
    desk.handler.gate = gate
    await desk.intake.polled([message(1, "one"), message(2, "two")])
    more = asyncio.ensure_future(desk.intake.polled([message(3, "three")]))
    asyncio.get_running_loop().call_later(0.01, gate.set)
    await more
    assert gate.is_set()
    await desk.settle()
    assert desk.texts() == ["one", "two", "three"]


async def test_what_is_under_way_is_not_taken_up_a_second_time() -> None:
    desk = Desk()
    batch = [message(1, "first"), *(message(n, "", photos=[f"p{n}"], album="a1") for n in (2, 3))]
    await desk.intake.polled(batch)
    assert await desk.intake.recover() == 0
    await desk.intake.polled(batch)
    await desk.settle()
    assert [update.keys for update in desk.handler.came] == [("1",), ("2", "3")]
    assert await desk.intake.recover() == 3


async def test_a_stored_update_is_tried_until_the_database_is_back() -> None:
    desk = Desk()
    desk.handler.failures = [AwayError(), AwayError()]
    await desk.intake.polled([message(1, "first"), message(2, "second")])
    await desk.settle()
    assert desk.texts() == ["first", "second"]
    assert desk.sorry == []


async def test_a_pushed_update_is_given_back_to_the_messenger_while_the_database_is_away() -> None:
    desk = Desk()
    desk.handler.failures = [AwayError()]
    with pytest.raises(OutOfOrder):
        await desk.intake.pushed(orjson.dumps(message(1, "hello")))
    await desk.intake.pushed(orjson.dumps(message(1, "hello")))
    assert desk.texts() == ["hello"]


async def test_one_update_that_breaks_us_is_buried_with_an_apology_and_the_next_goes_on() -> None:
    desk = Desk()
    desk.handler.failures = [KeyError("a bug")]
    await desk.intake.pushed(orjson.dumps(message(1, "poison")))
    await desk.intake.pushed(orjson.dumps(message(2, "fine")))
    await desk.settle()
    assert desk.texts() == ["fine"]
    assert [update.keys for update in desk.sorry] == [("1",)]
    assert [row.error for row in desk.world.state.inbox.values() if row.state == "dead"]


@pytest.mark.parametrize(
    "body", [b"", b"not json", b"[]", b"{}", b'{"update_id": "x"}', b"\xff\xfe", b"null"]
)
async def test_a_body_nobody_can_read_is_kept_and_acknowledged(body: bytes) -> None:
    desk = Desk()
    await desk.intake.pushed(body)
    await desk.intake.pushed(orjson.dumps(message(7, "next")))
    assert desk.texts() == ["next"]
    assert len([row for row in desk.world.state.inbox.values() if row.state == "dead"]) == 1


async def test_half_a_character_in_a_pushed_update_does_not_bury_it() -> None:
    desk = Desk()
    await desk.intake.pushed(b'{"update_id": 1, "from": "maria", "text": "lamp \\ud83d"}')
    assert desk.texts() == ["lamp ?"]


async def test_a_stored_update_that_can_no_longer_be_read_never_blocks_the_next() -> None:
    desk = Desk()
    rows = [Received("1", b'{"update_id": 1}'), Received("2", orjson.dumps(message(2, "fine")))]
    await desk.world.inbox.store("telegram-citizen", rows)
    await desk.intake.recover()
    await desk.settle()
    assert desk.texts() == ["fine"]
    assert [row.state for row in desk.world.state.inbox.values()] == ["dead", "received"]


async def test_an_album_pushed_part_after_answered_part_becomes_one_update_with_all_keys() -> None:
    desk = Desk()
    for n in (1, 2, 3):
        part = message(n, "caption" if n == 1 else "", photos=[f"p{n}"], album="a1")
        await desk.intake.pushed(orjson.dumps(part))
    await desk.settle()
    assert len(desk.handler.came) == 1
    whole = desk.handler.came[0]
    assert whole.keys == ("1", "2", "3")
    assert isinstance(whole.act, Said)
    assert [piece.ref for piece in whole.act.media] == ["p1", "p2", "p3"]
    assert whole.act.text == "caption"


async def test_parts_of_an_album_delivered_more_than_once_count_once() -> None:
    desk = Desk()
    parts = [message(n, "", photos=[f"p{n}"], album="a1") for n in (2, 1, 1, 2, 1)]
    await asyncio.gather(*(desk.intake.pushed(orjson.dumps(part)) for part in parts))
    await desk.settle()
    assert [update.keys for update in desk.handler.came] == [("1", "2")]
    act = desk.handler.came[0].act
    assert isinstance(act, Said)
    assert [piece.ref for piece in act.media] == ["p1", "p2"]


async def test_words_after_an_album_wait_for_the_album() -> None:
    desk = Desk()
    batch = [message(n, "", photos=[f"p{n}"], album="a1") for n in (1, 2)]
    await desk.intake.polled([*batch, message(3, "after")])
    await desk.settle()
    assert [update.keys for update in desk.handler.came] == [("1", "2"), ("3",)]


async def test_parts_of_a_pushed_album_are_kept_and_outlive_the_process() -> None:
    killed = Desk()
    for n in (1, 2):
        await killed.intake.pushed(orjson.dumps(message(n, "", photos=[f"p{n}"], album="a1")))
    for task in killed.tasks:
        task.cancel()
    again = Desk(world=killed.world)
    assert await again.intake.recover() == 2
    await again.settle()
    assert [update.keys for update in again.handler.came] == [("1", "2")]


async def test_an_album_that_met_a_database_away_is_handled_whole_when_it_is_back() -> None:
    desk = Desk()
    desk.handler.failures = [AwayError()]
    await desk.intake.polled([message(n, "", photos=[f"p{n}"], album="a1") for n in (1, 2, 3)])
    await desk.settle()
    assert [update.keys for update in desk.handler.came] == [("1", "2", "3")]
