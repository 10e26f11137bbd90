"""The limits in virtual time: never over the rate, almost always at it, people first."""

import asyncio
from bisect import bisect_left
from collections.abc import Awaitable, Callable, Sequence
from itertools import pairwise
from random import Random

import pytest

from bots.delivery.limits import MAX, TELEGRAM, Limits, Rule, Urgency, Window
from bots.max.client import Batch
from bots.max.polling import MaxFeed
from dialogs.engine.ports import TryLater
from tests.delivery.virtual import play

FREE_CHATS = Rule(30, lambda: Window(1_000, 1.0))


def now() -> float:
    return asyncio.get_running_loop().time()


async def taken(limits: Limits, chats: Sequence[str], urgency: Urgency) -> list[float]:
    """When each of these was let through, all asking at once."""
    times: list[float] = []

    async def one(chat: str) -> None:
        await limits.take(chat, urgency)
        times.append(now())

    await asyncio.gather(*(one(chat) for chat in chats))
    return times


def most_in_a_second(times: Sequence[float]) -> int:
    """In any second, wherever it begins."""
    ordered = sorted(times)
    return max(bisect_left(ordered, start + 1) - number for number, start in enumerate(ordered))


def test_a_broadcast_never_exceeds_the_rate_and_keeps_98_percent_of_it() -> None:
    """3000 messages to as many chats."""

    async def story() -> list[float]:
        return await taken(Limits(FREE_CHATS), [str(n) for n in range(3000)], Urgency.BROADCAST)

    times = play(story())

    assert most_in_a_second(times) <= 30
    assert len(times) / (times[-1] - times[0]) >= 0.98 * 30


@pytest.mark.parametrize(("rate", "people", "share"), [(30, 2, 0.96), (300, 20, 0.98)])
def test_people_do_not_wait_while_a_broadcast_runs(rate: int, people: int, share: float) -> None:
    """A slot is kept for each turn that began, and one for the next; the rest is used, never exceeded.

    At thirty a second that one slot is 3.3 % of the rate: nobody can have both.
    """

    async def story() -> tuple[list[float], list[float]]:
        limits = Limits(Rule(rate, lambda: Window(1_000, 1.0)))
        sent: list[float] = []
        waits: list[float] = []

        async def send(chat: str) -> None:
            await limits.take(chat, Urgency.BROADCAST)
            sent.append(now())

        async def press(number: int) -> None:
            await asyncio.sleep(number / people + 0.003)
            limits.expect()
            await asyncio.sleep(0.015)
            asked = now()
            await limits.take(f"person{number}", Urgency.SCREEN)
            sent.append(now())
            waits.append(now() - asked)

        presses = [press(number) for number in range(20 * people)]
        await asyncio.gather(*(send(str(number)) for number in range(20 * rate)), *presses)
        return sent, waits

    sent, waits = play(story())

    assert most_in_a_second(sent) <= rate
    assert len([at for at in sent if at <= 20]) >= share * rate * 20
    assert sorted(waits)[int(len(waits) * 0.99) - 1] <= 0.001


def test_who_writes_at_any_moment_finds_a_slot_while_a_broadcast_runs() -> None:
    """People come one by one, none in step with another; then the broadcast has the whole rate."""

    async def story() -> tuple[list[float], list[float]]:
        limits, chance = Limits(FREE_CHATS), Random(7)  # noqa: S311 (no secret)
        sent: list[float] = []
        waits: list[float] = []

        async def send(chat: str) -> None:
            await limits.take(chat, Urgency.BROADCAST)
            sent.append(now())

        many = [asyncio.ensure_future(send(str(number))) for number in range(4500)]
        while now() < 100:
            await asyncio.sleep(chance.expovariate(1))
            limits.expect()
            await asyncio.sleep(0.005)
            asked = now()
            await limits.take("person", Urgency.SCREEN)
            waits.append(now() - asked)
        await asyncio.gather(*many)
        return sent, waits

    sent, waits = play(story())

    assert sorted(waits)[int(len(waits) * 0.9)] <= 0.001
    assert len([at for at in sent if 115 <= at < 135]) >= 0.98 * 30 * 20


def test_notices_go_before_broadcasts() -> None:
    """An answer does not wait for fifty thousand others."""

    async def story() -> list[str]:
        limits, order = Limits(FREE_CHATS), list[str]()

        async def one(name: str, urgency: Urgency) -> None:
            await limits.take(name, urgency)
            order.append(name)

        many = [one(f"b{n}", Urgency.BROADCAST) for n in range(90)]
        await asyncio.gather(*many, one("answer", Urgency.NOTICE))
        return order

    assert play(story()).index("answer") <= 1


def test_a_rush_of_people_holds_notices_back_while_it_lasts_and_no_longer() -> None:
    """Everybody presses at once after an outage: that takes a minute, and then the answers go out."""

    async def story() -> tuple[list[float], list[float]]:
        limits = Limits(FREE_CHATS)
        rush = asyncio.create_task(taken(limits, [str(n) for n in range(1800)], Urgency.SCREEN))
        screens = await rush
        return screens, await taken(limits, [str(n) for n in range(20)], Urgency.NOTICE)

    screens, notices = play(story())

    assert screens[-1] == pytest.approx(60, abs=1)
    assert notices[-1] - screens[-1] <= 3


