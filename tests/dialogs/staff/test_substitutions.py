"""Substitutions played in the staff bot: one's own leave, somebody else's illness, back early, refusals."""

from datetime import timedelta

from core.shared.msg import Msg
from core.shared.roles import Role
from tests.dialogs.town import Human, Town


async def leave(
    who: Human, substitute: str, first: str, last: str | None, *, order: str | None = None
) -> None:
    """From the settings to the check page."""
    await who.command("settings")
    await who.press("🗓 Меня не будет")
    await answer(who, substitute, "🌴 Отпуск", first, last, order=order)


async def answer(
    who: Human, substitute: str, reason: str, first: str, last: str | None, *, order: str | None = None
) -> None:
    """Answer everything that follows the person."""
    await who.say(substitute)
    await who.press(reason)
    await who.say(first)
    if last is None:
        await who.press("engine-skip")
    else:
        await who.say(last)
    if order is None:
        await who.press("engine-skip")
    else:
        await who.say(order)


async def test_an_executor_goes_on_leave_tomorrow_and_comes_back_early(
    town: Town, olga: Human, peter: Human
) -> None:
    """Settings, a colleague, days in words; at midnight the work moves; one press brings it back."""
    vera = await town.colleague(Role.EXECUTOR, "Лебедева Вера", unit="roads")
    await leave(peter, "Лебедева", "завтра", "15 мая")
    assert "Отсутствует: Ковалёв Пётр" in peter.read()
    assert "С 6 мая по 15 мая" in peter.read()
    await peter.press("absence-check.confirm")
    assert "начнётся 6 мая" in peter.read()
    assert "Вас замещает Лебедева Вера: С 6 мая по 15 мая" in peter.read()

    town.clock.advance(timedelta(hours=12))
    await town.app.office.apply_substitutions(town.clock.now())
    await town.post()
    assert [Msg("notice-work", {"count": 0})] == [
        text for text in vera.letter("notice-work-yours").text if text.id == "notice-work"
    ]
    await vera.command("settings")
    assert "Вы замещаете: Ковалёв Пётр" in vera.read()

    await peter.open(peter.letter("notice-work-away"), "notice-work-away.back")
    assert "Ковалёв Пётр снова ведёт свою работу" in peter.read()
    await peter.press("back-check.confirm")
    await town.post()
    assert vera.letter("notice-work-over")
    await peter.open(peter.letter("notice-work-away"), "notice-work-away.back")
    assert peter.error == Msg("refusal-substitution-over")
    assert olga.ids


async def test_a_curator_enters_an_illness_and_sees_who_is_away(
    town: Town, olga: Human, peter: Human
) -> None:
    """From the team: whom, by whom, why, from today until nobody knows."""
    await town.colleague(Role.EXECUTOR, "Лебедева Вера", unit="roads")
    await olga.command("team")
    await olga.press("🔁 Замещения")
    await olga.press("➕ Назначить замещение")
    await olga.press("Ковалёв Пётр")
    await answer(olga, "Лебедева", "🤒 Болезнь", "сегодня", None)
    await olga.press("absence-check.confirm")
    assert "уже действует" in olga.read()
    await olga.press("Кто кого замещает")
    await olga.press("🔁 Ковалёв Пётр → Лебедева Вера")
    assert "срок не указан" in olga.read()
    await olga.press("👋 Завершить замещение")
    await olga.press("back-check.confirm")
    await town.post()
    assert peter.letter("notice-work-back")
    await olga.command("team")
    await olga.press("🔁 Замещения")
    await olga.press("Кто кого замещает")
    assert olga.ids == ["away-list.empty"]


