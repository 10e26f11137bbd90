"""Settings and help: language, phone, which municipality, how to reach a person."""

from core.shared.msg import Msg
from tests.dialogs.town import Human, Town


async def test_the_language_changes_at_once(anna: Human) -> None:
    """The next screen is in it, back in the settings."""
    await anna.press("Настройки")
    assert "Язык: Русский" in anna.read()
    assert "Муниципалитет: Вечевой" in anna.read()
    await anna.press("Язык")
    await anna.press("English")

    assert "Language: English" in anna.read()
    await anna.press("To the menu")
    assert anna.titles[0] == "Report a problem"


async def test_a_phone_is_confirmed_by_ones_own_contact_only(anna: Human) -> None:
    """Typed, forwarded, somebody else's: each is told apart and nothing is kept."""
    await anna.press("Настройки")
    await anna.press("📱 Телефон")
    assert anna.screen.ask == "contact"

    await anna.say("+79001234567")
    assert anna.error is not None
    await anna.contact(own=False)
    assert anna.error == Msg("engine-contact-foreign")
    await anna.contact(forwarded=True)
    assert anna.error == Msg("engine-contact-foreign")
    await anna.contact()
    assert Msg("phone-verified") in anna.text
    assert "Телефон: подтверждён" in anna.read()


async def test_the_same_phone_in_the_other_messenger_joins_both_lists(anna: Human, town: Town) -> None:
    """What was reported in Telegram stands beside what was reported in MAX."""
    there = await town.newcomer("telegram-citizen")
    for human, words in ((anna, "Яма у дома номер пять"), (there, "Не горит фонарь у школы")):
        actor = await town.app.who(human.account)
        assert actor is not None
        await town.report(actor, words)
    await anna.start("phone")
    await anna.contact("79001234567")

    await there.start("phone")
    await there.contact("+7 900 123-45-67")

    assert Msg("phone-joined") in there.text
    for human in (anna, there):
        await human.command("mine")
        assert [title.split(" · ")[0] for title in human.titles[:2]] == ["🕓 № 2", "🕓 № 1"]


async def test_help_tells_of_the_law_and_of_a_person(anna: Human) -> None:
    """ZAR-2: 59-FZ does not apply, and where an official appeal goes."""
    await anna.press("Помощь")

    assert "№ 59-ФЗ" in anna.read()
    assert "+7 495 000-00-00" in anna.read()
    assert "112" in anna.read()
    await anna.press("Сообщить о проблеме")
    assert anna.ids == ["report-text"]
