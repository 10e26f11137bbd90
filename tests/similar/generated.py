"""Messages of a city by the hundred thousand, for measuring: labelled sentences, streets, dates, pleas."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

from core.similar.mentions import mentioned
from tests.similar.labels import pairs, topic_texts

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
YEARS = 4
CENTRE = (55.75, 37.61)
OPENINGS = (
    "Здравствуйте!", "Добрый день.", "Добрый вечер!", "Уважаемая администрация!", "Пишу уже третий раз.", "",
    "Обращаюсь от имени жильцов.", "Подскажите, пожалуйста,", "Сколько можно!", "", "", "",
)  # fmt: skip
CLOSINGS = (
    "Примите меры.", "Прошу разобраться.", "Когда это закончится?", "Звонили в управляющую компанию.",
    "С уважением, жители.", "Дети боятся ходить.", "Прошло уже две недели.", "Заявку подавали дважды.", "",
    "Просьба ответить письменно.", "Диспетчер трубку не берёт.", "Соседний двор в порядке, а мы?", "",
    "Бабушка с палочкой не может пройти.", "Платим исправно каждый месяц.", "Фото приложил.", "", "",
)  # fmt: skip
PEOPLE = (
    "Ленина", "Гагарина", "Кирова", "Пушкина", "Чехова", "Калинина", "Мичурина", "Титова", "Горбунова",
    "Ватутина", "Свердлова", "Фрунзе", "Лермонтова", "Щорса", "Тургенева", "Мира", "Победы", "Труда",
    "Строителей", "Космонавтов",
)  # fmt: skip
FIELDS = (
    "лесная", "садовая", "школьная", "заречная", "полевая", "северная", "южная", "речная", "озёрная",
    "парковая", "весенняя", "солнечная", "цветочная", "рабочая", "зелёная", "восточная", "луговая",
    "набережная", "московская", "заводская",
)  # fmt: skip
BEFORE = ("", "ново", "старо", "верхне", "нижне", "большая ", "малая ")
KINDS = ("ул. {}", "{}", "улица {}", "ул {}", "пер. {}", "проспект {}")
STATES = ("new", "assigned", "on-approval", "rework", "interim", "declined", "closed")
ANSWER = "Здравствуйте! По вашему сообщению проведена проверка, работы будут выполнены до конца месяца."


@dataclass(frozen=True, slots=True)
class Generated:
    """One message as the table keeps it."""

    number: int
    text: str
    topic: str
    address: str | None
    point: tuple[float, float] | None
    state: str
    registered_at: datetime

    def record(self, municipality: str = "demo") -> tuple[Any, ...]:
        """A row for `COLUMNS`."""
        answered = self.state == "answered"
        drafts = f'[{{"number": 1, "text": "{ANSWER}"}}]' if answered else "[]"
        latitude, longitude = self.point or (None, None)
        return (
            *(municipality, f"g{self.number}", f"g{self.number}", self.number, "max-citizen", self.text),
            *(self.topic, self.topic, latitude, longitude, self.address, self.state, drafts),
            *(self.registered_at, 1),
        )


COLUMNS = (
    *("municipality_id", "id", "key", "number", "source", "text"),
    *("topic_id", "topic_title", "latitude", "longitude", "address", "state", "drafts"),
    *("registered_at", "version"),
)


def messages(count: int, seed: int = 7) -> Iterator[Generated]:
    """So many, the oldest first; nearly all are answered, streets are unequally long."""
    chance = random.Random(seed)  # noqa: S311 (nothing secret: the same messages every time)
    said = _said()
    streets = [*PEOPLE, *(f"{before}{field}".capitalize() for before in BEFORE for field in FIELDS)]
    chance.shuffle(streets)
    lengths = list(accumulate(1 / (rank + 3) for rank in range(len(streets))))
    for number in range(1, count + 1):
        topic, sentence = chance.choice(said)
        street = chance.choices(streets, cum_weights=lengths)[0]
        house = f"{chance.randint(1, 140)}{chance.choice(('', '', '', '', 'а', '/2', ' корп. 1'))}"
        address = f"{chance.choice(KINDS).format(street)}, {house}"
        placed = chance.random()
        fresh = number > count - count // 60
        yield Generated(
            number=number,
            text=_text(chance, sentence, f"{street} {house}" if placed < 0.2 else ""),
            topic=topic,
            address=address if placed < 0.7 else None,
            point=_point(chance) if placed > 0.6 else None,
            state=chance.choice(STATES) if fresh else "answered",
            registered_at=NOW - timedelta(days=365 * YEARS) * (1 - number / count),
        )


def _said() -> list[tuple[str, str]]:
    """Sentences of the development parts with their topics; none that names a street."""
    found = [(topics[0], text) for text, topics in topic_texts("development") if topics]
    for pair in pairs("development"):
        found += [(side.topic, side.text) for side in (pair.one, pair.other)]
    return [(topic, text) for topic, text in found if mentioned(text) is None]


def _text(chance: random.Random, sentence: str, address: str) -> str:
    middle = chance.sample(CLOSINGS, chance.choice((0, 1, 1, 2, 3)))
    parts = (chance.choice(OPENINGS), sentence, f"Адрес: {address}." if address else "", *middle)
    return " ".join(part for part in parts if part)


def _point(chance: random.Random) -> tuple[float, float]:
    """Of a city ten kilometres across."""
    return CENTRE[0] + chance.gauss(0, 0.02), CENTRE[1] + chance.gauss(0, 0.035)
