"""A person's hands on the sandbox page: they type, press the bot's buttons, send photos and places."""

import asyncio
import re
import time
from dataclasses import dataclass, field

from playwright.async_api import Locator, Page, expect

PATIENCE = 20_000
"""Milliseconds that a person waits for the bot."""

MESSENGERS = {"max": "MAX", "telegram": "Telegram"}

_READ = """phone => [...phone.querySelectorAll('.message.theirs')].map(
    one => [one.dataset.id, one.querySelector('.text')?.innerText.replaceAll('\\u00a0', ' ') ?? ''])"""


@dataclass(slots=True)
class Hand:
    """One phone on the page. Everything here is done with the mouse and the keyboard."""

    page: Page
    name: str
    messenger: str
    before: dict[str, str] = field(default_factory=dict)
    """What stood on the screen when the hand last did something."""

    @property
    def phone(self) -> Locator:
        """The whole phone."""
        return self.page.get_by_role("region", name=f"{self.name}, {MESSENGERS[self.messenger]}")

    def buttons(self, title: str, under: str = "") -> Locator:
        """The bot's buttons with these words; `under` messages that say this, or wherever they stand."""
        place = self.said(under) if under else self.phone
        return place.locator(f".key[aria-label*='{title}']:visible")

    async def start(self) -> None:
        """Press the big button that starts the bot."""
        await self.phone.locator(".gate").click()

    async def press(self, title: str, *, under: str = "") -> None:
        """Press the newest of the bot's buttons with these words, as soon as it is there."""
        button = self.buttons(title, under).last
        await expect(button).to_be_visible(timeout=PATIENCE)
        await self.remember()
        await button.click()

    async def say(self, text: str) -> None:
        """Type and send."""
        line = self.phone.get_by_role("textbox")
        await expect(line).to_be_visible(timeout=PATIENCE)
        await self.remember()
        await line.fill(text)
        await line.press("Enter")

    async def photos(self, *samples: str) -> None:
        """Send drawn sample photos, several as an album."""
        await self.remember()
        for sample in samples:
            await self.attach("Пример фото", sample)
        await expect(self.phone.locator(".thumb")).to_have_count(len(samples))
        await self.phone.get_by_role("button", name="Отправить", exact=True).last.click()

    async def place(self, name: str) -> None:
        """Send a place from the map."""
        await self.remember()
        await self.attach("Место")
        dialog = self.page.get_by_role("dialog")
        await dialog.get_by_role("button", name=name).click()
        await dialog.get_by_role("button", name="Отправить").click()

    async def forward(self, text: str, *, whence: str, link: str) -> None:
        """Forward a post from somebody or from a channel; `link` is its address."""
        await self.remember()
        await self.attach("Ещё", "Пересланное сообщение")
        dialog = self.page.get_by_role("dialog")
        for label, value in (("От кого", whence), ("Текст", text), ("Адрес поста", link)):
            await dialog.get_by_label(label).fill(value)
        await dialog.get_by_role("button", name="Переслать").click()

    async def attach(self, *items: str) -> None:
        """Choose these items of the attach menu, one after the other."""
        await self.phone.get_by_role("button", name="Приложить").click()
        for item in items:
            await self.page.get_by_role("menuitem", name=item).click()

    def said(self, words: str) -> Locator:
        """The bot's messages that say this; a regular expression."""
        return self.phone.locator(".theirs").filter(has_text=re.compile(words, re.DOTALL))

    async def sees(self, pattern: str, *, count: int = 1) -> str:
        """Wait until so many messages of the bot say this; the text of the newest."""
        return await self._wait(pattern, count, {})

    async def told(self, pattern: str) -> str:
        """The same, of what is new since the hand last did something."""
        return await self._wait(pattern, 1, self.before)

    async def remember(self) -> None:
        """What stands on the screen now is not new any more."""
        self.before = dict(await self._read())

    async def _read(self) -> list[tuple[str, str]]:
        return [(one, text) for one, text in await self.phone.evaluate(_READ)]

    async def _wait(self, pattern: str, count: int, before: dict[str, str]) -> str:
        until = time.monotonic() + PATIENCE / 1000
        while True:
            told = [text for one, text in await self._read() if before.get(one) != text]
            found = [text for text in told if re.search(pattern, text, re.DOTALL)]
            if len(found) >= count:
                return found[-1]
            if time.monotonic() > until:
                shown = "\n---\n".join(text for _, text in (await self._read())[-4:])
                raise AssertionError(f"{self.name} does not see {pattern!r}:\n{shown}")
            await asyncio.sleep(0.1)


async def put_on_table(page: Page, name: str, messenger: str, role: str | None = None) -> Hand:
    """Add a phone through the page's dialog; with a role (its Russian title) it is signed in."""
    await page.get_by_role("button", name="Добавить телефон").first.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Имя").fill(name)
    await dialog.get_by_role("radio", name=MESSENGERS[messenger]).check()
    if role is not None:
        await dialog.get_by_role("radio", name="Сотрудник").check()
        await dialog.get_by_label("Роль").select_option(role)
    await dialog.get_by_role("button", name="Добавить", exact=True).click()
    hand = Hand(page, name, messenger)
    await expect(hand.phone).to_be_visible()
    return hand


async def pass_time(page: Page, *, hours: int = 0, quarters: int = 0, days: int = 0) -> None:
    """Move the clock in the top bar: whole working days, working hours, then quarters of an hour."""
    for title, times in (("+1 рабочий день", days), ("+1 рабочий час", hours), ("+15 мин", quarters)):
        for _ in range(times):
            async with page.expect_response(lambda reply: reply.request.method == "POST"):
                await page.get_by_role("button", name=title, exact=True).click()
            await expect(page.locator(".clock.moving")).to_have_count(0)
