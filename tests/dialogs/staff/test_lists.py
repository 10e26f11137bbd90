"""Lists and the register: by the time that is left, with the late ones counted; cuts; one by its number."""

from datetime import timedelta

from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.roles import Role
from tests.dialogs.staff.steps import HOUR, approved, drafted, routed
from tests.dialogs.town import Human, Town


async def reported(town: Town, *texts: str, topic: str = "pothole") -> list[IncidentId]:
    """Several messages of one neighbour."""
    neighbour = await town.resident("neighbour", name="Борис")
    return [await town.report(neighbour, text, topic=topic) for text in texts]


async def test_lists_are_ordered_by_the_time_that_is_left(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Mark, number, time, topic; what is late says by how much."""
    town.clock.advance(HOUR)
    await reported(town, "Лифт стоит третий день", topic="lift")
    await olga.press("Входящие")
    assert "сначала срочные. После номера — сколько осталось" in olga.read()
    assert olga.titles[:2] == ["🆕 № 1 · 1 ч · Яма на дороге", "🆕 № 2 · 1 ч · Лифт"]

    town.clock.advance(HOUR + timedelta(minutes=40))
    await olga.command("inbox")
    assert olga.titles[:2] == ["🆕 № 1 · ⏰ −40 мин · Яма на дороге", "🆕 № 2 · ⏰ −40 мин · Лифт"]
    await olga.command("menu")
    assert "Ждут распределения: 2, ⏰ просрочено: 2" in olga.read()
    assert "⏰ Просрочено: 2" in olga.read()
    assert peter.ids
    assert incident


async def test_what_matters_more_and_what_waits_for_the_author_is_marked(
    olga: Human, peter: Human, incident: IncidentId
) -> None:
    """A sign before the state's, another instead of it."""
    await olga.start("triage", incident)
    await olga.press("Важность")
    await olga.press("❗ высокая")
    await olga.press("✅ Распределить")
    await peter.command("tasks")
    assert peter.titles[0] == "❗🛠 № 1 · 5 ч · Яма на дороге"

    await olga.start("ask", incident)
    await olga.say("У какого подъезда яма?")
    await olga.press("Спросить")
    await peter.command("tasks")
    assert peter.titles[0] == "❗❓ № 1 · 5 ч · Яма на дороге"


async def test_the_register_is_cut_by_state_by_unit_and_by_lateness(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Everything open, one state, one unit, only the late ones; back from each."""
    await reported(town, "Лифт стоит третий день", topic="lift")
    await routed(town, olga, incident)
    await drafted(town, peter, incident)
    await approved(town, olga, incident)

    await olga.command("register")
    assert "Открыто: 1" in olga.read()
    await olga.press("Все открытые")
    assert "Реестр: все открытые. После номера — сколько осталось" in olga.read()
    assert olga.titles[0] == "🆕 № 2 · 1 ч · Лифт"
    await olga.press("‹ Назад")
    await olga.press("По состоянию")
    await olga.press("Ответ дан")
    assert "Реестр: Ответ дан" in olga.read()
    assert "сколько осталось" not in olga.read()
    assert olga.titles[0] == "✅ № 1 · Яма на дороге"
    await olga.press("‹ Назад")
    await olga.press("Отмена")
    await olga.press("По подразделению")
    await olga.press("Управление ЖКХ")
    assert "Реестр: все открытые, Управление ЖКХ" in olga.read()
    assert olga.titles[0] == "🆕 № 2 · 1 ч · Лифт"
    await olga.press("‹ Назад")
    housing = olga.titles.index("Управление ЖКХ")
    await olga.press_data(olga.buttons[housing + 1].data)
    assert olga.ids == ["cut-list.empty"]
    town.clock.advance(3 * HOUR)
    await olga.command("register")
    await olga.press("⏰ Просроченные")
    assert "все открытые, только просроченные" in olga.read()
    assert olga.titles[0] == "🆕 № 2 · ⏰ −1 ч · Лифт"


async def test_an_alarm_of_many_messages_opens_those_of_its_topic(
    town: Town, olga: Human, incident: IncidentId
) -> None:
    """What others are about is not in the way (ZAR-23)."""
    assert incident
    await reported(town, "Лифт стоит третий день", topic="lift")
    await olga.start("cut", "topic:lift")
    assert "Реестр: «Лифт», все открытые" in olga.read()
    assert [title for title in olga.titles if "№" in title] == ["🆕 № 2 · 1 ч · Лифт"]
    await olga.start("cut", "topic:flying-saucers")
    assert olga.ids == ["cut-list.empty"]


async def test_a_number_opens_its_card_from_anywhere(olga: Human, peter: Human, incident: IncidentId) -> None:
    """Typed at the menu, on a card, or asked for; an unknown one is told."""
    assert incident
    await olga.say("№ 1")
    assert olga.ids[0] == "incident-staff"
    await olga.say("999")
    assert olga.error == Msg("refusal-incident-unknown")
    await olga.command("register")
    await olga.press("🔎 Найти по номеру")
    await olga.say("1")
    assert olga.ids[0] == "incident-staff"

    await peter.say("1")
    assert peter.error == Msg("refusal-incident-not-yours")


async def test_long_lists_turn_pages(town: Town, olga: Human, peter: Human, incident: IncidentId) -> None:
    """Six to a page."""
    await reported(town, *[f"Яма номер {number}, объехать нельзя" for number in range(9)])
    await olga.press("Входящие")
    assert "Страница 1 из 2" in olga.read()
    await olga.press("Дальше ›")
    assert olga.titles[0].startswith("🆕 № 7")
    assert peter.ids
    assert incident


async def test_the_register_is_not_for_executors(town: Town, peter: Human, incident: IncidentId) -> None:
    """Forged or forwarded buttons are refused; nothing is counted for them."""
    assert incident
    for dialog, arg in (("register", ""), ("by-state", ""), ("by-unit", ""), ("cut", "..late")):
        await peter.start(dialog, arg)
        assert peter.error == Msg("refusal-no-right"), dialog
    assert "Реестр" not in peter.titles

    deputy = await town.colleague(Role.DEPUTY, "Орлова Анна")
    await deputy.press("Реестр")
    assert deputy.error is None
    assert "➕ Найдено в сети" not in deputy.titles
