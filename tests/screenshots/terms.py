"""Terms and their traps: a post answered late, three executors in order, reminders, the ladder, a digest."""

from tests.e2e.acts import approve, draft, report, return_draft, route, to_menu, triage
from tests.e2e.asides import contribute, find, not_mine, write
from tests.e2e.clock import morning, sleep
from tests.e2e.hands import pass_time
from tests.screenshots.table import Table

POST = "У вокзала на остановке разбили стекло, осколки никто не убирает. https://vk.com/wall-1_100"


async def late_post(table: Table) -> None:
    """Trap one: the full rework of an answer to a post found elsewhere breaks the term of eight hours."""
    camera, page, olga, petr = table.camera, table.page, table["Ольга"], table["Пётр"]
    await table.tomorrow()
    await olga.say(POST)
    await olga.told("Какая тема")
    await olga.press("Остановка")
    await olga.told("Зарегистрировать это сообщение")
    await camera.message("curator-found", olga, "Зарегистрировать это сообщение")
    await olga.press("Отмена")
    number = await find(olga, POST, "Остановка")
    await olga.press("✅ Распределить")
    await petr.sees(rf"Вам поручено № {number}\b")

    await pass_time(page, hours=4, quarters=3)
    await draft(petr, number, "Стекло заменим.")
    await olga.sees(rf"на согласование: № {number}\b.*Стекло заменим")
    await pass_time(page, hours=1)
    await olga.press("Вернуть", under=rf"на согласование: № {number}\b")
    await olga.told(f"Что исправить в № {number}")
    await camera.message("curator-return", olga, f"Что исправить в № {number}")
    await olga.press("Отмена")
    await return_draft(olga, number, "Назовите день.")
    await pass_time(page, hours=1)
    await draft(petr, number, "Осколки убрали, новое стекло поставим в четверг.")
    await olga.sees(rf"на согласование: № {number}\b.*новое стекло")
    await pass_time(page, hours=1)
    await approve(olga, number)
    await petr.sees(rf"Ответ на № {number} можно публиковать")
    await camera.message("executor-publish", petr, rf"Ответ на № {number} можно публиковать")
    await pass_time(page, hours=1)
    await petr.sees(rf"Жителю не ответили в срок: № {number}\b")
    await petr.press("Опубликовано", under=rf"не ответили в срок: № {number}\b")
    await petr.told("Опубликуйте ответ")
    await petr.say("https://vk.com/wall-1_100?reply=101")
    await petr.told(f"№ {number}: опубликовано")
    await to_menu(olga, petr)


async def three_in_order(table: Table) -> None:
    """Trap two: three co-executors, each with two hours, break the draft's five."""
    camera, page, olga, petr = table.camera, table.page, table["Ольга"], table["Пётр"]
    anna = await table.join("Анна Кравцова", "max", "Исполнитель")
    semen = await table.join("Семён Рогов", "telegram", "Исполнитель")
    maria = table["Мария"]
    await table.tomorrow()
    number = await report(maria, "Провалился асфальт у дома, яма глубиной по колено.", place="Садовая, 3")
    await triage(olga, number)
    await olga.press("Соисполнители")
    await olga.told("Кто сначала даст свою часть")
    await olga.press("Пётр")
    await olga.press("Семён")
    await olga.press("Готово")
    await olga.told("Исполнители по порядку")
    await camera.message("curator-order", olga, "Исполнители по порядку")
    await olga.press("✅ Распределить")
    await petr.sees(rf"Вам поручено № {number}\b")
    await pass_time(page, hours=1, quarters=3)
    await contribute(petr, number, "Яму осмотрели: 40 на 60 см, глубина 40. Нужен щебень.")
    await semen.sees(rf"Ваша очередь: № {number}\b")
    await pass_time(page, hours=1, quarters=3)
    await contribute(semen, number, "Щебень привезём к 15 часам, знаки уже стоят.")
    await anna.sees(rf"Ваша очередь: № {number}\b")
    await pass_time(page, hours=1, quarters=3)
    await anna.sees("Проект ответа не пришёл в срок")
    await write(anna, number)
    await camera.message("executor-last", anna, f"Ответ на № {number}")
    await anna.press("Отмена")
    await draft(anna, number, "Яму засыпали щебнем, асфальт положим до пятницы.")
    await olga.sees(rf"на согласование: № {number}\b")
    await olga.press("Открыть", under=rf"на согласование: № {number}\b")
    await olga.told(rf"№ {number}\b.*Исполнители по порядку")
    await camera.message("curator-card", olga, r"На согласовании.*Исполнители по порядку")
    await olga.press("Почему такой срок")
    await olga.told("почему такой срок")
    await olga.press("Ответ автору")
    await olga.told("Ответ автору: почему такой срок")
    await camera.message("curator-why", olga, "Ответ автору: почему такой срок")
    await approve(olga, number)
    await to_menu(olga)


