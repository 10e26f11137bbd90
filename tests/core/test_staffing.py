"""Stories of the staff: roles given and taken, units, names, leaving with open work, coming back."""

import pytest

from core.incidents.values import State
from core.people.model import Account
from core.people.passport import system_actor
from core.shared.actor import Actor
from core.shared.ids import IncidentId, PersonId, UnitId
from core.shared.refusal import Refusal
from core.shared.roles import Right, Role
from tests.core.city import DEMO, City
from tests.core.test_substitutions import away, entries, now


@pytest.fixture
async def admin(city: City) -> Actor:
    """An administrator."""
    return await city.member(Role.ADMINISTRATOR, "admin", name="Алексеев Антон")


@pytest.fixture
async def peter(city: City) -> Actor:
    """An executor."""
    return await city.member(Role.EXECUTOR, "peter", unit="roads", name="Ковалёв Пётр")


@pytest.fixture
async def incident(city: City, peter: Actor) -> IncidentId:
    """Peter's open work."""
    made = await city.report(await city.resident("anna"))
    await city.app.assign(made, peter.person, by=await city.member(Role.CURATOR, "curator"))
    return made


async def test_a_role_counts_at_once_and_the_journal_says_which_way(
    city: City, admin: Actor, peter: Actor
) -> None:
    """Given twice it is given once."""
    for _ in range(2):
        await city.app.office.change_role(peter.person, Role.CURATOR, held=True, by=admin)
    assert (await now(city, "peter")).may(Right.APPROVE)
    await city.app.office.change_role(peter.person, Role.EXECUTOR, held=False, by=admin)
    assert (await now(city, "peter")).roles == {Role.CURATOR}
    assert len(entries(city, "roles-changed")) == 2
    with pytest.raises(Refusal, match="roles-missing"):
        await city.app.office.change_role(peter.person, Role.CURATOR, held=False, by=admin)


async def test_the_last_administrator_stays(city: City, admin: Actor, peter: Actor) -> None:
    """Somebody has to be able to give the role back."""
    await city.app.office.change_role(admin.person, Role.CURATOR, held=True, by=admin)
    with pytest.raises(Refusal, match="last-administrator"):
        await city.app.office.change_role(admin.person, Role.ADMINISTRATOR, held=False, by=admin)
    with pytest.raises(Refusal, match="last-administrator"):
        await city.app.office.remove(admin.person, None, by=admin)
    await city.app.office.change_role(peter.person, Role.ADMINISTRATOR, held=True, by=admin)
    await city.app.office.change_role(admin.person, Role.ADMINISTRATOR, held=False, by=admin)


async def test_whoever_has_open_work_keeps_the_role_to_do_it(
    city: City, admin: Actor, peter: Actor, incident: IncidentId
) -> None:
    """The refusal says how much there is; another role that drafts will do."""
    await city.app.office.change_role(peter.person, Role.CURATOR, held=True, by=admin)
    with pytest.raises(Refusal, match="work-open") as refused:
        await city.app.office.change_role(peter.person, Role.EXECUTOR, held=False, by=admin)
    assert refused.value.args_ == {"count": 1}
    assert incident
    await city.app.office.change_role(peter.person, Role.SPECIALIST, held=True, by=admin)
    await city.app.office.change_role(peter.person, Role.EXECUTOR, held=False, by=admin)


async def test_unit_and_name_are_changed_by_administrators_only(
    city: City, admin: Actor, peter: Actor
) -> None:
    """The names stay out of the journal."""
    office = city.app.office
    await office.move_to_unit(peter.person, UnitId("housing"), by=admin)
    await office.rename(peter.person, "  Ковалёв\nПётр  Ильич ", by=admin)
    found = await city.app.team.member(peter.person, by=admin)
    assert (found.unit, found.name) == ("housing", "Ковалёв Пётр Ильич")
    with pytest.raises(Refusal, match="unit-unknown"):
        await office.move_to_unit(peter.person, UnitId("none"), by=admin)
    await office.move_to_unit(peter.person, None, by=admin)
    assert [row.details for row in entries(city, "staff-renamed")] == [b"{}"]
    for act in (
        office.move_to_unit(peter.person, None, by=peter),
        office.rename(peter.person, "Пётр", by=peter),
    ):
        with pytest.raises(Refusal, match="no-right"):
            await act


async def test_a_successor_goes_on_with_the_open_work(
    city: City, admin: Actor, peter: Actor, incident: IncidentId
) -> None:
    """A substitution without end, entered and in force in the commit that takes the roles away."""
    vera = await city.member(Role.EXECUTOR, "vera", name="Лебедева Вера")
    await city.app.office.remove(peter.person, vera.person, by=admin)
    assert await city.app.who(Account("telegram-staff", "peter", "")) is None
    heir = await now(city, "vera")
    assert heir.stands_for == {vera.person, peter.person}
    assert [row.id for row in (await city.app.assignments(by=heir, page=0)).items] == [incident]
    await city.app.submit_draft(incident, "Засыпали яму сегодня утром", (), by=heir)
    assert [row.subject for row in entries(city, "staff-left")] == [peter.person]
    assert not any(key.startswith("work-handed-over") for key in city.told(peter.person))
    assert any(key.startswith("work-handed-over") for key in city.told(vera.person))


