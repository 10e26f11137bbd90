"""Residents: report, answer what they are asked, rate what they are told, and report again."""

import asyncio
import contextlib
import re
from dataclasses import dataclass, field
from typing import ClassVar, Final

from tests.chaos.errands import DONE_BEFORE, Sight, Task, Way, number_in, skip
from tests.chaos.phone import Screen
from tests.chaos.problems import Problem
from tests.chaos.reporting import Reporter

NOTICES: Final = re.compile(
    r"🛠 Сообщение № \d+ взяли|✅ Ответ на сообщение|🛠 Новости о сообщении|❓ (Уточните|Ждём)"
    r"|🔗 Сообщение № \d+ объединили|Сообщение № \d+ (закрыто|не приняли|\()|📄 Сообщение № \d+"
)
ANSWERED: Final = re.compile(r"✅ Ответ на сообщение")
ENDED: Final = re.compile(r"Сообщение № \d+ (закрыто|не приняли|\()|📄 Сообщение № \d+")
"""Ended without an answer."""

MERGED: Final = re.compile(r"🔗 Сообщение № (\d+) объединили с № (\d+)")
TAKEN_UP: Final = "взяли в работу"
ASKED: Final = "❓ Уточните, пожалуйста"
RECEIPT: Final = re.compile(r"[Сс]ообщение № (\d+) принято|присоединились к сообщению № (\d+)")

JOINS, REPLIES = 0.25, 0.8
JUDGES: Final = (("praise", 0.25), ("blame", 0.4), ("again", 0.5), ("thank", 0.6))
"""How many join a similar message, and answer a question; what they do about an answer."""


async def _reply(resident: "Resident", task: Task, screen: Screen) -> None:
    await resident.say(screen, f"У дома 5, второй подъезд (слова {resident.phone.id} {task.notice})")


async def _again(resident: "Resident", _task: Task, screen: Screen) -> None:
    """It is not solved: a message of its own."""
    problem = resident.problem
    if problem is not None:
        problem.sent += 1
        await resident.say(screen, problem.text)


ADDED: Final = (r"работа по № {n} идёт дальше", r"Добавили к № {n}", r"Спасибо, прочитаем")


@dataclass
class Resident(Reporter):
    """One resident.

    `stays` is at whom their only message is left. Once in a lifetime somebody says that it is not solved.
    """

    NOTICES: ClassVar = NOTICES
    WAYS: ClassVar = {
        "reply": Way(
            ("✍️ Ответить",),
            (Sight(r"^№ {n}\n", _reply), Sight(r"Есть фото или видео\?", skip, last=True)),
            ADDED,
        ),
        "thank": Way(
            ("Открыть обращение",),
            (
                Sight(r"^№ {n}\n", _reply),
                Sight(r"Есть фото или видео\?", skip, last=True),
                Sight(r"^№ {n} · ", "Дополнить"),
            ),
            ADDED,
        ),
        "praise": Way(("5 ⭐",), (), (r"Рады, что помогли",)),
        "blame": Way(("2 ⭐",), (Sight(r"Что было не так\?", _reply, last=True),), (r"Спасибо, учтём",)),
        "again": Way(
            ("Не решено",),
            (
                Sight(r"№ {n}: что осталось\?", _again),
                Sight(r"Есть свежие фото\?", skip, last=True),
            ),
            (r"Повторное сообщение № \d+ принято",),
        ),
    }

    stays: str = ""
    unhappy: bool = False
    problems: list[Problem] = field(default_factory=list)

    @property
    def problem(self) -> Problem | None:
        """The newest one."""
        return self.problems[-1] if self.problems else None

    @property
    def about(self) -> str:
        """The errand, or the problem."""
        return super().about or (self.problem.mark if self.problem else "")

    @property
    def ended(self) -> bool:
        """Everything reported came to its end."""
        return bool(self.problems) and all(problem.ended for problem in self.problems) and not self.tasks

    async def live(self) -> None:
        """Until everything has come to its end and no more is to be reported."""
        while True:
            await self.phone.look()
            self.gather()
            if self.tasks:
                await self.run_errand()
            elif self.problem is None:
                self._next_problem()
            elif not self.ended:
                await self._step()
            elif self.stays or self.mood.closing.is_set():
                return
            else:
                await self._rest()

    async def _rest(self) -> None:
        """Nobody reports all day long."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.mood.closing.wait(), self.chance.uniform(*self.mood.rest))
            return
        self._next_problem()

    def _next_problem(self) -> None:
        joins = self.mood.whole and not self.stays and self.chance.random() < JOINS
        mark = f"{self.phone.id}-{len(self.problems) + 1}"
        self.problems.append(Problem(mark, stays=self.stays, joins=joins))

    def read(self, message: str, text: str) -> None:
        """Answers are known by number or mark, receipts by their order, whatever else is on the phone."""
        number = number_in(text)
        if told := RECEIPT.search(text):
            self.take_receipt(int(told[1] or told[2]))
        elif DONE_BEFORE in text and self.problem is not None and self.problem.given and not self.tasks:
            self.problem.registered = True
        if number is not None and self.NOTICES.match(text):
            problem = self._meant(number, text)
            if problem is not None:
                problem.number, problem.registered = number, True
                self.numbers.add(number)
                self._notice(message, text, problem, number)

    def _notice(self, message: str, text: str, problem: Problem, number: int) -> None:
        """What comes by itself, about a problem of one's own."""
        if merged := MERGED.search(text):
            problem.number = int(merged[2])
            self.numbers.add(problem.number)
        elif ASKED in text and self.chance.random() < REPLIES:
            self.take("reply", number, message)
        elif ANSWERED.match(text) or ENDED.match(text):
            problem.answered = True
            if ANSWERED.match(text) and message not in self.known:
                self._judge(number, message)

    def take_receipt(self, number: int) -> None:
        """A number that was not told before is that of the first problem without one."""
        unknown = [problem for problem in self.problems if problem.given and problem.number is None]
        if number not in self.numbers and unknown:
            self.numbers.add(number)
            unknown[0].number, unknown[0].registered = number, True

    def _meant(self, number: int, text: str) -> Problem | None:
        """Which problem a notice is about: by its mark, its number, or because no other is without one."""
        for problem in self.problems:
            if f"[{problem.mark}]" in text or problem.number == number:
                return problem
        return next((one for one in self.problems if one.given and one.number is None), None)

    def _judge(self, number: int, message: str) -> None:
        """What is done about an answer: often nothing."""
        way = self.chance.random() if self.mood.whole else 1.0
        kind = next((kind for kind, most in JUDGES if way < most), "")
        self.known.add(message)
        if not kind or (kind == "again" and self.unhappy):
            return
        self.tasks.append(Task(kind, number, message))
        if kind == "again":
            self.unhappy = True
            self.problems.append(Problem(f"{self.phone.id}-{len(self.problems) + 1}"))

    async def _step(self) -> None:
        """On with the report; where it is sent, wait for what comes."""
        screen, problem = await self.steady(), self.problem
        self.gather()
        if screen is None or not (screen.buttons or self.phone.keys):
            await self.act(lambda: self.phone.do("start"), screen, "start")
        elif problem is None or problem.registered:
            await self.phone.wait(30.0)
        else:
            await self.answer(screen, problem)
