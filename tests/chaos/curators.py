"""Curators: they route, decide, ask, decline, merge, and settle doubts."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import ClassVar, Final

from tests.chaos.errands import CARD, CLOSED, MORE, Sight, Task, Way, number_in, skip, take_first
from tests.chaos.phone import Screen
from tests.chaos.problems import UNHURRIED, left_to
from tests.chaos.staff import Worker

NEW, BACK, DRAFT = "Новое сообщение №", "вернули: не по адресу", "на согласование: №"
DOUBT, DISCONTENT, MISSED = "Не ясно, дошло ли сообщение", "👎", "🔴"

RARE: Final = {5: "ask", 8: "merge", 11: "decline", 14: "repeat", 17: "redirect"}
ROUND: Final = 18
"""What else than routing becomes of some of every so many messages, by their numbers."""

CHANGED: Final = {"Соисполнители": 4, "Важность": 7, "Срок": 6}
"""What is changed on the triage screen, of every so many."""


async def _settle(curator: "Curator", _task: Task, screen: Screen) -> None:
    """Ask whoever it was for."""
    there = curator.ask is not None and await curator.ask(screen.text)
    curator.final = True
    await curator.press(screen, "Оставить как есть" if there else "Отправить ещё раз")


async def _name_one(curator: "Curator", task: Task, screen: Screen) -> None:
    """Anybody of those who are shown: a name, a unit."""
    curator.planned.setdefault(task, set()).add("Исполнитель")
    people = [title for title, _, _ in screen.buttons if " · " in title]
    if people and curator.named.get(task) not in people:
        curator.named[task] = curator.chance.choice(people)
    if people:
        await curator.press(screen, curator.named[task])
    else:
        await curator.phone.wait(1.0)


async def _name_first(curator: "Curator", task: Task, screen: Screen) -> None:
    """One gives a part, then it is enough."""
    curator.planned.setdefault(task, set()).add("Соисполнители")
    titles = [title for title, _, _ in screen.buttons]
    ticked = any(title.startswith("1.") for title in titles)
    people = [title for title in titles if " · " in title]
    await curator.press(screen, "Готово" if ticked or not people else people[task.number % len(people)])


async def _weigh(curator: "Curator", task: Task, screen: Screen) -> None:
    curator.planned.setdefault(task, set()).add("Важность")
    await curator.press(screen, "высокая")


async def _shorten(curator: "Curator", task: Task, screen: Screen) -> None:
    curator.planned.setdefault(task, set()).add("Срок")
    await curator.press(screen, "рабочих часа")


async def _plan(curator: "Curator", task: Task, screen: Screen) -> None:
    """Change what is to be changed, then send it."""
    done = curator.planned.get(task, set())
    changes = [title for title in curator.changes(task) if title not in done]
    if not changes and "Исполнитель: не выбран" in screen.text:
        changes = ["Исполнитель"]
    curator.final = not changes
    await curator.press(screen, changes[0] if changes else "✅ Распределить")


async def _remark(curator: "Curator", task: Task, screen: Screen) -> None:
    await curator.say(screen, f"Назовите срок, замечание {task.notice}")


async def _question(curator: "Curator", task: Task, screen: Screen) -> None:
    await curator.say(screen, f"Уточните, у какого дома (вопрос к № {task.number})")


async def _merge(curator: "Curator", _task: Task, screen: Screen) -> None:
    """Not with one that nobody hurries with: its answer may never come; nor with what was just ended."""
    if UNHURRIED in screen.text or screen.text.startswith("❗"):
        curator.unable = True
        await curator.press(screen, "Отмена")
    else:
        await curator.press(screen, "🔗 Объединить")


def _from_card(title: str, *sights: Sight, done: str, then: str = "", instead: str = "assign") -> Way:
    """What is done from the second page of a card."""
    pages = (Sight(MORE, _or_not(title)), Sight(CARD, _or_not("Ещё…")))
    return Way(("Открыть",), (*sights, *pages), (done, CLOSED), then, instead)


def _or_not(title: str) -> Callable[["Curator", Task, Screen], Awaitable[None]]:
    """Press it; where it is not offered, this cannot be done."""

    async def press(person: "Curator", _task: Task, screen: Screen) -> None:
        person.unable = screen.find(title) is None
        if not person.unable:
            await person.press(screen, title)

    return press


PLANNING: Final = (
    Sight(r"Кому поручить № {n}", _name_one),
    Sight(r"Кто сначала даст свою часть", _name_first),
    Sight(r"Насколько это важно", _weigh),
    Sight(r"Какой срок ответа", _shorten),
    Sight(r"Распределить № {n}", _plan),
)
ROUTED: Final = (r"№ {n} поручено", CLOSED)


@dataclass
class Curator(Worker):
    """One of several, who share the incidents by number; asks the resident before sending once more."""

    WAYS: ClassVar = {
        "assign": Way(("Распределить",), PLANNING, ROUTED),
        "at once": Way(("Назначить сразу",), PLANNING, ROUTED),
        "reroute": Way(("Сменить исполнителя",), PLANNING, ROUTED),
        "approve": Way(("Согласовать",), (), (r"№ {n}: согласовано",)),
        "return": Way(
            ("Вернуть",), (Sight(r"Что исправить в № {n}", _remark, last=True),), (r"№ {n} возвращено",)
        ),
        "doubt": Way(("Решить",), (Sight(r"Не ясно, дошло ли это до адресата", _settle),)),
        "status": Way(("Как дела?",), (), (r"№ {n}: спросили исполнителя", CLOSED)),
        "ask": _from_card(
            "❓ Спросить автора",
            Sight(r"Что спросить у автора № {n}", _question),
            Sight(r"Вопрос уйдёт автору сразу \(№ {n}", "Спросить", last=True),
            done=r"Вопрос по № {n} ушёл автору",
            then="assign",
        ),
        "repeat": _from_card(
            "🔁 Это повтор",
            Sight(r"Какой вопрос повторяет № {n}", take_first),
            Sight(r"№ {n} — повтор", "🔁 Да, это повтор", last=True),
            done=r"№ {n} отмечено как повтор",
            then="assign",
        ),
        "merge": _from_card(
            "🔗 Объединить с другим",
            Sight(r"С каким сообщением объединить № {n}", take_first),
            Sight(r"Объединить № {n} с №", _merge, last=True),
            done=r"№ {n} объединено с",
        ),
        "decline": _from_card(
            "🚫 Отклонить",
            Sight(r"Почему отклонить № {n}", "брань или оскорбления"),
            Sight(r"Добавить пояснение", skip),
            Sight(r"Отклонить № {n}\?", "🚫 Да, отклонить", last=True),
            done=r"№ {n} отклонено",
        ),
        "redirect": _from_card(
            "📮 Это обращение по 59-ФЗ",
            Sight(r"№ {n} — официальное обращение", "📮 Да, перенаправить", last=True),
            done=r"№ {n} перенаправлено",
        ),
        "grade": Way(
            ("Открыть",),
            (Sight(r"Как хорош ответ на № {n}", "3", last=True), Sight(CARD, _or_not("Оценить ответ"))),
            (r"Оценка ответа на № {n} записана",),
        ),
    }

    seat: int = 0
    seats: int = 1
    ask: Callable[[str], Awaitable[bool]] | None = None
    planned: dict[Task, set[str]] = field(default_factory=dict)
    named: dict[Task, str] = field(default_factory=dict)
    returned: set[int] = field(default_factory=set)

    def read(self, message: str, text: str) -> None:
        """Only what falls to this seat."""
        number = number_in(text)
        if message in self.known or number is None or number % self.seats != self.seat:
            return
        if kind := self._asked(message, text, number):
            self.take(kind, number, message)

    def changes(self, task: Task) -> list[str]:
        """What this curator sets at triage, besides what the message itself speaks for."""
        whole = self.mood.whole and task.kind == "assign"
        return [
            "Исполнитель",
            *(title for title, every in CHANGED.items() if whole and task.number % every == 1),
        ]

    def _asked(self, message: str, text: str, number: int) -> str:
        """What a notice asks for; nothing for most."""
        if DOUBT in text:
            return "doubt"
        if NEW in text:
            return self._first(message, text, number)
        if BACK in text:
            return "assign"
        if DRAFT in text:
            return "" if left_to(text, "согласование") else self._verdict(number)
        if DISCONTENT in text:
            return "grade"
        return self._pressing(message) if text.startswith(MISSED) and UNHURRIED not in text else ""

    def _first(self, message: str, text: str, number: int) -> str:
        """Mostly it is routed; now and then as proposed, with one press."""
        if left_to(text, "куратор"):
            return ""
        whole = self.mood.whole and UNHURRIED not in text
        rare = RARE.get(number % ROUND, "") if whole else ""
        if rare or not whole or self.chance.random() < 0.7:
            return rare or "assign"
        return "at once" if self.phone.screen_of(message).find("Назначить сразу") else "assign"

    def _verdict(self, number: int) -> str:
        """The first draft of a number is returned now and then."""
        back = number not in self.returned and self.chance.random() < self.mood.returns
        self.returned.add(number)
        return "return" if back else "approve"

    def _pressing(self, message: str) -> str:
        """What is late is asked about, or given to somebody else; mostly it is waited for."""
        notice, way = self.phone.screen_of(message), self.chance.random()
        if way < 0.1 and notice.find("Сменить исполнителя"):
            return "reroute"
        return "status" if way < 0.3 and notice.find("Как дела?") else ""
