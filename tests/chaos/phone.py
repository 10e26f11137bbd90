"""Phones as people under load hold them: told of changes, looked at only then, everything seen is kept."""

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiohttp import ClientError, ClientSession, ClientTimeout, FormData

from bots.sandbox.config import Audience, Messenger

GATHER = 0.05
"""Seconds for which changes are gathered before a phone is looked at."""


class NoSuchThing(Exception):
    """The sandbox refused: the button or message is not there any more. Look again."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A bot's message as it stands: its id, words, and the titles of its buttons with their places."""

    id: str
    text: str
    buttons: tuple[tuple[str, int, int], ...]

    def find(self, title: str) -> tuple[int, int] | None:
        """Where the first button is whose title contains `title`."""
        return next(((row, column) for text, row, column in self.buttons if title in text), None)


@dataclass(slots=True)
class Phone:
    """One phone. `seen` holds every message it ever showed, in order, in its newest wording.

    `keys` are what Telegram shows in place of the phone's keyboard: pressing one types its words.
    """

    sim: "Sim"
    id: str
    name: str
    user: int
    messenger: Messenger
    audience: Audience
    seen: dict[str, dict[str, Any]] = field(default_factory=dict)
    heard: list[tuple[str, str]] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    keys: tuple[str, ...] = ()
    news: bool = True

    @property
    def bot(self) -> str:
        """The bot it looks at."""
        return f"{self.messenger}-{self.audience}"

    async def do(self, act: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """What a thumb does; raises `NoSuchThing`."""
        return await self.sim.call("POST", f"/sim/phones/{self.id}/{act}", json=body or {})

    async def photos(self, *files: bytes) -> None:
        """Send photos; several are an album."""
        form = FormData()
        for number, content in enumerate(files):
            form.add_field("file", content, filename=f"{number}.jpg", content_type="image/jpeg")
        await self.sim.call("POST", f"/sim/phones/{self.id}/media", data=form)

    async def press(self, screen: Screen, title: str) -> bool:
        """Press the button whose title contains `title`; False when it is not there (any more)."""
        place = screen.find(title)
        if place is None:
            typed = next((key for key in self.keys if title in key), None)
            if typed is not None:
                await self.do("say", {"text": typed})
            return typed is not None
        try:
            await self.do("press", {"message": screen.id, "row": place[0], "column": place[1]})
        except NoSuchThing:
            self.news = True
            return False
        return True

    async def look(self) -> None:
        """Take in what changed."""
        if not self.news:
            return
        self.news = False
        shown = await self.sim.call("GET", f"/sim/phones/{self.id}/transcript")
        self.keys = tuple(key["text"] for row in shown["keyboard"] or () for key in row)
        for message in shown["messages"]:
            known = self.seen.get(message["id"])
            if not message["mine"] and (known is None or known["text"] != message["text"]):
                self.heard.append((message["id"], message["text"]))
            self.seen[message["id"]] = message

    def ring(self) -> None:
        """Something changed."""
        self.news = True
        self.changed.set()

    async def wait(self, seconds: float) -> None:
        """Until the phone rings, or so many seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(seconds, 0.0)):
                await self.changed.wait()
        self.changed.clear()
        await asyncio.sleep(GATHER)

    def screens(self) -> list[Screen]:
        """The bot's messages, newest first."""
        return [_screen(message) for message in reversed(self.seen.values()) if not message["mine"]]

    def screen_of(self, message: str) -> Screen:
        """One message as it stands."""
        return _screen(self.seen[message])


def _screen(message: dict[str, Any]) -> Screen:
    buttons = tuple(
        (button["text"], row, column)
        for row, line in enumerate(message["buttons"])
        for column, button in enumerate(line)
    )
    return Screen(message["id"], message["text"], buttons)


class Sim:
    """The person's side of one sandbox: one stream of changes for all phones."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._http = ClientSession(timeout=ClientTimeout(total=30))
        self._phones: dict[str, Phone] = {}
        self._listening: asyncio.Task[None] | None = None
        self.receipts: list[dict[str, Any]] = []

    async def call(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        """One call; raises `NoSuchThing` when it is refused."""
        async with self._http.request(method, self._page + path, **options) as reply:
            body: dict[str, Any] = orjson.loads(await reply.read())
            if reply.status >= 400:
                raise NoSuchThing(f"{method} {path}: {reply.status} {body}")
            return body

    async def phone(self, messenger: Messenger, audience: Audience, name: str) -> Phone:
        """A new phone."""
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen(), name="changes")
        body = {"messenger": messenger, "audience": audience, "name": name}
        made = await self.call("POST", "/sim/phones", json=body)
        phone = Phone(self, made["id"], name, made["user_id"], messenger, audience)
        self._phones[phone.id] = phone
        return phone

    async def gather_receipts(self) -> None:
        """What the bots took since the last time."""
        after = self.receipts[-1]["n"] if self.receipts else 0
        self.receipts += (await self.call("GET", f"/sim/receipts?after={after}"))["receipts"]

    async def close(self) -> None:
        """Listen no more."""
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        await self._http.close()

    async def _listen(self) -> None:
        while True:
            with contextlib.suppress(ClientError, TimeoutError):
                await self._hear()
            await asyncio.sleep(GATHER)

    async def _hear(self) -> None:
        forever = ClientTimeout(total=None, sock_read=60)
        async with self._http.get(f"{self._page}/sim/events", timeout=forever) as events:
            for phone in self._phones.values():  # whatever was missed
                phone.ring()
            async for line in events.content:
                if line.startswith(b"data: "):
                    self._tell(orjson.loads(line[6:]))

    def _tell(self, event: dict[str, Any]) -> None:
        phone = self._phones.get(event.get("phone", ""))
        if phone is not None:
            phone.ring()
