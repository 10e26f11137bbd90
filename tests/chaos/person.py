"""A person before a bot: acts on what the screen says, waits, and repeats when nothing happens."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.chaos.phone import NoSuchThing, Phone, Screen

PATIENCE = 8.0
CALM = 20.0
"""Seconds after which a person who sees no effect does the same again: in the chaos, and in quiet."""

QUIET = 3.0
"""Seconds without another screen after which a person believes that the bot has caught up with them."""

Move = Callable[[], Awaitable[Any]]


@dataclass
class Mood:
    """What all people of a campaign share: the dice, how fast they are, how many first drafts come back."""

    chance: random.Random
    think: tuple[float, float] = (0.3, 2.5)
    returns: float = 0.15
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    calm: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def patience(self) -> float:
        """How long to wait for an effect."""
        return CALM if self.calm.is_set() else PATIENCE

    def at_work(self) -> "Mood":
        """The same for people who do this all day long: quicker."""
        return replace(self, think=(self.think[0] / 5, self.think[1] / 5))

    async def pause(self) -> None:
        """Reading and thinking."""
        await asyncio.sleep(self.chance.uniform(*self.think))


@dataclass
class Person:
    """One person with one phone.

    `repeats` counts what was done again in vain, once it was quiet; `moved` says that something was done.
    """

    phone: Phone
    mood: Mood
    repeats: int = 0
    impatient: int = 0
    moved: bool = False
    _done: tuple[Screen | None, int] = (None, 0)
    _at: float = 0.0
    _tried: set[str] = field(default_factory=set)
    _on: tuple[Screen | None, float] = (None, 0.0)

    @property
    def chance(self) -> random.Random:
        """The dice."""
        return self.mood.chance

    async def act(self, move: Move, on: Screen | None, stage: int = 0, key: str = "") -> None:
        """Do something because of a screen, once; again only when nothing came of it for a while.

        `key` names what is done once in a lifetime. When the bot asks for it again, answers to what was
        sent long ago may still be coming, each with a screen: they are waited for.
        """
        if on != self._on[0]:
            self._on = (on, time.monotonic())
        early = self._on[1] + QUIET - time.monotonic()
        if key in self._tried and early > 0:
            await self.phone.wait(early)
            return
        again = self._done == (on, stage)
        left = self._at + self.mood.patience - time.monotonic()
        if again and left > 0:
            await self.phone.wait(left)
            return
        if again:
            self.impatient += 1
            self.repeats += self.mood.calm.is_set()
        else:
            await self.mood.pause()
        self.moved = True
        try:
            await move()
        except NoSuchThing:
            self.phone.news = True
        self._done, self._at = (on, stage), time.monotonic()
        self._tried.update(filter(None, (key,)))

    async def press(self, screen: Screen, title: str) -> None:
        """Press a button of this screen."""
        await self.act(lambda: self.phone.press(screen, title), screen)

    async def say(self, screen: Screen | None, text: str) -> None:
        """Answer this screen with words."""
        await self.act(lambda: self.phone.do("say", {"text": text}), screen, key=text)

    async def steady(self, *without: str) -> Screen | None:
        """The newest message; its buttons go a moment before the next one comes: that is waited for."""
        until = time.monotonic() + self.mood.patience
        while True:
            screen = self.newest(*without)
            left = until - time.monotonic()
            if screen is None or screen.buttons or self.phone.keys or left <= 0:
                return screen
            await self.phone.wait(left)
            await self.phone.look()

    def newest(self, *without: str) -> Screen | None:
        """The bot's newest message that contains none of these words."""
        for screen in self.phone.screens():
            if not any(words in screen.text for words in without):
                return screen
        return None
