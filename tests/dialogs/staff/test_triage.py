"""Triage (ZAR-8): one screen, everything proposed, each changed by a press; executors in order (ZAR-16)."""

from datetime import timedelta

from core.incidents.ports import IncidentCard
from core.incidents.values import Importance, State
from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.roles import Role
from tests.dialogs.staff.steps import HOUR, drafted, incident_in, routed
from tests.dialogs.town import Human, Town


async def colleagues(town: Town) -> tuple[Human, Human]:
    """An executor of the duty service in Telegram, one of housing in MAX."""
    vera = await town.colleague(Role.EXECUTOR, "Белова Вера", unit="duty")
    ivan = await town.colleague(Role.EXECUTOR, "Орлов Иван", unit="housing", bot="max-staff")
    return vera, ivan


async def test_triage_takes_two_presses_where_all_is_proposed_right(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The notice's button, then "route": topic, place, importance, term and executor stand on the screen."""
    await olga.open(olga.letter("notice-registered"), "notice-registered.assign")
    told = olga.read()
    assert "Тема: Яма на дороге" in told
    assert "Место не указано" in told
    assert "Важность: обычная" in told
    assert "Ответ автору: завтра в 12:00, осталось 8 ч" in told
    assert "Проект ответа: завтра в 09:00, осталось 5 ч" in told
    assert "Исполнитель: ⭐ Ковалёв Пётр · Управление дорог и транспорта" in told

    await olga.press("✅ Распределить")
    await town.post()
    assert peter.letter("notice-assigned").about == incident


async def test_everything_can_be_changed_before_it_is_routed(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Further topics, the place, the importance, a shortened term; back on the same screen each time."""
    assert peter.ids
    await olga.start("triage", incident)
    await olga.press("Ещё темы")
    await olga.press("Тротуар, лестница, пандус")
    await olga.press("Готово")
    await olga.press("Место")
    await olga.say("улица Ленина, 5")
    await olga.press("Важность")
    await olga.press("‼️ общественно значимое")
    await olga.press("Срок")
    await olga.press("4 рабочих часа")
    assert "Ответ автору: сегодня в 17:00, осталось 4 ч" in olga.read()
    await olga.press("✅ Распределить")

    found = incident_in(town, incident)
    assert found.also == ("pavement",)
    assert found.location.address == "улица Ленина, 5"
    assert found.importance is Importance.SIGNIFICANT
    assert found.shortened == 4 * HOUR


async def test_another_topic_brings_its_own_executor(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Unless the curator chose somebody: then they stay."""
    await colleagues(town)
    assert peter.ids
    await olga.start("triage", incident)
    await olga.press("Тема")
    await olga.say("Не горят фонари")
    assert "Исполнитель: ⭐ Белова Вера" in olga.read()

    await olga.press("Исполнитель")
    await olga.say("Орлов")
    await olga.press("Тема")
    await olga.say("Лифт")
    assert "Исполнитель: ⭐ Орлов Иван" in olga.read()
    await olga.press("Тема")
    await olga.say("Не горят фонари")
    assert "Исполнитель: Орлов Иван" in olga.read()


async def test_a_unit_without_people_asks_for_an_executor(
    town: Town, olga: Human, anna: Human, peter: Human
) -> None:
    """Nobody is proposed, so the question comes first, then the screen."""
    assert peter.ids
    actor = await town.app.who(anna.account)
    assert actor is not None
    lift = await town.report(actor, "Лифт стоит третий день", topic="lift")
    await olga.start("triage", lift)
    assert olga.ids == ["plan-executor"]

    await olga.press("Ковалёв Пётр · Управление дорог и транспорта")
    await olga.press("✅ Распределить")
    assert Msg("plan-done", {"number": 1, "executor": "Ковалёв Пётр"}) in olga.text


async def test_three_executors_in_order_warn_of_the_trap(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """1 + 2 + 2 + 2 hours break the draft's term: the slack is shown before it is confirmed."""
    vera, ivan = await colleagues(town)
    town.clock.advance(HOUR)  # the end of lunch
    town.clock.advance(HOUR)
    await olga.start("triage", incident)
    await olga.press("➕ Соисполнители")
    await olga.press("Белова Вера · Единая дежурная служба")
    await olga.press("Готово")
    assert "до срока проекта останется 0 мин" in olga.read()
    await olga.press("➕ Соисполнители")
    await olga.press("Орлов Иван · Управление ЖКХ")
    await olga.press("Готово")
    assert "проект опоздает на 2 ч" in olga.read()
    assert "1. Белова Вера" in olga.read()
    assert "2. Орлов Иван" in olga.read()
    assert "3. ⭐ Ковалёв Пётр · Управление дорог и транспорта: собирает общий ответ" in olga.read()
    await olga.press("✅ Распределить")
    await town.post()

    await vera.open(vera.letter("notice-assigned"), "notice-assigned.contribute")
    assert "Дальше сообщение перейдёт: Орлов Иван" in vera.read()
    await vera.say("Заявку передали дорожникам")
    await vera.press("Пропустить")
    await vera.press("Передать дальше")
    await town.post()

    await peter.start("draft", incident)
    assert peter.error == Msg("refusal-incident-not-yours")
    await ivan.start("contribute", incident)
    assert "Белова Вера: Заявку передали дорожникам" in ivan.read()
    await ivan.say("Люк закрепили")
    await ivan.photo("hatch")
    await ivan.press("Готово")
    await ivan.press("Передать дальше")
    await town.post()

    await peter.start("contribute", incident)
    assert peter.error == Msg("refusal-no-contribution")
    await peter.start("draft", incident)
    assert "Белова Вера: Заявку передали дорожникам" in peter.read()
    assert "Орлов Иван: Люк закрепили\n\nНапишите просто и по делу" in peter.read()
    await peter.say("Яму засыпали, люк закрепили")
    await peter.press("Оставить прежние")
    assert peter.screen.media == ("hatch",)
    await peter.press("Отправить на согласование")
    await olga.start("incident", incident)
    assert "1. ✅ Белова Вера: Заявку передали дорожникам" in olga.read()
    assert "3. Ковалёв Пётр: соберёт общий ответ" in olga.read()


async def test_the_writer_is_not_offered_as_a_co_executor(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Who was one and is chosen to write the answer is named once."""
    await colleagues(town)
    assert peter.ids
    await olga.start("triage", incident)
    await olga.press("➕ Соисполнители")
    assert not any("Ковалёв" in title for title in olga.titles)
    await olga.press("Белова Вера · Единая дежурная служба")
    await olga.press("Готово")
    await olga.press("Исполнитель")
    await olga.press("Белова Вера · Единая дежурная служба")
    assert "Исполнитель: Белова Вера" in olga.read()
    await olga.press("✅ Распределить")

    assert incident_in(town, incident).shares == ()


async def test_the_quicker_curator_is_not_overruled_unseen(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Both have the screen open: the second one's press sets what stands before them, and tells both."""
    vera = await town.colleague(Role.CURATOR, "Лебедева Вера", bot="max-staff")
    assert peter.ids
    await olga.start("triage", incident)
    await vera.start("triage", incident)
    await olga.press("✅ Распределить")
    before = incident_in(town, incident).version
    await vera.press("✅ Распределить")

    assert Msg("plan-done", {"number": 1, "executor": "Ковалёв Пётр"}) in vera.text
    assert incident_in(town, incident).version == before + 1
    assert [entry.name for entry in (await card(town, vera, incident)).history].count("assigned") == 1


async def card(town: Town, who: Human, incident: IncidentId) -> IncidentCard:
    """The card as the use case gives it."""
    actor = await town.app.who(who.account)
    assert actor is not None
    return await town.app.staff_card(incident, by=actor)


async def test_a_draft_that_came_meanwhile_is_told_instead_of_routing(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The screen was open while the executor handed in: the card shows how things stand."""
    await routed(town, olga, incident)
    await olga.start("reroute", incident)
    await drafted(town, peter, incident)
    await olga.press("✅ Распределить")

    assert Msg("refusal-incident-not-assignable", {"state": "on-approval"}) in olga.text
    assert "incident-staff" in olga.ids
    assert incident_in(town, incident).state is State.ON_APPROVAL


async def test_back_leaves_the_screen(olga: Human, peter: Human, incident: IncidentId) -> None:
    """Nobody is led through questions that were never asked."""
    assert peter.ids
    await olga.start("incident", incident)
    await olga.press("Распределить")
    assert "‹ Назад" not in olga.titles
    await olga.press("Отмена")

    assert olga.ids[0] == "incident-staff"


async def test_re_routing_gives_no_time_back(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The clocks of draft and answer go on with the next executor."""
    await routed(town, olga, incident)
    before = incident_in(town, incident).next_due
    await colleagues(town)
    town.clock.advance(timedelta(hours=2))
    await olga.start("reroute", incident)
    await olga.press("Исполнитель")
    await olga.press("Белова Вера · Единая дежурная служба")
    await olga.press("✅ Распределить")

    assert incident_in(town, incident).next_due == before
    assert peter.ids


async def test_who_registers_a_post_is_not_told_of_it_the_other_curators_are(town: Town, olga: Human) -> None:
    """The finder stands before the triage already; a resident's message reaches all of them."""
    vera = await town.colleague(Role.CURATOR, "Лебедева Вера", bot="max-staff")
    await olga.say("На Мира, 7 провалился асфальт, яма в метр\nhttps://vk.com/wall-1_22")
    await olga.press("💡 Яма на дороге")
    await olga.press("✅ Зарегистрировать")
    await town.post()

    assert "plan-executor" in olga.ids
    assert not olga.letters()
    assert vera.letter("notice-registered").about


async def test_who_gave_it_back_is_not_proposed_again(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Alone in the unit, they leave the question open; a colleague is proposed instead."""
    await routed(town, olga, incident)
    await give_back(peter, incident)
    await olga.start("triage", incident)
    assert olga.ids == ["plan-executor"]
    assert olga.titles[0] == "↩️ Ковалёв Пётр · Управление дорог и транспорта (уже поручали)"

    yuri = await town.colleague(Role.EXECUTOR, "Яковлев Юрий", unit="roads")
    await olga.start("triage", incident)
    assert "Исполнитель: ⭐ Яковлев Юрий" in olga.read()
    await olga.press("✅ Распределить")
    await give_back(yuri, incident)
    await olga.start("triage", incident)
    await olga.press("↩️ Ковалёв Пётр · Управление дорог и транспорта (уже поручали)")
    await olga.press("✅ Распределить")
    assert Msg("plan-done", {"number": 1, "executor": "Ковалёв Пётр"}) in olga.text


async def give_back(executor: Human, incident: IncidentId) -> None:
    """Not mine."""
    await executor.start("give-back", incident)
    await executor.press("Тема указана неверно")


async def test_what_is_changed_most_stands_first(olga: Human, peter: Human, incident: IncidentId) -> None:
    """The executors, then the topics, then what is rarely touched."""
    assert peter.ids
    await olga.start("triage", incident)
    assert olga.titles[1:8] == [
        "Исполнитель",
        "➕ Соисполнители",
        "Тема",
        "Ещё темы",
        "Место",
        "Важность",
        "Срок",
    ]
