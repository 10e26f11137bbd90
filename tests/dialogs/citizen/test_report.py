"""Report a problem: every step, every way to answer it, every way to get it wrong."""

import pytest

from core.incidents.values import Location
from core.shared.ids import TopicId
from core.shared.msg import Msg
from core.shared.roles import Role
from dialogs.engine.update import Said
from tests.dialogs.town import Human, Town

WORDS = "На улице Ленина у дома 5 огромная яма"


async def to_check(anna: Human, words: str = WORDS) -> None:
    """Text, sector, topic; no place, no photos."""
    await anna.press("Сообщить о проблеме")
    await anna.say(words)
    if words != WORDS:
        await anna.press("Другое")
        await anna.press("Дороги и тротуары")
    await anna.press("Яма на дороге")
    await anna.press("Пропустить")
    await anna.press("Пропустить")


async def test_a_problem_is_reported_with_place_and_photos(anna: Human, town: Town) -> None:
    """One question a screen, a check page, a number, and what happens next."""
    await anna.press("Сообщить о проблеме")
    await anna.say(WORDS)
    await anna.press("Яма на дороге")
    await anna.place(55.7501, 37.6202)
    await anna.photo("before", "beside")
    await anna.press("Готово")
    assert "Тема: Яма на дороге" in anna.read()
    assert "📍 Точка на карте" in anna.read()
    assert anna.screen.media == ("before", "beside")
    await anna.press("Отправить")

    assert "Сообщение № 1 принято." in anna.read()
    assert "№ 59-ФЗ" in anna.read()
    (incident,) = town.world.state.incidents.values()
    assert (incident.text, incident.topic, incident.origin.bot) == (WORDS, "pothole", "max-citizen")
    assert incident.location == Location(latitude=55.7501, longitude=37.6202)
    assert incident.media == ("before", "beside")


async def test_everything_can_be_changed_before_it_is_sent(anna: Human, town: Town) -> None:
    """Each answer alone; another text proposes its own topic, or it is looked up by sector."""
    await to_check(anna)

    await anna.press("Изменить текст")
    await anna.say("Совсем другая беда: не горит фонарь")
    await anna.press("Другое")
    await anna.press("Свет и сети")
    await anna.press("Не горят фонари")
    assert len(set(anna.titles)) == len(anna.titles)
    await anna.press("Изменить тему")
    await anna.press("Не горят фонари")
    await anna.press("Указать место")
    await anna.say("двор за школой")
    await anna.press("Добавить фото")
    await anna.photo("dark")
    await anna.press("Готово")
    await anna.press("Отправить")

    (incident,) = town.world.state.incidents.values()
    assert incident.text == "Совсем другая беда: не горит фонарь"
    assert (incident.topic, incident.location.address) == ("lamps", "двор за школой")
    assert incident.media == ("dark",)


async def test_what_was_left_out_is_offered_to_be_added(anna: Human) -> None:
    """There is nothing to change where there is nothing yet; once given it can be changed."""
    await anna.say(WORDS)
    await anna.press("Яма на дороге")
    await anna.press("Пропустить")
    await anna.press("Пропустить")
    assert {"Указать место", "Добавить фото", "Изменить текст"} <= set(anna.titles)

    await anna.press("Добавить фото")
    await anna.photo("late")
    await anna.press("Готово")
    assert {"Указать место", "Изменить фото"} <= set(anna.titles)


async def test_a_text_of_any_length_is_answered(anna: Human) -> None:
    """Too short and too long are told with both numbers, on the same step."""
    await anna.press("Сообщить о проблеме")

    await anna.say("яма")
    assert anna.error == Msg("report-text.too-short", {"min": 10, "length": 3})
    await anna.say("я" * 100_000)
    assert anna.error == Msg("report-text.too-long", {"max": 4000, "length": 100_000})
    await anna.say(WORDS)
    assert anna.ids == ["report-guess"]


@pytest.mark.parametrize("odd", ["voice", "sticker", "poll", "file", "audio", "other"])
async def test_what_the_step_cannot_take_is_told(anna: Human, odd: str) -> None:
    """A voice message instead of a text: one sentence, the same question."""
    await anna.press("Сообщить о проблеме")
    await anna.do(Said(odd=odd))

    assert anna.error is not None
    assert anna.ids == ["report-text"]


@pytest.mark.parametrize("at_a_question", [True, False])
async def test_a_voice_message_hears_that_the_bot_cannot_listen(anna: Human, *, at_a_question: bool) -> None:
    """At the menu as at a question: why it was not taken, and that written words will be."""
    if at_a_question:
        await anna.press("Сообщить о проблеме")
    await anna.do(Said(odd="voice"))
    told = anna.read()

    assert told.startswith("Слушать голосовые бот пока не умеет, простите.")
    assert "словами" in told.splitlines()[0]
    await anna.say(WORDS)
    assert anna.ids == ["report-guess"]


async def test_the_title_of_a_button_may_be_typed_instead(anna: Human) -> None:
    """Skip, back, cancel: a place is never called so, and nothing is lost by understanding it."""
    await anna.press("Сообщить о проблеме")
    await anna.say(WORDS)
    await anna.press("Яма на дороге")
    await anna.say("пропустить")
    assert anna.ids == ["report-media"]
    await anna.say("Назад!")
    assert anna.ids == ["report-place"]
    await anna.say("отмена")
    assert anna.ids[-1] == "menu-citizen"


