"""Executors: they answer, give their part, ask, send news, return what is not theirs, tell how things are."""

import re
from dataclasses import dataclass, field
from typing import ClassVar, Final

from tests.chaos.errands import CARD, CLOSED, MORE, Sight, Task, Way, number_in, shows, skip
from tests.chaos.phone import Screen
from tests.chaos.problems import UNHURRIED, left_to
from tests.chaos.reporting import PHOTOS
from tests.chaos.staff import Worker

MINE, TURN, RETURNED = "Вам поручено №", "Ваша очередь: №", "вернули на доработку"
REPLIED, NEWS_OUT = "Житель ответил на вопрос: №", "Промежуточный ответ на №"
ASKED, DIGEST, SIGNS = "❔ Как идут дела: №", "Пока вас не беспокоили", ("⏰", "🔴")
SEND: Final = "Отправить на согласование"

RARE: Final = {1: "give-back", 2: "question", 3: "interim"}
ROUND: Final = 8
"""What becomes of some of every so many messages before they are answered, by their numbers."""

LAZY: Final = 5
"""Every so many are put off until somebody asks for them."""


async def _say(executor: "Executor", task: Task, screen: Screen) -> None:
    await executor.say(screen, executor.words(task, screen.text))


async def _proof(executor: "Executor", _task: Task, screen: Screen) -> None:
    """Now and then a photo."""
    if screen.find("Готово"):
        await executor.press(screen, "Готово")
    elif executor.chance.random() < 0.1:
        await executor.act(lambda: executor.phone.photos(PHOTOS[0]), screen, "photo")
    else:
        await executor.press(screen, "Пропустить")


async def _write(executor: "Executor", _task: Task, screen: Screen) -> None:
    """From a card: the answer, or a new version of it; what is somebody else's has neither."""
    titles = [title for title in ("Написать ответ", "Новый вариант ответа") if screen.find(title)]
    executor.unable = not titles
    if titles:
        await executor.press(screen, titles[0])


async def _further(executor: "Executor", _task: Task, screen: Screen) -> None:
    executor.unable = screen.find("Ещё…") is None
    if not executor.unable:
        await executor.press(screen, "Ещё…")


async def _interim(executor: "Executor", _task: Task, screen: Screen) -> None:
    executor.unable = screen.find("Промежуточный ответ") is None
    if not executor.unable:
        await executor.press(screen, "🕓 Промежуточный ответ")


async def _question(executor: "Executor", _task: Task, screen: Screen) -> None:
    executor.unable = screen.find("Спросить автора") is None
    if not executor.unable:
        await executor.press(screen, "❓ Спросить автора")


async def _tell(executor: "Executor", _task: Task, screen: Screen) -> None:
    """The first thing that is offered; what that is hangs on whose turn it is."""
    if screen.buttons:
        await executor.press(screen, screen.buttons[0][0])
    else:
        await executor.phone.wait(1.0)


