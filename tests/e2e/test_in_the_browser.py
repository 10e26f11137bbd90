"""The main story in a real Chromium: everything is typed and pressed on the page, and read from it."""

import pytest
from playwright.async_api import Page, expect

from tests.browser import chromium
from tests.e2e import scenes
from tests.e2e.acts import approve, return_draft, route
from tests.e2e.city import running_city
from tests.e2e.clock import morning
from tests.e2e.hands import PATIENCE, Hand, pass_time, put_on_table

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("city")]


async def test_the_main_job_is_done_by_hand_on_the_page() -> None:
    """Resident and curator in MAX, executor in Telegram; a reminder and a return on the way; albums cross."""
    async with running_city() as city, chromium() as browser:
        page = await browser.new_page(locale="ru-RU", reduced_motion="reduce")
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        await morning(city)
        await page.goto(city.page)
        maria, olga, petr = await _put_phones(page)

        await scenes.enrol(maria)
        await scenes.fill_in(maria)
        checked = maria.said("Всё верно").last
        await expect(checked).to_contain_text(scenes.POTHOLE)
        await expect(checked).to_contain_text("Яма на дороге")
        await expect(checked.locator(".tile img")).to_have_count(2)
        number = await scenes.send(maria)

        await expect(olga.phone.get_by_label("Новых сообщений")).to_be_visible(timeout=PATIENCE)
        await route(olga, number)
        await petr.sees(rf"Вам поручено № {number}\b")
        await pass_time(page, hours=3)
        await petr.sees(rf"Пора готовить ответ: № {number}\b.*Срок: сегодня в 14:05")
        await scenes.draft(petr, number, "Яма заделана", "Переполненный контейнер")
        await scenes.hand_in(petr)
        await olga.sees(rf"на согласование: № {number}\b")
        await return_draft(olga, number, scenes.REMARK)
        await scenes.rework(petr, number)
        await expect(petr.phone.locator(".theirs .tile img").last).to_be_visible()
        await scenes.hand_in(petr)
        await olga.sees(rf"на согласование: № {number}\b.*до пятницы")
        await approve(olga, number)

        await _answered(maria, number)
        await petr.sees(f"Ваш ответ на № {number} .* согласован и отправлен жителю")
        await expect(page.locator(".guide .count")).to_have_text("5 из 7")
        await expect(page.locator(".guide [aria-current=step]")).to_contain_text("Житель читает и оценивает")
        assert problems == []


async def test_a_newcomer_finds_five_phones_and_the_first_step() -> None:
    """What `make run` shows first: the story's phones beside each other, staff signed in, nothing rings."""
    async with running_city(VECHE_DEMO_PHONES="1") as city, chromium() as browser:
        page = await browser.new_page(locale="ru-RU", reduced_motion="reduce")
        await page.goto(city.page)
        first = page.locator(".phone").last
        await expect(page.locator(".phone")).to_have_count(5, timeout=PATIENCE)
        await expect(first.locator(".theirs")).not_to_have_count(0, timeout=PATIENCE)
        await page.reload()

        owners = page.locator(".phone .owner p")
        await expect(owners).to_have_count(5, timeout=PATIENCE)
        roles = await owners.all_inner_texts()
        assert [one.split(" · ")[0] for one in roles] == [
            "Житель",
            "Куратор",
            "Исполнитель",
            "Житель",
            "Руководитель центра",
        ]
        await expect(page.get_by_label("Новых сообщений")).to_have_count(0)
        await expect(page.locator(".guide [aria-current=step]")).to_contain_text("Телефон: Мария Соколова")


async def _put_phones(page: Page) -> tuple[Hand, Hand, Hand]:
    return (
        await put_on_table(page, "Мария Соколова", "max"),
        await put_on_table(page, "Ольга Белова", "max", "Куратор"),
        await put_on_table(page, "Пётр Лебедев", "telegram", "Исполнитель"),
    )


async def _answered(maria: Hand, number: str) -> None:
    """The answer with its proof is there, once; the list and the card tell the same."""
    answer = maria.said(f"Ответ на сообщение № {number}")
    await expect(answer).to_have_count(1, timeout=PATIENCE)
    await expect(answer).to_contain_text(scenes.SECOND_ANSWER)
    await expect(answer.locator(".tile img")).to_have_count(2)
    assert scenes.REMARK not in await maria.phone.inner_text()

    await maria.press("Мои обращения")
    await maria.press(f"✅ № {number} · Яма на дороге")
    await maria.told(f"№ {number} · Яма на дороге.*Ответ получен.*до пятницы")
    await maria.press("В меню")
    await maria.sees("Заметили проблему")
