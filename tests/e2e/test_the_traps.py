"""The three traps of the regulation, played to their end: rework, co-executors, another route."""

import re

import pytest

from tests.e2e.acts import approve, draft, report, return_draft, route, to_menu, triage
from tests.e2e.asides import contribute, find, not_mine, write
from tests.e2e.cast import Cast
from tests.e2e.clock import morning, work

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("city"), pytest.mark.asyncio(loop_scope="session")]


async def test_one_full_rework_breaks_the_term_of_a_published_answer(cast: Cast) -> None:
    """Draft at hour 5, back at 6, reworked at 7, approved at 8, published at 8:30: late, and warned of."""
    olga, petr = cast.olga, cast.petr
    await morning(cast.city)
    number = await find(olga, "На остановке у вокзала разбили стекло. https://vk.com/wall-1_100", "Остановка")
    await olga.press("Исполнитель")
    await olga.told(f"Кому поручить № {number}")
    await olga.press("Пётр")
    await olga.told(f"Распределить № {number}.*Пётр")
    await olga.press("✅ Распределить")
    await petr.sees(rf"Вам поручено № {number}\b")

    await work(cast.city, hours=4.9)
    await draft(petr, number, "Стекло заменим.")
    shown = await olga.sees(rf"на согласование: № {number}\b.*Стекло заменим")
    assert re.search(r"до срока ответа останется 3\d минут", shown), "half an hour of slack, and no more"

    await work(cast.city, hours=0.95)
    warned = await return_draft(olga, number, "Назовите день.")
    assert re.search(r"⚠️ С доработкой и новым согласованием ответ опоздает на 2\d\sмин", warned)

    await work(cast.city, hours=0.95)
    await draft(petr, number, "Стекло заменим в четверг, 26 ноября.")
    shown = await olga.sees(rf"на согласование: № {number}\b.*26 ноября")
    assert "ответ в срок уже не успеть" in shown
    await work(cast.city, hours=0.95)
    await approve(olga, number)
    await petr.sees(rf"Ответ на № {number} можно публиковать")
    await work(cast.city, hours=0.45)

    late = await petr.sees(rf"Жителю не ответили в срок: № {number}\b")
    assert "Срок был: сегодня в 08:05" in late
    await olga.sees(rf"Жителю не ответили в срок: № {number}\b.*Отвечает: Пётр Лебедев")
    await petr.press("Опубликовано", under=rf"не ответили в срок: № {number}\b")
    await petr.told("Опубликуйте ответ")
    await petr.say("https://vk.com/wall-1_100?reply=101")
    await petr.told(f"№ {number}: опубликовано")
    await to_menu(olga, petr)


async def test_three_co_executors_break_the_term_of_the_draft(cast: Cast) -> None:
    """1 + 2 + 2 + 2 hours are more than the 5 that the draft has: shown at triage, and it comes true."""
    maria, olga, anna, petr, semen = cast.maria, cast.olga, cast.anna, cast.petr, cast.semen
    await morning(cast.city)
    number = await report(maria, "Провалился асфальт у дома, яма глубиной по колено.")
    await work(cast.city, minutes=59)

    await triage(olga, number)
    await olga.press("Соисполнители")
    await olga.told("Кто сначала даст свою часть")
    await olga.press("Пётр")
    await olga.press("Семён")
    await olga.press("Готово")
    shown = await olga.told("Исполнители по порядку")
    assert "1. ⭐ Пётр Лебедев" in shown
    assert "3. ⭐ Анна Кравцова" in shown
    assert re.search(r"⚠️ Если каждый возьмёт всё своё время, проект опоздает на 1\sч\s59\sмин", shown)
    await olga.press("✅ Распределить")

    for executor, words in ((petr, "Глубина 40 см, нужен щебень."), (semen, "Щебень привезём к обеду.")):
        await executor.sees(rf"(Вам поручено|Ваша очередь:) № {number}\b")
        await work(cast.city, hours=1.95)
        await contribute(executor, number, words)

    told = await anna.sees(rf"Ваша очередь: № {number}\b.*соберите общий ответ")
    assert "Щебень привезём к обеду" in told
    await work(cast.city, hours=0.3)
    await anna.sees(rf"Проект ответа не пришёл в срок: № {number}\b")
    await olga.sees(rf"Проект ответа не пришёл в срок: № {number}\b.*Отвечает: Анна Кравцова")
    asked = await write(anna, number)
    assert "Пётр Лебедев: Глубина 40 см" in asked, "the last one sees every part"
    assert "Семён Рогов: Щебень привезём" in asked
    await anna.say("Яму засыпали щебнем, асфальт положим до пятницы.")
    await anna.told("Есть подтверждение")
    await anna.press("Пропустить")
    await anna.told("Так ответ увидит автор")
    await anna.press("Отправить на согласование")
    await olga.sees(rf"на согласование: № {number}\b")
    await approve(olga, number)
    await maria.sees(rf"Ответ на сообщение № {number}\b.*Яму засыпали щебнем")


async def test_another_route_gives_no_more_time(cast: Cast) -> None:
    """Returned after ten minutes and routed again: the terms of draft and answer are what they were."""
    ivan, olga, anna, petr = cast.ivan, cast.olga, cast.anna, cast.petr
    await morning(cast.city)
    number = await report(ivan, "Тротуар у аптеки разбит, коляска не проходит.", topic="Тротуар")
    await route(olga, number)
    first = await anna.sees(rf"Вам поручено № {number}\b")

    await work(cast.city, minutes=10)
    await not_mine(anna, number, "Не наши полномочия")
    back = await olga.sees(rf"№ {number} вернули: не по адресу.*Не наши полномочия")
    assert "позже срока" not in back
    await work(cast.city, hours=1)
    await route(olga, number, "Пётр")
    second = await petr.sees(rf"Вам поручено № {number}\b")

    for term in ("Срок проекта ответа: сегодня в 14:05", "Срок ответа жителю: завтра в 08:05"):
        assert term in first
        assert term in second
    await draft(petr, number, "Тротуар починим до конца недели, 27 ноября.")
    await olga.sees(rf"на согласование: № {number}\b")
    await approve(olga, number)


async def test_not_mine_is_taken_late_too_and_marked(cast: Cast) -> None:
    """Half an hour is over: the message goes back all the same, and the journal says that it was late."""
    maria, olga, anna, petr = cast.maria, cast.olga, cast.anna, cast.petr
    await morning(cast.city)
    number = await report(maria, "Светофор на углу Мира и Садовой мигает жёлтым.", topic="Светофор")
    await route(olga, number)
    await anna.sees(rf"Вам поручено № {number}\b")

    await work(cast.city, minutes=40)
    asked = await not_mine(anna, number, "Не наша территория")
    assert "Срок возврата вышел: сегодня в 08:35" in asked
    back = await olga.sees(rf"№ {number} вернули: не по адресу")
    assert "⚠️ Возвращено позже срока" in back
    await route(olga, number, "Пётр")
    await draft(petr, number, "Светофор настроили, работает обычно.")
    await olga.sees(rf"на согласование: № {number}\b")
    await approve(olga, number)

    await olga.say(number)
    card = await olga.told(rf"№ {number}\b.*Ответ дан")
    assert re.search(r"Анна Кравцова: возвращено, «Не наша территория», ⏰ позже срока", card)
