"""Welcome: language, municipality where there are several, consent; and what one came for is not lost."""

from core.people.model import Account
from core.shared.msg import Msg
from core.shared.roles import Role
from tests.core.city import DEMO
from tests.dialogs.town import Town

MENU = ["Сообщить о проблеме", "Мои обращения", "Настройки", "Помощь"]


async def test_a_resident_is_in_after_two_presses(town: Town) -> None:
    """Language and consent; the only municipality is not asked for."""
    anna = town.human("max-citizen")
    await anna.start()
    assert anna.titles == ["Русский", "English"]

    await anna.press("Русский")
    assert anna.ids == ["welcome-consent"]
    await anna.press("Согласен, продолжить")

    assert anna.ids == ["welcome-done", "menu-citizen"]
    assert anna.titles == MENU
    assert await town.app.who(anna.account) is not None


async def test_from_the_first_answer_on_the_bot_speaks_the_language_chosen(town: Town) -> None:
    """The consent has to be understood by whoever gives it."""
    ann = town.human("telegram-citizen")
    await ann.start()
    await ann.press("English")

    assert "consent to the processing of personal data" in ann.read()
    await ann.press("I agree, go on")
    assert ann.titles == ["Report a problem", "My messages", "Settings", "Help"]


async def test_the_full_text_of_the_consent_is_one_press_away(town: Town) -> None:
    """Read, then agree there; or go back to the summary."""
    anna = town.human("max-citizen")
    await anna.start()
    await anna.press("Русский")
    await anna.press("Прочитать полный текст")

    assert "152-ФЗ" in anna.read()
    assert "Редакция 2026-1" in anna.read()
    await anna.press("‹ Назад")
    assert anna.ids[0] == "welcome-consent"
    await anna.press("Прочитать полный текст")
    await anna.press("Согласен, продолжить")
    assert anna.titles == MENU


async def test_whoever_goes_back_to_the_language_agrees_to_what_they_can_read(town: Town) -> None:
    """A consent half given in one language is asked for anew in the other."""
    ann = town.human("max-citizen")
    await ann.start()
    await ann.press("Русский")
    await ann.press("Прочитать полный текст")
    await ann.press("‹ Назад")
    await ann.press("‹ Назад")
    await ann.press("English")
    await ann.press("I agree, go on")

    assert ann.titles[0] == "Report a problem"


async def test_where_there_are_several_the_municipality_is_asked() -> None:
    """Its administration is whom the consent is given to."""
    town = Town("zarechye")
    anna = town.human("max-citizen")
    await anna.start()
    await anna.press("Русский")

    assert anna.titles[:2] == ["zarechye", "Вечевой"]
    await anna.press("Вечевой")
    assert "Вечевой" in anna.read()
    await anna.press("Согласен, продолжить")

    actor = await town.app.who(anna.account)
    assert actor is not None
    assert actor.municipality == DEMO


async def test_nobody_gets_past_the_consent(town: Town) -> None:
    """Commands, forged buttons, words: all lead to the welcome, and nothing is written down."""
    anna = town.human("max-citizen")
    await anna.start()

    await anna.command("report")
    await anna.forge("#report.")
    await anna.forge("@incident.00000000000000000000000001")
    await anna.say("Яма на дороге у дома номер пять")

    assert anna.ids[-1] == "welcome-language"
    assert town.world.state.people == {}
    assert town.world.state.incidents == {}


async def test_what_a_newcomer_came_for_waits_behind_the_welcome(town: Town) -> None:
    """A poster's deep link leads to the report once the consent is given."""
    anna = town.human("max-citizen")
    await anna.link("report")
    await anna.press("Русский")
    await anna.press("Согласен, продолжить")

    assert anna.ids[-1] == "report-text"


async def test_a_problem_written_before_the_welcome_is_not_lost(town: Town) -> None:
    """The first message of a newcomer is the problem; it is asked about once."""
    anna = town.human("max-citizen")
    await anna.say("Яма на дороге у дома номер пять")
    await anna.press("Русский")
    await anna.press("Согласен, продолжить")

    assert anna.ids[-1] == "report-guess"


async def test_a_new_wording_is_asked_for_again(town: Town) -> None:
    """Then everything is as it was."""
    anna = await town.newcomer()
    home = town.world.state.municipalities[0]
    town.world.state.municipalities[0] = type(home)(
        id=home.id, title=home.title, zone=home.zone, consent_version="2027-1"
    )

    await anna.start()
    assert anna.ids[-1] == "welcome-language"
    await anna.press("Русский")
    await anna.press("Согласен, продолжить")

    assert anna.titles == MENU
    assert len(town.world.state.people) == 1


async def test_an_executor_who_reports_is_the_same_human(town: Town) -> None:
    """The same messenger account, met by the other bot of the city first."""
    peter = await town.member(Role.EXECUTOR, "77", unit="roads")
    resident = town.human("telegram-citizen", "77")
    await resident.start()
    await resident.press("Русский")
    await resident.press("Согласен, продолжить")

    known = await town.app.who(Account("telegram-citizen", "77", "chat-77"))
    assert known is not None
    assert known.person == peter.person
    assert resident.ids[-1] == "menu-citizen"
    assert Msg("welcome-done") in resident.text