async def test_a_loop_is_explained_on_the_check_page_and_another_is_chosen(town: Town, peter: Human) -> None:
    """The answers stay; only the substitute is changed."""
    vera = await town.colleague(Role.EXECUTOR, "Лебедева Вера", unit="roads")
    await town.colleague(Role.EXECUTOR, "Борисов Борис", unit="roads")
    await leave(peter, "Лебедева", "сегодня", "15 мая")
    await peter.press("absence-check.confirm")
    await leave(vera, "Ковалёв", "завтра", "8 мая")
    await vera.press("absence-check.confirm")
    assert vera.error == Msg("refusal-substitution-loop", {"name": "Ковалёв Пётр"})
    await vera.press("absence-substitute.change")
    await vera.say("Борисов")
    await vera.press("absence-check.confirm")
    assert "начнётся 6 мая" in vera.read()


async def test_whoever_hands_work_to_somebody_away_is_told_who_gets_it(town: Town, peter: Human) -> None:
    """A chain is allowed, and shown before it is entered."""
    vera = await town.colleague(Role.EXECUTOR, "Лебедева Вера", unit="roads")
    await town.colleague(Role.EXECUTOR, "Борисов Борис", unit="roads")
    await leave(vera, "Борисов", "завтра", "15 мая")
    await vera.press("absence-check.confirm")
    await leave(peter, "Лебедева", "завтра", "7 мая")
    assert (
        "В первый день Лебедева Вера тоже отсутствует, поэтому работу получит Борисов Борис" in peter.read()
    )
    await peter.press("absence-check.confirm")
    town.clock.advance(timedelta(hours=13))
    await town.app.office.apply_substitutions(town.clock.now())
    await peter.command("settings")
    await peter.press("🔁 Замещение с 6 мая")
    assert "Работу сейчас ведёт Борисов Борис" in peter.read()


async def test_a_head_without_an_order_is_asked_for_its_number(town: Town) -> None:
    """NVK-5.2: the question may be skipped by others only."""
    head = await town.colleague(Role.HEAD, "Глава Иван")
    await town.colleague(Role.EXECUTOR, "Лебедева Вера", unit="roads")
    await leave(head, "Лебедева", "сегодня", "15 мая")
    await head.press("absence-check.confirm")
    assert head.error == Msg("refusal-order-missing")
    await head.press("absence-order.change")
    await head.say("160-р")
    assert "Приказ № 160-р" in head.read()
    await head.press("absence-check.confirm")
    assert "уже действует" in head.read()


async def test_an_executor_cannot_enter_anybody_elses_absence(town: Town, olga: Human, peter: Human) -> None:
    """No button leads there; a forged one is refused."""
    actor = await town.app.who(olga.account)
    assert actor is not None
    await peter.start("absence", actor.person)
    assert peter.error == Msg("refusal-no-right")
    await peter.start("substitutions")
    assert "➕ Назначить замещение" not in peter.titles


async def test_the_work_is_theirs_the_moment_they_are_told_and_as_long_as_it_lasts(
    town: Town, anna: Human, olga: Human, peter: Human
) -> None:
    """Whoever looked at the bot a moment ago opens the notice; on the next screens it is theirs still."""
    vera = await town.colleague(Role.EXECUTOR, "Лебедева Вера", unit="roads")
    await vera.start()
    assert "Входящие" not in vera.titles
    resident, curator = await town.app.who(anna.account), await town.app.who(olga.account)
    executor = await town.app.who(peter.account)
    assert resident is not None
    assert curator is not None
    assert executor is not None
    incident = await town.report(resident)
    await town.app.assign(incident, executor.person, by=curator)
    await leave(peter, "Лебедева", "сегодня", None)
    await peter.press("absence-check.confirm")
    await town.post()

    await vera.open(vera.letter("notice-work-yours"), "notice-work.open")
    (row,) = [title for title in vera.titles if "№ 1" in title]
    await vera.press(row)
    assert any("ответ" in title.lower() for title in vera.titles)

    await leave(olga, "Лебедева", "сегодня", None)
    await olga.press("absence-check.confirm")
    await vera.start()
    await vera.press("Входящие")
    assert vera.error is None
    await vera.press("engine-menu")
    assert "Входящие" in vera.titles
