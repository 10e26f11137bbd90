"""After a message was sent: by when, a question and its reply, an interim answer, a rating, "not solved"."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from core.incidents.values import Decline, DraftKind, State
from core.shared.actor import Actor
from core.shared.ids import FileId, IncidentId
from core.shared.msg import Msg
from core.shared.roles import Role
from tests.dialogs.town import Human, Town

WORDS = "На улице Ленина у дома 5 огромная яма"


@dataclass(slots=True)
class Story:
    """Anna's message on its way through the town hall."""

    town: Town
    incident: IncidentId
    olga: Actor
    peter: Actor

    async def answer(self, text: str = "Засыпали вчера вечером") -> None:
        """Drafted and approved."""
        card = await self.town.app.staff_card(self.incident, by=self.olga)
        if card.incident.state is State.NEW:
            await self.town.app.assign(self.incident, self.peter.person, by=self.olga)
        found = await self.town.app.submit_draft(self.incident, text, (), by=self.peter)
        await self.town.app.approve(self.incident, len(found.drafts), by=self.olga)
        await self.town.post()


@pytest.fixture
async def story(anna: Human, town: Town) -> Story:
    """A message just sent."""
    actor = await town.app.who(anna.account)
    assert actor is not None
    return Story(
        town,
        await town.report(actor, WORDS),
        await town.member(Role.CURATOR, "olga"),
        await town.member(Role.EXECUTOR, "peter", unit="roads"),
    )


async def test_with_the_number_comes_the_time_by_which_an_answer_is_due(anna: Human) -> None:
    """Sent on Tuesday at noon: eight working hours later, told in words."""
    await anna.say(WORDS)
    await anna.press("Яма на дороге")
    await anna.press("Пропустить")
    await anna.press("Пропустить")
    await anna.press("Отправить")
    assert "Сообщение № 1 принято." in anna.read()
    assert "Срок ответа: завтра" in anna.read()


async def test_a_question_is_answered_from_its_notice(anna: Human, story: Story) -> None:
    """The reply reaches the executor, and the card shows that the work goes on."""
    await story.town.app.assign(story.incident, story.peter.person, by=story.olga)
    await story.town.app.ask_author(story.incident, "Назовите номер дома, пожалуйста", by=story.olga)
    await story.town.post()
    await anna.start("incident", story.incident)
    assert "Нам нужно уточнение" in anna.read()
    assert "Назовите номер дома" in anna.read()

    await anna.start("reply", story.incident)
    assert "Назовите номер дома" in anna.read()
    await anna.say("Дом 5, напротив школы")
    await anna.photo("house")
    await anna.press("Готово")
    assert "Передали исполнителю" in anna.read()
    found = (await story.town.app.staff_card(story.incident, by=story.olga)).incident
    assert [(note.text, note.media) for note in found.notes] == [("Дом 5, напротив школы", ("house",))]
    assert found.question is None


async def test_words_typed_at_the_menu_may_be_the_reply(anna: Human, story: Story) -> None:
    """Nobody looks for a button: the bot asks which of the two it is, and only then."""
    await story.town.app.ask_author(story.incident, "Назовите номер дома, пожалуйста", by=story.olga)
    await anna.command("menu")
    await anna.say("Дом номер 5 на Ленина")
    assert anna.ids[0] == "report-about"
    await anna.press("Да, по № 1")
    assert "Передали исполнителю" in anna.read()
    await anna.say("А ещё у нас не горит фонарь")
    assert anna.ids[0] == "report-guess"


async def test_an_interim_answer_is_on_the_card_until_the_final_one(anna: Human, story: Story) -> None:
    """ZAR-15: the resident knows that the work goes on."""
    app = story.town.app
    await app.assign(story.incident, story.peter.person, by=story.olga)
    await app.submit_draft(
        story.incident, "Заказали асфальт, ждём неделю", (), kind=DraftKind.INTERIM, by=story.peter
    )
    await app.approve(story.incident, 1, by=story.olga)
    await anna.start("incident", story.incident)
    assert "Промежуточный ответ" in anna.read()
    assert "Заказали асфальт" in anna.read()
    assert "окончательный впереди" in anna.read()


async def test_a_good_answer_is_rated_with_one_press(anna: Human, story: Story) -> None:
    """From the notice: the score stands in the button."""
    await story.answer()
    await anna.start("rate", f"{story.incident}.5")
    assert anna.ids[0] == "rate-thanks"
    found = (await story.town.app.staff_card(story.incident, by=story.olga)).incident
    assert found.rating is not None
    assert found.rating.score == 5


