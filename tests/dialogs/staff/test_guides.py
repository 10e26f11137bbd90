"""Templates and examples played in the bot: kept by a curator, read by an executor."""

from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.roles import Role
from tests.dialogs.town import Human, Town

WORDS = "Засыплем яму на этой неделе и сообщим вам."


async def guides(who: Human) -> None:
    """From the menu."""
    await who.command("team")
    await who.press("📚 Шаблоны и примеры ответов")


async def add(who: Human, topic: str, title: str) -> None:
    """A template."""
    await guides(who)
    await who.press("➕ Шаблон")
    await who.say(topic)
    await who.say(title)
    await who.say(WORDS)


async def test_a_template_is_added_changed_and_removed(olga: Human) -> None:
    """Topic, title, text; every screen leads back to the card."""
    await add(olga, "Для всех тем", "Спасибо")
    assert "Тема: Для всех тем" in olga.read()
    assert WORDS in olga.read()
    await olga.press("Название")
    await olga.say("Благодарность")
    await olga.press("Текст")
    assert WORDS in olga.read()
    await olga.say("Скоро")
    assert olga.error == Msg("template-text-words.too-short", {"min": 10, "length": 5})
    await olga.say("Спасибо, что сообщили. Мы уже работаем.")
    await olga.press("Тема")
    await olga.say("Яма на дороге")
    assert "Тема: Яма на дороге" in olga.read()
    await guides(olga)
    await olga.press("Шаблоны")
    (row,) = [title for title in olga.titles if title.startswith("Благодарность")]
    await olga.press(row)
    await olga.press("🗑 Удалить")
    await olga.press("template-remove-check.confirm")
    await guides(olga)
    await olga.press("Шаблоны")
    assert olga.ids == ["templates-list.empty"]


async def test_a_long_list_turns_pages(olga: Human) -> None:
    """Eight at a time."""
    for number in range(10):
        await add(olga, "Для всех тем", f"Шаблон {number}")
    await guides(olga)
    await olga.press("Шаблоны")
    assert len([title for title in olga.titles if title.startswith("Шаблон ")]) == 8
    await olga.press("engine-next")
    assert len([title for title in olga.titles if title.startswith("Шаблон ")]) == 2


async def test_an_answer_is_marked_read_by_colleagues_and_unmarked(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Only what went out can be an example."""
    curator, executor = await town.app.who(olga.account), await town.app.who(peter.account)
    assert curator is not None
    assert executor is not None
    await olga.start("mark-best", incident)
    assert olga.error == Msg("refusal-example-too-early")
    await town.app.assign(incident, executor.person, by=curator)
    await town.app.submit_draft(incident, WORDS, (), by=executor)
    await town.app.approve(incident, 1, by=curator)
    await olga.start("mark-best", incident)
    assert olga.ids[0] == "example-marked"

    await peter.start("examples")
    (row,) = [title for title in peter.titles if title.startswith("⭐")]
    await peter.press(row)
    assert WORDS in peter.read()
    assert "Снять отметку" not in peter.titles
    await peter.start("unmark-best", incident)
    assert peter.error == Msg("refusal-no-right")

    await guides(olga)
    await olga.press("⭐ Примеры")
    await olga.press(row)
    await olga.press("Снять отметку")
    await olga.start("examples")
    assert olga.ids == ["examples-list.empty"]


async def test_an_executor_reads_and_changes_nothing(town: Town, olga: Human, peter: Human) -> None:
    """Forged buttons are refused, a template that is gone is told."""
    await add(olga, "Для всех тем", "Спасибо")
    (template,) = town.world.state.templates
    await peter.start("template", template)
    assert peter.titles == ["В меню"]
    for dialog in ("template-title", "template-text", "template-topic", "template-remove", "template-add"):
        await peter.start(dialog, template)
        assert peter.error == Msg("refusal-no-right"), dialog
    await peter.start("template", "nothing")
    assert peter.error == Msg("refusal-template-unknown")
    newcomer = await town.colleague(Role.SPECIALIST, "Новикова Анна")
    await newcomer.start("guides")
    assert "➕ Шаблон" not in newcomer.titles


async def test_templates_and_examples_are_taken_over_into_a_draft(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The topic's own template first; a press takes the words over to the next question (NVK-3.2)."""
    curator, executor = await town.app.who(olga.account), await town.app.who(peter.account)
    assert curator is not None
    assert executor is not None
    await town.app.assign(incident, executor.person, by=curator)
    await town.app.submit_draft(incident, WORDS, (), by=executor)
    await town.app.approve(incident, 1, by=curator)
    await olga.start("incident", incident)
    await olga.press("⭐ Сделать примером")
    await olga.start("incident", incident)
    assert "⭐ Это пример ответа" in olga.titles
    await add(olga, "Для всех тем", "Спасибо")
    await add(olga, "Яма на дороге", "Ямы")

    second = await town.report(await town.resident("boris"), "Провал асфальта у школы номер три")
    await town.app.assign(second, executor.person, by=curator)
    await peter.start("draft", second)
    assert peter.titles[:3] == ["📋 Ямы", "📋 Спасибо", "⭐ Пример: ответ на № 1"]
    await peter.press("📋 Ямы")
    await peter.press("engine-skip")
    assert WORDS in peter.read()
    await peter.press("draft-check.send")
    assert peter.ids[0] == "draft-sent"