async def test_a_successor_has_to_be_able_to_do_it(
    city: City, admin: Actor, peter: Actor, incident: IncidentId
) -> None:
    """Somebody who left has no rights to lend; without open work it may be anybody."""
    olga = await city.member(Role.CURATOR, "olga", name="Смирнова Ольга")
    with pytest.raises(Refusal, match="successor-cannot-draft"):
        await city.app.office.remove(peter.person, olga.person, by=admin)
    assert (await now(city, "peter")).roles == {Role.EXECUTOR}
    assert incident
    boris = await city.member(Role.EXECUTOR, "boris")
    await city.app.office.remove(boris.person, olga.person, by=admin)
    assert (await now(city, "olga")).stands_for == {olga.person, boris.person}


async def test_without_a_successor_the_work_goes_back_to_the_curators(
    city: City, admin: Actor, peter: Actor, incident: IncidentId
) -> None:
    """And so does, to whom it belongs, what they did for others."""
    vera = await city.member(Role.EXECUTOR, "vera", name="Лебедева Вера")
    await city.app.office.substitute(away(vera, peter), by=vera)
    await city.app.office.remove(peter.person, None, by=admin)
    curator = await now(city, "curator")
    card = await city.app.staff_card(incident, by=curator)
    assert (card.incident.state, card.incident.executor) == (State.NEW, None)
    assert city.world.state.people[vera.person].stand_in is None
    assert any(key.startswith("work-taken-back") for key in city.told(vera.person))
    with pytest.raises(Refusal, match="person-unknown"):
        await city.app.office.remove(peter.person, None, by=admin)


async def test_a_refused_removal_leaves_the_work_where_it_is(city: City, incident: IncidentId) -> None:
    """The only administrator, who writes answers, too."""
    by = system_actor(DEMO)
    peter = await now(city, "peter")
    await city.app.office.change_role(peter.person, Role.ADMINISTRATOR, held=True, by=by)
    with pytest.raises(Refusal, match="last-administrator"):
        await city.app.office.remove(peter.person, None, by=await now(city, "peter"))
    card = await city.app.staff_card(incident, by=await now(city, "curator"))
    assert card.incident.executor == peter.person


async def test_whoever_leaves_and_comes_back_has_their_roles_and_their_work(
    city: City, admin: Actor, peter: Actor, incident: IncidentId
) -> None:
    """By an administrator's press."""
    vera = await city.member(Role.EXECUTOR, "vera", name="Лебедева Вера")
    await city.app.office.remove(peter.person, vera.person, by=admin)
    assert [each.id for each in (await city.app.team.former(by=admin, page=0)).items] == [peter.person]
    await city.app.office.restore(peter.person, by=admin)
    assert (await now(city, "peter")).roles == {Role.EXECUTOR}
    assert (await now(city, "vera")).absent == ()
    assert [row.id for row in (await city.app.assignments(by=await now(city, "peter"), page=0)).items] == [
        incident
    ]
    assert (await city.app.team.former(by=admin, page=0)).total == 0
    for person in (peter.person, PersonId("nobody")):
        with pytest.raises(Refusal, match="person-unknown"):
            await city.app.office.restore(person, by=admin)


async def test_a_new_invitation_brings_somebody_back_too(city: City, admin: Actor, peter: Actor) -> None:
    """With the invitation's role; nobody succeeds them any longer."""
    vera = await city.member(Role.EXECUTOR, "vera", name="Лебедева Вера")
    await city.app.office.remove(peter.person, vera.person, by=admin)
    await city.member(Role.CURATOR, "peter", name="Ковалёв Пётр")
    assert (await now(city, "peter")).roles == {Role.CURATOR}
    assert (await now(city, "vera")).absent == ()


async def test_whose_substitute_leaves_goes_on_with_the_successor(
    city: City, admin: Actor, peter: Actor
) -> None:
    """Vera is on leave, Peter does her work, Peter leaves, Boris takes over both."""
    vera = await city.member(Role.EXECUTOR, "vera", name="Лебедева Вера")
    boris = await city.member(Role.EXECUTOR, "boris", name="Борисов Борис")
    await city.app.office.substitute(away(vera, peter), by=vera)
    await city.app.office.remove(peter.person, boris.person, by=admin)
    assert (await now(city, "boris")).stands_for == {boris.person, vera.person, peter.person}


async def test_where_a_colleague_can_be_reached(city: City, admin: Actor, peter: Actor) -> None:
    """The staff bots they signed in to and did not leave; residents are nobody's colleagues."""
    assert await city.app.team.bots_of(peter.person, by=admin) == ["telegram-staff"]
    await city.world.channels.left("telegram-staff", "peter")
    assert await city.app.team.bots_of(peter.person, by=admin) == []
    anna = await city.resident("anna")
    with pytest.raises(Refusal, match="person-unknown"):
        await city.app.team.bots_of(anna.person, by=admin)
