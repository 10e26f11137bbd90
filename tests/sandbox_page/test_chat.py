"""The page in a real browser: what a person does in one chat."""

import base64
import re

import pytest
from playwright.async_api import FilePayload, Locator, Page, expect

from bots.sandbox.config import SandboxConfig
from tests.sandbox_page.plain_bot import PlainBot
from tests.sandbox_page.table import OpenPage, Sim

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.asyncio(loop_scope="session"),
]

# The smallest honest picture: one dot.
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


async def start(page: Page, name: str = "Анна Смирнова") -> Locator:
    """Press the big Start button of a phone and wait for the greeting."""
    phone = page.get_by_role("region", name=f"{name}, Telegram")
    await phone.get_by_role("button", name="Запустить").click()
    await expect(phone.get_by_text("Чем помочь?")).to_be_visible()
    return phone


async def test_a_resident_writes_and_reads_the_answer(sim: Sim, bot: PlainBot, open_page: OpenPage) -> None:
    """Start, a line with Enter, and the bot's answer under it; the field is empty again."""
    await sim.phone("Анна Смирнова")
    phone = await start(await open_page())
    field = phone.get_by_role("textbox")

    await field.fill("Во дворе яма")
    await field.press("Enter")

    await expect(phone.get_by_text("Вы написали: Во дворе яма")).to_be_visible()
    await expect(field).to_have_value("")
    await expect(phone.locator(".theirs b").first).to_have_text("Здравствуйте!")
    assert bot.seen[-1]["message"]["text"] == "Во дворе яма"


async def test_a_pressed_button_waits_and_then_shows_what_changed(
    sim: Sim, bot: PlainBot, open_page: OpenPage
) -> None:
    """A press reaches the bot; the notice pops up, the message is edited in place and keeps the focus."""
    await sim.phone("Анна Смирнова")
    phone = await start(await open_page())

    await phone.get_by_role("button", name="Да", exact=True).click()

    await expect(phone.get_by_text("Выбрано: yes")).to_be_visible()
    await expect(phone.get_by_role("status")).to_have_text("Принято")
    await expect(phone.get_by_text("изм.")).to_be_visible()
    await expect(phone.locator("[aria-busy=true]")).to_have_count(0)
    assert bot.seen[-1]["callback_query"]["data"] == "yes"


async def test_a_press_that_nobody_answers_keeps_turning(
    sim: Sim, config: SandboxConfig, open_page: OpenPage
) -> None:
    """While the bot is silent the pressed key shows that it waits."""
    await sim.phone("Анна Смирнова")
    async with PlainBot(sim.url, config.tokens["telegram-citizen"]):
        phone = await start(await open_page())

    await phone.get_by_role("button", name="Да", exact=True).click()

    await expect(phone.locator("[aria-busy=true]")).to_have_text("Да")


async def test_two_photos_leave_as_one_album(sim: Sim, bot: PlainBot, open_page: OpenPage) -> None:
    """Two files wait as thumbnails, go out together with their caption, and are seen in the chat."""
    phone_id = await sim.phone("Анна Смирнова")
    phone = await start(await open_page())

    files: list[FilePayload] = [
        {"name": f"{n}.png", "mimeType": "image/png", "buffer": DOT} for n in range(2)
    ]
    await phone.locator("input[type=file]").set_input_files(files)
    await expect(phone.locator(".thumb")).to_have_count(2)
    await phone.get_by_role("textbox").fill("Вот она")
    await phone.get_by_role("textbox").press("Enter")

    await expect(phone.locator(".mine .grid.n2 .tile img")).to_have_count(2)
    await expect(phone.locator(".thumb")).to_have_count(0)
    groups = set(await bot.told("media_group_id", times=2))
    photos = [told for told in await sim.messages(phone_id) if told["media"]]
    assert (len(groups), len(photos), photos[0]["text"]) == (1, 2, "Вот она")


async def test_pasted_and_dropped_pictures_wait_in_the_tray(
    sim: Sim, bot: PlainBot, open_page: OpenPage
) -> None:
    """A picture from the clipboard and one from the desktop lie side by side; one is taken away again."""
    await sim.phone("Анна Смирнова")
    page = await open_page()
    phone = await start(page)
    made = await page.evaluate_handle(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array([1])], "dot.png", {type: "image/png"}));
            return data;
        }"""
    )

    paste = (
        "(el, data) => el.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}))"
    )
    await phone.get_by_role("textbox").evaluate(paste, made)
    await phone.locator(".screen").dispatch_event("dragenter", {"dataTransfer": made})
    await expect(phone.get_by_text("Отпустите, чтобы приложить")).to_be_visible()
    await phone.locator(".screen").dispatch_event("drop", {"dataTransfer": made})

    await expect(phone.locator(".thumb")).to_have_count(2)
    await phone.get_by_role("button", name="Убрать dot.png").first.click()
    await expect(phone.locator(".thumb")).to_have_count(1)
    assert [told for told in bot.seen if "photo" in told.get("message", {})] == []


async def test_a_sample_photo_helps_who_has_none(sim: Sim, bot: PlainBot, open_page: OpenPage) -> None:
    """A drawn pothole from the menu arrives at the bot as a photo."""
    await sim.phone("Анна Смирнова")
    page = await open_page()
    phone = await start(page)

    await phone.get_by_role("button", name="Приложить").click()
    await page.get_by_role("menuitem", name="Пример фото").click()
    await page.get_by_role("menuitem", name="Яма на дороге").click()
    await expect(phone.locator(".thumb")).to_have_count(1)
    await phone.get_by_role("button", name="Отправить").click()

    await expect(phone.locator(".mine .tile img")).to_have_count(1)
    assert (await bot.told("photo"))[0][-1]["width"] == 960


async def test_a_place_goes_out_by_its_name(sim: Sim, bot: PlainBot, open_page: OpenPage) -> None:
    """The dialog offers named places; the chosen one's coordinates reach the bot."""
    await sim.phone("Анна Смирнова")
    page = await open_page()
    phone = await start(page)

    await phone.get_by_role("button", name="Приложить").click()
    await page.get_by_role("menuitem", name="Место").click()
    await page.get_by_role("button", name="Школа № 1").click()
    await page.get_by_role("dialog").get_by_role("button", name="Отправить").click()

    await expect(phone.get_by_text("Место 53.201 45.166")).to_be_visible()
    assert bot.seen[-1]["message"]["location"]["latitude"] == pytest.approx(53.20101)


