"""An intake with everything around it, for its stories."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bots.turns.intake import Intake
from core.people.model import Account
from core.shared.actor import Cause
from core.shared.inbox import Inbox
from dialogs.engine.update import Ignored, RemoteMedia, Said, Update
from storage.memory import World


class AwayError(Exception):
    """The database is away."""


@dataclass
class Handler:
    """Stands where the runner does: remembers what came, fails as it is told to."""

    came: list[Update] = field(default_factory=list)
    stored: list[bool] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    gate: asyncio.Event | None = None
    followed: dict[str, bool] = field(default_factory=dict)
    inbox: Inbox | None = None
    deadly: str = ""
    killed: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, update: Update, *, stored: bool, followed: Callable[[], bool]) -> None:
        """Fail with the next failure, else remember; behind a gate wait for it to open."""
        if self.deadly in update.keys:
            self.killed.set()
            await asyncio.Event().wait()
        await asyncio.sleep(0)  # as every turn does: it takes the conversation first
        if self.gate is not None:
            await self.gate.wait()
        self.followed[update.keys[0]] = followed()
        if self.failures:
            raise self.failures.pop(0)
        self.came.append(update)
        self.stored.append(stored)
        if self.inbox is not None:
            self.inbox.done(Cause("telegram-citizen", update.keys))


def read(raw: Any) -> Update:
    """A reader of the test's own little messages."""
    return Update(
        account=Account(bot="telegram-citizen", user=raw["from"], chat=raw["from"]),
        keys=(str(raw["update_id"]),),
        at=datetime(2026, 4, 30, 10, tzinfo=UTC),
        act=Ignored("edit")
        if "ignored" in raw
        else Said(
            text=raw.get("text", ""),
            media=tuple(RemoteMedia(kind="photo", ref=r) for r in raw.get("photos", ())),
        ),
        album=raw.get("album"),
    )


@dataclass
class Desk:
    """An intake with everything around it."""

    world: World = field(default_factory=World)
    handler: Handler = field(default_factory=Handler)
    sorry: list[Update] = field(default_factory=list)
    tasks: list["asyncio.Task[Any]"] = field(default_factory=list)
    marks: bool = False

    def __post_init__(self) -> None:
        """Build the intake."""
        self.handler.inbox = self.world.inbox if self.marks else None
        self.intake = Intake(
            bot="telegram-citizen",
            read=read,
            turns=self.handler,
            inbox=self.world.inbox,
            troubles=(AwayError,),
            start=self.start,
            sorry=self.say_sorry,
            count=lambda _bot, _kind: None,
        )

    def start(self, _name: str, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        """Start a task the test can wait for."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.append(task)
        return task

    async def say_sorry(self, update: Update) -> None:
        """Remember who was apologised to."""
        self.sorry.append(update)

    async def settle(self) -> None:
        """Wait for everything that was started."""
        await asyncio.gather(*self.tasks)

    def texts(self) -> list[str]:
        """What was handled."""
        return [update.act.text for update in self.handler.came if isinstance(update.act, Said)]


def message(number: int, text: str, **more: Any) -> dict[str, Any]:
    return {"update_id": number, "from": "maria", "text": text, **more}
