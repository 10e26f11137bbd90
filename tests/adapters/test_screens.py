"""The live screen as a person sees it, in both messengers, over HTTP against the sandbox."""

from bots.telegram.keyboard import pressed_label
from core.shared.msg import Msg
from dialogs.engine.screen import Button, Link, Row, Screen
from dialogs.engine.update import Pressed, Said
from tests.adapters.rig import VOICE, Rig, html, screen


async def test_a_press_changes_the_one_message_with_few_calls(rig: Rig) -> None:
    """One call in MAX; in Telegram the answer to the press goes beside the edit."""
    await rig.show(screen("menu", buttons=("Report", "Help")))
    press = await rig.press("Report")
    await rig.counted()

    await rig.show(screen("topic", buttons=("Roads",), toast=Msg("chosen")), press)

    assert await rig.told() == ["topic"]
    assert await rig.buttons() == ["Roads"]
    assert (await rig.phone.screen())["toast"]["text"] == "chosen"
    expected = {"max": ["POST /answers"], "telegram": ["answerCallbackQuery", "editMessageText"]}
    assert sorted(await rig.counted()) == expected[rig.bot.partition("-")[0]]


async def test_typed_words_get_a_new_screen_and_the_old_keyboard_goes(rig: Rig) -> None:
    """What was asked stays in the chat, its buttons do not."""
    await rig.show(screen("text?", buttons=("Cancel",)))
    await rig.says("There is a pit")
    await rig.counted()

    await rig.show(screen("topic?", buttons=("Roads",), fresh=True))

    assert await rig.told() == ["text?", "topic?"]
    assert await rig.buttons() == ["Roads"]
    assert len(await rig.counted()) == 2


async def test_an_error_stands_above_the_question(rig: Rig) -> None:
    """A refused answer is explained where the person looks first."""
    await rig.show(screen("text?", error=Msg("too short"), fresh=True))

    assert await rig.told() == ["❗ too short\n\ntext?"]


async def test_a_toast_without_a_press_is_told_in_the_text(rig: Rig) -> None:
    """Nothing that was said to a person gets lost."""
    await rig.show(screen("menu", toast=Msg("saved"), fresh=True))

    assert await rig.told() == ["saved\n\nmenu"]


async def test_a_press_on_a_notice_leaves_the_notice_and_sends_the_screen_anew(rig: Rig) -> None:
    """An answer that the person received stays readable, and its buttons go on working."""
    from dialogs.engine.ports import Letter  # noqa: PLC0415 (this story alone sends a letter)

    await rig.show(screen("menu", buttons=("Report",)))
    letter = Letter(voice=VOICE, text=(Msg("answer"),), rows=((Button("Open", "@incident.1"),),))
    await rig.outbound.send(rig.account.chat, letter)

    await rig.show(screen("card", buttons=("Back",), fresh=True), await rig.press("Open"))

    assert await rig.told() == ["menu", "answer", "card"]
    assert await rig.buttons() == ["Open", "Back"]


async def test_a_press_on_an_old_screen_is_answered_below(rig: Rig) -> None:
    """The live screen moves down to where the person looks; the stale one is not touched."""
    await rig.show(screen("old", buttons=("Old",)))
    press = await rig.press("Old")
    first = rig.view
    await rig.show(screen("live", buttons=("Live",), fresh=True))
    assert first is not None

    await rig.show(screen("live again", buttons=("Live",)), press)

    assert await rig.told() == ["old", "live", "live again"]
    assert await rig.buttons() == ["Live"]


async def test_after_redis_forgot_everything_the_pressed_message_becomes_the_screen(rig: Rig) -> None:
    """Without a view the message under the finger is the best guess."""
    await rig.show(screen("menu", buttons=("Report",)))
    press = await rig.press("Report")
    rig.view = None

    await rig.show(screen("menu again", buttons=("Report",)), press)

    assert await rig.told() == ["menu again"]


async def test_a_screen_whose_message_was_deleted_is_sent_anew(telegram: Rig) -> None:
    """The person cleared the chat; the bot does not insist on editing thin air."""
    await telegram.show(screen("menu", buttons=("Report",)))
    press = await telegram.press("Report")
    assert telegram.view is not None
    gone = telegram.view["m"]
    await telegram.client.call("deleteMessage", {"chat_id": int(telegram.account.chat), "message_id": gone})

    await telegram.show(screen("topic", buttons=("Roads",)), press)

    assert await telegram.told() == ["topic"]
    assert telegram.view["m"] != gone


async def test_an_edit_that_max_refuses_with_success_false_is_sent_anew(max_: Rig) -> None:
    """200 is no success there; the old message goes."""
    await max_.show(screen("menu", buttons=("Report",)))
    press = await max_.press("Report")
    await max_.fault("success-false", "POST /answers")
    await max_.fault("success-false", "PUT /messages")

    await max_.show(screen("topic", buttons=("Roads",)), press)

    assert await max_.told() == ["topic"]


async def test_the_same_screen_twice_is_no_error(rig: Rig) -> None:
    """A stale press redraws what is there already."""
    await rig.show(screen("menu", buttons=("Report",)))

    await rig.show(screen("menu", buttons=("Report",)), await rig.press("Report"))

    assert await rig.told() == ["menu"]


