"""The administrator's side played in the bot: cards, roles, units, names, leaving and coming back."""

import pytest

from core.incidents.values import State
from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.roles import Role
from tests.dialogs.staff.steps import incident_in
from tests.dialogs.town import Human, Town


@pytest.fixture
async def admin(town: Town) -> Human:
    """An administrator in MAX."""
    return await town.colleague(Role.ADMINISTRATOR, "Алексеев Антон", bot="max-staff")


async def card(who: Human, title: str) -> None:
    """From the menu to somebody's card."""
    await who.command("team")
    await who.press("Кто в команде")
    await who.press(title)


async def test_a_card_says_all_that_is_known(town: Town, admin: Human, peter: Human) -> None:
    """Unit, roles, where the bot reaches them; a curator sees the same and changes nothing."""
    await card(admin, "Ковалёв Пётр · Исполнитель")
    assert "Подразделение: Управление дорог и транспорта" in admin.read()
    assert "Подключён к боту в Telegram" in admin.read()
    assert admin.titles[:5] == ["🗓 Замещение", "Роли", "Подразделение", "Имя", "Снять с работы"]
    await town.world.channels.left("telegram-staff", peter.account.user)
    await card(admin, "Ковалёв Пётр · Исполнитель")
    assert "Бот сейчас не достучится" in admin.read()

    olga = await town.colleague(Role.CURATOR, "Смирнова Ольга")
    await card(olga, "Ковалёв Пётр · Исполнитель")
    assert olga.titles == ["🗓 Замещение", "‹ Назад", "В меню"]
    for dialog in ("member-roles", "member-unit", "member-name", "remove", "restore"):
        await olga.start(dialog, await _id(town, peter))
        assert olga.error == Msg("refusal-no-right"), dialog


async def _id(town: Town, who: Human) -> str:
    actor = await town.app.who(who.account)
    assert actor is not None
    return actor.person


async def test_roles_are_ticked_one_by_one(town: Town, admin: Human, peter: Human) -> None:
    """Each press counts at once; the last role is not taken away."""
    await card(admin, "Ковалёв Пётр · Исполнитель")
    await admin.press("Роли")
    await admin.press("▫️ Куратор")
    assert admin.toast == Msg("member-roles.given", {"role": Msg("role-curator")})
    await admin.press("✅ Исполнитель")
    await admin.press("✅ Куратор")
    assert admin.error == Msg("refusal-roles-missing")
    actor = await town.app.who(peter.account)
    assert actor is not None
    assert actor.roles == {Role.CURATOR}


async def test_unit_and_name_are_changed_from_the_card(admin: Human, peter: Human) -> None:
    """And the card shows them."""
    assert peter.ids
    await card(admin, "Ковалёв Пётр · Исполнитель")
    await admin.press("Подразделение")
    await admin.press("Управление ЖКХ")
    assert "Подразделение: Управление ЖКХ" in admin.read()
    await admin.press("Подразделение")
    await admin.press("Без подразделения")
    assert "Подразделение: не указано" in admin.read()
    await admin.press("Имя")
    await admin.say("К")
    assert admin.error == Msg("member-name-text.too-short", {"min": 2, "length": 1})
    await admin.say("Ковалёв Пётр Ильич")
    assert "Ковалёв Пётр Ильич" in admin.read()


async def test_somebody_leaves_and_a_successor_goes_on(
    town: Town, admin: Human, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The dialog says how much is open; the successor gets it; the bot closes for whoever left."""
    vera = await town.colleague(Role.EXECUTOR, "Лебедева Вера", unit="roads")
    curator = await town.app.who(olga.account)
    assert curator is not None
    await town.app.assign(incident, await _id(town, peter), by=curator)  # type: ignore[arg-type]  # an id
    await card(admin, "Ковалёв Пётр · Исполнитель")
    await admin.press("Снять с работы")
    assert "1 открытое сообщение" in admin.read()
    await admin.press("Передать преемнику")
    await admin.press("Лебедева Вера")
    assert "Работу продолжит Лебедева Вера" in admin.read()
    await admin.press("remove-check.confirm")
    assert "больше не в команде" in admin.read()
    await town.post()
    assert Msg("notice-work", {"count": 1}) in vera.letter("notice-work-yours").text
    await peter.start()
    assert peter.ids[0] == "sign-in-code"

    await admin.command("team")
    await admin.press("Кто работал раньше")
    await admin.press("Ковалёв Пётр · Исполнитель")
    assert "больше не работает" in admin.read()
    await admin.press("↩️ Вернуть в команду")
    await admin.press("restore-check.confirm")
    await town.post()
    assert vera.letter("notice-work-over")


async def test_without_a_successor_the_curators_get_it_back(
    town: Town, admin: Human, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Back in the inbox, ready to be routed anew."""
    curator = await town.app.who(olga.account)
    assert curator is not None
    await town.app.assign(incident, await _id(town, peter), by=curator)  # type: ignore[arg-type]  # an id
    await card(admin, "Ковалёв Пётр · Исполнитель")
    await admin.press("Снять с работы")
    await admin.press("Вернуть кураторам")
    await admin.press("remove-check.confirm")
    assert (await town.app.inbox(by=curator, page=0)).total == 1
    await admin.start("remove", await _id_left(town))
    assert admin.error == Msg("refusal-person-gone", {"name": "Ковалёв Пётр"})


async def _id_left(town: Town) -> str:
    return next(person.id for person in town.world.state.people.values() if person.former)


async def test_the_only_administrator_cannot_leave(town: Town, admin: Human) -> None:
    """The refusal says what to do first."""
    await town.colleague(Role.CURATOR, "Смирнова Ольга")
    await card(admin, "Алексеев Антон · Администратор")
    await admin.press("Снять с работы")
    await admin.press("Вернуть кураторам")
    await admin.press("remove-check.confirm")
    assert admin.error == Msg("refusal-last-administrator")
    await admin.press("engine-cancel")
    assert admin.ids


async def test_whoever_was_removed_decides_nothing_on_a_screen_that_is_still_open(
    town: Town, admin: Human, incident: IncidentId
) -> None:
    """The screen said so: posts are taken at once, and the bot closes."""
    zoya = await town.colleague(Role.CURATOR, "Уходящая Зоя")
    await zoya.start("decline", incident)
    await zoya.press("намерение причинить вред")
    await zoya.press("Пропустить")
    await card(admin, "Уходящая Зоя · Куратор")
    await admin.press("Снять с работы")
    await admin.press("Вернуть кураторам")
    await admin.press("remove-check.confirm")

    await zoya.press("🚫 Да, отклонить")

    assert zoya.ids[0] == "sign-in-code"
    assert incident_in(town, incident).state is State.NEW
