"""The team: who is in it, and how somebody joins."""

import re

from core.shared.msg import Msg
from core.shared.roles import Role
from tests.dialogs.town import Human, Town


async def invited(head: Human, role: str, unit: str | None = None) -> str:
    """The code that the head is shown."""
    await head.command("team")
    await head.press("➕ Пригласить")
    await head.say("Новикова Анна")
    await head.press(role)
    if unit:
        await head.press(unit)
    (told,) = [msg for msg in head.text if msg.id == "invite-done"]
    return str(told.args["code"])


async def test_an_invitation_is_made_and_accepted(town: Town) -> None:
    """Name, role, unit; a code with both links; the newcomer is in the team."""
    head = await town.colleague(Role.HEAD, "Глава Иван")
    code = await invited(head, "Исполнитель", "Управление дорог и транспорта")
    assert f"MAX: https://max.ru/veche_staff?start={code}" in head.read()
    assert f"Telegram: https://t.me/veche_staff?start={code}" in head.read()
    assert "действует 7 дней" in head.read()

    newcomer = town.human("max-staff")
    await newcomer.link(code)
    assert newcomer.titles == ["Мои поручения", "Настройки"]
    await head.press("Кто в команде")
    assert "Новикова Анна · Исполнитель" in head.titles
    await head.press("Новикова Анна · Исполнитель")
    assert "Подразделение: Управление дорог и транспорта" in head.read()


async def test_a_curator_is_invited_without_a_unit(town: Town) -> None:
    """They serve the whole municipality, so the question is left out."""
    head = await town.colleague(Role.HEAD, "Глава Иван")
    code = await invited(head, "Куратор")

    newcomer = town.human("telegram-staff")
    await newcomer.link(code)
    assert "Входящие" in newcomer.titles


async def test_without_links_the_code_alone_is_handed_on(town: Town) -> None:
    """A deployment whose bots have no public names yet."""
    town.links.clear()
    head = await town.colleague(Role.HEAD, "Глава Иван")
    code = await invited(head, "Куратор")

    assert code in head.read()
    assert not re.search(r"https?://", head.read())


async def test_the_name_is_checked(town: Town) -> None:
    """Too short, too long, one line."""
    head = await town.colleague(Role.HEAD, "Глава Иван")
    await head.command("team")
    await head.press("➕ Пригласить")

    await head.say("Я")
    assert head.error == Msg("invite-name.too-short", {"min": 2, "length": 1})
    await head.say("Я" * 101)
    assert head.error == Msg("invite-name.too-long", {"max": 100, "length": 101})


async def test_a_curator_sees_the_team_and_cannot_invite(town: Town, olga: Human) -> None:
    """No button; a forged one is refused before anything is asked."""
    await olga.press("Команда")
    assert "➕ Пригласить" not in olga.titles

    await olga.start("invite")
    assert olga.error == Msg("refusal-no-right")
    assert "invite-name" not in olga.ids
    assert town.world.state.invitations.keys() == {
        row for row, invitation in town.world.state.invitations.items() if invitation.used_by
    }
