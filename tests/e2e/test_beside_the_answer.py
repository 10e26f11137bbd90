"""What happens beside the plain way to an answer: a question, an interim answer, a repeat, a neighbour."""

import pytest

from tests.e2e.acts import SIMILAR, answer, approve, describe, report, route, to_menu
from tests.e2e.asides import not_solved, tie, write_beside
from tests.e2e.cast import Cast
from tests.e2e.clock import morning, work

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("city"), pytest.mark.asyncio(loop_scope="session")]


async def test_a_question_is_answered_by_words_typed_at_the_menu(cast: Cast) -> None:
    """The executor asks, the curator lets it out, the resident just writes; the work goes on."""
    ivan, olga, petr = cast.ivan, cast.olga, cast.petr
    await morning(cast.city)
    number = await report(
        ivan, "Автобус номер семь сегодня не пришёл.", topic="Автобус", place="Вокзальная, 1"
    )
    await route(olga, number, "Пётр")
    await write_beside(petr, number, "Спросить автора", "В котором часу вы ждали автобус?")
    await olga.sees(rf"Вопрос жителю на согласование: № {number}\b")
    await approve(olga, number)

    asked = await ivan.sees(rf"Уточните, пожалуйста: сообщение № {number}\b.*В котором часу")
    assert "Ответьте до срока: " in asked
    await ivan.say("В половине восьмого утра, на остановке у вокзала.")
    await ivan.told("Это ответ на наш вопрос")
    await ivan.press(f"Да, по № {number}")
    await ivan.told(rf"Передали исполнителю, работа по № {number} идёт дальше")
    await petr.sees(rf"Житель ответил на вопрос: № {number}\b.*половине восьмого")
    await answer(olga, petr, number, "Водитель заболел, со вторника ездит сменный.")


async def test_an_interim_answer_is_followed_by_the_final_one(cast: Cast) -> None:
    """The first says what is being done; seven working days later at most comes the last."""
    maria, olga, petr = cast.maria, cast.olga, cast.petr
    await morning(cast.city)
    number = await report(maria, "Дорожный знак у детского сада погнут и не виден.", topic="Светофор")
    await route(olga, number, "Пётр")
    await write_beside(petr, number, "Промежуточный ответ", "Новый знак заказали, поставим за неделю.")
    await olga.sees(rf"Промежуточный ответ на согласование: № {number}\b")
    await approve(olga, number)

    told = await maria.sees(rf"Новости о сообщении № {number}\b.*Новый знак заказали")
    assert "пришлём окончательный" in told
    due = await petr.sees(rf"Промежуточный ответ на № {number} .*отправлен жителю")
    assert "Срок окончательного ответа" in due
    await maria.press("Открыть обращение", under=rf"Новости о сообщении № {number}\b")
    await maria.told("есть промежуточный ответ, окончательный впереди")

    await work(cast.city, hours=16)
    await answer(olga, petr, number, "Новый знак стоит на месте.")
    await maria.sees(rf"Ответ на сообщение № {number}\b.*Новый знак стоит")
    assert await maria.count(rf"Ответ на сообщение № {number}\b") == 1


async def test_what_is_not_solved_comes_again_with_a_number_of_its_own(cast: Cast) -> None:
    """A low rating asks why; "not solved" makes a repeat message, and its answer tells what was done."""
    ivan, olga, petr = cast.ivan, cast.olga, cast.petr
    await morning(cast.city)
    first = await report(ivan, "Скамейка на остановке сломана второй месяц.", topic="Остановка")
    await route(olga, first, "Пётр")
    await answer(olga, petr, first, "Скамейку починили.")

    await ivan.press("2 ⭐", under=rf"Ответ на сообщение № {first}\b")
    await ivan.told("Что было не так")
    await ivan.say("Доска опять отвалилась.")
    await olga.sees(rf"Оценка 2 за ответ на № {first}\b.*Доска опять отвалилась")
    second = await not_solved(ivan, first, "Скамейка снова сломана, сидеть нельзя.")
    assert second != first

    await olga.sees(rf"Новое сообщение № {second}\b.*Повторное: об этом уже спрашивали")
    await route(olga, second, "Пётр")
    await petr.press("Написать ответ", under=rf"Вам поручено № {second}\b")
    asked = await petr.told(f"Ответ на № {second}")
    assert "Напишите, какие меры приняты" in asked
    assert "Скамейку починили" in asked, "the earlier answer is at hand"
    await petr.press("Отмена")
    await answer(olga, petr, second, "Поставили новую скамейку, старую увезли.")
    await ivan.sees(rf"Ответ на сообщение № {second}\b.*новую скамейку")


async def test_a_curator_ties_a_repeat_to_the_earlier_message(cast: Cast) -> None:
    """The resident wrote anew about the same place: the earlier message is offered, one press ties them."""
    maria, olga, anna = cast.maria, cast.olga, cast.anna
    await morning(cast.city)
    words = "Снег во дворе не убирают, гололёд, пройти нельзя."
    first = await report(maria, words, topic="Снег", place="Садовая, 7")
    await route(olga, first)
    await answer(olga, anna, first, "Двор почистили утром.")
    second = await report(maria, f"{words} Опять!", topic="Снег", place="Садовая, 7")

    both = await tie(olga, second, first)
    assert both.count(words) == 2
    await olga.press("Да, это повтор")
    await olga.told(f"№ {second} отмечено как повтор № {first}")
    await to_menu(olga)
    await route(olga, second)
    await answer(olga, anna, second, "Двор убираем каждый день, прислали вторую машину.")


async def test_a_neighbour_joins_and_gets_the_same_answer(cast: Cast) -> None:
    """The bot finds the open message nearby; joined from the other messenger, both read one answer."""
    maria, ivan, olga, anna = cast.maria, cast.ivan, cast.olga, cast.anna
    await morning(cast.city)
    number = await report(maria, "Глубокая яма на дороге у перехода, пробили два колеса.", place="Лесная, 14")

    shown = await describe(ivan, "Огромная яма у перехода, пробил колесо.", "Яма на дороге", "Лесная, 14")
    assert SIMILAR in shown
    await ivan.press(f"Присоединиться к № {number}")
    await ivan.told(rf"Вы присоединились к сообщению № {number}\b")
    await route(olga, number)
    await answer(olga, anna, number, "Яму засыпали, завтра положат асфальт.")

    for neighbour in (maria, ivan):
        told = await neighbour.sees(rf"Ответ на сообщение № {number}\b")
        assert "Яму засыпали, завтра положат асфальт" in told
        assert await neighbour.count(rf"Ответ на сообщение № {number}\b") == 1
