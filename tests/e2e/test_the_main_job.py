"""The main job on the running product: real bots, real servers, the sandbox's phones."""

import pytest

from tests.e2e.acts import report, resident
from tests.e2e.city import running_city
from tests.e2e.pictures import photo

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("city")]


async def test_a_problem_reported_in_max_is_answered_from_telegram_with_a_photo() -> None:
    """Resident in MAX, curator in MAX, executor in Telegram; pictures go both ways."""
    async with running_city() as city:
        maria = await resident(city, "max", "Мария")
        olga = await city.phone("max", "staff", name="Ольга", role="curator")
        petr = await city.phone("telegram", "staff", name="Пётр", role="executor")
        await olga.sees("Ждут назначения")
        await petr.sees("Мои поручения")

        await maria.press("Сообщить о проблеме")
        await maria.say("Яма на проезжей части, колесо пробили уже двое.")
        await maria.press("Дороги")
        await maria.press("Яма на дороге")
        await maria.place(53.2001, 45.1712)
        await maria.photos(photo(1), photo(2))
        await maria.press("Готово")
        await maria.sees("Всё верно")
        await maria.press("Отправить")
        await maria.sees(r"Сообщение № 1 принято")

        await olga.sees("Новое сообщение № 1")
        await olga.press("Назначить")
        await olga.press("Пётр")
        await petr.sees("Вам поручено № 1")
        await petr.press("Написать ответ")
        await petr.say("Яму засыпали щебнем, асфальт положим до пятницы.")
        await petr.photos(photo(3))
        await petr.press("Готово")
        await petr.press("Отправить на согласование")

        await olga.sees("Ответ на согласование: № 1")
        await olga.press("Согласовать")
        await olga.sees("согласовано, ответ ушёл жителю")

        answer = await maria.sees("Ответ на ваше сообщение № 1")
        assert "Яму засыпали щебнем" in answer
        assert await maria.pictures(), "the proof came along"
        await petr.sees("согласован и отправлен жителю")

        await maria.press("Открыть обращение")
        await maria.sees("Ответ получен")


async def test_a_returned_draft_is_reworked_and_published_across_messengers() -> None:
    """Resident in Telegram, curator in Telegram, executor in MAX; one rework on the way."""
    async with running_city() as city:
        ivan = await resident(city, "telegram", "Иван")
        olga = await city.phone("telegram", "staff", name="Ольга", role="curator")
        petr = await city.phone("max", "staff", name="Пётр", role="executor")
        number = await report(ivan, "Не горит фонарь у школы, дети идут в темноте.")

        await olga.press("Назначить")
        await olga.press("Пётр")
        await petr.press("Написать ответ")
        await petr.say("Сделаем когда-нибудь.")
        await petr.press("Пропустить")
        await petr.press("Отправить на согласование")

        await olga.sees(f"Ответ на согласование: № {number}")
        await olga.press("Вернуть")
        await olga.say("Назовите срок.")
        await petr.sees("вернули на доработку")
        await petr.press("Написать ответ")
        await petr.say("Лампу заменим завтра до 18 часов.")
        await petr.press("Пропустить")
        await petr.press("Отправить на согласование")
        await olga.sees(f"Ответ на согласование: № {number}", count=2)
        await olga.press("Согласовать")

        answer = await ivan.sees("Ответ на ваше сообщение")
        assert "Лампу заменим завтра" in answer
        await ivan.press("Мои обращения")
        await ivan.sees("Мои обращения")


async def test_nothing_is_lost_when_the_machine_dies_in_the_middle() -> None:
    """`kill -9` between two answers: the person goes on where they were, the fact is there once."""
    async with running_city(apart=True) as city:
        maria = await resident(city, "max", "Мария")
        await maria.press("Сообщить о проблеме")
        await maria.say("Во дворе третий день не вывозят мусор, контейнеры полны.")
        await maria.press("Дороги")
        city.kill()
        await city.up()
        await maria.press("Яма на дороге")
        await maria.say("улица Мира, 5")
        await maria.press("Пропустить")
        await maria.press("Отправить")
        await maria.sees(r"Сообщение № 1 принято")
        await maria.press("Мои обращения")
        await maria.sees("Мои обращения")
