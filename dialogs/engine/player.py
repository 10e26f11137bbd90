"""Plays a registry like a person, without a network: presses by title, says, sends, looks."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from core.people.model import Account
from core.shared.actor import Actor
from core.shared.clock import Clock
from core.shared.ids import BotId
from core.shared.msg import Msg
from dialogs.engine import data
from dialogs.engine.dialog import Action, Card, Dialog, Open, Registry, View
from dialogs.engine.ports import MediaKeeper, Passports, Ports, Wording
from dialogs.engine.runner import Runner
from dialogs.engine.screen import Button, Label, Link, Screen
from dialogs.engine.session import Conversation, load
from dialogs.engine.twins import (
    MemoryAfter,
    MemoryConversations,
    MemoryInbox,
    MemoryKeeper,
    MemoryOutbound,
    MemoryPassports,
    MemoryReach,
    SetClock,
    plain,
)
from dialogs.engine.update import (
    Act,
    Commanded,
    Left,
    Phone,
    Point,
    Pressed,
    RemoteMedia,
    Said,
    Started,
    Update,
)

if TYPE_CHECKING:
    from dialogs.app import App


class Player:
    """One person in one bot, played through the real runner over in-memory twins.

    Without an `actor` (or `passports`) the person is not known yet. Titles are matched as `wording`
    reads them: by default a text's id.
    """

    def __init__(  # noqa: PLR0913 (each may be put in place of the default)
        self,
        registry: Registry,
        app: "App",
        *,
        actor: Actor | None = None,
        passports: Passports | None = None,
        bot: BotId = "telegram-citizen",
        user: str = "1001",
        clock: Clock | None = None,
        keeper: MediaKeeper | None = None,
        wording: Wording = plain,
        conversations: MemoryConversations | None = None,
        inbox: MemoryInbox | None = None,
    ) -> None:
        self.account = Account(bot, user, f"chat-{user}", "Анна")
        self.registry = registry
        self.app = app
        self.wording = wording
        self.outbound = MemoryOutbound()
        self.conversations = conversations or MemoryConversations()
        self.inbox = inbox or MemoryInbox()
        self.reach = MemoryReach()
        self.after = MemoryAfter()
        self.ports = Ports(
            conversations=self.conversations,
            inbox=self.inbox,
            passports=passports or MemoryPassports({} if actor is None else {user: actor}),
            reach=self.reach,
            outbound=self.outbound,
            keeper=keeper or MemoryKeeper(),
            clock=clock or SetClock(),
            after=self.after,
            wording=wording,
        )
        self._numbers = count(1)
        self._sent: Update | None = None

    # What the person does.

    async def start(self, dialog: Dialog | str | None = None, arg: str = "") -> Screen:
        """Open a dialog as a notice's button does; without one, type /start."""
        if dialog is None:
            return await self.do(Started())
        name = dialog if isinstance(dialog, str) else dialog.name
        if isinstance(dialog, Dialog) and self.registry.dialogs.get(name) is not dialog:
            self.registry = replace(self.registry, dialogs={**self.registry.dialogs, name: dialog})
        return await self.do(Pressed(data=data.entry(name, arg), callback="notice", message="notice"))

    async def link(self, payload: str) -> Screen:
        """Follow a deep link."""
        return await self.do(Started(payload))

    async def command(self, name: str) -> Screen:
        """Type a command, without its slash."""
        return await self.do(Commanded(name))

    async def press(self, title: Label) -> Screen:
        """Press the button with this title: its words, its text's id, or the `Msg` itself."""
        return await self.press_data(self.button(title).data)

    async def press_data(self, pressed: str) -> Screen:
        """Press whatever a client may send."""
        return await self.do(Pressed(data=pressed, callback="press", message="live"))

    async def say(self, text: str) -> Screen:
        """Type a message."""
        return await self.do(Said(text=text))

    async def photo(self, *names: str, text: str = "") -> Screen:
        """Send photos, several as one album; each name becomes a file's id."""
        media = tuple(RemoteMedia(kind="photo", ref=name) for name in names or ("photo",))
        return await self.do(Said(text=text, media=media))

    async def place(self, latitude: float = 55.75, longitude: float = 37.62) -> Screen:
        """Send a point from the map."""
        return await self.do(Said(point=Point(latitude, longitude)))

    async def contact(
        self, number: str = "79001234567", *, own: bool = True, forwarded: bool = False
    ) -> Screen:
        """Send a contact; `own` is whether the messenger vouches for it."""
        return await self.do(Said(phone=Phone(number, own), forwarded=forwarded))

    async def leave(self) -> None:
        """Block the bot."""
        await self.deliver(self.update(Left()))

    async def do(self, act: Act) -> Screen:
        """Anything else a person can do."""
        await self.deliver(self.update(act))
        return self.screen

    # Deliveries.

    def update(self, act: Act) -> Update:
        """The act as an update with a key of its own."""
        now = self.ports.clock.now()
        return Update(account=self.account, keys=(f"u{next(self._numbers)}",), at=now, act=act)

    async def deliver(self, update: Update, *, stored: bool = False, followed: bool = False) -> None:
        """Let the runner handle an update; `followed`: more waits behind it."""
        self._sent = update
        runner = Runner(self.registry, self.app, self.ports)
        await runner.handle(update, stored=stored, followed=lambda: followed)

    async def deliver_again(self) -> None:
        """The messenger delivers the last update once more."""
        if self._sent is None:
            raise AssertionError("nothing was delivered yet")
        await self.deliver(self._sent)

    # What the person sees.

    @property
    def screen(self) -> Screen:
        """The live screen."""
        if not self.outbound.shown:
            raise AssertionError("nothing was shown yet")
        return self.outbound.shown[-1]

    @property
    def text(self) -> tuple[Msg, ...]:
        """Its paragraphs."""
        return self.screen.text

    @property
    def ids(self) -> list[str]:
        """The ids of its paragraphs."""
        return [msg.id for msg in self.screen.text]

    @property
    def error(self) -> Msg | None:
        """The error above it."""
        return self.screen.error

    @property
    def toast(self) -> Msg | None:
        """What flashed over it."""
        return self.screen.toast

    @property
    def buttons(self) -> list[Button]:
        """All its buttons, links apart."""
        return [one for row in self.screen.rows for one in row if isinstance(one, Button)]

    @property
    def links(self) -> list[Link]:
        """All its links."""
        return [one for row in self.screen.rows for one in row if isinstance(one, Link)]

    @property
    def titles(self) -> list[str]:
        """The titles of its buttons, as `wording` reads them."""
        return [self.wording(button.title, self.outbound.voices[-1]) for button in self.buttons]

    @property
    def conversation(self) -> Conversation:
        """What Redis would hold of the person now."""
        return load(self.conversations.kept.get((self.account.bot, self.account.user)))

    def button(self, title: Label) -> Button:
        """The button with this title; raises `AssertionError` naming those there are."""
        for button in self.buttons:
            if any(title in {one, self._read(one)} for one in _faces(button.title)):
                return button
        raise AssertionError(f"no button {title!r} among {self.titles}")

    def _read(self, title: Label) -> str:
        return self.wording(title, self.outbound.voices[-1])


def alone(*dialogs: Dialog) -> Registry:
    """A registry of these dialogs with a plain menu that opens each of them."""

    async def show(_: object) -> View:
        return View((Msg("menu"),))

    async def actions(_: object) -> Sequence[Action]:
        return [Action(one.name, one.title or one.name, Open(one.name)) for one in dialogs]

    menu = Dialog(name="menu", steps=(Card(name="card", show=show, actions=actions),))
    return Registry(
        dialogs={one.name: one for one in (menu, *dialogs)},
        root="menu",
        gate=lambda _: None,
        typed=lambda _, __, ___: None,
        started=lambda _, __: None,
        commands={one.name: one.name for one in (menu, *dialogs)},
    )


def _faces(title: Label) -> list[Label]:
    """A title as it may be named: itself, its text's id, and the title it wraps (a ticked option's)."""
    if isinstance(title, str):
        return [title]
    inner = title.args.get("title")
    wrapped = [inner] if isinstance(inner, str | Msg) else []
    return [title, title.id, *wrapped, *(one.id for one in wrapped if isinstance(one, Msg))]
