"""Staff: they sign in, and from then on they do what notices bring."""

import re
from dataclasses import dataclass
from typing import ClassVar, Final

from tests.chaos.errands import Doer

NOTICES: Final = re.compile(
    r"🆕 Новое сообщение|🛠 (Вам поручено|Ваша очередь|Вашему подразделению)|↩️ № \d+ (вернули|осталось)"
    r"|👀 .*на согласование: №|↩️ Ответ на № \d+ вернули|✅ .* на № \d+ \(|✅ Вопрос по № \d+ \("
    r"|✅ .*можно публиковать|💬 Житель|💬 Как идут дела|❔ Как идут|№ \d+ \(|🔁 № \d+ \(|👎 Оценка"
    r"|⚠️ (Не ясно, дошло ли сообщение|Сообщение не доставлено)|📭|‼️ Общественно|🚨 Угрозы|⏰|🔴|📅|📈"
)
OVER: Final = (
    "Исполнитель уже назначен",
    "уже отправлен",
    "уже на согласовании",
    "Ответ на согласовании",
    "решение уже приняли",
    "новый вариант",
    "поручено не вам",
    "Отправляем ещё раз",
    "оставили как есть",
    "уже разобрались",
    "Сообщение сейчас у куратора",
    "Ответ уже согласован",
    "Это сообщение отклонено",
    "Это обращение по 59-ФЗ",
    "Это сообщение закрыто",
    "Это сообщение объединили",
    "Сначала свои части",
    "Ваша часть не нужна",
    "Автору уже задан вопрос",
    "Промежуточный ответ уже дан",
    "Исполнителя пока нет",
)
"""Somebody was quicker, or it is over: told without a number."""


@dataclass
class Worker(Doer):
    """A member of staff."""

    NOTICES: ClassVar = NOTICES
    OVER: ClassVar = OVER

    async def live(self, code: str) -> None:
        """Sign in, then work for as long as the campaign goes on."""
        while True:
            await self.phone.look()
            screen = self.newest()
            if screen is not None and "Введите код" not in screen.text:
                break
            await self.act(lambda: self.phone.do("start", {"payload": code}), screen, "start")
        while True:
            self.gather()
            if self.tasks:
                await self.run_errand()
            else:
                await self.phone.wait(5.0)
                await self.phone.look()


@dataclass
class Head(Worker):
    """Reads what comes up the ladder, and leaves the work to others."""

    def read(self, message: str, text: str) -> None:
        """Nothing has to be done about it."""
