"""The card: what is due, whose it is, why that time; who did what, acting for whom; long histories."""

from datetime import date, timedelta

import pytest

from core.incidents import facts, side_facts
from core.incidents.facts import IncidentFact
from core.incidents.ports import JournalEntry
from core.incidents.side_facts import AT_ONCE
from core.notices.facts import ActivityAlarmed
from core.notices.model import Notice, ToRole
from core.people.passport import system_actor
from core.people.substitution import Absence, Reason
from core.shared.ids import IncidentId
from core.shared.msg import Msg
from core.shared.roles import Role
from dialogs.staff.history import line
from tests.core.city import DEMO, NOON
from tests.dialogs.staff.steps import HOUR, approved, drafted, incident_in, routed
from tests.dialogs.town import Human, Town

TODAY = date(2026, 5, 5)


async def test_the_card_says_what_is_due_and_why(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The next term with its reasons, the others in short, each with its owner."""
    town.clock.advance(-2 * HOUR)  # 10:00, before lunch
    await olga.start("incident", incident)
    assert "Распределение: сегодня в 14:00, ещё 3 часа рабочего времени, обед 12:00–13:00 (кураторы)" in (
        olga.read()
    )
    town.clock.advance(2 * HOUR)
    await olga.start("incident", incident)
    assert "сейчас время не идёт, пойдёт сегодня в 13:00" in olga.read()
    await routed(town, olga, incident)
    await peter.start("incident", incident)
    assert "Возврат, если не ваше: сегодня в 13:30, осталось 30 мин (Ковалёв Пётр)" in peter.read()
    assert "Ответ автору: завтра в 12:00, осталось 8 ч (Ковалёв Пётр)" in peter.read()

    town.clock.advance(timedelta(days=1, hours=-1))  # tomorrow, 11:00
    await peter.start("incident", incident)
    assert "просрочено на 2 ч рабочего времени (Ковалёв Пётр)" in peter.read()
    assert "Ответ автору: завтра в 12:00, осталось 1 ч (Ковалёв Пётр)" in peter.read()

    town.clock.advance(2.5 * HOUR)  # after lunch
    await peter.start("incident", incident)
    assert "Ответ автору: завтра в 12:00, просрочено на 30 мин (Ковалёв Пётр)" in peter.read()


async def test_the_calculation_is_told_line_by_line(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Every day with its hours, the sum, the clause; the other terms are a press away."""
    await routed(town, olga, incident)
    await peter.start("incident", incident)
    await peter.press("⏱ Почему такой срок")
    assert "Проект ответа: почему такой срок (№ 1)" in peter.read()
    assert "По регламенту: за 3 часа рабочего времени до ответа, на который даётся 8 часов" in peter.read()
    await peter.press("Ответ автору")
    told = peter.read()
    assert "По регламенту: 8 часов рабочего времени\nПункт 10: Положение" in told
    assert "Отсчёт начался: сегодня в 12:00" in told
    assert "вт, 5 мая: 13:00–17:00 — 4 часа" in told
    assert "ср, 6 мая: 08:00–12:00 — 4 часа" in told
    assert "Всего: 8 часов" in told
    await peter.press("‹ Назад")
    await peter.press("‹ Назад")
    assert peter.ids[0] == "incident-staff"


async def test_the_days_of_a_calculation_add_up_to_its_sum(town: Town, olga: Human) -> None:
    """Whatever the seconds: hours are told by the minutes that stand beside them."""
    town.clock.advance(HOUR + timedelta(minutes=5, seconds=40))
    neighbour = await town.resident("neighbour", name="Борис")
    await olga.start("due", f"{await town.report(neighbour)}.answer")
    told = olga.read()
    assert "вт, 5 мая: 13:05–17:00 — 3 часа 55 минут" in told
    assert "ср, 6 мая: 08:00–12:00, 13:00–13:05, обед 12:00–13:00 — 4 часа 5 минут" in told
    assert "Всего: 8 часов" in told


async def test_a_term_over_the_holidays_names_each_day_off(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """Victory Day, the weekend, the short day before: the final draft after an interim answer."""
    await routed(town, olga, incident)
    await peter.start("interim", incident)
    await peter.say("Заказали асфальт, засыпем до пятницы")
    await peter.press("Пропустить")
    await peter.press("Отправить на согласование")
    await approved(town, olga, incident)

    await peter.start("due", incident)
    told = peter.read()
    assert "По регламенту: 7 рабочих дней" in told
    assert "пт, 8 мая: 08:00–12:00, 13:00–16:00, обед 12:00–13:00, короткий день — 7 часов" in told
    assert "сб, 9 мая: не считаем, 9 мая выходной: День Победы" in told
    assert "вс, 10 мая: не считаем, выходные" in told
    await peter.command("tasks")
    assert peter.titles[0] == "🕓 № 1 · 7 раб. дн. · Яма на дороге"


async def test_a_substitute_acts_and_the_card_says_for_whom(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The work is in their list, the draft is theirs to write, the journal says for whom (ZAR-7)."""
    await routed(town, olga, incident)
    await peter.start("draft", incident)
    vera = await town.colleague(Role.EXECUTOR, "Белова Вера", unit="duty")
    boss, absent, substitute = [await town.app.who(each.account) for each in (olga, peter, vera)]
    assert boss
    assert absent
    assert substitute
    await town.app.office.substitute(
        Absence(
            absent=absent.person,
            substitute=substitute.person,
            first=TODAY,
            last=None,
            reason=Reason.ILLNESS,
        ),
        by=boss,
    )

    town.clock.advance(timedelta(minutes=1, seconds=1))  # so long a post is taken as it was read
    await vera.command("menu")
    assert "Сейчас вы замещаете: Ковалёв Пётр" in vera.read()
    assert "Мои поручения: 1" in vera.read()
    await drafted(town, vera, incident)
    await olga.start("incident", incident)
    assert "Белова Вера (замещает: Ковалёв Пётр): на согласовании «Ответ», вариант 1" in olga.read()

    await peter.say("Пока меня не было, я дописал ответ")
    assert peter.ids == ["draft-media"]
    await peter.press("Пропустить")
    await peter.press("Отправить на согласование")
    assert len(incident_in(town, incident).drafts) == 2


async def test_every_fact_of_an_incident_has_its_words(town: Town, olga: Human, incident: IncidentId) -> None:
    """Whatever is written into the journal can be read on the card, in both languages."""
    actor = await town.app.who(olga.account)
    assert actor is not None
    card = await town.app.staff_card(incident, by=actor)
    names = {
        kind.name
        for module in (facts, side_facts)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, IncidentFact) and kind is not IncidentFact
    }
    for name in names:
        town.proofread_text(line(card, told(name)))
    assert len(names) > 20
    town.proofread_text(line(card, told("activity-alarmed")))


@pytest.mark.parametrize(("hours", "said"), [(24, "за сутки"), (48, "за 48 часов")])
async def test_the_card_says_that_many_wrote_of_its_topic_and_who_knows(
    town: Town, olga: Human, incident: IncidentId, hours: int, said: str
) -> None:
    """The alarm that counted the message stands in its history (ZAR-23)."""
    town.clock.advance(HOUR)
    now = town.clock.now()
    fact = ActivityAlarmed(
        subject="pothole",
        at=now,
        by=system_actor(DEMO),
        since=now - hours * HOUR,
        count=7,
        usual=1,
        roles=AT_ONCE,
    )
    told = Msg("notice-activity", {"topic": "Яма на дороге", "hours": hours, "count": 7, "usual": 1})
    notice = Notice(key="activity", to=ToRole(Role.CURATOR), audience="staff", text=(told,), about="pothole")
    await town.world.deadlines.tell(DEMO, [notice], fact)
    await olga.start("incident", incident)
    assert f"📈 много сообщений на эту тему ({said}: 7, обычно 1)" in olga.read()
    assert "🚨 сразу узнали: Глава города, Руководитель" in olga.read()


def told(name: str) -> JournalEntry:
    """An entry of the journal with all that any fact tells."""
    details: dict[str, object] = {
        "executor": "nobody",
        "kind": "interim" if "draft" in name or name == "approved" else "draft",
        "owner": None,
        "reason": "threat" if name == "declined" else "Не наша территория",
        "comment": "Так нельзя",
        "role": "first-deputy",
        "awaits": "curator",
        "importance": "high",
        "shortened": 120,
        "late": True,
        "source": "network",
        "link": "https://vk.com/wall-1_2",
        "replied": True,
        "told": ["city-head", "head"],
        "count": 7,
        "usual": 1,
    }
    return JournalEntry(name=name, at=NOON, by_name="", acting_for_name=None, details=details)


async def test_a_long_history_is_cut_and_read_page_by_page(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """The newest lines stand on the card; the rest is two presses away."""
    await routed(town, olga, incident)
    for _ in range(30):
        await olga.start("ask-status", incident)
    await olga.start("incident", incident)
    assert olga.read().count("спрашивает, как дела") == 6
    await olga.press("Вся история")
    assert olga.read().count("спрашивает, как дела") == 20
    await olga.press("‹ Раньше")
    assert "поступило (наш бот)" in olga.read()
    assert "‹ Раньше" not in olga.titles
    await olga.press("‹ Назад")
    await olga.press("‹ Назад")
    assert olga.ids[0] == "incident-staff"
    assert peter.ids


async def test_what_neighbours_and_the_author_said_stands_on_the_card(
    town: Town, olga: Human, anna: Human, peter: Human, incident: IncidentId
) -> None:
    """Followers, words added, the rating with its comment, the curator's mark."""
    neighbour = await town.resident("boris", name="Борис")
    await town.app.follow(incident, by=neighbour)
    author = await town.app.who(anna.account)
    assert author is not None
    await town.app.author_writes(incident, "Стало ещё глубже", ("deeper",), by=author)
    await olga.start("incident", incident)
    assert "Присоединились: 1" in olga.read()
    assert "Анна: Стало ещё глубже" in olga.read()

    await routed(town, olga, incident)
    await drafted(town, peter, incident)
    await approved(town, olga, incident)
    await town.app.rate(incident, 4, "Быстро, но криво", by=author)
    await olga.start("incident", incident)
    assert "Оценка автора: 4 из 5. «Быстро, но криво»" in olga.read()
    await olga.press("Оценить ответ")
    await olga.press("5")
    assert Msg("grade-done", {"number": 1}) in olga.text
    assert "Оценка куратора: 5 из 5" in olga.read()
    await olga.press("Сообщение целиком")
    assert olga.screen.media == ("before", "deeper")
    assert "Стало ещё глубже" in olga.read()


async def test_cards_of_both_languages_fit_one_message(
    town: Town, olga: Human, peter: Human, incident: IncidentId
) -> None:
    """With everything as long as it may be, what is shown stays below the messengers' 4000 characters."""
    found = incident_in(town, incident)
    found.text = "Очень длинное сообщение. " * 160
    await routed(town, olga, incident)
    await drafted(town, peter, incident, "Очень подробный ответ. " * 150)
    await olga.start("return", f"{incident}.1")
    await olga.say("Слишком длинно. " * 60)
    await olga.start("incident", incident)

    assert len(olga.read()) < 4000
    assert isinstance(found.text, str)
