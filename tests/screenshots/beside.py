"""What lies beside the plain way: a question, an interim answer, a repeat, a threat, a stand-in."""

from tests.e2e.acts import answer, approve, report, route, to_menu, triage
from tests.e2e.asides import decline, not_solved, propose_stand_in, tie, write_beside
from tests.e2e.clock import sleep
from tests.e2e.hands import pass_time
from tests.screenshots.table import Table

POST = "На Лесной у дома 14 провалился асфальт, рядом детская площадка. Куда смотрят?"

THREAT = "Не почините лифт — приду и убью вашего начальника ЖКХ, так и знайте."


async def question(table: Table) -> None:
    """A question to the author, answered by words typed at the menu; then an interim answer."""
    camera, ivan, olga, petr = table.camera, table["Иван"], table["Ольга"], table["Пётр"]
    await table.tomorrow()
    number = await report(
        ivan, "Автобус номер семь сегодня не пришёл.", topic="Автобус", place="Вокзальная, 1"
    )
    await route(olga, number)
    await write_beside(petr, number, "Спросить автора", "В котором часу вы ждали автобус?")
    await olga.sees(rf"Вопрос жителю на согласование: № {number}\b")
    await approve(olga, number)
    await ivan.sees(rf"Уточните, пожалуйста: сообщение № {number}\b")
    await camera.message("resident-question", ivan, rf"Уточните, пожалуйста: сообщение № {number}\b")
    await ivan.say("В половине восьмого утра, на остановке у вокзала.")
    await ivan.told("Это ответ на наш вопрос")
    await camera.message("resident-about", ivan, "Это ответ на наш вопрос")
    await ivan.press(f"Да, по № {number}")
    await petr.sees(rf"Житель ответил на вопрос: № {number}\b")

    await write_beside(petr, number, "Промежуточный ответ", "Нашли: сломался автобус. Ждём запчасть.")
    await olga.sees(rf"Промежуточный ответ на согласование: № {number}\b")
    await approve(olga, number)
    await ivan.sees(rf"Новости о сообщении № {number}\b")
    await ivan.press("Открыть обращение", under=rf"Новости о сообщении № {number}\b")
    await ivan.told("окончательный впереди")
    await camera.message("resident-interim", ivan, "окончательный впереди")
    await pass_time(table.page, days=2)
    await answer(olga, petr, number, "Автобус починили, рейс снова ходит по расписанию.")
    await ivan.sees(rf"Ответ на сообщение № {number}\b.*снова ходит")
    await to_menu(ivan)


async def repeats(table: Table) -> None:
    """What is not solved comes again; a message written anew is tied to the earlier one by the curator."""
    camera, maria, olga, petr = table.camera, table["Мария"], table["Ольга"], table["Пётр"]
    await table.tomorrow()
    words = "Скамейка на остановке сломана, сидеть нельзя."
    first = await report(maria, words, topic="Остановка", place="Вокзальная, 5")
    await route(olga, first)
    await answer(olga, petr, first, "Скамейку починили.")
    second = await not_solved(maria, first, "Скамейка снова сломана.")
    await camera.message("resident-repeat", maria, f"Повторное сообщение № {second} принято")
    await route(olga, second)
    await petr.press("Написать ответ", under=rf"Вам поручено № {second}\b")
    await petr.told(f"Ответ на № {second}")
    await camera.message("executor-repeat", petr, f"Ответ на № {second}")
    await petr.press("Отмена")
    await answer(olga, petr, second, "Поставили новую скамейку.")
    third = await report(maria, f"{words} Опять!", topic="Остановка", place="Вокзальная, 5")
    await tie(olga, third, first)
    await camera.message("curator-repeat", olga, f"№ {third} — повтор № {first}")
    await olga.press("Да, это повтор")
    await olga.told(f"№ {third} отмечено как повтор")
    await to_menu(olga)
    await route(olga, third)
    await answer(olga, petr, third, "Поставили антивандальную скамейку, следим.")


