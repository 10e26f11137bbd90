"""Stories of the inbox: received before acknowledged, handled once, and never in the way of the next."""

import pytest

from core.shared.actor import Cause
from core.shared.ids import BotId
from core.shared.inbox import Admission, Received
from core.shared.unit_of_work import Duplicate
from tests.contract.stage import Stage

BOT: BotId = "max-citizen"


def cause(*keys: str) -> Cause:
    """An update of one key, or an album."""
    return Cause(BOT, keys)


async def test_an_update_is_fresh_once_then_seen_again_then_done(stage: Stage) -> None:
    """The three things a delivery may be."""
    assert await stage.inbox.admit(cause("a")) is Admission.FRESH
    assert await stage.inbox.admit(cause("a")) is Admission.AGAIN
    stage.inbox.done(cause("a"))
    await stage.inbox.flush()
    assert await stage.inbox.admit(cause("a")) is Admission.DONE
    assert await stage.inbox.admit(Cause("max-staff", ("a",))) is Admission.FRESH


async def test_what_never_ends_is_given_up_after_five_tries(stage: Stage) -> None:
    """A poisoned update may kill a process, but not for ever."""
    seen = [await stage.inbox.admit(cause("p")) for _ in range(7)]
    assert seen == [Admission.FRESH, *[Admission.AGAIN] * 4, Admission.DEAD, Admission.DEAD]


async def test_an_album_is_as_far_as_its_last_photo(stage: Stage) -> None:
    """The least advanced of its keys answers."""
    stage.inbox.done(cause("a", "b"))
    await stage.inbox.flush()
    assert await stage.inbox.admit(cause("a", "b", "b")) is Admission.DONE
    assert await stage.inbox.admit(cause("a", "c")) is Admission.FRESH
    assert await stage.inbox.admit(cause("a", "c")) is Admission.AGAIN


async def test_a_batch_is_stored_whole_and_only_what_is_open_comes_back(stage: Stage) -> None:
    """Polled updates survive a kill with their payloads, in the order they came."""
    stage.inbox.done(cause("2"))
    await stage.inbox.flush()
    batch = [Received(key, f"<{key}>".encode()) for key in ("3", "1", "2", "4", "1")]
    assert await stage.inbox.store(BOT, batch) == {"1", "3", "4"}
    assert await stage.inbox.store(BOT, batch[:2]) == {"1", "3"}
    assert [(each.key, each.payload) for each in await stage.inbox.pending(BOT)] == [
        ("3", b"<3>"),
        ("1", b"<1>"),
        ("4", b"<4>"),
    ]
    assert await stage.inbox.pending("max-staff") == ()
    assert await stage.inbox.store(BOT, []) == frozenset()


async def test_a_stored_update_is_fresh_until_it_is_tried(stage: Stage) -> None:
    """Storing is no try; what is done is no longer pending."""
    await stage.inbox.store(BOT, [Received("a", b"{}")])
    assert await stage.inbox.admit(cause("a")) is Admission.FRESH
    stage.inbox.done(cause("a"))
    assert await stage.inbox.pending(BOT) == ()


async def test_a_dead_letter_is_kept_and_blocks_nothing(stage: Stage) -> None:
    """Neither what was stored before nor what could not even be read."""
    await stage.inbox.store(BOT, [Received("a", b"{}"), Received("b", b"{}")])
    await stage.inbox.bury(BOT, [Received("a", b"{}"), Received("x", b"\xff\x00")], "ValueError at f.py:1\0")
    assert [each.key for each in await stage.inbox.pending(BOT)] == ["b"]
    assert await stage.inbox.admit(cause("a")) is Admission.DEAD
    assert await stage.inbox.store(BOT, [Received("x", b"")]) == frozenset()


async def test_what_was_done_is_not_buried(stage: Stage) -> None:
    """A failure after the end changes nothing."""
    stage.inbox.done(cause("a"))
    await stage.inbox.flush()
    await stage.inbox.bury(BOT, [Received("a", b"")], "late")
    assert await stage.inbox.admit(cause("a")) is Admission.DONE


async def test_what_was_stored_and_committed_is_still_to_be_shown(stage: Stage) -> None:
    """Polling is never delivered again: only the row can tell a new process whose screen is missing."""
    anna = await stage.resident()
    await stage.inbox.store(BOT, [Received("a", b"{}"), Received("b", b"{}")])
    await stage.report(anna, cause=cause("a"))
    assert [each.key for each in await stage.inbox.pending(BOT)] == ["a", "b"]
    assert await stage.inbox.store(BOT, [Received("a", b"{}")]) == frozenset()
    with pytest.raises(Duplicate):
        await stage.report(anna, cause=cause("a"))
    assert await stage.inbox.admit(cause("a")) is Admission.DONE
    stage.inbox.done(cause("a"))
    await stage.inbox.flush()
    assert [each.key for each in await stage.inbox.pending(BOT)] == ["b"]


async def test_what_was_committed_is_no_dead_letter_when_its_screen_fails(stage: Stage) -> None:
    """Its effects are there: whoever delivered it again would be told so, and nothing is tried for ever."""
    anna = await stage.resident()
    await stage.inbox.store(BOT, [Received("a", b"{}")])
    await stage.report(anna, cause=cause("a"))
    await stage.inbox.bury(BOT, [Received("a", b"{}")], "KeyError at draw.py:1")
    assert await stage.inbox.pending(BOT) == ()
    assert await stage.inbox.admit(cause("a")) is Admission.DONE
    with pytest.raises(Duplicate):
        await stage.report(anna, cause=cause("a"))


async def test_a_commit_without_a_stored_payload_needs_no_other_mark(stage: Stage) -> None:
    """A webhook that was not answered is delivered again by the messenger."""
    anna = await stage.resident()
    await stage.report(anna, cause=cause("a"))
    assert await stage.inbox.pending(BOT) == ()
    assert await stage.inbox.admit(cause("a")) is Admission.DONE


async def test_what_is_taken_up_again_and_again_is_given_up(stage: Stage) -> None:
    """A dead letter with its words; the next one is still to be handled."""
    await stage.inbox.store(BOT, [Received("poison", b"p"), Received("fine", b"f")])
    cause = Cause(BOT, ("poison",))
    assert [await stage.inbox.retry(cause) for _ in range(5)] == [True] * 4 + [False]
    assert not await stage.inbox.retry(cause)
    assert await stage.inbox.admit(cause) is Admission.DEAD
    assert await stage.inbox.pending(BOT) == (Received("fine", b"f"),)


async def test_how_often_it_was_taken_up_is_told_with_it(stage: Stage) -> None:
    """Whoever may have killed the last process is handled with care."""
    await stage.inbox.store(BOT, [Received("one", b"1"), Received("two", b"2")])
    assert await stage.inbox.retry(Cause(BOT, ("one", "two")))
    assert await stage.inbox.retry(Cause(BOT, ("one",)))
    assert [each.tries for each in await stage.inbox.pending(BOT)] == [2, 1]


async def test_what_was_committed_and_cannot_be_shown_is_done_after_as_many_tries(stage: Stage) -> None:
    """Its effects are there: it is no dead letter."""
    anna = await stage.resident()
    cause = Cause(BOT, ("u1",))
    await stage.inbox.store(BOT, [Received("u1", b"1")])
    await stage.report(anna, cause=cause)
    assert [await stage.inbox.retry(cause) for _ in range(5)] == [True] * 4 + [False]
    assert await stage.inbox.pending(BOT) == ()
    assert await stage.inbox.admit(cause) is Admission.DONE
