"""Units and the topic tree played in the bot by an administrator."""

import pytest

from core.shared.msg import Msg
from core.shared.roles import Role
from tests.dialogs.town import Human, Town


@pytest.fixture
async def admin(town: Town) -> Human:
    """An administrator in MAX, looking at the city."""
    made = await town.colleague(Role.ADMINISTRATOR, "Алексеев Антон", bot="max-staff")
    await made.command("team")
    await made.press("🏙 Подразделения и темы")
    return made


async def test_a_unit_is_added_renamed_closed_and_opened_again(admin: Human) -> None:
    """A closed one is marked in the list."""
    await admin.press("➕ Подразделение")
    await admin.say("Я")
    assert admin.error == Msg("unit-add-title.too-short", {"min": 2, "length": 1})
    await admin.say("Зимняя служба")
    assert "Сотрудников: 0" in admin.read()
    await admin.press("Переименовать")
    await admin.say("Снежная служба")
    await admin.press("🚫 Закрыть")
    assert admin.toast == Msg("unit-done-closed", {"title": "Снежная служба"})
    assert admin.titles[0] == "↩️ Открыть снова"
    await admin.press("engine-back")
    await admin.press("Подразделения")
    await admin.press("engine-next")
    assert "🚫 Снежная служба" in admin.titles
    await admin.press("🚫 Снежная служба")
    await admin.press("↩️ Открыть снова")
    assert admin.toast == Msg("unit-done-opened", {"title": "Снежная служба"})


async def test_a_unit_in_use_is_not_closed(admin: Human) -> None:
    """The refusal says what belongs to it, and what to do first."""
    await admin.press("Подразделения")
    await admin.press("Управление дорог и транспорта")
    await admin.press("🚫 Закрыть")
    assert admin.error is not None
    assert admin.error.id == "refusal-unit-in-use"
    assert "Сначала передайте их другому" in admin.read()


async def test_a_topic_is_added_and_residents_see_it(town: Town, admin: Human) -> None:
    """Sector, both titles, the competent unit; the English one may be left out."""
    await admin.press("➕ Тема")
    await admin.press("Дороги и тротуары")
    await admin.say("Ледяные горки")
    await admin.press("engine-skip")
    await admin.press("Управление дорог и транспорта")
    assert "По-английски: как по-русски" in admin.read()
    assert "Отвечает: Управление дорог и транспорта" in admin.read()
    anna = await town.resident("anna")
    titles = [topic.title_ru for topic in await town.app.topics.open("roads", by=anna)]
    assert "Ледяные горки" in titles


async def test_a_topic_is_renamed_given_to_another_unit_and_closed(admin: Human) -> None:
    """Found by its sector."""
    await admin.press("Темы")
    await admin.press("Дороги и тротуары")
    await admin.press(admin.titles[0])
    await admin.press("Переименовать")
    await admin.say("Ямы и выбоины")
    await admin.say("Potholes")
    assert "По-английски: Potholes" in admin.read()
    await admin.press("Кто отвечает")
    await admin.press("Управление ЖКХ")
    assert "Отвечает: Управление ЖКХ" in admin.read()
    await admin.press("🚫 Закрыть")
    assert "закрыта" in admin.read()
    await admin.press("engine-back")
    assert "🚫 Ямы и выбоины" in admin.titles


async def test_nobody_else_comes_in(town: Town, olga: Human) -> None:
    """No button leads there; forged ones are refused."""
    await olga.command("team")
    assert "🏙 Подразделения и темы" not in olga.titles
    for dialog, arg in (
        ("city", ""),
        ("units", ""),
        ("unit", "roads"),
        ("unit-add", ""),
        ("unit-name", "roads"),
        ("topics", ""),
        ("topic", "pothole"),
        ("topic-add", ""),
        ("topic-name", "pothole"),
        ("topic-unit", "pothole"),
    ):
        await olga.start(dialog, arg)
        assert olga.error == Msg("refusal-no-right"), dialog
    assert town.world.state.edited_topics == {}
