"""One bot of ours, really connected to a sandbox, and a person's phone looking at it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from typing import Any

from bots.delivery.limits import Limits
from bots.max.client import MaxClient
from bots.max.inbound import MaxInbound
from bots.max.outbound import MaxOutbound
from bots.max.polling import MaxFeed
from bots.sandbox.config import SandboxConfig
from bots.telegram.client import TelegramClient
from bots.telegram.inbound import TelegramInbound
from bots.telegram.outbound import TelegramOutbound
from bots.telegram.polling import TelegramFeed
from core.people.model import Account
from core.shared.ids import BotId, Messenger
from core.shared.msg import Msg
from core.shared.voice import Voice
from dialogs.engine.screen import Button, Label, Screen
from dialogs.engine.update import Pressed, Said, Update
from storage.memory import World
from tests.sandbox.stage import Phone, Stage, staged

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
VOICE = Voice()


class StandingClock:
    """It is always the same moment."""

    def now(self) -> datetime:
        return NOW


class PlainTexts:
    """Texts whose words are their ids; the argument `html` is taken as it is."""

    def render(self, msg: Msg, voice: Voice) -> str:
        del voice
        return str(msg.args.get("html") or escape(msg.id))

    def label(self, label: Label, voice: Voice) -> str:
        del voice
        return label if isinstance(label, str) else label.id


def html(text: str) -> Msg:
    """A text given as HTML."""
    return Msg("html", {"html": text})


def screen(*words: str, buttons: tuple[str, ...] = (), **more: Any) -> Screen:
    """A screen of these paragraphs, one button a row; a button's data is `do:<its title>`."""
    rows = tuple((Button(title, f"do:{title}"),) for title in buttons)
    return Screen(text=tuple(Msg(word) for word in words), **{"rows": rows, **more})


@dataclass
class Rig:
    """A bot's adapter, a phone, and the live view between turns."""

    stage: Stage
    phone: Phone
    client: Any
    inbound: Any
    outbound: Any
    feed: Any
    world: World
    bot: BotId
    account: Account
    view: dict[str, Any] | None = None
    read: list[Update] = field(default_factory=list)

    async def updates(self) -> list[Update]:
        """What happened on the phone since the last look, as our inbound reads it."""
        batch = await self.feed.fetch()
        self.feed.accept()
        return [self.inbound.read(raw) for raw in batch]

    async def only(self) -> Update:
        """The one thing that happened."""
        (update,) = await self.updates()
        return update

    async def show(self, what: Screen, press: Pressed | None = None) -> None:
        """Show a screen as a turn does."""
        self.view = await self.outbound.show(self.account, what, voice=VOICE, view=self.view, press=press)

    async def says(self, text: str) -> Said:
        await self.phone.act("say", text=text)
        act = (await self.only()).act
        assert isinstance(act, Said)
        return act

    async def press(self, title: str) -> Pressed:
        """Press the newest button with this title; how our inbound reads it."""
        message, row, column = next(
            (message["id"], row, column)
            for message in reversed(await self.messages())
            for row, line in enumerate(message["buttons"])
            for column, button in enumerate(line)
            if button["text"] == title
        )
        await self.phone.act("press", message=message, row=row, column=column)
        act = (await self.only()).act
        assert isinstance(act, Pressed)
        return act

    async def messages(self) -> list[dict[str, Any]]:
        """The whole transcript."""
        return list((await self.phone.screen())["messages"])

    async def told(self) -> list[str]:
        """What the bot's messages say, oldest first."""
        return [message["text"] for message in await self.messages() if not message["mine"]]

    async def buttons(self) -> list[str]:
        """All buttons that can be pressed on the phone now, oldest first."""
        return [
            button["text"]
            for message in await self.messages()
            for line in message["buttons"]
            for button in line
        ]

    async def counted(self) -> list[str]:
        """The calls since the last count, without fetching of updates."""
        calls = [call["method"] for call in await self.stage.calls(self.bot)]
        await self.stage.sim("DELETE", "/calls")
        return [name for name in calls if name not in {"getUpdates", "GET /updates"}]

    async def fault(self, kind: str, method: str = "*", times: int = 1, **more: Any) -> None:
        body = {"bot": self.bot, "method": method, "kind": kind, "times": times, **more}
        await self.stage.sim("POST", "/faults", json=body)

    async def kept(self, content: bytes, kind: str = "photo") -> Any:
        """A file in our store."""
        return await self.world.files.keep(kind, "image/jpeg" if kind == "photo" else "video/mp4", content)


Parts = tuple[Any, Any, Any, Any]


def _telegram(stage: Stage, world: World, limits: Limits, gap: float) -> Parts:
    del gap
    bot: BotId = "telegram-citizen"
    client = TelegramClient(bot, stage.token(bot), limits=limits, api_url=f"{stage.url}/telegram")
    outbound = TelegramOutbound(bot, client, PlainTexts(), world.files)
    return client, TelegramInbound(bot, StandingClock()), outbound, TelegramFeed(client, seconds=0)


def _max(stage: Stage, world: World, limits: Limits, gap: float) -> Parts:
    bot: BotId = "max-citizen"
    client = MaxClient(bot, stage.token(bot), limits=limits, api_url=f"{stage.url}/max")
    outbound = MaxOutbound(bot, client, PlainTexts(), world.files)
    inbound = MaxInbound(bot, stage.token(bot), StandingClock())
    return client, inbound, outbound, MaxFeed(client, seconds=0, gap=gap)


_MADE: dict[Messenger, Callable[[Stage, World, Limits, float], Parts]] = {"telegram": _telegram, "max": _max}


@asynccontextmanager
async def rigged(
    messenger: Messenger,
    *,
    limits: Limits | None = None,
    config: SandboxConfig | None = None,
    gap: float = 0.0,
) -> AsyncIterator[Rig]:
    """A bot whose person has pressed Start, without limits of its own unless some are given."""
    async with staged(config) as stage:
        world = World()
        client, inbound, outbound, feed = _MADE[messenger](stage, world, limits or Limits(), gap)
        bot: BotId = "max-citizen" if messenger == "max" else "telegram-citizen"
        phone = await stage.phone(messenger)
        rig = Rig(
            stage, phone, client, inbound, outbound, feed, world, bot, Account(bot, str(phone.user), "")
        )
        await phone.act("start")
        for update in await rig.updates():
            rig.account = update.account
        # The next fetch acknowledges the start.
        assert await rig.updates() == []
        await stage.sim("DELETE", "/calls")
        try:
            yield rig
        finally:
            await client.close()