@dataclass
class Executor(Worker):
    """Writes answers that carry the resident's mark and a mark of their own."""

    WAYS: ClassVar = {
        "draft": Way(
            ("Написать ответ", "Открыть"),
            (
                Sight(r"Так ответ увидит автор \(№ {n}", SEND, last=True),
                Sight(r"Уже есть фото", "Отправить без фото"),
                Sight(r"Есть подтверждение\?", _proof),
                Sight(r"Ответ на № {n} · (.|\n)*\[", _say),
                Sight(CARD, _write),
            ),
            (r"Ответ на № {n} ушёл на согласование", CLOSED),
        ),
        "interim": Way(
            ("Открыть",),
            (
                Sight(r"Так промежуточный ответ увидит автор \(№ {n}", SEND, last=True),
                Sight(r"Есть фото или видео\?", skip),
                Sight(r"Промежуточный ответ на № {n} · (.|\n)*\[", _say),
                Sight(MORE, _interim),
                Sight(CARD, _further),
            ),
            (r"Промежуточный ответ на № {n} ушёл на согласование", CLOSED),
            instead="draft",
        ),
        "question": Way(
            ("Открыть",),
            (
                Sight(r"Так вопрос увидит автор \(№ {n}", SEND, last=True),
                Sight(r"Что уточнить у автора № {n}", _say),
                Sight(MORE, _question),
                Sight(CARD, _further),
            ),
            (r"Вопрос по № {n} ушёл на согласование", CLOSED),
            instead="draft",
        ),
        "contribute": Way(
            ("Написать свою часть",),
            (
                Sight(r"Ваша часть для № {n} · ", _say),
                Sight(r"Есть фото или видео\?", skip),
                Sight(r"Ваша часть для № {n}", "Передать дальше", last=True),
            ),
            (r"Часть для № {n} передана следующему", CLOSED),
        ),
        "give-back": Way(
            ("Это не моё",),
            (Sight(r"Почему № {n} не ваше", "Не наши полномочия", last=True),),
            (r"№ {n} вернулось куратору", CLOSED),
            instead="draft",
        ),
        "status": Way(
            ("✍️ Ответить",),
            (Sight(r"Как дела с № {n}\?", _tell, last=True),),
            (r"узнали, как дела с № {n}", CLOSED),
        ),
    }

    written: dict[Task, str] = field(default_factory=dict)
    later: list[Task] = field(default_factory=list)
    seen_before: set[int] = field(default_factory=set)

    def is_done(self, task: Task, text: str) -> bool:
        """Also when the dialog, opened anew, shows that one's own words are there already."""
        own = self.written.get(task)
        there = own is not None and own in text and "новый его заменит" in text
        return there or super().is_done(task, text)

    def gather(self) -> None:
        """In the quiet everything is done that was put off."""
        super().gather()
        if self.mood.calm.is_set():
            self.wake()

    def wake(self, number: int | None = None) -> None:
        """Take up what was put off: about this number, or all of it."""
        due = [task for task in self.later if number is None or task.number == number]
        self.later = [task for task in self.later if task not in due]
        self.tasks += due

    def read(self, message: str, text: str) -> None:
        """New assignments, what came back, and what somebody waits for."""
        number = number_in(text)
        if text.startswith(SIGNS) or ASKED in text:
            self.wake(None if DIGEST in text else number)
        if message in self.known or number is None:
            return
        kind = self._asked(text, number)
        if not kind or left_to(text, "исполнитель"):
            return
        if REPLIED in text and any(task.number == number for task in self.later):
            self.known.add(message)
            self.wake(number)
            return
        self.take(kind, number, message)
        if self.mood.whole and kind == "draft" and MINE in text and number % LAZY == 0:
            self.later.append(self.tasks.pop())

    async def run_errand(self) -> None:
        """Whoever asked waits for the reply, as long as anything can wait: not everybody replies."""
        asked = self.tasks[0]
        await super().run_errand()
        if asked.kind == "question" and not any(task.number == asked.number for task in self.tasks):
            self.later.append(Task("draft", asked.number, asked.notice))

    def words(self, task: Task, question: str) -> str:
        """What is written for an errand: the same however often the bot asks."""
        if task not in self.written:
            mark = (*re.findall(r"\[([0-9a-f]+-\d+)\]", question), "?")[0]
            said = {
                "draft": "Засыпали щебнем [{}] (ответ {})",
                "interim": "Щебень заказан [{}] (новости {})",
                "question": "Где именно яма [{}]? (вопрос {})",
                "contribute": "Щебень есть [{}] (часть {})",
            }[task.kind]
            self.written[task] = said.format(mark, f"{self.phone.id}-{len(self.written) + 1}")
        return self.written[task]

    def _asked(self, text: str, number: int) -> str:
        """What a notice asks for; nothing for most."""
        if ASKED in text:
            return "status"
        if "Напишите свою часть" in text and (MINE in text or TURN in text):
            return "contribute"
        if MINE in text:
            return self._first(text, number)
        if RETURNED in text or TURN in text or REPLIED in text:
            return "draft"
        return "draft" if shows(text, r"Промежуточный ответ на № {n} .*отправлен жителю", number) else ""

    def _first(self, text: str, number: int) -> str:
        """What becomes of a new assignment: once it is something else than an answer, perhaps."""
        fresh = number not in self.seen_before and self.mood.whole and UNHURRIED not in text
        self.seen_before.add(number)
        rare = RARE.get(number % ROUND, "") if fresh else ""
        return "draft" if rare == "give-back" and self.chance.random() < 0.4 else rare or "draft"