@pytest.mark.parametrize("mine", [True, False])
def test_a_notice_does_not_starve_behind_people_who_never_stop(mine: bool) -> None:  # noqa: FBT001 (a parameter of pytest)
    """Whether the whole bot is busy or only this chat: after some seconds the notice has its turn."""

    async def story() -> tuple[float, list[float]]:
        limits = Limits(MAX)
        chats = ["anna"] * 100 if mine else [str(n) for n in range(1800)]
        rush = asyncio.create_task(taken(limits, chats, Urgency.SCREEN))
        await asyncio.sleep(1)
        asked = now()
        await limits.take("anna", Urgency.NOTICE)
        waited = now() - asked
        return waited, await rush

    waited, screens = play(story())

    assert waited <= 7
    assert screens[-1] >= 45


@pytest.mark.parametrize(("rule", "burst", "a_second"), [(TELEGRAM, 4, 1), (MAX, 2, 2)])
def test_one_chat_has_a_pace_of_its_own(rule: Rule, burst: int, a_second: int) -> None:
    """A small burst at once, then the messenger's pace; other chats do not wait for it."""

    async def story() -> tuple[list[float], list[float]]:
        limits = Limits(rule)
        return await asyncio.gather(taken(limits, ["one"] * 20, Urgency.SCREEN), _soon(limits))

    times, others = play(story())

    assert sum(at == 0 for at in times) == burst
    assert (20 - burst) / times[-1] == pytest.approx(a_second, rel=0.15)
    assert max(others) < 0.5


async def _soon(limits: Limits) -> list[float]:
    await asyncio.sleep(0.1)
    return await taken(limits, ["two", "three"], Urgency.SCREEN)


def test_max_chats_never_get_more_than_two_in_any_second() -> None:
    """Its limit has no burst beyond that."""

    async def story() -> list[float]:
        return await taken(Limits(MAX), ["one"] * 30, Urgency.SCREEN)

    assert most_in_a_second(play(story())) <= 2


def test_a_429_pauses_everybody_for_as_long_as_it_says() -> None:
    """Notices wait it out; a person's turn is not held that long."""

    async def story() -> list[float]:
        limits = Limits(FREE_CHATS)
        limits.pause(30)
        with pytest.raises(TryLater) as caught:
            await limits.take("person", Urgency.SCREEN)
        assert caught.value.after == 30
        return await taken(limits, ["a", "b"], Urgency.BROADCAST)

    assert play(story())[0] == pytest.approx(30, abs=0.01)


def test_a_long_pause_reaches_those_who_wait_already() -> None:
    """And a short one only delays them."""

    async def story(seconds: float) -> float:
        limits = Limits(Rule(1, lambda: Window(1_000, 1.0)))
        await limits.take("first", Urgency.SCREEN)
        waiting = asyncio.ensure_future(limits.take("second", Urgency.SCREEN))
        await asyncio.sleep(0.01)
        limits.pause(seconds)
        await waiting
        return now()

    assert play(story(3)) == pytest.approx(3.01, abs=0.01)
    with pytest.raises(TryLater):
        play(story(60))


def test_without_a_rule_only_a_pause_holds_back() -> None:
    """In the sandbox nothing slows anybody down."""

    async def story() -> tuple[float, float]:
        limits = Limits()
        await taken(limits, [str(n) for n in range(5000)], Urgency.BROADCAST)
        free = now()
        limits.pause(2)
        await limits.take("a", Urgency.BROADCAST)
        return free, now()

    free, paused = play(story())
    assert free == 0
    assert paused == pytest.approx(2, abs=0.01)


def test_who_stops_waiting_takes_no_slot() -> None:
    """A cancelled send leaves its place to the next."""

    async def story() -> float:
        limits = Limits(Rule(1, lambda: Window(1_000, 1.0)))
        await limits.take("first", Urgency.SCREEN)
        gone = [asyncio.ensure_future(limits.take(f"gone{n}", Urgency.SCREEN)) for n in range(5)]
        await asyncio.sleep(0)
        for one in gone:
            one.cancel()
        await limits.take("second", Urgency.SCREEN)
        return now()

    assert play(story()) == pytest.approx(1, abs=0.02)


def test_chats_that_are_quiet_are_forgotten() -> None:
    """A million recipients leave no million entries."""

    async def story() -> int:
        limits = Limits(TELEGRAM)
        for number in range(12_000):
            await limits.take(str(number), Urgency.SCREEN)
        return len(limits._chats)

    assert play(story()) <= 5_100


def test_max_is_asked_at_most_twice_a_second() -> None:
    """Even when every answer comes at once."""

    class Quick:
        """Answers with nothing, at once."""

        def __init__(self) -> None:
            self.asked: list[float] = []

        async def updates(self, marker: int | None, *, seconds: int) -> Batch:
            del marker, seconds
            self.asked.append(now())
            return Batch([], None)

    async def story() -> list[float]:
        client = Quick()
        feed = MaxFeed(client)  # type: ignore[arg-type]  # all that the feed needs of a client
        fetch: Callable[[], Awaitable[object]] = feed.fetch
        for _ in range(20):
            await fetch()
        return client.asked

    asked = play(story())
    assert most_in_a_second(asked) <= 2
    assert all(after - before < 1 for before, after in pairwise(asked))
