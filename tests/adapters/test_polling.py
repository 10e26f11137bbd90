"""Polling: nothing is acknowledged before it is stored, nothing is lost, and trouble ends."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from bots.max import polling as max_polling
from bots.max.polling import MaxFeed
from bots.telegram import polling as telegram_polling
from bots.telegram.polling import TelegramFeed
from dialogs.engine.update import Said
from tests.adapters.rig import Rig

Take = Callable[[list[Any]], Awaitable[None]]


def running(rig: Rig, take: Take, stop: asyncio.Event) -> "asyncio.Task[None]":
    """The polling loop of the rig's bot."""
    run = max_polling.run if rig.bot.startswith("max") else telegram_polling.run
    return asyncio.ensure_future(run(rig.bot, rig.client, take, stop, seconds=1))


def anew(rig: Rig) -> Any:
    """A feed that remembers nothing, as after a restart."""
    if rig.bot.startswith("max"):
        return MaxFeed(rig.client, seconds=0, gap=0.0)
    return TelegramFeed(rig.client, seconds=0)


class Gathered:
    """What was handed over, and a bell when there is enough."""

    def __init__(self, rig: Rig, wanted: int) -> None:
        self.said: list[str] = []
        self.full = asyncio.Event()
        self._rig = rig
        self._wanted = wanted

    async def take(self, batch: list[Any]) -> None:
        for raw in batch:
            act = self._rig.inbound.read(raw).act
            if isinstance(act, Said):
                self.said.append(act.text)
        if len(self.said) >= self._wanted:
            self.full.set()


async def until(event: asyncio.Event) -> None:
    async with asyncio.timeout(15):
        await event.wait()


async def told(lines: list[Any]) -> None:
    """Wait for the first line of the log."""
    async with asyncio.timeout(15):
        while not lines:  # noqa: ASYNC110 (a captured log rings no bell)
            await asyncio.sleep(0.01)


async def test_messages_arrive_once_and_in_order(rig: Rig) -> None:
    """And the loop ends quickly when it is told to, even in the middle of waiting."""
    gathered, stop = Gathered(rig, 3), asyncio.Event()
    loop = running(rig, gathered.take, stop)
    for word in ("one", "two", "three"):
        await rig.phone.act("say", text=word)
    await until(gathered.full)
    stop.set()
    async with asyncio.timeout(0.9):
        await loop

    assert gathered.said == ["one", "two", "three"]


async def test_what_was_fetched_and_not_stored_comes_again(rig: Rig) -> None:
    """A process killed between fetching and storing loses nothing."""
    await rig.phone.act("say", text="first")
    dying = anew(rig)
    fetched = await dying.fetch()

    again = await anew(rig).fetch()

    assert [rig.inbound.read(raw).keys for raw in again] == [rig.inbound.read(raw).keys for raw in fetched]
    assert len(again) == 1


async def test_what_was_stored_is_acknowledged_with_the_next_fetch(rig: Rig) -> None:
    """After a restart only what is new comes."""
    await rig.phone.act("say", text="first")
    await rig.updates()
    await rig.phone.act("say", text="second")
    await rig.feed.fetch()

    (left,) = await anew(rig).fetch()

    assert rig.inbound.read(left).act.text == "second"


async def test_a_batch_that_could_not_be_stored_is_handed_over_again(rig: Rig) -> None:
    """The database was away for a moment."""
    gathered, stop = Gathered(rig, 1), asyncio.Event()
    failures = 0

    async def take(batch: list[Any]) -> None:
        nonlocal failures
        if not failures:
            failures += 1
            raise ConnectionError("no database")
        await gathered.take(batch)

    loop = running(rig, take, stop)
    await rig.phone.act("say", text="kept")
    await until(gathered.full)
    stop.set()
    await loop

    assert (gathered.said, failures) == (["kept"], 1)


async def test_trouble_is_waited_out_with_a_clear_line(rig: Rig) -> None:
    """A gateway's HTML page, a cut connection: afterwards all goes on."""
    for kind in ("502-html", "disconnect"):
        await rig.fault(kind, "GET /updates" if rig.bot.startswith("max") else "getUpdates")
    gathered, stop = Gathered(rig, 1), asyncio.Event()
    with structlog.testing.capture_logs() as lines:
        loop = running(rig, gathered.take, stop)
        await rig.phone.act("say", text="still here")
        await until(gathered.full)
        stop.set()
        await loop

    assert gathered.said == ["still here"]
    events = [line["event"] for line in lines]
    # A cut GET is repeated by aiohttp itself.
    assert events == [
        "messenger-not-reachable",
        *(["messenger-silent"] if rig.bot.startswith("tele") else []),
    ]


async def test_a_refused_token_is_an_operators_matter_and_stops_nothing_else(rig: Rig) -> None:
    """One line with the remedy, without the token; the loop can be stopped while it waits."""
    await rig.fault("401")
    stop = asyncio.Event()

    with structlog.testing.capture_logs() as lines:
        loop = running(rig, Gathered(rig, 1).take, stop)
        await told(lines)
        stop.set()
        async with asyncio.timeout(0.9):
            await loop

    (line,) = lines
    assert line["event"] == "token-refused"
    assert rig.bot in line["remedy"]
    assert rig.stage.token(rig.bot) not in str(line)


async def test_a_webhook_in_the_way_is_told(rig: Rig) -> None:
    """Telegram answers 409, MAX 405: both mean the same."""
    if rig.bot.startswith("max"):
        await rig.client.post("subscriptions", {}, {"url": "https://city.example/hook"})
    else:
        await rig.client.bot.set_webhook("https://city.example/hook")
    stop = asyncio.Event()

    with structlog.testing.capture_logs() as lines:
        loop = running(rig, Gathered(rig, 1).take, stop)
        await told(lines)
        stop.set()
        await loop

    assert lines[0]["event"] == "updates-fetched-elsewhere"


async def test_malformed_updates_do_not_hold_back_the_good_ones(rig: Rig) -> None:
    """They are handed over as they are; whoever takes them buries them."""
    await rig.stage.sim(
        "POST",
        "/delivery",
        json={"bot": rig.bot, "repeat": 2, "shuffle": True, "malformed": [{"odd": 1}, 5, None, []]},
    )
    seen: list[Any] = []
    full, stop = asyncio.Event(), asyncio.Event()

    async def take(batch: list[Any]) -> None:
        seen.extend(batch)
        if any(isinstance(raw, dict) and ("message" in raw) for raw in seen):
            full.set()

    loop = running(rig, take, stop)
    await rig.phone.act("say", text="good")
    await until(full)
    stop.set()
    await loop

    assert any(raw == 5 for raw in seen)
