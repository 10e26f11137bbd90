"""A person's hands on the sandbox page: they type, press the bot's buttons, send photos and places."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

PATIENCE = 20_000
"""Milliseconds that a person waits for the bot."""

MESSENGERS = {"max": "MAX", "telegram": "Telegram"}


@dataclass(frozen=True, slots=True)
class Hand:
    """One phone on the page. Everything here is done with the mouse and the keyboard."""

    page: Page
    name: str
    messenger: str

    @property
    def phone(self) -> Locator:
        """The whole phone."""
        return self.page.get_by_role("region", name=f"{self.name}, {MESSENGERS[self.messenger]}")

    def buttons(self, title: str) -> Locator:
        """The bot's buttons with these words, under messages or in place of the phone's keyboard."""
        return self.phone.locator(f".key[aria-label*='{title}']:visible")

    async def start(self) -> None:
        """Press the big button that starts the bot."""
        await self.phone.locator(".gate").click()

    async def press(self, title: str) -> None:
        """Press the newest of the bot's buttons with these words, as soon as it is there."""
        button = self.buttons(title).last
        await expect(button).to_be_visible(timeout=PATIENCE)
        await button.click()

    async def write(self, text: str) -> None:
        """Type and send."""
        field = self.phone.get_by_role("textbox")
        await expect(field).to_be_visible(timeout=PATIENCE)
        await field.fill(text)
        await field.press("Enter")

    async def photos(self, *samples: str) -> None:
        """Send drawn sample photos, several as an album."""
        for sample in samples:
            await self.attach("Пример фото", sample)
        await expect(self.phone.locator(".thumb")).to_have_count(len(samples))
        await self.phone.get_by_role("button", name="Отправить", exact=True).last.click()

    async def place(self, name: str) -> None:
        """Send a place from the map."""
        await self.attach("Место")
        dialog = self.page.get_by_role("dialog")
        await dialog.get_by_role("button", name=name).click()
        await dialog.get_by_role("button", name="Отправить").click()

    async def attach(self, *items: str) -> None:
        """Choose these items of the attach menu, one after the other."""
        await self.phone.get_by_role("button", name="Приложить").click()
        for item in items:
            await self.page.get_by_role("menuitem", name=item).click()

    def said(self, words: str) -> Locator:
        """The bot's messages that say this; a regular expression."""
        return self.phone.locator(".theirs").filter(has_text=re.compile(words, re.DOTALL))

    async def sees(self, words: str) -> None:
        """Wait until a message of the bot says this; a regular expression."""
        await expect(self.said(words).last).to_be_visible(timeout=PATIENCE)

    async def reads(self, words: str) -> str:
        """Wait for such a message of the bot; its whole text."""
        await self.sees(words)
        return await self.said(words).last.locator(".text").inner_text()


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
