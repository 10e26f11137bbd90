"""The scenes of the main story, played by hands on the sandbox page; each ends where there is most to see."""

import re

from playwright.async_api import Page, expect

from tests.e2e.acts import number_in
from tests.e2e.hands import PATIENCE, Hand

POTHOLE = "Глубокая яма у перехода: вчера двое пробили колёса, объехать нельзя."
FIRST_ANSWER = "Яму засыпали щебнем, проезд безопасен."
REMARK = "Назовите день, когда положат асфальт."
SECOND_ANSWER = "Яму засыпали щебнем, проезд безопасен. Асфальт положим до пятницы."


async def enrol(resident: Hand) -> None:
    """A resident starts the bot, chooses Russian and agrees."""
    await resident.start()
    await resident.press("Русский")
    await resident.sees("согласие на обработку персональных данных")
    await resident.press("Согласен")
    await resident.sees("Заметили проблему")


async def fill_in(resident: Hand) -> None:
    """A report with a place from the map and two photos, up to its check page."""
    await resident.press("Сообщить о проблеме")
    await resident.told("Что случилось")
    await resident.say(POTHOLE)
    await resident.told("Это об этом")
    await resident.press("Яма на дороге")
    await resident.told("Где это")
    await resident.place("Двор на улице Мира")
    await resident.told("Есть фото или видео")
    await resident.photos("Яма на дороге", "Переполненный контейнер")
    await resident.press("Готово")
    await resident.told("Всё верно")


async def send(resident: Hand) -> str:
    """Send what was filled in; the number in the register."""
    await resident.press("Отправить")
    return number_in(await resident.told(r"Сообщение № \d+ принято"))


async def draft(executor: Hand, number: str, *samples: str) -> None:
    """The executor writes the answer with photos as proof, up to the check page."""
    await executor.press("Написать ответ", under=rf"Вам поручено № {number}\b")
    await executor.told(f"Ответ на № {number}")
    await executor.say(FIRST_ANSWER)
    await executor.told("Есть подтверждение")
    await executor.photos(*samples)
    await executor.press("Готово")
    await executor.told("Так ответ увидит автор")


async def hand_in(executor: Hand) -> None:
    """The draft goes to the curators."""
    await executor.press("Отправить на согласование")
    await executor.told("ушёл на согласование")


async def rework(executor: Hand, number: str) -> None:
    """A better answer with the photos that are there, up to the check page."""
    await executor.sees(rf"№ {number} вернули на доработку.*{REMARK}")
    await executor.press("Написать ответ", under="вернули на доработку")
    await executor.told("Прежний вариант")
    await executor.say(SECOND_ANSWER)
    await executor.press("Оставить прежние")
    await executor.told("Так ответ увидит автор.*до пятницы")


async def invite(administrator: Hand, name: str) -> str:
    """The administrator invites an executor; the link to forward, for MAX."""
    await administrator.press("Команда")
    await administrator.press("Пригласить")
    await administrator.told("Кого приглашаем")
    await administrator.say(name)
    await administrator.press("Исполнитель")
    await administrator.press("Служба благоустройства")
    told = await administrator.told(f"Приглашение готово: {name}")
    found = re.search(r"MAX: (\S+)", told)
    assert found is not None
    return found[1]


async def confirm_phone(resident: Hand) -> None:
    """The resident shares their own number from the settings."""
    await resident.press("Настройки")
    await resident.press("Телефон")
    await resident.press("Отправить мой номер")
    await resident.told("Номер подтверждён")


async def all_read(page: Page) -> None:
    """Nothing rings any more, no message slides in, every picture is there."""
    await expect(page.locator(".phone.ringing")).to_have_count(0, timeout=PATIENCE)
    await page.mouse.move(2, 2)
    await page.evaluate(
        """async () => {
            document.activeElement?.blur();
            await document.fonts.ready;
            const seen = [...document.images].filter((image) => {
                const { top, bottom, left, right } = image.getBoundingClientRect();
                return top < innerHeight && bottom > 0 && left < innerWidth && right > 0;
            }); // what is out of sight may never be loaded
            await Promise.all(seen.map((image) => image.decode().catch(() => {})));
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        }"""
    )