async def test_a_post_is_forwarded_with_its_address(sim: Sim, bot: PlainBot, open_page: OpenPage) -> None:
    """The dialog proposes a text and an author; with the address it is a channel's post."""
    await sim.phone("Анна Смирнова")
    page = await open_page()
    phone = await start(page)

    await phone.get_by_role("button", name="Приложить").click()
    await page.get_by_role("menuitem", name="Ещё").click()
    await page.get_by_role("menuitem", name="Пересланное сообщение").click()
    await page.get_by_label("Адрес поста").fill("https://t.me/zarechny_talk/512")
    await page.get_by_role("button", name="Переслать").click()

    await expect(phone.locator(".mine").last).to_contain_text("Переслано: Новости города")
    await expect(phone.locator(".mine").last).to_contain_text("отключат горячую воду")
    origin = bot.seen[-1]["message"]["forward_origin"]
    assert (origin["chat"]["username"], origin["message_id"]) == ("zarechny_talk", 512)


async def test_the_bots_own_keyboard_shares_the_number(sim: Sim, bot: PlainBot, open_page: OpenPage) -> None:
    """Telegram's reply keyboard stands under the chat; its contact key sends the person's own number."""
    await sim.phone("Анна Смирнова")
    phone = await start(await open_page())
    await phone.get_by_role("textbox").fill("клавиатура")
    await phone.get_by_role("textbox").press("Enter")

    await phone.get_by_role("button", name="Мой номер").click()

    contact = (await sim.get("state"))["phones"][0]["number"]
    await expect(phone.get_by_text(re.compile(r"^Номер \+?7900"))).to_be_visible()
    assert bot.seen[-1]["message"]["contact"]["phone_number"].lstrip("+") == contact.lstrip("+")


async def test_reading_above_is_not_disturbed_by_what_arrives(
    sim: Sim, bot: PlainBot, open_page: OpenPage
) -> None:
    """Of many messages the last 200 are kept; a reader who scrolled up stays there and sees a pill."""
    phone_id = await sim.phone("Анна Смирнова")
    phone = await start(await open_page())
    for n in range(105):
        await sim.post(f"phones/{phone_id}/say", text=f"строка {n}")
    await expect(phone.get_by_text("Вы написали: строка 104", exact=True)).to_be_visible()
    await expect(phone.locator(".message")).to_have_count(200)

    chat = phone.locator(".scroll")
    await chat.evaluate("el => { el.scrollTop = 1000; }")
    await expect(chat).to_be_visible()
    await bot.call("sendMessage", chat_id=bot.chat, text="А это новое")

    pill = phone.get_by_role("button", name="Новые сообщения: 1")
    await expect(pill).to_be_visible()
    await expect(phone.get_by_text("А это новое")).not_to_be_in_viewport()
    await pill.click()
    await expect(phone.get_by_text("А это новое")).to_be_in_viewport()
    await expect(pill).to_be_hidden()


async def test_a_blocked_bot_falls_silent_until_unblocked(
    sim: Sim, bot: PlainBot, open_page: OpenPage
) -> None:
    """Blocking from the phone's menu refuses the bot with 403; unblocking gives the text field back."""
    await sim.phone("Анна Смирнова")
    page = await open_page()
    phone = await start(page)

    await phone.get_by_role("button", name="Меню телефона").click()
    await page.get_by_role("menuitem", name="Заблокировать бота").click()
    await expect(phone.get_by_role("button", name="Разблокировать бота")).to_be_visible()
    refused = await bot.tried("sendMessage", chat_id=bot.chat, text="Вы где?")
    await phone.get_by_role("button", name="Разблокировать бота").click()

    await expect(phone.get_by_role("textbox")).to_be_visible()
    assert refused == 403


async def test_own_messages_can_be_edited_and_deleted(sim: Sim, bot: PlainBot, open_page: OpenPage) -> None:
    """The message menu changes a line, and takes it away."""
    await sim.phone("Анна Смирнова")
    page = await open_page()
    phone = await start(page)
    field = phone.get_by_role("textbox")
    await field.fill("Яма на Мира, 2")
    await field.press("Enter")
    own = phone.locator(".mine").last
    await expect(own).to_contain_text("Яма на Мира, 2")

    await own.locator(".bubble").click(button="right")
    await page.get_by_role("menuitem", name="Изменить").click()
    await expect(field).to_have_value("Яма на Мира, 2")
    await field.fill("Яма на Мира, 12")
    await field.press("Enter")
    await expect(own).to_contain_text("Яма на Мира, 12")
    await own.locator(".bubble").click(button="right")
    await page.get_by_role("menuitem", name="Удалить").click()

    await expect(phone.get_by_text("Яма на Мира, 12", exact=True)).to_have_count(0)
    assert (await bot.told("edited_message"))[0]["text"] == "Яма на Мира, 12"