async def test_a_press_that_is_too_old_still_gets_its_screen(rig: Rig) -> None:
    """The messenger refuses the answer to the press, not the screen."""
    await rig.show(screen("menu", buttons=("Report",)))
    press = await rig.press("Report")
    old = Pressed(data=press.data, callback="999999999999", message=press.message)

    await rig.show(screen("topic", buttons=("Roads",)), old)

    assert await rig.told() == ["topic"]


async def test_a_long_text_is_split_between_paragraphs_with_the_keyboard_below(rig: Rig) -> None:
    """Nothing is cut off, no tag is broken, and the buttons stand under the last part."""
    paragraphs = [f"<b>{number}</b> " + "слово " * 120 for number in range(12)]
    await rig.show(
        Screen(text=tuple(html(p) for p in paragraphs), rows=((Button("Back", "b"),),), fresh=True)
    )

    shown = [message for message in await rig.messages() if not message["mine"]]
    assert len(shown) >= 2
    assert all(not message["buttons"] for message in shown[:-1])
    assert "".join("".join(m["text"].split()) for m in shown) == "".join(
        f"{number}" + "слово" * 120 for number in range(12)
    )
    assert all(message["html"].count("<b>") == message["html"].count("</b>") for message in shown)


async def test_after_a_long_screen_a_short_one_takes_its_place(rig: Rig) -> None:
    """All parts of the old screen leave the chat."""
    await rig.show(screen("слово " * 1500, buttons=("Back",)))
    press = await rig.press("Back")

    await rig.show(screen("menu", buttons=("Report",)), press)

    assert await rig.told() == ["menu"]


async def test_names_with_markup_are_words(rig: Rig) -> None:
    """What a person typed is data, wherever it is shown."""
    await rig.show(screen("<b>Иван & Ко</b>", buttons=("<i>ok</i>",)))

    assert await rig.told() == ["<b>Иван & Ко</b>"]
    assert await rig.buttons() == ["<i>ok</i>"]


async def test_long_and_empty_labels_and_links_are_accepted(rig: Rig) -> None:
    """Labels are trimmed to what a messenger takes, wide rows are folded."""
    rows: tuple[Row, ...] = (
        (Button("д" * 500, "a"), Button("  ", "b")),
        tuple(Button(str(number), f"n{number}") for number in range(12)),
        (*(Link(f"site {number}", "https://example.org/") for number in range(4)), Button("x", "x")),
    )
    await rig.show(Screen(text=(Msg("menu"),), rows=rows))

    buttons = await rig.buttons()
    assert buttons[0].endswith("…")
    assert len(buttons[0]) <= 128
    assert buttons[1] == "…"
    assert len(buttons) == 2 + 12 + 5


async def test_a_contact_is_asked_for_with_the_messengers_own_button(rig: Rig) -> None:
    """MAX puts it under the message; Telegram lays its keyboard over the phone's, and takes it away."""
    await rig.show(screen("menu", buttons=("Phone",)))
    await rig.show(screen("number?", buttons=("Skip",), ask="contact"), await rig.press("Phone"))

    shown = await rig.phone.screen()
    rows = shown["keyboard"] or [row for message in shown["messages"] for row in message["buttons"]]
    assert [button["kind"] for button in rows[0]] == ["contact"]
    assert [button["text"] for row in rows for button in row] == ["ask-contact", "Skip"]

    await rig.phone.act("contact")
    phone = (await rig.only()).act
    await rig.show(screen("thank you", buttons=("Menu",), fresh=True))

    assert phone.phone.own is True  # type: ignore[union-attr]  # the story has just sent a contact
    assert (await rig.phone.screen())["keyboard"] is None
    assert await rig.told() == ["number?", "thank you"]
    assert await rig.buttons() == ["Menu"]


async def test_a_place_is_asked_for_and_read(rig: Rig) -> None:
    """A point from the map comes back as degrees."""
    await rig.show(screen("where?", buttons=("Skip",), ask="place", fresh=True))
    await rig.phone.act("place", lat=55.75, lon=37.62)

    act = (await rig.only()).act

    assert isinstance(act, Said)
    assert act.point is not None
    assert (round(act.point.latitude, 2), round(act.point.longitude, 2)) == (55.75, 37.62)


async def test_a_label_of_telegrams_own_keyboard_is_a_press(telegram: Rig) -> None:
    """The label arrives as words; the view knows what they stand for, and only while it is shown."""
    await telegram.show(screen("where?", buttons=("Skip",), ask="place", fresh=True))
    said = await telegram.says("Skip")

    assert pressed_label(telegram.view, said.text) == "do:Skip"
    assert pressed_label(telegram.view, "Lenina 5") is None

    await telegram.show(
        screen("photos?", buttons=("Done",)), Pressed(data="do:Skip", callback="", message="")
    )
    assert pressed_label(telegram.view, "Skip") is None
    assert (await telegram.phone.screen())["keyboard"] is None
    assert await telegram.told() == ["where?", "photos?"]


async def test_a_screen_without_buttons_gives_the_phones_keyboard_back_by_itself(telegram: Rig) -> None:
    """No message beside it is needed."""
    await telegram.show(screen("where?", ask="place", fresh=True))
    await telegram.counted()

    await telegram.show(screen("write a text", fresh=True))

    assert (await telegram.phone.screen())["keyboard"] is None
    assert await telegram.counted() == ["sendMessage"]


async def test_typing_is_shown(rig: Rig) -> None:
    """The person sees that something happens."""
    await rig.outbound.typing(rig.account.chat)

    assert (await rig.phone.screen())["typing"] is True