async def test_a_poor_answer_asks_what_was_wrong_and_the_score_stands_already(
    anna: Human, story: Story
) -> None:
    """Skipping the words loses nothing; giving them tells the curator."""
    await story.answer()
    await anna.start("incident", story.incident)
    await anna.press("Оценить ответ")
    await anna.press("🙁 2")
    assert anna.ids[:2] == ["rate-sorry", "rate-comment-text"]
    await anna.say("Яма снова там")
    found = (await story.town.app.staff_card(story.incident, by=story.olga)).incident
    assert found.rating is not None
    assert (found.rating.score, found.rating.comment) == (2, "Яма снова там")


async def test_not_solved_registers_a_repeat_with_a_term_of_its_own(anna: Human, story: Story) -> None:
    """ZAR-17: the same topic and place, a new number, the earlier one named."""
    await story.answer()
    await anna.start("unsolved", story.incident)
    await anna.say("Яма на том же месте, стала глубже")
    await anna.press("Пропустить")
    assert "Повторное сообщение № 2 принято." in anna.read()
    assert "Срок ответа:" in anna.read()
    await anna.command("mine")
    await anna.press("🕓 № 2 · Яма на дороге")
    assert "Повтор сообщения № 1" in anna.read()


async def test_a_forged_score_and_an_early_rating_are_told_in_one_sentence(anna: Human, story: Story) -> None:
    """Nothing is rated before it is answered, nothing above five."""
    await anna.start("rate", f"{story.incident}.5")
    assert anna.error == Msg("refusal-not-answered-yet")
    await story.answer()
    await anna.start("rate", f"{story.incident}.9")
    assert anna.error is not None
    assert anna.error.id == "refusal-score-impossible"
    await anna.start("rate", f"{story.incident}.x")
    assert anna.error == Msg("refusal-incident-unknown")


@pytest.mark.parametrize(
    ("entry", "arg", "told"),
    [
        ("rate", "unknown", "refusal-incident-unknown"),
        ("rate", "", "refusal-not-answered-yet"),
        ("rate-comment", "unknown.2", "refusal-incident-unknown"),
        ("rate-comment", "x", "refusal-incident-unknown"),
    ],
)
async def test_nobody_is_asked_about_an_answer_that_is_not_there(
    anna: Human, story: Story, entry: str, arg: str, told: str
) -> None:
    """A forged button, or an old one: refused before the question, not after the reply."""
    await anna.start(entry, arg or story.incident)
    assert anna.error == Msg(told)
    assert not {"rate-score", "rate-comment-text"} & set(anna.ids)


async def test_thanks_after_an_answer_are_kept_and_open_nothing(anna: Human, story: Story) -> None:
    """And the way to say that it is not solved is told."""
    await story.answer()
    await anna.start("reply", story.incident)
    await anna.say("Спасибо!")
    await anna.press("Пропустить")
    assert "нажмите «Проблема не решена»" in anna.read()
    found = (await story.town.app.staff_card(story.incident, by=story.olga)).incident
    assert (found.state, len(found.notes)) == (State.ANSWERED, 1)


async def test_a_neighbour_who_joined_reads_the_answer_but_not_the_others_words(story: Story) -> None:
    """Same card, same answer; whose words they were is nobody's business."""
    boris = await story.town.newcomer("telegram-citizen")
    actor = await story.town.app.who(boris.account)
    assert actor is not None
    await story.town.app.follow(story.incident, by=actor)
    await boris.start("incident", story.incident)
    assert "Вы присоединились" in boris.read()
    assert WORDS not in boris.read()
    await story.answer()
    assert boris.letter("notice-answered").media == ()
    await boris.start("incident", story.incident)
    assert "Засыпали вчера вечером" in boris.read()


async def test_a_declined_message_says_so(anna: Human, story: Story) -> None:
    """Plainly, and nothing can be rated there."""
    await story.town.app.decline(story.incident, Decline.INSULT, by=story.olga)
    await anna.start("incident", story.incident)
    assert "Не рассматривается" in anna.read()
    assert "Оценить ответ" not in anna.titles


async def test_an_overdue_answer_is_owned_up_to(anna: Human, story: Story) -> None:
    """No date in the past; who watches it."""
    story.town.clock.advance(timedelta(days=3))
    await anna.start("incident", story.incident)
    assert "Срок ответа прошёл" in anna.read()


async def test_whoever_wants_an_official_reply_is_shown_the_way_and_counted(anna: Human, town: Town) -> None:
    """ZAR-2: from help, with a button of its own."""
    await anna.press("Помощь")
    await anna.press("Официальное обращение")
    await anna.press("Подам обращение")
    assert anna.ids[0] == "appeal-noted"
    assert town.world.state.journal[-1][1].name == "appeal-shown"


async def test_a_reply_with_thirty_photos_keeps_ten_and_says_so(anna: Human, story: Story) -> None:
    """An album too large loses nothing silently."""
    await anna.start("reply", story.incident)
    await anna.say("Вот фото со всех сторон")
    await anna.photo(*[str(FileId(f"p{number}")) for number in range(30)])
    assert anna.error == Msg("engine-media-most", {"most": 10})
