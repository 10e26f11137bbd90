"""The main story, from a pothole to its answer, and what stands on the phones on the way."""

from tests.e2e import scenes
from tests.e2e.acts import approve, describe, number_in, report, return_draft, triage
from tests.e2e.hands import pass_time
from tests.screenshots.table import Table


async def play(table: Table) -> None:
    """Maria in MAX, Olga in MAX, Pyotr in Telegram."""
    camera, page = table.camera, table.page
    await table.tomorrow()
    maria = await table.join("Мария Соколова", "max")
    ivan = await table.join("Иван Петров", "telegram")
    olga = await table.join("Ольга Белова", "max", "Куратор")
    petr = await table.join("Пётр Лебедев", "telegram", "Исполнитель")
    await table.join("Вера Головина", "max", "Руководитель центра")
    for resident in (maria, ivan):
        await scenes.enrol(resident)

    await scenes.fill_in(maria)
    await camera.phone("resident-report", maria)
    number = await scenes.send(maria)
    await camera.message("resident-sent", maria, f"Сообщение № {number} принято")
    await triage(olga, number)
    await camera.message("curator-triage", olga, f"Распределить № {number}")
    await olga.press("✅ Распределить")
    await petr.sees(rf"Вам поручено № {number}\b")
    await camera.message("executor-assigned", petr, rf"Вам поручено № {number}\b")

    await pass_time(page, hours=1)
    await scenes.draft(petr, number, "Яма заделана")
    await scenes.hand_in(petr)
    await olga.sees(rf"на согласование: № {number}\b")
    await return_draft(olga, number, scenes.REMARK)
    await scenes.rework(petr, number)
    await camera.phone("executor-draft", petr)
    await scenes.hand_in(petr)
    await olga.sees(rf"на согласование: № {number}\b.*до пятницы")
    await camera.phone("curator-approve", olga)
    await approve(olga, number)
    await maria.sees(rf"Ответ на сообщение № {number}\b")
    await camera.phone("resident-answer", maria)


async def crowd(table: Table) -> None:
    """More messages from Telegram; the curator's list by the time that is left; the whole table."""
    camera, ivan, olga = table.camera, table["Иван"], table["Ольга"]
    await ivan.say("Третий вечер не горят фонари вдоль набережной.")
    await ivan.told("Это об этом")
    await camera.message("resident-guess", ivan, "Это об этом")
    await ivan.press("Не горят фонари")
    await ivan.told("Где это")
    await ivan.say("Набережная, 3")
    await ivan.told("Есть фото")
    await ivan.press("Пропустить")
    await ivan.told("Всё верно")
    await ivan.press("Отправить")
    numbers = [number_in(await ivan.told(r"Сообщение № \d+ принято"))]
    await pass_time(table.page, quarters=1)
    for text, topic, place in (
        ("Контейнеры у дома полны, мусор разносит по двору.", "Переполненный", "улица Мира, 12"),
        ("Автобус номер семь опять не пришёл.", "Автобус", "Вокзальная, 1"),
    ):
        numbers.append(await report(ivan, text, topic=topic, place=place))
    await olga.sees(rf"Новое сообщение № {numbers[-1]}\b")
    await camera.message("curator-notice", olga, rf"Новое сообщение № {numbers[-1]}\b")
    await olga.say("/menu")
    await olga.told("Ждут распределения: 3")
    await olga.press("Входящие")
    await olga.told("Входящие")
    await camera.message("curator-inbox", olga, "Входящие.*сначала срочные")
    await camera.table("sandbox", table.page)
    await camera.narrow("sandbox-phone")
    await olga.press("Назначить сразу", under=rf"Новое сообщение № {numbers[-1]}\b")
    await olga.told(f"№ {numbers[-1]} поручено: Пётр")
    await camera.message("curator-at-once", olga, f"№ {numbers[-1]} поручено: Пётр")
    await _answer(table, numbers.pop())
    await _clear(table, numbers)


async def _clear(table: Table, numbers: list[str]) -> None:
    """Nobody is left without an answer."""
    olga = table["Ольга"]
    for number in numbers:
        await olga.press("Распределить", under=rf"Новое сообщение № {number}\b")
        shown = await olga.told(f"Кому поручить № {number}|Распределить № {number}")
        if "Кому поручить" in shown:
            await olga.press("Пётр")
            await olga.told(f"Распределить № {number}")
        await olga.press("✅ Распределить")
        await olga.told(f"№ {number} поручено")
        await _answer(table, number)


async def _answer(table: Table, number: str) -> None:
    """Pyotr writes, Olga approves."""
    olga, petr = table["Ольга"], table["Пётр"]
    await petr.sees(rf"Вам поручено № {number}\b")
    await petr.press("Написать ответ", under=rf"Вам поручено № {number}\b")
    await petr.told(f"Ответ на № {number}")
    await petr.say("Бригада выехала, сегодня до вечера исправим.")
    await petr.told("Есть подтверждение")
    await petr.press("Пропустить")
    await petr.told("Так ответ увидит автор")
    await scenes.hand_in(petr)
    await olga.sees(rf"на согласование: № {number}\b")
    await approve(olga, number)


async def neighbours(table: Table) -> None:
    """A second message about the same is offered to be joined; both neighbours read one answer."""
    camera, maria, ivan, olga = table.camera, table["Мария"], table["Иван"], table["Ольга"]
    await table.tomorrow()
    await maria.say("/menu")
    words = "Огромная яма на дороге у школы, водители объезжают по встречной."
    number = await report(maria, words, place="Лесная, 14")
    await describe(ivan, "Яма у школы, пробил колесо.", "Яма на дороге", "Лесная, 14")
    await camera.message("resident-similar", ivan, "Похоже, об этом уже сообщили")
    await ivan.press(f"Присоединиться к № {number}")
    await ivan.told(rf"Вы присоединились к сообщению № {number}\b")
    await _clear(table, [number])
    await ivan.sees(rf"Ответ на сообщение № {number}\b")
    await maria.sees(rf"Ответ на сообщение № {number}\b")
    await olga.say("/menu")
