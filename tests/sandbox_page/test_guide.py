"""The guide at the page's side: it ticks what the bots really said and leads to the next phone."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from bots.texts.l10n import Texts
from core.shared.msg import Msg
from core.shared.voice import Voice
from tests.sandbox_page.plain_bot import PlainBot
from tests.sandbox_page.table import OpenPage, Sim

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.asyncio(loop_scope="session"),
]

LOCALES = Path(__file__).parents[2] / "locales"
ACCEPTED = "✅ Сообщение № 7 принято."
ANSWERED = "✅ Ответ на сообщение № 7\nЯма на дороге"

_AT = datetime(2026, 11, 23, 14, tzinfo=UTC)
_EVERYTHING: Mapping[str, Any] = {
    "number": 7, "topic": "-", "due": "-", "site": "-", "city": "-", "kind": "-", "curator": "-",
    "executor": "-", "what": "-", "count": 3, "at": _AT,
}  # fmt: skip
_TOLD = (
    ("report", {"audience": "citizen"}, "report-sent"),
    ("report", {"audience": "staff", "role": "curator"}, "notice-registered"),
    ("assign", {"audience": "staff", "role": "executor"}, "notice-assigned"),
    ("assign", {"audience": "staff", "role": "executor"}, "notice-for-unit"),
    ("remind", {"audience": "staff", "role": "executor"}, "notice-reminder"),
    ("remind", {"audience": "staff", "role": "executor"}, "notice-digest"),
    ("draft", {"audience": "staff", "role": "curator"}, "notice-draft"),
    ("approve", {"audience": "citizen"}, "notice-answered"),
    ("rate", {"audience": "citizen"}, "rate-thanks"),
    ("rate", {"audience": "citizen"}, "rate-sorry"),
    ("rate", {"audience": "citizen"}, "rate-comment-text"),
    ("miss", {"audience": "staff", "role": "head"}, "notice-missed"),
)
"""Which of the product's texts tells that a step has happened, and on whose phone."""


async def test_a_step_is_ticked_by_what_the_bot_said_and_stays_ticked(
    sim: Sim, bot: PlainBot, open_page: OpenPage
) -> None:
    """The resident's own words tick nothing; what the bot takes back later is not forgotten."""
    page, phone = await _begun(sim, open_page)
    await sim.post(f"phones/{phone}/say", text="Сообщение № 7 принято")
    await expect(page.locator("main").get_by_text("Вы написали")).to_be_visible()
    await expect(_done(page)).to_have_count(0)

    sent = await bot.call("sendMessage", chat_id=bot.chat, text=ACCEPTED)
    await expect(_done(page)).to_have_text([re.compile("Житель сообщает")])
    await expect(_now(page)).to_contain_text("Куратор назначает")
    await bot.call("editMessageText", chat_id=bot.chat, message_id=sent["message_id"], text="Главное")
    await page.reload()

    await expect(page.locator("main").get_by_text("Главное")).to_be_visible()
    await expect(_done(page)).to_have_text([re.compile("Житель сообщает")])


async def test_an_answer_tells_of_all_that_came_before_it(
    sim: Sim, bot: PlainBot, open_page: OpenPage
) -> None:
    """Whoever opens the page late sees how far the message has come; what is left out is not claimed."""
    page, _ = await _begun(sim, open_page)
    await bot.call("sendMessage", chat_id=bot.chat, text=ANSWERED)

    await expect(page.locator(".guide .count")).to_have_text("4 из 7")
    passed = page.locator("[data-step=remind]")
    await expect(passed).not_to_have_class(re.compile("done"))
    await expect(passed.get_by_text("Можно посмотреть на следующем сообщении")).to_be_visible()
    await expect(page.get_by_text("Можно посмотреть на следующем сообщении")).to_have_count(1)
    await expect(_now(page)).to_contain_text("Житель читает и оценивает")


async def test_the_step_to_do_leads_to_its_phone(sim: Sim, bot: PlainBot, open_page: OpenPage) -> None:
    """On a narrow screen one step is shown at a time; its button turns to the phone, by the keyboard too."""
    await sim.phone("Анна Смирнова")
    await sim.phone("Иван Петров", "max")
    page = await open_page(width=390, height=844)
    await expect(page.locator(".guide li:visible")).to_have_count(1)
    lead = page.get_by_role("button", name="Телефон: Анна Смирнова")
    await expect(lead).to_be_hidden()
    await page.locator(".tab").last.click()
    await lead.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Запустить")).to_be_focused()
    await expect(lead).to_be_hidden()

    await page.get_by_role("button", name="Все шаги").click()
    await expect(page.locator(".guide li:visible")).to_have_count(7)
    assert bot.seen == []


async def test_the_guide_is_put_away_and_brought_back(sim: Sim, open_page: OpenPage) -> None:
    """Closed is closed, also after a reload; the key in the top bar brings it back."""
    await sim.phone("Анна Смирнова")
    page = await open_page()
    guide = page.get_by_role("complementary", name="Сценарий")
    await guide.get_by_role("button", name="Скрыть сценарий").click()
    await expect(page.get_by_role("button", name="Показать сценарий")).to_be_focused()
    await page.reload()

    await expect(page.locator(".phone")).to_be_visible()
    await expect(guide).to_be_hidden()
    await page.get_by_role("button", name="Показать сценарий").click()
    await expect(_now(page)).to_contain_text("Житель сообщает о проблеме")


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_the_guide_knows_the_products_words(sim: Sim, open_page: OpenPage, language: str) -> None:
    """A changed text of the product must not leave the guide blind, and no text ticks another step."""
    texts = Texts(LOCALES, strict=True, now=lambda: _AT)
    voice = Voice(language=language, zone="Europe/Moscow")
    page = await open_page()
    expected, found = [], []
    for step, whose, name in _TOLD:
        said = re.sub(r"<[^>]+>", "", texts.render(_msg(texts, name, language), voice))
        expected.append((name, [step]))
        found.append((name, await page.evaluate(_STEPS_TOLD, [whose, said])))

    assert expected == found
    assert sim.url in page.url


_STEPS_TOLD = """async ([data, text]) => {
    const { STEPS, tells } = await import("/page/js/story.js");
    const phone = { data, last: { messages: [{ mine: false, text }] } };
    return STEPS.filter((step) => tells(step, phone)).map(({ id }) => id);
}"""


def _msg(texts: Texts, name: str, language: str) -> Msg:
    return Msg(name, {one: _EVERYTHING[one] for one in texts.inventory(language)[name]})


async def _begun(sim: Sim, open_page: OpenPage) -> tuple[Page, str]:
    """A resident's phone whose bot was started, on an open page."""
    phone = await sim.phone("Анна Смирнова")
    await sim.post(f"phones/{phone}/start")
    page = await open_page()
    await expect(page.locator("main").get_by_text("Чем помочь?")).to_be_visible()
    return page, phone


def _done(page: Page) -> Locator:
    return page.locator(".guide .done")


def _now(page: Page) -> Locator:
    return page.locator(".guide [aria-current=step]")
