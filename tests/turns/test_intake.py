"""The way in: what is kept before it is acknowledged, what is tried again, what is buried."""

import asyncio
from dataclasses import replace

import orjson
import pytest

from bots.turns import intake
from bots.turns.albums import merged
from bots.turns.intake import OutOfOrder
from dialogs.engine.update import RemoteMedia, Said, Update, Whence
from tests.turns.desk import AwayError, Desk, message, read


async def test_a_polled_batch_is_stored_before_it_is_handled_and_handled_in_order() -> None:
    desk = Desk()
    await desk.intake.polled([message(1, "first"), message(2, "second"), message(3, "third")])
    assert [row.key for row in await desk.world.inbox.pending("telegram-citizen")] == ["1", "2", "3"]
    await desk.settle()
    assert desk.texts() == ["first", "second", "third"]
    assert desk.handler.stored == [True, True, True]


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


async def test_what_is_nested_too_deep_to_be_written_again_stops_no_other_polled_update() -> None:
    """It can be read, so it is no malformed answer of the messenger: only this one update is put aside."""
    desk = Desk()
    deep = orjson.loads(b"[" * 300 + b"]" * 300)
    await desk.intake.polled([message(1, "first"), message(2, "deep", more=deep), message(3, "third")])
    await desk.settle()
    assert desk.texts() == ["first", "third"]
    assert [row.state for row in desk.world.state.inbox.values() if row.error] == ["dead"]


@pytest.mark.parametrize("more", [{}, {"album": "a1", "photos": ["p2"]}])
async def test_what_is_nested_too_deep_to_be_written_again_is_kept_as_it_was_pushed(
    more: dict[str, object],
) -> None:
    """Behind another update of the person it waits as every other one, and a kill does not lose it."""
    desk, gate = Desk(), asyncio.Event()
    desk.handler.gate = gate
    first = asyncio.ensure_future(desk.intake.pushed(orjson.dumps(message(1, "first"))))
    await asyncio.sleep(0.01)
    deep = orjson.dumps(message(2, "deep", **more))[:-1] + b',"x":' + b"[" * 300 + b"]" * 300 + b"}"
    await desk.intake.pushed(deep)
    assert [row.key for row in await desk.world.inbox.pending("telegram-citizen")][-1] == "2"
    gate.set()
    await first
    await desk.settle()
    assert desk.texts() == ["first", "deep"]


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


def _forwarded(number: int, origin: Whence | None) -> Update:
    update = read(message(number, "", photos=[f"p{number}"], album="a1"))
    assert isinstance(update.act, Said)
    return replace(update, act=replace(update.act, origin=origin))


@pytest.mark.parametrize("first", [Whence("City", "https://t.me/city/1"), None])
def test_a_forwarded_album_stood_where_its_first_part_did(first: Whence | None) -> None:
    """Each part of a channel's album has a number; a link behind the words stands in one part only."""
    second = Whence("City", "https://t.me/city/2")
    pictures = tuple(RemoteMedia(kind="photo", ref=ref) for ref in ("p1", "p2"))
    whole = merged([_forwarded(2, second), _forwarded(1, first)])
    assert whole.act == Said(media=pictures, origin=first or second)


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


async def test_an_album_that_met_a_database_away_is_handled_whole_when_it_is_back() -> None:
    desk = Desk()
    desk.handler.failures = [AwayError()]
    await desk.intake.polled([message(n, "", photos=[f"p{n}"], album="a1") for n in (1, 2, 3)])
    await desk.settle()
    assert [update.keys for update in desk.handler.came] == [("1", "2", "3")]
