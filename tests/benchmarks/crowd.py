"""People who use our bot as a person does: they press the buttons it shows and write what it asks for."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.town import Town

AT_ONCE = 8
"""So many people act at the same time."""

PROBLEM = "Это продолжается второй месяц, просим наконец прийти и посмотреть"
"""Words that propose no topic, so that the way goes by sector and topic, as in the reference."""

HOLE = "Глубокая яма на дороге у дома, машины объезжают её"
"""Words that propose a topic, and that are like each other."""

SECTOR, TOPIC, SKIP, SEND = "Дороги", "", "Пропустить", "Отправить"
BACK = "Назад"
ALIKE, OTHER = "уже сообщили", "другое"
ACCEPTED = "принято"

Act = Callable[[int], Awaitable[None]]


async def together(act: Act, people: Sequence[int], at_once: int = AT_ONCE) -> int:
    """Everybody does it, `at_once` at a time; how many they were."""
    waiting = iter(people)

    async def lane() -> None:
        for user in waiting:
            await act(user)

    await asyncio.gather(*(lane() for _ in range(at_once)))
    return len(people)


@dataclass(frozen=True, slots=True)
class Crowd:
    """People of one messenger before our bot at `url`, whose webhooks carry `secret`."""

    town: Town
    messenger: str
    url: str
    secret: str
    people: Sequence[int]

    async def all(self, *acts: Act) -> int:
        """Everybody does these things one after another; how many turns that was."""
        return sum([await together(act, self.people) for act in acts])

    async def press(self, user: int, title: str) -> None:
        """Press the button whose title contains this, or type the label of the phone's keyboard."""
        chat = self.town.chat(user)
        if chat.labels:
            await self.say(user, next(label for label in chat.labels if title in label))
            return
        await self.push_button(user, chat.data(title))

    async def push_button(self, user: int, data: str) -> None:
        """Press the button that carries this data."""
        message = self.town.chat(user).message
        updates = self.town.updates
        made = updates.telegram_press if self.messenger == "telegram" else updates.max_press
        await self._push(user, made(user, message, data))

    async def say(self, user: int, text: str) -> None:
        """Write."""
        updates = self.town.updates
        made = updates.telegram_say if self.messenger == "telegram" else updates.max_say
        await self._push(user, made(user, text))

    async def _push(self, user: int, update: dict[str, Any]) -> None:
        """Until the webhook is answered and the person sees something new."""
        chat = self.town.chat(user)
        before = chat.shown
        await self.town.push(self.url, update, self.secret)
        if chat.shown <= before:
            await chat.seen(before)

    async def arrive(self, user: int) -> None:
        """Start, choose a language, agree."""
        await self.say(user, "/start")
        await self.press(user, "Русский")
        await self.press(user, "Согласен")

    async def write(self, user: int) -> None:
        """Describe a problem at the menu: the bot asks for the sector."""
        await self.say(user, PROBLEM)

    async def report_hole(self, user: int) -> None:
        """Describe what proposes its topic: the bot asks whether it is that."""
        await self.say(user, HOLE)

    async def choose(self, user: int) -> None:
        """Choose the sector: the bot asks for the topic."""
        await self.press(user, SECTOR)

    async def unchoose(self, user: int) -> None:
        """Back to the sector."""
        await self.press(user, BACK)

    async def topic(self, user: int) -> None:
        """Choose the first topic: the bot asks for the place."""
        await self.press(user, TOPIC)

    async def skip(self, user: int) -> None:
        """Neither place nor photo; it is another matter than what they wrote before."""
        await self.leave_out(user)
        if ALIKE in self.town.chat(user).text:
            await self.press(user, OTHER)

    async def leave_out(self, user: int) -> None:
        """Neither place nor photo: the bot asks for the next thing, or shows what others wrote."""
        await self.press(user, SKIP)

    async def send(self, user: int) -> None:
        """Confirm on the check page; raises when the bot does not say that it is accepted."""
        await self.press(user, SEND)
        shown = self.town.chat(user).text
        if ACCEPTED not in shown:
            raise AssertionError(f"not accepted: {shown!r}")

    @property
    def to_check(self) -> tuple[Act, ...]:
        """What leads from the topic to the check page."""
        return (self.topic, self.skip, self.skip)
