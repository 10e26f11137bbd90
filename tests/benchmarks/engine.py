"""The engine and the rendering alone: a turn computed and its JSON written, without network and servers.

python -m tests.benchmarks.engine   prints CPU milliseconds of a turn inside a dialog as JSON, by messenger
"""

import asyncio
import gc
import statistics
import sys
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import orjson

from bots.delivery.compose import screen_html
from bots.max.inbound import MaxInbound
from bots.max.keyboard import keyboard
from bots.telegram.inbound import TelegramInbound
from bots.telegram.keyboard import inline
from bots.texts.l10n import Texts
from core.shared.actor import Actor, Cause
from core.shared.ids import BotId, FileId
from dialogs import citizen
from dialogs.engine import who
from dialogs.engine.screen import Button, Screen
from dialogs.engine.session import Conversation, dump, load
from dialogs.engine.turn import turn
from dialogs.engine.update import Act, Said, Started, Update
from dialogs.engine.world import World
from tests.benchmarks.crowd import PROBLEM, SECTOR
from tests.benchmarks.updates import Updates
from tests.core.city import ROOT, City

SLICES, TURNS = 15, 100
USER = 7
REGISTRY = citizen.registry()


@dataclass(frozen=True, slots=True)
class Alone:
    """One bot's engine over the storage twins, and the JSON of its messenger."""

    city: City
    texts: Texts
    actor: Actor
    read: Callable[[Any], Update]
    write: Callable[[Screen], bytes]

    async def turn(self, conversation: Conversation, update: Update, act: Act) -> Screen:
        """What the runner does between its two flights to Redis, without the way out."""
        cause = Cause(update.account.bot, update.keys)
        now = self.city.clock.now()
        world = World(
            app=self.city.app,
            account=update.account,
            actor=who.recall(conversation.who, cause, now),
            voice=who.stranger(update.locale),
            now=now,
            cause=cause,
            wording=self.texts.label,
            keep=_nothing,
            still=_all_there,
            renew=_nobody,
        )
        _, screen = await turn(REGISTRY, conversation, world, act)
        if screen is None:
            raise AssertionError("every act here is answered")
        conversation.remember(update.keys)
        return screen

    async def whole(self, kept: bytes, raw: dict[str, Any]) -> bytes:
        """All that is computed between the webhook's JSON and the call's; and what Redis would keep."""
        update = self.read(raw)
        conversation = load(kept)
        written = self.write(await self.turn(conversation, update, update.act))
        dump(conversation)
        return written


async def milliseconds(messenger: str, *, slices: int = SLICES) -> float:
    """CPU of choosing a sector, the median of slices."""
    city, updates = City(), Updates()
    bot: BotId = "telegram-citizen" if messenger == "telegram" else "max-citizen"
    texts = Texts(ROOT / "locales", now=city.clock.now)
    actor = await city.resident(str(USER), bot=bot)
    telegram = messenger == "telegram"
    read = (TelegramInbound(bot, city.clock) if telegram else MaxInbound(bot, "token", city.clock)).read
    alone = Alone(city, texts, actor, read, _telegram(texts, actor) if telegram else _max(texts, actor))
    press = updates.telegram_press if telegram else updates.max_press

    conversation = Conversation(who=who.keep(actor, city.clock.now()))
    update = read(press(USER, "1", "#menu."))
    await alone.turn(conversation, update, Started())
    screen = await alone.turn(conversation, update, Said(text=PROBLEM))
    kept, data = dump(conversation), _button(texts, actor, screen)
    raws = [press(USER, "1", data) for _ in range(TURNS)]
    if b"callback" not in await alone.whole(kept, raws[0]):
        raise AssertionError("the answer has buttons")
    return statistics.median([await _slice(alone, kept, raws) for _ in range(slices)])


async def _slice(alone: Alone, kept: bytes, raws: list[dict[str, Any]]) -> float:
    started = time.process_time_ns()
    for raw in raws:
        await alone.whole(kept, raw)
    return (time.process_time_ns() - started) / len(raws) / 1e6


def _telegram(texts: Texts, actor: Actor) -> Callable[[Screen], bytes]:
    def write(screen: Screen) -> bytes:
        html = screen_html(texts, screen, actor.voice, toast=False)
        markup = inline(texts, screen.rows, actor.voice)
        return orjson.dumps({"chat_id": USER, "message_id": 1, "text": html, "reply_markup": markup})

    return write


def _max(texts: Texts, actor: Actor) -> Callable[[Screen], bytes]:
    def write(screen: Screen) -> bytes:
        html = screen_html(texts, screen, actor.voice, toast=False)
        attachment = keyboard(texts, screen.rows, screen.ask, actor.voice)
        return orjson.dumps({"message": {"text": html, "format": "html", "attachments": [attachment]}})

    return write


def _button(texts: Texts, actor: Actor, screen: Screen) -> str:
    buttons = (one for row in screen.rows for one in row if isinstance(one, Button))
    return next(one.data for one in buttons if SECTOR in texts.label(one.title, actor.voice))


async def _nothing(_media: Any) -> tuple[Any, ...]:
    return ()


async def _all_there(files: Collection[FileId]) -> frozenset[FileId]:
    return frozenset(files)


async def _nobody() -> Actor | None:
    return None


async def main() -> None:
    """Both messengers."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    found = {messenger: await milliseconds(messenger) for messenger in ("telegram", "max")}
    sys.stdout.write(orjson.dumps(found).decode())


if __name__ == "__main__":
    asyncio.run(main())
