"""Stories of the staff as storage keeps them: who left, who came back, where they can be reached."""

from core.people.model import Person, StaffName
from core.shared.roles import Role
from tests.contract.stage import DEMO, EAST, NOON, ROADS, Stage, acts


async def leave(stage: Stage, who: Person) -> None:
    """They give up all posts."""
    async with stage.open() as work:
        found = await work.people.get(who.municipality, who.id)
        found.leave_staff(by=acts(found), now=NOON)
        work.people.change(found)
        await work.commit(acts(found))


async def test_whoever_left_is_listed_apart_by_name_page_by_page(stage: Stage) -> None:
    """Ё stands with Е; residents, other cities and those who are here are not among them."""
    for name in ("Яков", "Ёлкин", "Егоров"):
        await leave(stage, await stage.executor(name))
    await leave(stage, await stage.settle("Сосед", roles=frozenset({Role.EXECUTOR}), municipality=EAST))
    await stage.executor("Олег")
    await stage.resident()
    first = await stage.directory.former(DEMO, page=0, per_page=2)
    second = await stage.directory.former(DEMO, page=1, per_page=2)
    assert [each.name for each in (*first.items, *second.items)] == ["Егоров", "Ёлкин", "Яков"]
    assert (first.total, first.pages) == (3, 2)
    assert first.items[0].former == {Role.EXECUTOR}
    assert first.items[0].unit == ROADS
    here = await stage.directory.staff(DEMO, role=None, page=0, per_page=9)
    assert [each.name for each in here.items] == ["Олег"]


async def test_whoever_comes_back_is_listed_with_the_others(stage: Stage) -> None:
    """Their former posts are their posts again."""
    oleg = await stage.executor()
    await leave(stage, oleg)
    async with stage.open() as work:
        found = await work.people.get(DEMO, oleg.id)
        found.come_back(by=acts(found), now=NOON)
        found.rename(StaffName("Олег Иванов"), by=acts(found), now=NOON)
        work.people.change(found)
        await work.commit(acts(found))
    async with stage.open() as work:
        found = await work.people.get(DEMO, oleg.id)
    assert (found.roles, found.former, found.name) == ({Role.EXECUTOR}, frozenset(), "Олег Иванов")
    assert (await stage.directory.former(DEMO, page=0, per_page=9)).total == 0


async def test_the_bots_of_a_person_are_those_they_have_not_left(stage: Stage) -> None:
    """In their own city only."""
    oleg = await stage.settle("Олег", "telegram-staff", "max-staff", "max-citizen")
    assert await stage.directory.bots_of(DEMO, oleg.id) == ("max-citizen", "max-staff", "telegram-staff")
    await stage.channels.left("max-staff", f"max-{oleg.id}")
    assert await stage.directory.bots_of(DEMO, oleg.id) == ("max-citizen", "telegram-staff")
    assert await stage.directory.bots_of(EAST, oleg.id) == ()
