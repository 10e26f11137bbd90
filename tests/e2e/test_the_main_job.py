"""The main job on the running product: real bots, real servers, the sandbox's phones."""

import pytest

from tests.e2e.acts import approve, draft, report, resident, return_draft, route, to_menu
from tests.e2e.cast import Cast
from tests.e2e.city import running_city
from tests.e2e.clock import morning
from tests.e2e.pictures import photo

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("city"), pytest.mark.asyncio(loop_scope="session")]


async def test_a_problem_reported_in_max_is_answered_from_telegram_with_a_photo(cast: Cast) -> None:
    """Resident in MAX, curator in MAX, executor in Telegram; pictures go both ways."""
    maria, olga, petr = cast.maria, cast.olga, cast.petr
    await morning(cast.city)

    await to_menu(maria)
    await maria.press("Сообщить о проблеме")
    await maria.told("Что случилось")
    await maria.say("Яма на проезжей части, колесо пробили уже двое.")
    await maria.told("Это об этом")
    await maria.press("Яма на дороге")
    await maria.told("Где это")
    await maria.place(53.2001, 45.1712)
    await maria.told("Есть фото")
    await maria.photos(photo(1), photo(2))
    await maria.press("Готово")
    await maria.told("Всё верно")
    await maria.press("Отправить")
    told = await maria.told(r"Сообщение № \d+ принято")
    number = told.split("№ ")[1].split()[0]
    assert "завтра в 08:05" in told, "the resident is told by when"

    await route(olga, number, "Пётр")
    await petr.sees(rf"Вам поручено № {number}\b")
    await petr.press("Написать ответ", under=rf"№ {number}\b")
    await petr.told(f"Ответ на № {number}")
    await petr.say("Яму засыпали щебнем, асфальт положим до пятницы.")
    await petr.told("Есть подтверждение")
    await petr.photos(photo(3))
    await petr.press("Готово")
    await petr.told("Так ответ увидит автор")
    await petr.press("Отправить на согласование")

    await olga.sees(rf"на согласование: № {number}\b")
    await approve(olga, number)

    answer = await maria.sees(rf"Ответ на сообщение № {number}\b")
    assert "Яму засыпали щебнем" in answer
    assert await maria.pictures(), "the proof came along"
    await petr.sees(rf"Ваш ответ на № {number}\b.* согласован и отправлен жителю")

    await maria.press("Открыть обращение")
    await maria.told("Ответ получен")


async def test_a_returned_draft_is_reworked_and_published_across_messengers(cast: Cast) -> None:
    """Resident in Telegram, curator and executor in MAX; one rework on the way."""
    ivan, olga, anna = cast.ivan, cast.olga, cast.anna
    await morning(cast.city)
    number = await report(
        ivan, "Не горит фонарь у школы, дети идут в темноте.", topic="Не горят фонари", place="Школьная, 3"
    )

    await route_by_hand(cast, number)
    await draft(anna, number, "Сделаем когда-нибудь.")
    await olga.sees(rf"на согласование: № {number}\b")
    await return_draft(olga, number, "Назовите срок.")
    await anna.sees(rf"№ {number} вернули на доработку.*Назовите срок")
    await draft(anna, number, "Лампу заменим завтра до 18 часов.")
    await olga.sees(rf"на согласование: № {number}\b.*завтра до 18 часов")
    await approve(olga, number)

    answer = await ivan.sees(rf"Ответ на сообщение № {number}\b")
    assert "Лампу заменим завтра" in answer
    await ivan.press("5 ⭐", under=rf"Ответ на сообщение № {number}\b")
    await ivan.told("Рады, что помогли")
    assert await ivan.count(rf"Ответ на сообщение № {number}\b") == 1, "never twice"


async def route_by_hand(cast: Cast, number: str) -> None:
    """The topic's unit has nobody yet, so the screen asks first whom to give it to."""
    await cast.olga.press("Распределить", under=rf"Новое сообщение № {number}\b")
    await cast.olga.told(f"Кому поручить № {number}")
    await cast.olga.press("Анна")
    await cast.olga.told(f"Распределить № {number}.*Анна Кравцова")
    await cast.olga.press("✅ Распределить")
    await cast.olga.told(f"№ {number} поручено: Анна Кравцова")


async def test_nothing_is_lost_when_the_machine_dies_in_the_middle() -> None:
    """`kill -9` between two answers: the person goes on where they were, the fact is there once."""
    async with running_city(apart=True) as city:
        maria = await resident(city, "max", "Мария")
        await maria.press("Сообщить о проблеме")
        await maria.say("Во дворе третий день не вывозят мусор, контейнеры полны.")
        await maria.told("Это об этом")
        city.kill()
        await city.up()
        await maria.press("Переполненный контейнер")
        await maria.told("Где это")
        await maria.say("улица Мира, 5")
        await maria.told("Есть фото")
        await maria.press("Пропустить")
        await maria.told("Всё верно")
        await maria.press("Отправить")
        await maria.sees(r"Сообщение № 1 принято")
        await maria.press("Мои обращения")
        await maria.sees("Мои обращения")
