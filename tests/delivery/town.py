"""An outbox in memory with people to write to, and a courier whose luck the story decides."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bots.delivery.limits import Limits, Urgency
from bots.delivery.sender import Sender, Way
from core.notices.model import Assurance, Button, Lane, Notice, ToPerson
from core.people.model import Account, Person
from core.shared.ids import BotId, MunicipalityId, PersonId
from core.shared.msg import Msg
from dialogs.engine.ports import Letter
from dialogs.engine.screen import Button as ScreenButton
from storage.memory import World
from storage.memory.outbox import MemoryOutbox
from storage.memory.posting import post
from storage.memory.state import Channel

HOME = MunicipalityId("demo")
BOT: BotId = "telegram-citizen"


@dataclass
class Town:
    """People with channels, and notices for them."""

    world: World = field(default_factory=World)

    def person(self, name: str, *accounts: Account) -> PersonId:
        """Somebody who can be reached; the last account is the one used last."""
        number = PersonId(name)
        self.world.state.people[number] = Person(id=number, municipality=HOME, name=name)
        for account in accounts:
            self.world.state.channels[account.bot, account.user] = Channel(
                account=account, municipality=HOME, person=number, used=self.world.state.use()
            )
        return number

    def tell(
        self,
        person: PersonId,
        text: str,
        *,
        assurance: Assurance = Assurance.LEAST,
        lane: Lane = Lane.INTERACTIVE,
        buttons: tuple[Button, ...] = (),
    ) -> None:
        """A notice for one person."""
        notice = Notice(
            key=f"{text}-{person}",
            to=ToPerson(person),
            audience="citizen",
            text=(Msg(text),),
            about=text,
            assurance=assurance,
            lane=lane,
            buttons=buttons,
        )
        post(self.world.state, HOME, [notice])

    def states(self) -> dict[str, str]:
        """Where each notice stands, by its subject."""
        return {row.about: row.state for row in self.world.state.outbox}

    def sent(self) -> bool:
        return all(row.state == "sent" for row in self.world.state.outbox)


@dataclass
class Courier:
    """Delivers into a list; `luck` may raise for a text before it is delivered."""

    luck: Callable[[str], None] = lambda _: None
    limits: Limits = field(default_factory=Limits)
    seconds: float = 0.0
    delivered: list[tuple[float, str, str]] = field(default_factory=list)

    async def send(self, chat: str, letter: Letter, *, urgency: Urgency = Urgency.NOTICE) -> str:
        await self.limits.take(chat, urgency)
        await asyncio.sleep(self.seconds)
        text = letter.text[0].id
        self.luck(text)
        self.delivered.append((asyncio.get_running_loop().time(), chat, text))
        return str(len(self.delivered))

    @property
    def texts(self) -> list[str]:
        return [text for _, _, text in self.delivered]


def pack(button: Button) -> ScreenButton:
    return ScreenButton(button.title, f"@{button.dialog}.{button.arg}")


def start(_name: str, work: Any) -> "asyncio.Task[Any]":
    return asyncio.get_running_loop().create_task(work)


@dataclass
class Running:
    """A sender at work."""

    task: "asyncio.Task[None]"
    stop: asyncio.Event
    counted: list[str]

    async def until(self, done: Callable[[], bool], *, seconds: float = 600.0) -> None:
        """Wait for something to be true, then stop the sender and see that it ended well."""
        async with asyncio.timeout(seconds):
            while not done():
                if self.task.done():
                    self.task.result()
                await asyncio.sleep(0.01)
        await self.end()

    async def end(self) -> None:
        self.stop.set()
        with suppress(asyncio.CancelledError):
            await self.task


def sending(
    town: Town,
    courier: Any,
    *,
    limits: Limits | None = None,
    outbox: MemoryOutbox | None = None,
    bot: BotId = BOT,
) -> Running:
    """Start a sender."""
    stop, counted = asyncio.Event(), list[str]()
    way = Way(bot=bot, courier=courier, limits=limits or Limits(), pack=pack)
    sender = Sender(way, outbox or town.world.outbox, start=start, count=counted.append)
    return Running(asyncio.get_running_loop().create_task(sender.run(stop)), stop, counted)
