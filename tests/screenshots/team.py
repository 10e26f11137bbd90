"""One person in two messengers, and a colleague who is invited."""

from tests.e2e import scenes
from tests.screenshots.table import Table


async def same_person(table: Table) -> None:
    """Maria confirms her number here and in Telegram: both show the same messages."""
    maria = table["Мария"]
    await maria.say("/menu")
    await maria.told("Заметили проблему")
    await scenes.confirm_phone(maria)
    again = await table.join(maria.name, "telegram")
    table.people["Мария"] = maria
    await scenes.enrol(again)
    await scenes.confirm_phone(again)
    await again.sees("Мы узнали вас")
    await again.press("В меню")
    await again.press("Мои обращения")
    await again.told("Мои обращения")


async def colleague(table: Table) -> None:
    """The administrator invites a colleague, who signs in with the link."""
    nina = await table.join("Нина Котова", "max", "Администратор")
    link = await scenes.invite(nina, "Дарья Соколова")
    await table.camera.message("team-invite", nina, "Приглашение готово")
    newcomer = await table.join("Дарья Соколова", "max", "Пока никакой: войдёт по приглашению")
    await newcomer.start()
    await newcomer.told("рабочий бот для сотрудников")
    await newcomer.say(link)
    await newcomer.told("Добро пожаловать")
    await nina.say("/menu")
