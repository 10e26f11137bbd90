"""The scenes of the main story, played by hands on the sandbox page; each ends where there is most to see."""

import re

from playwright.async_api import Page, expect

from tests.e2e.hands import PATIENCE, Hand

POTHOLE = "Глубокая яма у перехода: вчера двое пробили колёса, объехать нельзя."
FIRST_ANSWER = "Яму засыпали щебнем, проезд безопасен."
REMARK = "Назовите день, когда положат асфальт."
SECOND_ANSWER = "Яму засыпали щебнем, проезд безопасен. Асфальт положим до пятницы, 27 ноября."


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
    await resident.sees("Что случилось")
    await resident.write(POTHOLE)
    await resident.press("Дороги и тротуары")
    await resident.press("Яма на дороге")
    await resident.sees("Где это")
    await resident.place("Двор на улице Мира")
    await resident.sees("Есть фото или видео")
    await resident.photos("Яма на дороге", "Переполненный контейнер")
    await resident.press("Готово")
    await resident.sees("Всё верно")


async def send(resident: Hand) -> str:
    """Send what was filled in; the number in the register."""
    await resident.press("Отправить")
    told = await resident.reads(r"Сообщение № \d+ принято")
    found = re.search(r"№ (\d+)", told)
    assert found is not None
    return found[1]


async def assign(curator: Hand, number: str, executor: str) -> None:
    """The curator gives the new message to an executor, straight from the notice."""
    await curator.sees(f"Новое сообщение № {number}")
    await curator.press("Назначить")
    await curator.sees(f"Кому поручить № {number}")
    await curator.press(executor)
    await curator.sees(f"№ {number} назначено")


async def draft(executor: Hand, number: str, *samples: str) -> None:
    """The executor writes the answer with photos as proof, up to the check page."""
    await executor.sees(f"Вам поручено № {number}")
    await executor.press("Написать ответ")
    await executor.sees(f"Ответ на № {number}")
    await executor.write(FIRST_ANSWER)
    await executor.sees("Есть подтверждение")
    await executor.photos(*samples)
    await executor.press("Готово")
    await executor.sees("Так ответ увидит житель")


async def hand_in(executor: Hand) -> None:
    """The draft goes to the curators."""
    await executor.press("Отправить на согласование")
    await executor.sees("ушёл на согласование")


async def give_back(curator: Hand, executor: Hand, number: str) -> None:
    """The curator returns the draft with a remark, the executor reads it."""
    await curator.sees(f"Ответ на согласование: № {number}")
    await curator.press("Вернуть")
    await curator.sees("Что исправить")
    await curator.write(REMARK)
    await curator.sees("возвращено на доработку")
    await executor.sees(f"№ {number} вернули на доработку.*{REMARK}")


async def rework(executor: Hand) -> None:
    """A better answer with the photos that are there, up to the check page."""
    await executor.press("Написать ответ")
    await executor.sees("Прежний вариант")
    await executor.write(SECOND_ANSWER)
    await executor.press("Оставить прежние")
    await executor.sees("Так ответ увидит житель.*27 ноября")


async def approve(curator: Hand, number: str) -> None:
    """The curator approves the second version."""
    await curator.sees(f"Ответ на согласование: № {number}.*27 ноября")
    await curator.press("Согласовать")
    await curator.sees("согласовано, ответ ушёл жителю")


async def invite(administrator: Hand, name: str) -> str:
    """The administrator invites an executor; the link to forward, for MAX."""
    await administrator.press("Команда")
    await administrator.press("Пригласить")
    await administrator.sees("Кого приглашаем")
    await administrator.write(name)
    await administrator.press("Исполнитель")
    await administrator.press("Служба благоустройства")
    told = await administrator.reads(f"Приглашение готово: {name}")
    found = re.search(r"MAX: (\S+)", told)
    assert found is not None
    return found[1]


async def confirm_phone(resident: Hand) -> None:
    """The resident shares their own number from the settings."""
    await resident.press("Настройки")
    await resident.press("Телефон")
    await resident.press("Отправить мой номер")
    await resident.sees("Номер подтверждён")


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
