"""Errands: what somebody does because of a notice, one after the other, screen by screen, to its end."""

import re
import time
from abc import abstractmethod
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from tests.chaos.person import Person
from tests.chaos.phone import Screen

DONE_BEFORE: Final = "уже сделано"
GIVE_UP: Final = 240.0
"""Seconds that one thing may take before the person complains."""

CARD: Final = r"^\S+ № {n} ·"
MORE: Final = CARD + r"(.|\n)*Что ещё можно сделать"
"""A card of the staff begins with a sign and the number; a second one has what is done now and then."""

CLOSED: Final = CARD + r"[^\n]*\n(Ответ дан|Отклонено|Перенаправлено|Закрыто|Объединено)"
"""On it stands that nobody has anything to do any more."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing a notice asks for: what, about which number, from which message."""

    kind: str
    number: int
    notice: str


Act = str | Callable[[Any, Task, Screen], Awaitable[None]]
"""A title to press, or what else a person of some kind does; a person knows their own kind only."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a screen says (a pattern; `{n}` is the number), and what is done then; `last` ends an errand."""

    says: str
    act: Act
    last: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """How an errand is run.

    `opens` are titles under the notice, the first that is there; `sights` the screens, the first that
    fits; `done` what is told at the end. `then` is the errand that follows, `instead` the one for which
    this is given up where it cannot be run.
    """

    opens: tuple[str, ...]
    sights: tuple[Sight, ...]
    done: tuple[str, ...] = ()
    then: str = ""
    instead: str = ""


@dataclass
class Doer(Person):
    """Somebody with errands. `tasks` wait, oldest first; `stuck` lists what could not be done in time."""

    WAYS: ClassVar[dict[str, Way]] = {}
    OVER: ClassVar[tuple[str, ...]] = ()

    tasks: list[Task] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    stuck: list[Task] = field(default_factory=list)
    final: bool = False
    unable: bool = False
    _opened: tuple[Task | None, Screen | None, float] = (None, None, 0.0)

    @property
    def about(self) -> str:
        """The errand."""
        return f"{self.tasks[0].kind} {self.tasks[0].notice}" if self.tasks else ""

    @abstractmethod
    def read(self, message: str, text: str) -> None:
        """Take in a message: `tasks` may grow."""

    def gather(self) -> None:
        """New errands, from what was heard since the last time."""
        for message, text in self.phone.heard:
            self.read(message, text)
        self.phone.heard.clear()

    def take(self, kind: str, number: int, message: str) -> None:
        """One errand more; a message asks for something once."""
        if message not in self.known:
            self.known.add(message)
            self.tasks.append(Task(kind, number, message))

    def is_done(self, task: Task, text: str) -> bool:
        """Told so, with the number."""
        return any(shows(text, words, task.number) for words in self.WAYS[task.kind].done)

    def is_over(self, text: str) -> bool:
        """Told so without a number: perhaps about what was done before. "Done already" ends a last step."""
        return any(words in text for words in self.OVER) or (self.final and DONE_BEFORE in text)

    async def run_errand(self) -> None:
        """The oldest one, to its end; what follows from it comes next."""
        task = self.tasks[0]
        way = self.WAYS[task.kind]
        following = way.then if await self._is_run(task) else way.instead
        self.tasks.pop(0)
        if following and task not in self.stuck:
            self.tasks.insert(0, Task(following, task.number, task.notice))

    async def _is_run(self, task: Task) -> bool:
        """Until it is told with the number that it is done; or twice without, each time after another try."""
        until, told = time.monotonic() + GIVE_UP, 0
        self.final = self.moved = self.unable = False
        while time.monotonic() < until:
            await self.phone.look()
            texts = [text for _, text in self.phone.heard]
            self.gather()
            if any(self.is_done(task, text) for text in texts):
                return True
            if self.moved and any(self.is_over(text) for text in texts):
                told, self.final, self.moved = told + 1, False, False
                self.try_anew()
            screen = await self.steady()
            if told and self.moved and self.waited and screen is not None and self.is_over(screen.text):
                told += 1  # the same words again are no news on a phone
            if told > 1 or self.unable:
                return False
            await self._go_on(task, screen)
        self.stuck.append(task)
        return False

    async def _go_on(self, task: Task, screen: Screen | None) -> None:
        """The next step, by the screen; from the notice where it shows something else."""
        way = self.WAYS[task.kind]
        if screen is not None and self._is_fresh(task, screen):
            for sight in way.sights:
                if shows(screen.text, sight.says, task.number):
                    self.final = self.final or sight.last
                    await self._do(sight.act, task, screen)
                    return
        notice = self.phone.screen_of(task.notice)
        title = next((title for title in way.opens if notice.find(title)), way.opens[-1])
        self.final = self.final or not way.sights
        if self._opened[0] != task:
            self._opened = (task, screen, time.monotonic())
        await self.act(lambda: self.phone.press(notice, title), screen, title)

    async def _do(self, act: Act, task: Task, screen: Screen) -> None:
        if isinstance(act, str):
            await self.press(screen, act)
        else:
            await act(self, task, screen)

    def _is_fresh(self, task: Task, screen: Screen) -> bool:
        """Whether the screen came by this errand: what an earlier one left may look the same."""
        opened, before, at = self._opened
        return opened == task and (screen != before or time.monotonic() > at + self.mood.patience)


def shows(text: str, words: str, number: int) -> bool:
    """Whether the words stand in the text; a number is not the beginning of another."""
    return re.search(words.replace("{n}", rf"{number}(?!\d)"), text, re.MULTILINE) is not None


def number_in(text: str) -> int | None:
    """The first register number."""
    found = re.search(r"№ (\d+)", text)
    return int(found[1]) if found else None


async def skip(person: Doer, _task: Task, screen: Screen) -> None:
    """Leave something out; where something is there already, it is enough."""
    await person.press(screen, "Готово" if screen.find("Готово") else "Пропустить")


async def take_first(person: Doer, _task: Task, screen: Screen) -> None:
    """The first of the numbers offered; where none is, it cannot be done."""
    offered = [title for title, _, _ in screen.buttons if "№" in title]
    if offered:
        await person.press(screen, offered[0])
    else:
        person.unable = True
