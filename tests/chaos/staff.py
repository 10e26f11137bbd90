"""Curators and executors: they take up what notices bring, one thing after the other, until it is done."""

import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tests.chaos.person import Person
from tests.chaos.phone import Screen
from tests.chaos.residents import PHOTOS

NOTICES = (
    "Новое сообщение №",
    "Ответ на согласование: №",
    "Вам поручено №",
    "вернули на доработку",
    "передано другому исполнителю",
    "согласован и отправлен жителю",
    "Не ясно, дошло ли сообщение",
    "Сообщение не доставлено",
    "Много сообщений:",
    "Общественно значимое сообщение №",
    "Пора распределить: №",
    "Пора готовить ответ: №",
    "Ждёт согласования: №",
    "Ждёт доработки: №",
    "Подходит срок",
    "Срок был:",
    "Пока вас не беспокоили",
)
"""Words of what comes by itself: tasks by their places, then what is only to be known."""

DONE_BEFORE = "уже сделано"
OVER = (
    "Исполнитель уже назначен",
    "уже отправлен",
    "уже на согласовании",
    "решение уже приняли",
    "новый вариант",
    "поручено не вам",
    "Отправляем ещё раз",
    "оставили как есть",
    "уже разобрались",
)
GIVE_UP = 240.0
"""Seconds that one thing may take before the person complains."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing a notice asks for: what, about which number, from which message."""

    kind: str
    number: int
    notice: str


@dataclass
class Worker(Person):
    """A member of staff. `tasks` wait, oldest first; `stuck` lists what could not be done in time."""

    tasks: list[Task] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    stuck: list[Task] = field(default_factory=list)
    busy: bool = False
    final: bool = False

    @property
    def about(self) -> str:
        """The task."""
        return f"{self.tasks[0].kind} {self.tasks[0].notice}" if self.tasks else ""

    def read(self, message: str, text: str) -> Task | None:
        """What a message asks of this person."""
        raise NotImplementedError

    async def work_on(self, task: Task, screen: Screen | None) -> None:
        """The next step of a task, by the screen."""
        raise NotImplementedError

    def done_words(self, task: Task) -> tuple[str, ...]:
        """What a message says when a task is done, or has become needless."""
        raise NotImplementedError

    def is_done(self, task: Task, text: str) -> bool:
        """Told so, with the number."""
        return any(says(text, words) for words in self.done_words(task))

    def is_over(self, text: str) -> bool:
        """Told so without a number: perhaps about what was done before. "Done already" ends a last step."""
        return any(words in text for words in OVER) or (self.final and DONE_BEFORE in text)

    async def live(self, code: str) -> None:
        """Sign in, then work for as long as the campaign goes on."""
        while True:
            await self.phone.look()
            screen = self.newest(*NOTICES)
            if screen is not None and "Введите код" not in screen.text:
                break
            await self.act(lambda: self.phone.do("start", {"payload": code}), screen, "start")
        while True:
            self.gather()
            if self.tasks:
                self.busy = True
                await self._do(self.tasks[0])
                self.tasks.pop(0)
            else:
                self.busy = False
                await self.phone.wait(30.0)
                await self.phone.look()

    def gather(self) -> None:
        """New tasks, from what was heard since the last time."""
        for message, text in self.phone.heard:
            if message in self.known:
                continue
            task = self.read(message, text)
            if task is not None:
                self.known.add(message)
                self.tasks.append(task)
        self.phone.heard.clear()

    async def _do(self, task: Task) -> None:
        """Until it is done: told so with the number, or twice without, each time after another try."""
        until, told = time.monotonic() + GIVE_UP, 0
        self.final = self.moved = False
        while time.monotonic() < until:
            await self.phone.look()
            texts = [text for _, text in self.phone.heard]
            self.gather()
            if self.moved and any(self.is_over(text) for text in texts):
                told, self.final, self.moved = told + 1, False, False
            if told > 1 or any(self.is_done(task, text) for text in texts):
                return
            await self.work_on(task, await self.steady(*NOTICES))
        self.stuck.append(task)

    async def open(self, task: Task, title: str, on: Screen | None) -> None:
        """Press a button of the notice itself; `on` is the screen that has to change by it."""
        notice = self.phone.screen_of(task.notice)
        await self.act(lambda: self.phone.press(notice, title), on, title)


