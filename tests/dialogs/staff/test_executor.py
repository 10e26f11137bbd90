"""What an executor does: gives back in time and late, an interim answer, a question, a post published."""

from datetime import timedelta

from core.incidents.values import State
from core.shared.actor import Actor
from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.roles import Role
from tests.dialogs.staff.steps import HOUR, approved, drafted, incident_in, routed
from tests.dialogs.town import Human, Town


async def test_not_mine_in_time(town: Town, olga: Human, peter: Human, incident: IncidentId) -> None:
    """The screen says until when; a reason is one press; the curator has it again (ZAR-9)."""
    await routed(town, olga, incident)
    await peter.open(peter.letter("notice-assigned"), "notice-assigned.give-back")
    assert "Вернуть вовремя можно до срока: сегодня в 13:30" in peter.read()
    await peter.press("Не наша территория")
    assert Msg("give-back-done", {"number": 1}) in peter.text
    await town.post()

    assert olga.letter("notice-given-back").about == incident
    await olga.start("incident", incident)
    assert "Ковалёв Пётр: возвращено, «Не наша территория»" in olga.read()
    assert "позже срока" not in olga.read()
    assert incident_in(town, incident).state is State.NEW


async def test_not_mine_late_is_taken_and_marked(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Refusing it would hide the delay."""
    await routed(town, olga, incident)
    town.clock.advance(2 * HOUR)
    await peter.start("give-back", incident)
    assert "Срок возврата вышел: сегодня в 13:30" in peter.read()
    await peter.say("Это дорога области, не наша")
    await town.post()

    await olga.start("incident", incident)
    assert "возвращено, «Это дорога области, не наша», ⏰ позже срока" in olga.read()


async def test_an_interim_answer_then_the_final_one(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """After it the final draft has seven working days (ZAR-15); a second interim one is not offered."""
    await routed(town, olga, incident)
    await peter.start("incident", incident)
    await peter.press("Ещё…")
    await peter.press("🕓 Промежуточный ответ")
    await peter.say("Заказали асфальт, засыпем до пятницы")
    await peter.press("Пропустить")
    await peter.press("Отправить на согласование")
    await olga.start("incident", incident)
    assert "Промежуточный ответ, вариант 1" in olga.read()
    await olga.press("✅ Согласовать")
    assert "Промежуточный ответ на № 1: согласовать?" in olga.read()
    await olga.press("✅ Да, согласовать")
    await town.post()

    await peter.start("incident", incident)
    assert "Дан промежуточный ответ, готовится итоговый" in peter.read()
    assert "Проект итогового ответа: пт, 15 мая, 17:00" in peter.read()
    await peter.press("Ещё…")
    assert "🕓 Промежуточный ответ" not in peter.titles
    await peter.start("interim", incident)
    await peter.say("Асфальт приехал, засыпаем")
    await peter.press("Пропустить")
    await peter.press("Отправить на согласование")
    assert peter.error == Msg("refusal-interim-given")
    await drafted(town, peter, incident)
    await approved(town, olga, incident, 2)
    assert incident_in(town, incident).state is State.ANSWERED


async def test_a_question_is_approved_and_its_reply_is_on_the_card(
    town: Town, olga: Human, peter: Human, anna: Human, incident: IncidentId
) -> None:
    """While it is open the lists say so, and no second one is asked."""
    await routed(town, olga, incident)
    await peter.start("question", incident)
    await peter.say("У какого подъезда яма?")
    await peter.press("Отправить на согласование")
    await approved(town, olga, incident)

    await peter.start("incident", incident)
    assert "Ждём ответа автора: У какого подъезда яма?" in peter.read()
    await peter.press("Ещё…")
    assert "❓ Спросить автора" not in peter.titles
    await olga.start("ask", incident)
    assert olga.error == Msg("refusal-question-open")
    await peter.command("tasks")
    assert peter.titles[0].startswith("❓ № 1")

    actor = await town.app.who(anna.account)
    assert actor is not None
    await town.app.author_writes(incident, "У второго подъезда, слева", by=actor)
    await peter.start("incident", incident)
    assert "Анна: У второго подъезда, слева" in peter.read()
    assert "Ждём ответа автора" not in peter.read()


async def test_a_post_is_answered_where_it_stood(town: Town, olga: Human, peter: Human) -> None:
    """Registered by the curator, approved, published by the executor, who sends the link (ZAR-14)."""
    await olga.say("Яма на Мира у школы https://vk.com/wall-1_22")
    await olga.press("💡 Яма на дороге" if "💡 Яма на дороге" in olga.titles else "Яма на дороге")
    await olga.press("✅ Зарегистрировать")
    await olga.press("✅ Распределить")
    await town.post()
    (incident,) = town.world.state.incidents
    await drafted(town, peter, incident)
    await olga.start("approve", f"{incident}.1")
    assert Msg("approve-done.publish", {"number": 1}) in olga.text
    await town.post()

    letter = peter.letter("notice-approved")
    await peter.open(letter, "notice-approved.publish")
    assert "Сообщение стояло здесь: https://vk.com/wall-1_22" in peter.read()
    assert "Яму засыпали сегодня утром" in peter.read()
    await peter.say("опубликовал, посмотрите")
    assert peter.error == Msg("publish-link.link-malformed")
    await peter.say("vk.com/wall-1_22?reply=33")
    assert Msg("publish-done", {"number": 1}) in peter.text

    await olga.start("incident", incident)
    assert "Опубликовано: https://vk.com/wall-1_22?reply=33" in olga.read()
    await peter.open(letter, "notice-approved.publish")
    assert peter.error == Msg("refusal-incident-answered")


async def test_the_status_is_asked_and_told_with_two_presses(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The curator's press, the executor's two (NVK-4.2)."""
    await routed(town, olga, incident)
    await olga.start("incident", incident)
    await olga.press("❔ Как дела?")
    assert Msg("ask-status-done", {"number": 1}) in olga.text
    await town.post()
    await peter.open(peter.letter("notice-status-asked"), "notice-status-asked.tell")
    await peter.press("Работаем, ответим в срок")
    assert Msg("status-done", {"number": 1}) in peter.text
    await town.post()

    assert olga.letter("notice-status").about == incident
    await olga.start("incident", incident)
    assert "Ковалёв Пётр: Работаем, ответим в срок" in olga.read()


async def test_a_repeat_asks_for_measures_and_shows_the_answer_before(
    town: Town, olga: Human, peter: Human, anna: Human, incident: IncidentId
) -> None:
    """The prompt of the draft (ZAR-17); the earlier answer can be taken over with one press."""
    await routed(town, olga, incident)
    await drafted(town, peter, incident)
    await approved(town, olga, incident)
    actor = await town.app.who(anna.account)
    assert actor is not None
    again = await town.report(actor, "На улице Ленина у дома 5 снова огромная яма")
    await town.app.link(again, 1, by=await curator(town, olga))
    await routed(town, olga, again)

    await peter.start("draft", again)
    assert "Это повторный вопрос. Напишите, какие меры приняты или как идёт работа" in peter.read()
    assert "Прошлый раз ответили:\nЯму засыпали сегодня утром" in peter.read()
    await peter.press("📄 Как в № 1 · Яма на дороге")
    assert peter.ids == ["draft-media"]
    await peter.press("Пропустить")
    assert "Яму засыпали сегодня утром" in peter.read()


async def curator(town: Town, who: Human) -> Actor:
    """The actor behind a player."""
    actor = await town.app.who(who.account)
    assert actor is not None
    return actor


async def test_an_executor_who_is_both_sees_both(town: Town, olga: Human, incident: IncidentId) -> None:
    """A curator with a second post may route to themselves, draft, and approve (LAB-3.1)."""
    await olga.link(await town.code(Role.EXECUTOR, "Смирнова Ольга", unit="roads"))
    await olga.start("triage", incident)
    await olga.press("Исполнитель")
    await olga.say("Смирнова")
    await olga.press("✅ Распределить")
    await olga.start("incident", incident)
    assert "✏️ Написать ответ" in olga.titles
    assert "Изменить распределение" in olga.titles
    await drafted(town, olga, incident)
    await olga.start("incident", incident)
    assert "✅ Согласовать" in olga.titles
    await approved(town, olga, incident)

    assert incident_in(town, incident).state is State.ANSWERED


async def test_presses_weeks_old_are_one_sentence(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Every button an executor ever got, after the answer: nothing changes, and they are told why."""
    await routed(town, olga, incident)
    await drafted(town, peter, incident)
    await approved(town, olga, incident)
    town.clock.advance(timedelta(days=30))
    before = incident_in(town, incident).version
    for dialog in ("draft", "interim", "question", "give-back", "contribute", "status"):
        await peter.start(dialog, incident)
        assert peter.error == Msg("refusal-incident-answered"), dialog
        await peter.command("menu")
    await peter.start("due", incident)
    assert peter.error == Msg("refusal-deadline-over")

    assert incident_in(town, incident).version == before


async def test_an_executor_whose_answer_waits_tells_the_curators_so_with_one_press(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """What is said while one works does not fit any more."""
    await routed(town, olga, incident)
    await drafted(town, peter, incident)
    await peter.start("status", incident)
    assert "Работаем, ответим в срок" not in peter.titles
    await peter.press("Ответ готов, ждём согласования")
    await town.post()

    assert olga.letter("notice-status").about == incident


async def test_whoever_asked_is_told_how_things_stand(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """A deputy asks from a reminder: the answer is theirs, too, and once; a curator who asked gets one."""
    deputy = await town.colleague(Role.DEPUTY, "Громов Олег", bot="max-staff")
    await routed(town, olga, incident)
    await deputy.start("ask-status", incident)
    await deputy.start("ask-status", incident)
    await olga.start("ask-status", incident)
    for _ in range(2):
        await peter.start("status", incident)
        await peter.press("Работаем, ответим в срок")
        await town.post()

    told = [parcel.text[0].id for parcel in deputy.letters()]
    assert told.count("notice-status") == 1
    assert [parcel.text[0].id for parcel in olga.letters()].count("notice-status") == 2
