"""A person before a bot: acts on what the screen says, waits, and repeats when nothing happens."""

import asyncio
import random
import re
import time
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from tests.chaos.phone import NoSuchThing, Phone, Screen

PATIENCE = 8.0
CALM = 20.0
"""Seconds after which a person who sees no effect does the same again: in the chaos, and in quiet.

What was done before for the same thing is done again later and later: its effect may be on its way behind
the effects of what others do, and whoever repeats it all the time makes the way longer.
"""

DOUBLINGS = 2

Move = Callable[[], Awaitable[Any]]


@dataclass
class Mood:
    """What all people of a campaign share: the dice, how fast they are, how many first drafts come back.

    `think` and `rest` are seconds, from and to: before each step, and before a resident reports again.
    `whole`: the rarer ways of a message are gone, too, not only the one from the report to the answer.
    """

    chance: random.Random
    think: tuple[float, float] = (0.3, 2.5)
    rest: tuple[float, float] = (3.0, 20.0)
    returns: float = 0.15
    whole: bool = True
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
class Person(ABC):
    """One person with one phone.

    `NOTICES` is how messages begin that come by themselves: they are no answer to anything. `repeats` counts,
    for each thing, how often it was done again in vain, once it was quiet; `moved` says that something was
    done.
    """

    NOTICES: ClassVar[re.Pattern[str]]

    phone: Phone
    mood: Mood
    repeats: Counter[str] = field(default_factory=Counter)
    impatient: int = 0
    moved: bool = False
    _done: tuple[Screen | None, str] = (None, "")
    _tries: dict[str, tuple[int, float]] = field(default_factory=dict)
    _acted: float = 0.0

    @property
    def chance(self) -> random.Random:
        """The dice."""
        return self.mood.chance

    @property
    def waited(self) -> bool:
        """Whether what was done last would have shown by now."""
        return time.monotonic() > self._acted + self.mood.patience

    @property
    @abstractmethod
    def about(self) -> str:
        """What the person is at: a problem, a task."""

    async def act(self, move: Move, on: Screen | None, key: str) -> None:
        """Do something because of a screen, once; again only when nothing came of it for a while.

        `key` names it among all that is done for the same thing. Nobody does another thing because of the
        same screen meanwhile: its effect would meet the next screen, and answer what it does not ask.
        """
        key = f"{self.about} {key}"
        seen, before = self._done
        if seen is not None and seen == on and before != key:
            left = self._acted + self.mood.patience - time.monotonic()
            if left > 0:
                await self.phone.wait(left)
                return
        tries, last = self._tries.get(key, (0, 0.0))
        early = last + self.mood.patience * 2 ** min(tries - 1, DOUBLINGS) - time.monotonic()
        if tries and early > 0:
            await self.phone.wait(early)
            return
        again = self._done == (on, key)
        if again:
            self.impatient += 1
            self.repeats[key] += self.mood.calm.is_set()
        else:
            await self.mood.pause()
        self.moved = True
        done = None
        try:
            done = await move()
        except NoSuchThing:
            self.phone.news, done = True, False
        self._acted = time.monotonic()
        self._done, self._tries[key] = (None if done is False else on, key), (tries + 1, self._acted)

    def try_anew(self) -> None:
        """Something came of what was done: doing it once more need not wait."""
        self._tries = {
            key: tries for key, tries in self._tries.items() if not key.startswith(f"{self.about} ")
        }
        self._done = (None, "")

    async def press(self, screen: Screen, title: str) -> None:
        """Press a button of this screen."""
        await self.act(lambda: self.phone.press(screen, title), screen, f"{title} {screen.text}")

    async def say(self, screen: Screen | None, text: str) -> None:
        """Answer this screen with words."""
        await self.act(lambda: self.phone.do("say", {"text": text}), screen, text)

    async def steady(self) -> Screen | None:
        """The newest screen; its buttons go a moment before the next one comes: that is waited for."""
        until = time.monotonic() + self.mood.patience
        while True:
            screen = self.newest()
            left = until - time.monotonic()
            if screen is None or screen.buttons or self.phone.keys or left <= 0:
                return screen
            await self.phone.wait(left)
            await self.phone.look()

    def newest(self) -> Screen | None:
        """The bot's newest message that is no notice."""
        return next((screen for screen in self.phone.screens() if not self.NOTICES.match(screen.text)), None)
