"""Residents: enrol, report a problem whose text is unique, wait for its answer, perhaps report another."""

import asyncio
import contextlib
import re
from dataclasses import dataclass, field

from tests.chaos.person import Person
from tests.chaos.phone import Screen
from tests.e2e.pictures import photo

ANSWERED = "Ответ на сообщение"
TAKEN_UP = "взяли в работу"
ENGINE = ("Назад", "Отмена", "Пропустить", "Оставить как есть", "Продолжить", "В меню")
SIMPLE = {
    "На каком языке": "Русский",
    "нужно ваше согласие": "Согласен",
    "Похоже, об этом уже сообщили": "Нет, это другое",
}
"""Screens with one button that is always right, by words on them."""

CHOICES = ("Это об этом?", "К чему это относится?", "Уточните тему")
PHOTOS = tuple(photo(seed, size=(48, 36)) for seed in range(3))


@dataclass
class Problem:
    """What a resident reports: `mark` is unique and stands in the text; `sent` counts presses on "send".

    Where it is and which topic was meant are made up once: whoever waits for an answer does not change
    their mind, or the words for this question would answer the next one.
    """

    mark: str
    sent: int = 0
    registered: bool = False
    answered: bool = False
    place: str | None = None
    topics: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """As it is written."""
        return f"Яма на дороге, проехать нельзя [{self.mark}]"


@dataclass
class Resident(Person):
    """One resident; how many photos they send is left to the dice unless it is given."""

    photos: int | None = None
    problems: list[Problem] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)

    @property
    def problem(self) -> Problem | None:
        """The one that is under way."""
        return self.problems[-1] if self.problems else None

    @property
    def about(self) -> str:
        """The problem."""
        return self.problem.mark if self.problem else ""

    @property
    def ended(self) -> bool:
        """Everything reported was answered."""
        return bool(self.problems) and all(problem.answered for problem in self.problems)

    async def live(self) -> None:
        """Until everything is answered and no more is to be reported."""
        while True:
            await self.phone.look()
            self._hear()
            if self.problem is None:
                self._next_problem()
            elif self.ended and not self.mood.closing.is_set():
                await self._rest()
                if not self.mood.closing.is_set():
                    self._next_problem()
            elif self.ended:
                return
            await self._step()

    async def _rest(self) -> None:
        """Nobody reports all day long."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.mood.closing.wait(), self.chance.uniform(3, 20))

    def _next_problem(self) -> None:
        mark = f"{self.phone.id}-{len(self.problems) + 1}"
        self.problems.append(Problem(mark))

    def _hear(self) -> None:
        """Answers are recognised by the mark, receipts by their order, whatever else stands on the phone."""
        for _, text in self.phone.heard:
            if ANSWERED in text:
                for problem in self.problems:
                    problem.answered |= f"[{problem.mark}]" in text
            elif self.problem is not None and self.problem.sent:
                self.problem.registered |= self._is_receipt(text)
        self.phone.heard.clear()
        for problem in self.problems:
            problem.registered |= problem.answered

    async def _step(self) -> None:
        screen, problem = await self.steady(ANSWERED, TAKEN_UP), self.problem
        self._hear()
        if screen is None or not (screen.buttons or self.phone.keys):
            await self.act(lambda: self.phone.do("start"), screen, "start")
            return
        if problem is None or problem.registered:
            await self.phone.wait(1.0 if self.ended else 30.0)
            return
        await self._answer(screen, problem)

    def _is_receipt(self, text: str) -> bool:
        """A number that was not told before, or told that it is done already."""
        told = re.search(r"Сообщение № (\d+) принято", text)
        if told is not None and told[1] not in self.numbers:
            self.numbers.add(told[1])
            return True
        return "уже сделано" in text

    async def _answer(self, screen: Screen, problem: Problem) -> None:
        """The next thing to do, by the words of the screen."""
        text = screen.text
        simple = next((title for words, title in SIMPLE.items() if words in text), None)
        if simple is not None:
            await self.press(screen, simple)
        elif "Что случилось?" in text:
            await self.say(screen, problem.text)
        elif any(words in text for words in CHOICES):
            await self.press(screen, self._topic(screen, problem))
        elif "Где это?" in text:
            await self._place(screen, problem)
        elif "Есть фото" in text:
            await self._photos(screen)
        elif "Всё верно?" in text:
            await self._send(screen, problem)
        else:
            await self.press(screen, "Сообщить о проблеме")

    def _topic(self, screen: Screen, problem: Problem) -> str:
        titles = [title for title, _, _ in screen.buttons if not any(own in title for own in ENGINE)]
        meant = problem.topics.get(screen.text)
        if meant not in titles:
            meant = self.chance.choice(titles) if titles else "Отмена"
            problem.topics[screen.text] = meant
        return meant

    async def _place(self, screen: Screen, problem: Problem) -> None:
        if problem.place is None:
            [problem.place] = self.chance.choices(("address", "point", "none"), (4, 2, 4))
        if problem.place == "address":
            await self.say(screen, "улица Мира, 5")
        elif problem.place == "point":
            await self.act(lambda: self.phone.do("place", {"lat": 53.2, "lon": 45.17}), screen, "place")
        else:
            await self.press(screen, "Пропустить")

    async def _photos(self, screen: Screen) -> None:
        if screen.find("Готово"):
            await self.press(screen, "Готово")
        elif count := self._count():
            await self.act(lambda: self.phone.photos(*PHOTOS[:count]), screen, "photos")
        else:
            await self.press(screen, "Пропустить")

    def _count(self) -> int:
        return self.chance.choice((0,) * 16 + (1, 1, 2)) if self.photos is None else self.photos

    async def _send(self, screen: Screen, problem: Problem) -> None:
        if f"[{problem.mark}]" not in screen.text:
            raise AssertionError(
                f"{self.phone.name} is asked to confirm somebody else's words: {screen.text}"
            )

        async def send() -> None:
            problem.sent += await self.phone.press(screen, "Отправить")

        await self.act(send, screen, "send")
