"""What is not every day: a threat, a significant message, a post found elsewhere, a colleague who is ill."""

import re

import pytest

from tests.e2e.acts import answer, approve, draft, number_in, report, route, to_menu, triage
from tests.e2e.asides import decline, stand_in
from tests.e2e.cast import Cast
from tests.e2e.clock import morning, sleep

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("city"), pytest.mark.asyncio(loop_scope="session")]

THREAT = "Не почините лифт — приду и убью вашего начальника ЖКХ, так и знайте."


async def test_a_threat_is_hinted_at_declined_and_told_to_the_heads_at_once(cast: Cast) -> None:
    """In the evening, when nobody works: the filter hints, the curator decides, the heads know at once."""
    maria, olga, vera, igor = cast.maria, cast.olga, cast.vera, cast.igor
    await morning(cast.city)
    await sleep(cast.city, days=0.5)
    number = await report(maria, THREAT, topic="Лифт", place="Садовая, 12")

    told = await olga.sees(rf"Новое сообщение № {number}\b")
    assert "⚠️ Похоже на угрозу" in told
    await decline(olga, number, "угрозы")

    for head in (vera, igor):
        await head.sees(rf"🚨 Угрозы в сообщении № {number}\b.*Не почините лифт")
    refused = await maria.sees(rf"Сообщение № {number} не приняли в работу")
    assert "В нём есть угрозы" in refused
    await to_menu(olga)


async def test_a_significant_message_reaches_the_city_head_at_once(cast: Cast) -> None:
    """Marked at triage: the city head and the head of the centre read it before the executor has begun."""
    ivan, olga, anna, vera, igor = cast.ivan, cast.olga, cast.anna, cast.vera, cast.igor
    await morning(cast.city)
    number = await report(ivan, "Мост через реку просел, по краю пошла яма.", place="Мост на Речной")
    await triage(olga, number)
    await olga.press("Важность")
    await olga.told("Насколько это важно")
    await olga.press("общественно значимое")
    await olga.told("Важность: ‼️ общественно значимое")
    await olga.press("✅ Распределить")

    for head in (vera, igor):
        told = await head.sees(rf"‼️ Общественно значимое сообщение № {number}\b")
        assert "Мост через реку просел" in told
        assert "Срок ответа жителю: завтра в 08:05" in told
    await anna.sees(rf"Вам поручено № {number}\b.*‼️ Важность: общественно значимое")
    await igor.press("Открыть", under=rf"№ {number}\b")
    await igor.told(rf"№ {number}\b.*Исполнитель: Анна Кравцова")
    await answer(olga, anna, number, "Мост закрыли для грузовиков, ремонт начали сегодня.")
    await to_menu(igor)


async def test_a_post_found_elsewhere_is_answered_by_its_link(cast: Cast) -> None:
    """The curator sends text and link; the executor publishes the approved answer and sends its link."""
    olga, anna = cast.olga, cast.anna
    await morning(cast.city)
    await olga.say("Третью неделю не убирают снег, дети падают! https://vk.com/wall-1_4711")
    await olga.told("Какая тема")
    await olga.press("Снег и гололёд")
    shown = await olga.told("Зарегистрировать это сообщение")
    assert "Откуда: соцсеть" in shown
    assert "https://vk.com/wall-1_4711" in shown
    await olga.press("✅ Зарегистрировать")
    number = number_in(await olga.told(r"Распределить № \d+"))
    await olga.press("✅ Распределить", under=rf"Распределить № {number}\b")
    await olga.told(rf"№ {number} поручено: Анна Кравцова")

    await draft(anna, number, "Двор очистили сегодня, дальше убираем каждый день.")
    await olga.sees(rf"на согласование: № {number}\b")
    await approve(olga, number)
    ready = await anna.sees(rf"Ответ на № {number} можно публиковать")
    assert "https://vk.com/wall-1_4711" in ready
    await anna.press("Опубликовано", under=rf"№ {number}\b")
    await anna.told("Опубликуйте ответ")
    await anna.say("не ссылка")
    await anna.told("Это не похоже на ссылку")
    await anna.say("https://vk.com/wall-1_4711?reply=4712")
    await anna.told(rf"№ {number}: опубликовано")
    await olga.say(number)
    await olga.told(rf"№ {number}\b.*Ответ дан.*https://vk.com/wall-1_4711\?reply=4712")
    await to_menu(olga)


async def test_a_substitute_takes_over_on_the_day_with_running_clocks(cast: Cast) -> None:
    """The administrator names who stands in; the work, its terms and the journal follow; then it ends."""
    ivan, olga, anna, semen, nina = cast.ivan, cast.olga, cast.anna, cast.semen, cast.nina
    await morning(cast.city)
    number = await report(ivan, "На Заречной размыло обочину, яма у самой дороги.", place="Заречная, 2")
    await route(olga, number, "Семён")
    await semen.sees(rf"Вам поручено № {number}\b")

    await stand_in(nina, "Семён", "Анна")

    taken = await anna.sees("Вы замещаете: Семён Рогов")
    assert "Вам передано 1 открытое сообщение" in taken
    await semen.sees("Вас замещает Анна Кравцова")
    await anna.press("Мои поручения", under="Вы замещаете: Семён Рогов")
    await anna.told("Мои поручения")
    await anna.press(f"№ {number}")
    card = await anna.told(rf"№ {number}\b.*Исполнитель: Семён Рогов")
    assert "Проект ответа: сегодня в 14:05" in card, "the clock runs on as it was"
    await draft(anna, number, "Обочину засыпали, дорога безопасна.")
    await olga.sees(rf"на согласование: № {number}\b")
    await approve(olga, number)

    await olga.say(number)
    history = await olga.told(rf"№ {number}\b.*История")
    assert re.search("Анна Кравцова.*Семён Рогов.*вариант 1", history)
    await semen.press("Я на месте")
    await semen.told("Завершить замещение")
    await semen.press("✅ Завершить")
    await semen.told("Свою работу ведёт Семён Рогов")
    await anna.sees("Замещение окончено: Семён Рогов")
    await to_menu(nina, anna, olga, semen)