async def forwarded(table: Table) -> None:
    """A post of a public channel of Telegram: its words, address and author come along, two presses do."""
    julia = await table.join("Юлия Смирнова", "telegram", "Куратор")
    await table.tomorrow()
    await julia.forward(POST, whence="Подслушано в Заречном", link="https://t.me/zarechny_talk/512")
    await julia.told("Какая тема")
    await julia.press("Яма на дороге")
    await julia.told("Зарегистрировать это сообщение.*Автор: Подслушано в Заречном")
    await table.camera.phone("curator-forwarded", julia)
    await julia.press("Отмена")


async def significant(table: Table) -> None:
    """The city head learns at once of what the whole city may speak about."""
    camera, maria, olga, anna = table.camera, table["Мария"], table["Ольга"], table["Анна"]
    igor = await table.join("Игорь Громов", "telegram", "Глава города")
    await table.tomorrow()
    number = await report(maria, "Мост через реку просел, по краю пошла яма.", place="Мост на Речной")
    await triage(olga, number)
    await olga.press("Важность")
    await olga.told("Насколько это важно")
    await olga.press("общественно значимое")
    await olga.told("Важность: ‼️ общественно значимое")
    await olga.press("✅ Распределить")
    await igor.sees(rf"Общественно значимое сообщение № {number}\b")
    await camera.message("head-significant", igor, rf"Общественно значимое сообщение № {number}\b")
    await answer(olga, anna, number, "Мост закрыли для грузовиков, ремонт начали сегодня.")


async def threat(table: Table) -> None:
    """In the evening: the filter hints, the curator decides, the heads know at once."""
    camera, maria, olga, vera = table.camera, table["Мария"], table["Ольга"], table["Вера"]
    await table.tomorrow()
    await sleep(table.city, days=0.5)
    number = await report(maria, THREAT, topic="Лифт", place="Садовая, 12")
    await olga.sees(rf"Новое сообщение № {number}\b")
    await camera.message("curator-threat", olga, rf"Новое сообщение № {number}\b")
    await decline(olga, number, "угрозы")
    await vera.sees(rf"Угрозы в сообщении № {number}\b")
    await camera.message("head-threat", vera, rf"Угрозы в сообщении № {number}\b")
    await maria.sees(rf"Сообщение № {number} не приняли в работу")
    await camera.message("resident-declined", maria, rf"Сообщение № {number} не приняли в работу")
    await to_menu(olga)


async def substitution(table: Table) -> None:
    """A colleague fell ill: the administrator names who stands in, and the work follows at once."""
    camera, ivan, olga, anna, semen = (table.camera, *(table[n] for n in ("Иван", "Ольга", "Анна", "Семён")))
    nina = table["Нина"]
    await table.tomorrow()
    number = await report(ivan, "На Заречной размыло обочину, яма у самой дороги.", place="Заречная, 2")
    await route(olga, number, "Семён")
    await semen.sees(rf"Вам поручено № {number}\b")
    await propose_stand_in(nina, "Семён", "Анна")
    await camera.message("team-substitution", nina, "Всё верно.*Отсутствует: Семён")
    await nina.press("✅ Назначить")
    await nina.told("замещение уже действует")
    await anna.sees("Вы замещаете: Семён Рогов")
    await camera.message("executor-stands-in", anna, "Вы замещаете: Семён Рогов")
    await anna.press("Мои поручения", under="Вы замещаете: Семён Рогов")
    await anna.told("Мои поручения")
    await anna.press(f"№ {number}")
    await anna.told(rf"№ {number}\b.*Исполнитель: Семён Рогов")
    await answer(olga, anna, number, "Обочину засыпали, дорога безопасна.")
    await semen.press("Я на месте")
    await semen.told("Завершить замещение")
    await semen.press("✅ Завершить")
    await semen.told("Свою работу ведёт Семён Рогов")