async def another_route(table: Table) -> None:
    """Trap three: not mine, in time and late; another route gives no more time."""
    camera, page, olga = table.camera, table.page, table["Ольга"]
    ivan, anna, petr, semen = (table[name] for name in ("Иван", "Анна", "Пётр", "Семён"))
    await table.tomorrow()
    number = await report(ivan, "Тротуар у аптеки разбит, коляска не проходит.", topic="Тротуар")
    await route(olga, number)
    await anna.sees(rf"Вам поручено № {number}\b")
    await not_mine(anna, number, "Не наши полномочия")
    await route(olga, number, "Пётр")
    await petr.sees(rf"Вам поручено № {number}\b")
    await pass_time(page, quarters=3)
    await petr.press("Это не моё", under=rf"№ {number}\b")
    await petr.told(f"Почему № {number} не ваше")
    await camera.message("executor-not-mine", petr, f"Почему № {number} не ваше")
    await petr.press("Не наша территория")
    await petr.told(f"№ {number} вернулось куратору")
    await olga.sees(rf"№ {number} вернули: не по адресу.*Возвращено позже срока")
    await camera.message("curator-given-back", olga, rf"№ {number} вернули.*позже срока")
    await route(olga, number, "Семён")
    await draft(semen, number, "Тротуар починим до конца недели.")
    await olga.sees(rf"на согласование: № {number}\b")
    await approve(olga, number)


async def ladder(table: Table) -> None:
    """Reminders at half and at 80 %, the breach, and an hour later the head of the centre, who asks."""
    camera, page, olga, petr, vera = (table.camera, table.page, table["Ольга"], table["Пётр"], table["Вера"])
    maria = table["Мария"]
    await table.tomorrow()
    number = await report(maria, "У школы яма, дети обходят её по дороге.", place="Школьная, 1")
    await route(olga, number, "Пётр")
    await pass_time(page, hours=2, quarters=3)
    await petr.sees(rf"Пора готовить ответ: № {number}\b")
    await camera.message("executor-reminder", petr, rf"Пора готовить ответ: № {number}\b")
    await pass_time(page, hours=2, quarters=2)
    await olga.sees(rf"Проект ответа не пришёл в срок: № {number}\b")
    await camera.message("curator-missed", olga, rf"Проект ответа не пришёл в срок: № {number}\b")
    await pass_time(page, hours=1)
    await vera.sees(rf"Проект ответа не пришёл в срок: № {number}\b")
    await camera.message("head-ladder", vera, rf"Проект ответа не пришёл в срок: № {number}\b")
    await vera.press("Как дела", under=rf"№ {number}\b")
    await petr.sees(rf"Как идут дела: № {number}\b")
    await petr.press("Ответить", under=rf"Как идут дела: № {number}\b")
    await petr.told(f"Как дела с № {number}")
    await camera.message("executor-status", petr, f"Как дела с № {number}")
    await petr.press("Не успеваем, нужна помощь")
    await olga.sees(rf"Как идут дела: № {number}\b.*Не успеваем")
    await draft(petr, number, "Яму засыпали, дорога безопасна.")
    await olga.sees(rf"на согласование: № {number}\b")
    await approve(olga, number)


async def digest(table: Table) -> None:
    """After a week without anybody: one page for the curator, one for the head."""
    camera, olga, anna, vera, maria = (table.camera, *(table[n] for n in ("Ольга", "Анна", "Вера", "Мария")))
    await table.tomorrow()
    numbers = [
        await report(maria, text, topic=topic, place=place)
        for text, topic, place in (
            ("Снег у поликлиники не чистят, гололёд, люди падают.", "Снег", "Больничная, 1"),
            ("Разметка на перекрёстке стёрлась, водители не видят перехода.", "Светофор", "Заводская, 9"),
            ("Бордюр у магазина сломан, коляске не заехать на тротуар.", "Тротуар", "Лесная, 20"),
        )
    ]
    await sleep(table.city, days=6.5)
    await morning(table.city)
    await olga.sees("накопилось.*Не распределено в срок: 3")
    await camera.message("curator-digest", olga, "накопилось.*Не распределено в срок: 3")
    await vera.sees("накопилось")
    await vera.press("Открыть просроченные", under="накопилось")
    await vera.told("Просроченные сообщения")
    await camera.message("head-late", vera, "Просроченные сообщения")
    for number in numbers:
        await route(olga, number)
        await draft(anna, number, f"Бригада выезжает сегодня, наряд {number}.")
        await olga.sees(rf"на согласование: № {number}\b")
        await approve(olga, number)
    await to_menu(vera)
