"""How the cost of finding what an update is for grows with the number of actions: 300 against 5.

python -m tests.benchmarks.dispatch   prints the growth as JSON, for us and for the stock libraries
"""

import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import aiomax
import orjson
from aiogram import Bot, Dispatcher, F
from aiogram.types import CallbackQuery

from bots.max.inbound import MaxInbound
from bots.telegram.inbound import TelegramInbound
from core.shared.actor import Cause
from core.shared.msg import Msg
from core.shared.voice import Voice
from dialogs.engine.data import entry
from dialogs.engine.dialog import Action, Card, Dialog, Open, Registry, View
from dialogs.engine.session import Conversation
from dialogs.engine.turn import turn
from dialogs.engine.twins import SetClock
from dialogs.engine.update import Update
from dialogs.engine.world import World
from tests.benchmarks.updates import Updates

if TYPE_CHECKING:
    from dialogs.app import App

FEW, MANY = 5, 300
TURNS, SLICES = 60, 9
TOKEN = "100000001:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

Dispatch = Callable[[int], Awaitable[None]]


class Handled:
    """Counts what reached its handler, so that nobody is fast by doing nothing."""

    def __init__(self) -> None:
        self.count = 0

    async def __call__(self, _event: object) -> None:
        """Reached."""
        self.count += 1


def registry(count: int, handled: Handled) -> Registry:
    """So many dialogs, each a card with one action, opened from anywhere."""

    async def show(_ctx: object) -> View:
        handled.count += 1
        return View((Msg("card"),))

    async def actions(_ctx: object) -> Sequence[Action]:
        return (Action("go", "Go", Open("menu")),)

    names = ["menu", *(f"dialog-{number}" for number in range(count))]
    return Registry(
        dialogs={
            name: Dialog(name=name, steps=(Card(name="card", show=show, actions=actions),)) for name in names
        },
        root="menu",
        gate=lambda _ctx: None,
        typed=lambda _ctx, _text, _origin: None,
        started=lambda _ctx, _payload: None,
        commands={},
    )


def ours(
    read: Callable[[Any], Update], press: Callable[[int, str, str], Any], count: int, handled: Handled
) -> Dispatch:
    """Read the update, find the dialog, draw it."""
    known = registry(count, handled)
    clock = SetClock()

    async def dispatch(number: int) -> None:
        update = read(press(7, "1", entry(f"dialog-{number}")))
        world = World(
            app=cast("App", None),
            account=update.account,
            actor=None,
            voice=Voice("ru"),
            now=clock.now(),
            cause=Cause(update.account.bot, update.keys),
            wording=lambda label, _voice: str(label),
            keep=_unused,
            still=_unused,
            renew=_unused,
        )
        await turn(known, Conversation(), world, update.act)

    return dispatch


async def _unused(*_given: object) -> Any:
    raise AssertionError("a press needs neither files nor the person's record")


def stock_aiogram(updates: Updates, count: int, handled: Handled) -> Dispatch:
    """A handler an action, as its documentation shows."""
    dispatcher, bot = Dispatcher(), Bot(TOKEN)

    def register(number: int) -> None:
        @dispatcher.callback_query(F.data == f"dialog-{number}")
        async def handle(query: CallbackQuery) -> None:
            await handled(query)

    for number in range(count):
        register(number)

    async def dispatch(number: int) -> None:
        await dispatcher.feed_raw_update(bot, updates.telegram_press(7, "1", f"dialog-{number}"))

    return dispatch


def stock_aiomax(updates: Updates, count: int, handled: Handled) -> Dispatch:
    """A handler an action, as its documentation shows; it starts them as tasks."""
    bot = aiomax.Bot("token")

    def register(number: int) -> None:
        @bot.on_button_callback(f"dialog-{number}")  # type: ignore[untyped-decorator]  # aiomax ships no types
        async def handle(callback: aiomax.Callback) -> None:
            await handled(callback)

    for number in range(count):
        register(number)

    async def dispatch(number: int) -> None:
        await bot.handle_update(updates.max_press(7, "mid.1", f"dialog-{number}"))
        await asyncio.sleep(0)

    return dispatch


async def growth(make: Callable[[int, Handled], Dispatch], *, slices: int = SLICES) -> float:
    """CPU of a dispatch among many against among few, the median of alternating slices."""
    handled = Handled()
    sides = [(count, make(count, handled)) for count in (FEW, MANY)]
    found: dict[int, list[float]] = {FEW: [], MANY: []}
    done = 0
    for _ in range(slices):
        for count, dispatch in sides:
            numbers = [turn * count // TURNS for turn in range(TURNS)]
            started = time.process_time_ns()
            for number in numbers:
                await dispatch(number)
            found[count].append((time.process_time_ns() - started) / TURNS)
            done += TURNS
    if handled.count != done:
        raise AssertionError(f"{handled.count} of {done} updates were handled")
    return statistics.median(many / few for many, few in zip(found[MANY], found[FEW], strict=True))


async def main() -> None:
    """Four figures."""
    updates, clock = Updates(), SetClock(datetime.now(UTC))
    telegram = TelegramInbound("telegram-citizen", clock).read
    maximal = MaxInbound("max-citizen", "token", clock).read
    found = {
        "telegram": await growth(
            lambda count, handled: ours(telegram, updates.telegram_press, count, handled)
        ),
        "max": await growth(lambda count, handled: ours(maximal, updates.max_press, count, handled)),
        "aiogram": await growth(lambda count, handled: stock_aiogram(updates, count, handled)),
        "aiomax": await growth(lambda count, handled: stock_aiomax(updates, count, handled)),
    }
    sys.stdout.write(orjson.dumps(found).decode())


if __name__ == "__main__":
    asyncio.run(main())
