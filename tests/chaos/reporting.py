"""Enrolling and reporting, screen by screen, from the first word to the receipt."""

import re
from abc import abstractmethod
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from tests.chaos.errands import Doer, number_in
from tests.chaos.phone import Screen
from tests.chaos.problems import UNHURRIED, Problem
from tests.e2e.pictures import photo

SIMPLE = {
    "На каком языке": "Русский",
    "нужно ваше согласие": "Согласен",
    "Это ответ на наш вопрос?": "Нет, новое сообщение",
}
"""Screens with one button that is always right, by words on them."""

CHOICES = ("Это об этом?", "К чему это относится?", "Уточните тему")

PHOTOS = tuple(photo(seed, size=(48, 36)) for seed in range(3))

SIMILAR: Final = "Похоже, об этом уже сообщили"

ENGINE = ("Назад", "Отмена", "Пропустить", "Оставить как есть", "Продолжить", "В меню")

MARK: Final = re.compile(r"\[([0-9a-f]+-\d+)\]")
LISTED: Final = "Мои обращения"


@dataclass
class Reporter(Doer):
    """Somebody who reports; how many photos they send is left to the dice unless it is given."""

    photos: int | None = None
    numbers: set[int] = field(default_factory=set)

    @abstractmethod
    def take_receipt(self, number: int) -> None:
        """The problem was registered under a number."""

    async def answer(self, screen: Screen, problem: Problem) -> None:
        """The next thing to do, by the words of the screen."""
        simple = next((title for words, title in SIMPLE.items() if words in screen.text), None)
        if simple is not None:
            await self.press(screen, simple)
            return
        steps: dict[str, Callable[[Screen, Problem], Awaitable[None]]] = {
            "Что случилось?": self._tell,
            **dict.fromkeys(CHOICES, self._choose),
            SIMILAR: self._similar,
            "Где это?": self._place,
            "Есть фото": self._photos,
            "Всё верно?": self._send,
        }
        other = self._look_up if screen.text.startswith(LISTED) else self._begin
        await next((step for words, step in steps.items() if words in screen.text), other)(screen, problem)

    async def _tell(self, screen: Screen, problem: Problem) -> None:
        await self.say(screen, problem.text)

    async def _begin(self, screen: Screen, problem: Problem) -> None:
        """From wherever one is, by the menu; what was sent and not told of is looked for first."""
        sought = problem.given and not problem.looked
        wanted = ("Мои обращения" if sought else "Сообщить о проблеме", "В меню", "‹ Назад")
        title = next((each for each in wanted if screen.find(each) or each in self.phone.keys), "")
        if title:
            await self.press(screen, title)
        else:
            await self.act(lambda: self.phone.do("start"), screen, "start")

    async def _look_up(self, screen: Screen, problem: Problem) -> None:
        """One's own messages, the newest first: one with a new number is the one that was sent."""
        if not problem.given:
            await self._begin(screen, problem)
            return
        listed = [number_in(title) for title, _, _ in screen.buttons if "№" in title]
        fresh = [number for number in listed if number is not None and number not in self.numbers]
        problem.looked = True
        if fresh:
            self.take_receipt(fresh[0])
        else:
            await self._begin(screen, problem)

    async def _similar(self, screen: Screen, problem: Problem) -> None:
        """Join a neighbour who hurries; or it is another matter, or too late."""
        rows = [line for line in screen.text.split("\n") if line.startswith("•") and UNHURRIED not in line]
        open_ = [f"Присоединиться к № {number_in(row)}" for row in rows]
        offered = [title for title in open_ if any(text.endswith(title) for text, _, _ in screen.buttons)]
        problem.joined = problem.joins and bool(offered) and not screen.text.startswith("❗")
        await self.press(screen, offered[0] if problem.joined else "Нет, это другое")

    async def _choose(self, screen: Screen, problem: Problem) -> None:
        titles = [title for title, _, _ in screen.buttons if not any(own in title for own in ENGINE)]
        meant = problem.topics.get(screen.text)
        if meant not in titles:
            meant = self.chance.choice(titles) if titles else "Отмена"
            problem.topics[screen.text] = meant
        await self.press(screen, meant)

    async def _place(self, screen: Screen, problem: Problem) -> None:
        if problem.place is None:
            [problem.place] = self.chance.choices(("address", "point", "none"), (4, 2, 4))
        if problem.place == "address":
            await self.say(screen, "улица Мира, 5")
        elif problem.place == "point":
            await self.act(lambda: self.phone.do("place", {"lat": 53.2, "lon": 45.17}), screen, "place")
        else:
            await self.press(screen, "Пропустить")

    async def _photos(self, screen: Screen, _problem: Problem) -> None:
        if screen.find("Готово"):
            await self.press(screen, "Готово")
        elif count := self._count():
            await self.act(lambda: self.phone.photos(*PHOTOS[:count]), screen, "photos")
        else:
            await self.press(screen, "Пропустить")

    def _count(self) -> int:
        return self.chance.choice((0,) * 16 + (1, 1, 2)) if self.photos is None else self.photos

    async def _send(self, screen: Screen, problem: Problem) -> None:
        if any(not mark.startswith(self.phone.id) for mark in MARK.findall(screen.text)):
            raise AssertionError(
                f"{self.phone.name} is asked to confirm somebody else's words: {screen.text}"
            )
        if f"[{problem.mark}]" not in screen.text:  # an address said twice, the second time at the menu
            await self.press(screen, "Отмена")
            return

        async def send() -> bool:
            pressed = await self.phone.press(screen, "Отправить")
            problem.sent, problem.looked = problem.sent + pressed, False
            return pressed

        await self.act(send, screen, "send")