@dataclass
class Curator(Worker):
    """One of several, who share the incidents by number; asks the resident before sending once more."""

    seat: int = 0
    seats: int = 1
    ask: Callable[[str], Awaitable[bool]] | None = None
    verdicts: dict[Task, str] = field(default_factory=dict)
    returned: set[int] = field(default_factory=set)
    chosen: set[Task] = field(default_factory=set)

    def read(self, message: str, text: str) -> Task | None:
        """Only what falls to this seat."""
        number = _number(text)
        if number is None or number % self.seats != self.seat:
            return None
        for kind, words in (("assign", NOTICES[0]), ("decide", NOTICES[1]), ("doubt", NOTICES[6])):
            if words in text:
                return Task(kind, number, message)
        return None

    def done_words(self, task: Task) -> tuple[str, ...]:
        """Done by this person; which doubt it was, no words tell."""
        done: dict[str, tuple[str, ...]] = {
            "assign": (f"№ {task.number} поручено",),
            "decide": (f"№ {task.number}: согласовано", f"№ {task.number} возвращено"),
            "doubt": (),
        }
        return done[task.kind]

    async def work_on(self, task: Task, screen: Screen | None) -> None:
        """Assign to anybody; approve, or now and then return with a remark."""
        text = screen.text if screen else ""
        if task.kind == "assign":
            await self._assign(task, screen, text)
        elif task.kind == "doubt":
            await self._settle(task, screen)
        elif screen and says(text, f"Что исправить в № {task.number}"):
            self.final = True
            await self.say(screen, f"Назовите срок, замечание {task.notice}")
        else:
            verdict = self._verdict(task)
            self.final = self.final or verdict == "Согласовать"
            await self.open(task, verdict, screen)

    async def _assign(self, task: Task, screen: Screen | None, text: str) -> None:
        """Choose an executor, whoever is proposed: else one would have all the work; then send the plan."""
        if screen and says(text, f"Кому поручить № {task.number}") and _executors(screen):
            self.chosen.add(task)
            await self.press(screen, self.chance.choice(_executors(screen)))
        elif screen and says(text, f"Распределить № {task.number}"):
            ready = task in self.chosen and "Исполнитель: не выбран" not in text
            self.final = ready
            await self.press(screen, "✅ Распределить" if ready else "Исполнитель")
        else:
            await self.open(task, "Распределить", screen)

    def _verdict(self, task: Task) -> str:
        """The first draft of a number is returned now and then."""
        if task not in self.verdicts:
            back = task.number not in self.returned and self.chance.random() < self.mood.returns
            self.returned.add(task.number)
            self.verdicts[task] = "Вернуть" if back else "Согласовать"
        return self.verdicts[task]

    async def _settle(self, task: Task, screen: Screen | None) -> None:
        if screen and "Не ясно, дошло ли это до адресата" in screen.text:
            there = self.ask is not None and await self.ask(self._doubted(task))
            self.final = True
            await self.press(screen, "Оставить как есть" if there else "Отправить ещё раз")
        else:
            await self.open(task, "Решить", screen)

    def _doubted(self, task: Task) -> str:
        """The first line of what may not have arrived: it stands in the notice, after what is asked."""
        return self.phone.screen_of(task.notice).text.partition("\n\n")[2].partition("\n")[0]


@dataclass
class Executor(Worker):
    """Writes answers that carry the resident's mark and a mark of their own."""

    drafts: int = 0
    written: dict[Task, str] = field(default_factory=dict)

    def read(self, message: str, text: str) -> Task | None:
        """New assignments, and what came back."""
        number = _number(text)
        if number is None or not (NOTICES[2] in text or NOTICES[3] in text):
            return None
        return Task("draft", number, message)

    def done_words(self, task: Task) -> tuple[str, ...]:
        """Handed in."""
        return (f"Ответ на № {task.number} ушёл на согласование",)

    def is_done(self, task: Task, text: str) -> bool:
        """Also when the dialog, opened anew, shows that one's own words are there already."""
        own = self.written.get(task)
        there = own is not None and own in text and "новый его заменит" in text
        return there or super().is_done(task, text)

    async def work_on(self, task: Task, screen: Screen | None) -> None:
        """Text, sometimes a photo as proof, the check, sent."""
        text = screen.text if screen else ""
        if screen and says(text, f"Ответ на № {task.number}") and "[" in text:
            await self.say(screen, self._answer(task, text))
        elif screen and "Отправить без фото" in [title for title, _, _ in screen.buttons]:
            await self.press(screen, "Отправить без фото")
        elif screen and "Есть подтверждение?" in text:
            await self._proof(screen)
        elif screen and says(text, f"Так ответ увидит автор (№ {task.number}"):
            self.final = True
            await self.press(screen, "Отправить на согласование")
        else:
            await self.open(task, "Написать ответ", screen)

    def _answer(self, task: Task, question: str) -> str:
        if task not in self.written:
            self.drafts += 1
            mark = re.findall(r"\[([0-9a-f]+-\d+)\]", question)
            self.written[task] = f"Засыпали щебнем [{mark[0]}] (ответ {self.phone.id}-{self.drafts})"
        return self.written[task]

    async def _proof(self, screen: Screen) -> None:
        if screen.find("Готово"):
            await self.press(screen, "Готово")
        elif self.chance.random() < 0.1:
            await self.act(lambda: self.phone.photos(PHOTOS[0]), screen, "photo")
        else:
            await self.press(screen, "Пропустить")


def says(text: str, words: str) -> bool:
    """Whether the words stand in the text, and a number at their end is not the beginning of another."""
    return re.search(re.escape(words) + r"(?!\d)", text) is not None


def _number(text: str) -> int | None:
    found = re.search(r"№ (\d+)", text)
    return int(found[1]) if found else None


def _executors(screen: Screen) -> list[str]:
    """Buttons of people: a name, a unit."""
    return [title for title, _, _ in screen.buttons if " · " in title]
