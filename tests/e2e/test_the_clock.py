"""What the clock does by itself: reminders, a breach, the way up the ladder, a digest after a long jump."""

import re

import pytest

from tests.e2e.acts import answer, report, route, to_menu
from tests.e2e.cast import Cast
from tests.e2e.clock import morning, sleep, work

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("city"), pytest.mark.asyncio(loop_scope="session")]


async def test_a_term_reminds_twice_is_broken_and_climbs_to_the_head(cast: Cast) -> None:
    """At half and at 80 % the executor alone; then the curator too; an hour later the head, who asks."""
    maria, olga, petr, vera = cast.maria, cast.olga, cast.petr, cast.vera
    await morning(cast.city)
    number = await report(maria, "У школы яма на дороге, дети обходят по проезжей части.")
    await route(olga, number, "Пётр")
    due = rf"Пора готовить ответ: № {number}\b.*Срок: сегодня в 14:05"

    await work(cast.city, hours=2.6)
    await petr.sees(due)
    await work(cast.city, hours=1.5)
    await petr.sees(due, count=2)
    assert await olga.count(rf"(Пора|пришёл в срок).*№ {number}\b") == 0, "until then it is the executor's"

    await work(cast.city, hours=1)
    await petr.sees(rf"Проект ответа не пришёл в срок: № {number}\b")
    await olga.sees(rf"Проект ответа не пришёл в срок: № {number}\b.*Отвечает: Пётр Лебедев")
    assert await vera.count(rf"№ {number}\b") == 0
    await work(cast.city, hours=1)
    await vera.sees(rf"Проект ответа не пришёл в срок: № {number}\b.*поэтому пишем и вам")

    await vera.press("Как дела", under=rf"№ {number}\b")
    await petr.sees(rf"Как идут дела: № {number}\b.*Спрашивает: Вера Головина")
    await petr.press("Ответить", under=rf"Как идут дела: № {number}\b")
    await petr.told(f"Как дела с № {number}")
    await petr.press("Не успеваем, нужна помощь")
    await olga.sees(rf"Как идут дела: № {number}\b.*Не успеваем")
    await answer(olga, petr, number, "Яму засыпали, дорога безопасна.")
    await maria.sees(rf"Ответ на сообщение № {number}\b")


async def test_a_long_absence_ends_with_one_digest_each(cast: Cast) -> None:
    """Three messages wait while nobody works for a week: one page tells the curator, with the way to them."""
    maria, olga, anna = cast.maria, cast.olga, cast.anna
    await morning(cast.city)
    numbers = [
        await report(maria, text, topic=topic, place=place)
        for text, topic, place in (
            ("Снег у поликлиники не чистят, гололёд, люди падают.", "Снег", "Больничная, 1"),
            ("Разметка на перекрёстке стёрлась, водители не видят перехода.", "Светофор", "Заводская, 9"),
            ("Бордюр у магазина сломан, коляске не заехать на тротуар.", "Тротуар", "Лесная, 20"),
        )
    ]
    before = await olga.count("накопилось")

    await sleep(cast.city, days=6.5)
    await morning(cast.city)
    told = await olga.sees("Пока вас не беспокоили, накопилось", count=before + 1)
    assert re.search(r"Не распределено в срок: 3", told)
    await olga.press("Открыть просроченные", under="накопилось")
    await olga.told("Просроченные сообщения")
    await to_menu(olga)

    for number in numbers:
        await route(olga, number)
        await answer(olga, anna, number, f"Бригада выезжает сегодня, наряд {number}.")
