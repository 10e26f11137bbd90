"""Lists and cards: what waits, what may be done with it, and by whom."""

import pytest

from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.roles import Role
from core.shared.voice import Voice
from tests.dialogs.town import Human, Town

ANSWER = "Яму засыпали сегодня утром"

MENUS = {
    Role.CURATOR: ["Входящие", "На согласовании", "Реестр", "Команда", "Настройки"],
    Role.EXECUTOR: ["Мои поручения", "Настройки"],
    Role.SPECIALIST: ["Мои поручения", "Настройки"],
    Role.HEAD: ["Входящие", "Реестр", "Команда", "Настройки"],
    Role.CITY_HEAD: ["Входящие", "Реестр", "Команда", "Настройки"],
    Role.ADMINISTRATOR: ["Команда", "Настройки"],
}


@pytest.mark.parametrize("role", MENUS)
async def test_the_menu_is_as_the_role_allows(town: Town, role: Role) -> None:
    """Nobody sees a button that would refuse them."""
    staff = await town.colleague(role, "Иванова Мария")
    assert staff.titles == MENUS[role]

    for title in MENUS[role]:
        await staff.press(title)
        assert staff.error is None
        await staff.command("menu")


async def test_the_menu_says_what_waits(olga: Human, peter: Human, incident: IncidentId) -> None:
    """Counted at a glance."""
    assert incident
    await olga.command("menu")
    assert "Ждут распределения: 1" in olga.read()
    await peter.command("menu")
    assert "Мои поручения: 0" in peter.read()


async def test_from_the_inbox_to_an_executor(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """List, card with the resident's photo, the triage screen; the inbox is empty afterwards."""
    await olga.press("Входящие")
    await olga.press("🆕 № 1 · 1 ч · Яма на дороге")
    assert olga.screen.media == ("before",)
    assert "От кого: Анна" in olga.read()
    await olga.press("Распределить")
    await olga.press("✅ Распределить")
    assert olga.ids[:2] == ["plan-done", "incident-staff"]
    await olga.press("‹ Назад")
    assert olga.ids == ["inbox-list.empty"]

    await town.post()
    await peter.press("Мои поручения")
    assert peter.titles[0] == "🛠 № 1 · 5 ч · Яма на дороге"
    await peter.press(peter.titles[0])
    assert peter.titles[0] == "✏️ Написать ответ"
    assert town.world.state.incidents[incident].executor is not None


async def test_the_executor_can_be_changed_on_the_card(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Both executors are told."""
    vera = await town.colleague(Role.EXECUTOR, "Белова Вера", unit="duty")
    await olga.start("assign", incident)
    await olga.press("✅ Распределить")
    await olga.start("incident", incident)
    await olga.press("Изменить распределение")
    await olga.press("Исполнитель")
    await olga.press("Белова Вера · Единая дежурная служба")
    await olga.press("✅ Распределить")
    await town.post()

    assert vera.letter("notice-assigned").about == incident
    assert peter.letter("notice-withdrawn").about == incident
    await peter.open(peter.letter("notice-assigned"), "notice-registered.open")
    assert peter.error == Msg("refusal-incident-not-yours")


async def test_approval_from_the_list_shows_the_draft_and_asks_once_more(
    olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The whole answer, then a yes; cancelled, nothing happened."""
    await olga.start("assign", incident)
    await olga.press(olga.titles[0])
    long = "Очень подробный ответ. " * 150
    await peter.start("draft", incident)
    await peter.say(long)
    await peter.press("Пропустить")
    assert "Без фото" in peter.read()
    await peter.press("Отправить на согласование")

    await olga.command("approval")
    await olga.press("👀 № 1 · 1 ч · Яма на дороге")
    assert long.strip() not in olga.read()
    await olga.press("✅ Согласовать")
    assert long.strip() in olga.read()
    await olga.press("Отмена")
    assert "✅ Согласовать" in olga.titles
    await olga.press("✅ Согласовать")
    await olga.press("✅ Да, согласовать")

    assert Msg("approve-done", {"number": 1}) in olga.text
    assert "Ответ дан" in olga.read()


async def test_the_card_keeps_the_residents_own_photos_and_words_at_hand(
    olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Beside a draft the card shows the draft's photos; the message itself is one press away."""
    await olga.start("assign", incident)
    await olga.press(olga.titles[0])
    await peter.start("draft", incident)
    await peter.say(ANSWER)
    await peter.photo("after")
    await peter.press("Готово")
    await peter.press("Отправить на согласование")

    await olga.start("incident", incident)
    assert olga.screen.media == ("after",)
    await olga.press("Сообщение целиком")
    assert olga.screen.media == ("before",)
    await olga.press("‹ Назад")
    assert olga.ids[0] == "incident-staff"


async def test_a_head_of_the_city_looks_and_changes_nothing(town: Town, incident: IncidentId) -> None:
    """The card has nothing to do for them; forged buttons are refused."""
    head = await town.colleague(Role.CITY_HEAD, "Глава Иван")
    await head.start("incident", incident)
    assert head.titles == ["⏱ Почему такой срок", "В меню"]

    for dialog, arg in (
        ("triage", incident),
        ("executor", incident),
        ("decline", incident),
        ("merge", incident),
        ("found", ""),
        ("approve", f"{incident}.1"),
        ("doubts", ""),
    ):
        await head.start(dialog, arg)
        assert head.error == Msg("refusal-no-right"), dialog


@pytest.mark.parametrize("arg", ["", "unknown", "unknown.1", ".", "1.x", "00000000000000000000000001.9"])
@pytest.mark.parametrize("dialog", ["incident", "words", "assign", "executor", "draft", "approve", "return"])
async def test_forged_subjects_are_one_sentence(olga: Human, dialog: str, arg: str) -> None:
    """Whatever stands in a button."""
    await olga.start(dialog, arg)

    assert olga.error is not None
    assert olga.error.id in {"refusal-incident-unknown", "refusal-no-right"}


async def test_the_language_of_staff_changes_too(olga: Human) -> None:
    """Menu, lists and notices."""
    await olga.press("Настройки")
    await olga.press("Язык")
    await olga.press("English")
    await olga.press("To the menu")

    assert olga.titles == ["Inbox", "Awaiting approval", "Register", "Team", "Settings"]


async def test_words_of_an_executor_at_the_menu_begin_nothing(peter: Human) -> None:
    """What they write belongs to an incident."""
    await peter.say("На улице Ленина у дома 5 огромная яма")

    assert peter.error == Msg("engine-expected-button")


async def test_a_deep_link_opens_the_card(olga: Human, incident: IncidentId) -> None:
    """`incident-<id>`, forwarded by a colleague."""
    await olga.link(f"incident-{incident}")

    assert olga.ids[0] == "incident-staff"


async def test_notices_name_the_topic_in_the_readers_language(
    town: Town, olga: Human, incident: IncidentId
) -> None:
    """The same notice to a Russian and an English reader; its topic, too."""
    assert incident
    [title, *_] = olga.letter("notice-registered").text

    assert "Яма на дороге" in town.texts.render(title, Voice("ru"))
    english = town.texts.render(title, Voice("en"))
    assert "Pothole" in english
    assert "Яма" not in english