async def test_a_problem_typed_at_the_menu_is_a_report_begun(anna: Human) -> None:
    """Residents give a bot ten seconds."""
    await anna.say(WORDS)

    assert anna.ids == ["report-guess"]


async def test_a_photo_with_its_caption_at_the_menu_is_a_report_begun(anna: Human, town: Town) -> None:
    """Both are taken; only what is missing is asked."""
    await anna.photo("pit", text=WORDS)
    await anna.press("Яма на дороге")
    await anna.press("Пропустить")
    await anna.press("Отправить")

    (incident,) = town.world.state.incidents.values()
    assert (incident.text, incident.media) == (WORDS, ("pit",))


async def test_a_photo_with_two_words_keeps_the_photo_and_asks_for_more_words(anna: Human) -> None:
    """Nothing sent is lost."""
    await anna.photo("pit", text="вот")
    assert anna.ids == ["engine-brought-media", "report-text"]
    await anna.say(WORDS)
    await anna.press("Яма на дороге")
    await anna.press("Пропустить")

    assert anna.screen.media == ("pit",)


async def test_a_problem_typed_on_a_card_is_a_report_begun(anna: Human) -> None:
    """Nothing is asked there either; after it the person is back where they were."""
    await anna.press("Помощь")
    await anna.say(WORDS)

    assert anna.ids == ["report-guess"]


async def test_thanks_at_the_menu_begin_nothing(anna: Human) -> None:
    """Too short for a problem: the menu stays."""
    await anna.say("Спасибо!")

    assert anna.ids == ["menu-citizen"]
    assert anna.error == Msg("engine-expected-button")


async def test_sent_twice_is_registered_once(anna: Human, town: Town) -> None:
    """The messenger delivers the press again; the resident is told so and nothing doubles."""
    await to_check(anna)
    await anna.press("Отправить")
    await anna.deliver_again()
    await anna.deliver_again()

    assert len(town.world.state.incidents) == 1


async def test_an_old_send_button_sends_nothing_more(anna: Human, town: Town) -> None:
    """It belongs to a session that is over."""
    await to_check(anna)
    send = anna.button("Отправить").data
    await anna.press("Отправить")

    await anna.press_data(send)

    assert anna.toast == Msg("engine-stale")
    assert len(town.world.state.incidents) == 1


async def test_a_topic_that_went_away_meanwhile_is_told(anna: Human, town: Town) -> None:
    """It was closed between the check page and the press: one sentence, everything kept."""
    await to_check(anna)
    await town.app.office.edit_topics.close(
        TopicId("pothole"), by=await town.member(Role.ADMINISTRATOR, "admin")
    )

    await anna.press("Отправить")

    assert anna.error == Msg("refusal-topic-unknown")
    assert town.world.state.incidents == {}


async def test_the_way_back_goes_question_by_question(anna: Human) -> None:
    """From the check page to the text, and out by cancel."""
    await to_check(anna)
    seen = []
    while "‹ Назад" in anna.titles:
        await anna.press("‹ Назад")
        seen.append(anna.ids[0])
    await anna.press("Отмена")

    assert seen == ["report-media", "report-place", "report-guess", "report-text"]
    assert anna.ids[-1] == "menu-citizen"


async def test_what_was_begun_waits_at_the_menu(anna: Human) -> None:
    """Somebody looks at the menu in between; the report goes on where it was."""
    await anna.press("Сообщить о проблеме")
    await anna.say(WORDS)
    await anna.command("menu")
    (going_on,) = [title for title in anna.titles if "Продолжить: сообщение о проблеме" in title]
    await anna.press(going_on)

    assert anna.ids[0] == "report-guess"


APPEALED = "Прошу дать письменный ответ, почему на Ленина 5 не горят фонари"


async def test_an_appeal_is_shown_the_way_and_may_still_be_sent_as_a_message(anna: Human, town: Town) -> None:
    """One warm sentence, a button to see how, the text still there; the journal keeps it (ZAR-2)."""
    await to_check(anna, APPEALED)
    assert "Похоже, вам важен официальный ответ" in anna.read()

    await anna.press("Как подать обращение")
    assert "Как подать официальное обращение" in anna.read()
    await anna.press("‹ Назад")
    assert APPEALED in anna.read()
    await anna.press("Отправить")

    assert "Сообщение № 1 принято." in anna.read()
    (incident,) = town.world.state.incidents.values()
    assert incident.text == APPEALED
    assert b'"hints":["appeal"]' in town.world.state.journal[-1][1].details


async def test_a_plain_message_is_not_lectured(anna: Human) -> None:
    """No button where nothing reads as an appeal; a button kept from an earlier text does nothing."""
    await to_check(anna, APPEALED)
    how = anna.button("Как подать обращение").data
    await anna.press("Изменить текст")
    await anna.say(WORDS)

    assert "Как подать обращение" not in anna.titles
    await anna.press_data(how)
    assert anna.ids[0] == "report-check"
