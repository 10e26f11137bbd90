"""What people do again and again in stories: report, route, draft, return, approve."""

import re
from typing import Final

from tests.e2e.city import City, Phone
from tests.e2e.person import Person

PROPOSED: Final = "Это об этом"
SIMILAR: Final = "Похоже, об этом уже сообщили"


async def resident(city: City, messenger: str, name: str) -> Phone:
    """A resident who has just agreed to the processing of personal data."""
    phone = await city.phone(messenger, "citizen", name=name)
    await phone.start()
    await phone.press("Русский")
    await phone.press("Согласен")
    await phone.sees("Заметили проблему")
    return phone


async def describe(phone: Person, text: str, topic: str, place: str) -> str:
    """Type a problem at the menu, take the proposed topic, type the place; what the bot says then."""
    await phone.say(text)
    await phone.told(PROPOSED)
    await phone.press(topic)
    await phone.told("Где это")
    await phone.say(place)
    return await phone.told(f"Есть фото|{SIMILAR}")


async def report(
    phone: Person, text: str, *, topic: str = "Яма на дороге", place: str = "улица Мира, 5"
) -> str:
    """Report a problem without a photo; the register number as shown."""
    await describe(phone, text, topic, place)
    await phone.press("Пропустить")
    await phone.told("Всё верно")
    await phone.press("Отправить")
    return number_in(await phone.told(r"[Сс]ообщение № \d+ принято"))


def number_in(told: str) -> str:
    """The first register number in words of the bot."""
    found = re.search(r"№ (\d+)", told)
    assert found is not None, told
    return found[1]


async def triage(curator: Person, number: str) -> str:
    """Open the triage screen from the newest notice about the message; what stands on it."""
    await curator.press("Распределить", under=rf"№ {number}\b(?!.*поручено)")
    return await curator.told(f"Распределить № {number}")


async def route(curator: Person, number: str, executor: str = "", *before: str) -> None:
    """Route from the notice: to whom the topic speaks for, or to this one, after these co-executors."""
    await triage(curator, number)
    if executor:
        await curator.press("Исполнитель")
        await curator.told(f"Кому поручить № {number}")
        await curator.press(executor)
        await curator.told(f"Распределить № {number}.*{executor}")
    if before:
        await curator.press("Соисполнители")
        await curator.told("Кто сначала даст свою часть")
        for name in before:
            await curator.press(name)
        await curator.press("Готово")
        await curator.told("Исполнители по порядку")
    await curator.press("✅ Распределить")
    await curator.told(f"№ {number} поручено")


async def draft(executor: Person, number: str, text: str) -> None:
    """Write an answer without a photo, from the newest notice about the message, and hand it in."""
    await executor.press("Написать ответ", under=rf"№ {number}\b")
    await executor.told(f"Ответ на № {number}")
    await executor.say(text)
    await executor.told("Есть подтверждение")
    await executor.press("Пропустить")
    await executor.told("Так ответ увидит автор")
    await executor.press("Отправить на согласование")
    await executor.told("ушёл на согласование")


async def return_draft(curator: Person, number: str, remark: str) -> str:
    """Return the newest draft with a remark; what the bot said of the time that is left."""
    await curator.press("Вернуть", under=rf"на согласование: № {number}\b")
    asked = await curator.told(f"Что исправить в № {number}")
    await curator.say(remark)
    await curator.told("возвращено на доработку")
    return asked


async def approve(curator: Person, number: str) -> None:
    """Approve the newest draft of the message."""
    await curator.press("✅ Согласовать", under=rf"на согласование: № {number}\b")
    await curator.told(f"№ {number}: согласовано")


async def answer(curator: Person, executor: Person, number: str, text: str) -> None:
    """From the draft to the answer that is out, without a return."""
    await draft(executor, number, text)
    await curator.sees(rf"на согласование: № {number}\b.*{re.escape(text)}")
    await approve(curator, number)


async def to_menu(*phones: Person) -> None:
    """Leave whatever is open."""
    for phone in phones:
        await phone.say("/menu")
