"""What people do besides the plain way: found posts, parts, interim answers, questions, returns, repeats."""

from tests.e2e.acts import number_in, to_menu
from tests.e2e.person import Person


async def find(curator: Person, post: str, topic: str) -> str:
    """Register a post from a network by forwarding it; the number, with the triage screen open."""
    await curator.say(post)
    await curator.told("Какая тема")
    await curator.press(topic)
    await curator.told("Зарегистрировать это сообщение")
    await curator.press("✅ Зарегистрировать")
    return number_in(await curator.told(r"Распределить № \d+"))


async def contribute(executor: Person, number: str, words: str) -> None:
    """Give a part of the common answer."""
    await executor.press("Написать свою часть", under=rf"№ {number}\b")
    await executor.told(f"Ваша часть для № {number}")
    await executor.say(words)
    await executor.told("Есть фото")
    await executor.press("Пропустить")
    await executor.told("Передать дальше|Ваша часть")
    await executor.press("Передать дальше")
    await executor.told("передана следующему")


async def write(executor: Person, number: str) -> str:
    """Begin an answer; what it is written from."""
    await executor.press("Написать ответ", under=rf"№ {number}\b")
    return await executor.told(f"Ответ на № {number}")


async def not_mine(executor: Person, number: str, reason: str) -> str:
    """Give a message back; what the bot said of the time for it."""
    await executor.press("Это не моё", under=rf"№ {number}\b")
    asked = await executor.told(f"Почему № {number} не ваше")
    await executor.press(reason)
    await executor.told(f"№ {number} вернулось куратору")
    return asked


async def write_beside(executor: Person, number: str, what: str, words: str) -> None:
    """From the card: an interim answer, or a question to the author; handed in."""
    await executor.press("Открыть", under=rf"Вам поручено № {number}\b")
    await executor.told(rf"№ {number}\b.*У исполнителя")
    await executor.press("Ещё…")
    await executor.told("Что ещё можно сделать")
    await executor.press(what)
    await executor.told(f"№ {number}")
    await executor.say(words)
    if what == "Промежуточный ответ":
        await executor.told("Есть фото")
        await executor.press("Пропустить")
    await executor.told("увидит автор")
    await executor.press("Отправить на согласование")
    await executor.told("ушёл на согласование")
    await to_menu(executor)


async def not_solved(resident: Person, number: str, words: str) -> str:
    """Press "not solved" under the answer and say what is wrong; the repeat's number."""
    await resident.press("Не решено", under=rf"Ответ на сообщение № {number}\b")
    await resident.told(f"№ {number}: что осталось")
    await resident.say(words)
    await resident.told("свежие фото")
    await resident.press("Пропустить")
    return number_in(await resident.told(r"Повторное сообщение № \d+ принято"))


async def more(curator: Person, number: str, what: str) -> None:
    """From the notice of a new message to what is done with it now and then."""
    await curator.press("Открыть", under=rf"Новое сообщение № {number}\b")
    await curator.told(rf"№ {number}\b.*ждёт распределения")
    await curator.press("Ещё…")
    await curator.told("Что ещё можно сделать")
    await curator.press(what)


async def tie(curator: Person, number: str, earlier: str) -> str:
    """Say that a message repeats an earlier one that the bot offers; both, as they are shown."""
    await more(curator, number, "Это повтор")
    await curator.told(f"Какой вопрос повторяет № {number}")
    await curator.press(f"№ {earlier}")
    return await curator.told(f"№ {number} — повтор № {earlier}")


async def decline(curator: Person, number: str, reason: str) -> None:
    """Decline a new message for this reason, without a comment."""
    await more(curator, number, "Отклонить")
    await curator.told(f"Почему отклонить № {number}")
    await curator.press(reason)
    await curator.told("Добавить пояснение")
    await curator.press("Пропустить")
    await curator.told(f"Отклонить № {number}")
    await curator.press("Да, отклонить")
    await curator.told(f"№ {number} отклонено")


async def propose_stand_in(administrator: Person, absent: str, substitute: str) -> str:
    """Somebody fell ill today, a colleague does their work; what is shown to be checked."""
    await administrator.press("Команда")
    await administrator.told("Команда")
    await administrator.press("Замещения")
    await administrator.told("Замещения")
    await administrator.press("Назначить замещение")
    for question, choice in (
        ("Кого не будет", absent),
        ("Кто будет вести работу", substitute),
        ("Почему", "Болезнь"),
        ("С какого дня", "Сегодня"),
        ("По какой день", "Пропустить"),
        ("Номер приказа", "Пропустить"),
    ):
        await administrator.told(question)
        await administrator.press(choice)
    return await administrator.told("Всё верно")


async def stand_in(administrator: Person, absent: str, substitute: str) -> None:
    """The same, confirmed: it is so at once."""
    await propose_stand_in(administrator, absent, substitute)
    await administrator.press("✅ Назначить")
    await administrator.told("замещение уже действует")
