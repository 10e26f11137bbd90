"""Stories of people: found by any of their channels, joined by their phone, invited once."""

import asyncio

import pytest

from core.notices.model import ToPerson
from core.people.model import Account, Consent, Person
from core.shared.ids import PersonId
from core.shared.refusal import Refusal
from core.shared.roles import Role
from core.shared.unit_of_work import Conflict
from tests.contract.stage import DEMO, EAST, NOON, ROADS, Stage, account_of, acts, at, note, routed

PHONE = "+79001234567"


async def _keep(stage: Stage, person: Person, phone: str = PHONE) -> None:
    async with stage.open() as work:
        found = await work.people.get(person.municipality, person.id)
        found.own_phone(by=acts(found), now=NOON)
        work.people.keep_phone(found, phone)
        work.people.change(found)
        await work.commit(acts(found))


async def _join(stage: Stage, person: Person, first: Person) -> None:
    async with stage.open() as work:
        mine = await work.people.get(DEMO, person.id)
        target = await work.people.get(DEMO, first.id)
        target.absorb(mine, by=acts(mine), now=NOON)
        work.people.move(mine, target)
        work.people.change(mine)
        work.people.change(target)
        await work.commit(acts(mine))


async def test_a_person_is_read_back_as_they_were_written(stage: Stage) -> None:
    """Name, language, consent, posts, unit."""
    anna = Person(
        id=PersonId(stage.new()),
        municipality=DEMO,
        name="Анна «Ёжик» O'Нил",
        language="en",
        consent=Consent(version="1", at=NOON),
        roles=frozenset({Role.HEAD, Role.CURATOR}),
        unit=ROADS,
    )
    async with stage.open() as work:
        work.people.add(anna)
        await work.commit(acts(anna))
    async with stage.open() as work:
        found = await work.people.get(DEMO, anna.id)
    assert found == anna
    assert found.version == 1


async def test_whom_nobody_knows_is_refused_also_across_cities(stage: Stage) -> None:
    """A person of one city is nobody in another."""
    anna = await stage.resident()
    for municipality, person in ((EAST, anna.id), (DEMO, PersonId("nobody"))):
        async with stage.open() as work:
            with pytest.raises(Refusal, match="person-unknown"):
                await work.people.get(municipality, person)


async def test_an_account_leads_to_its_person_in_its_bot_and_in_the_messenger(stage: Stage) -> None:
    """Whichever of our bots met them first."""
    anna = await stage.resident("Анна", "max-citizen")
    met, unmet = account_of(anna, "max-citizen"), account_of(anna, "max-staff")
    elsewhere = Account("telegram-staff", met.user, "9")
    async with stage.open() as work:
        people = work.people
        assert await people.by_account(met) == await people.get(DEMO, anna.id)
        assert await people.by_account(unmet) is None
        assert await people.by_messenger(DEMO, unmet) == await people.get(DEMO, anna.id)
        assert await people.by_messenger(EAST, unmet) is None
        assert await people.by_messenger(DEMO, elsewhere) is None


async def test_an_account_that_changes_hands_belongs_to_the_newer_person(stage: Stage) -> None:
    """Somebody moved to another city and enrolled there."""
    anna = await stage.resident("Анна", "max-citizen")
    moved = await stage.settle("Анна в Яровом", municipality=EAST)
    account = account_of(anna, "max-citizen")
    async with stage.open() as work:
        work.people.attach(moved, account)
        await work.commit(acts(moved))
    async with stage.open() as work:
        found = await work.people.by_account(account)
    assert found is not None
    assert (found.id, found.municipality) == (moved.id, EAST)


async def test_a_phone_finds_its_owner_in_their_city_only(stage: Stage) -> None:
    """The number itself is nowhere to be read."""
    anna = await stage.resident()
    await _keep(stage, anna)
    async with stage.open() as work:
        found = await work.people.by_phone(DEMO, PHONE)
        assert found is not None
        assert (found.id, found.has_phone) == (anna.id, True)
        assert await work.people.by_phone(EAST, PHONE) is None
        assert await work.people.by_phone(DEMO, "+79007654321") is None


async def test_a_number_kept_twice_by_its_owner_stays_theirs(stage: Stage) -> None:
    """A contact sent again changes nothing."""
    anna = await stage.resident()
    await _keep(stage, anna)
    await _keep(stage, anna)
    async with stage.open() as work:
        found = await work.people.by_phone(DEMO, PHONE)
    assert found is not None
    assert found.id == anna.id


async def test_of_two_who_keep_the_same_number_at_once_one_has_to_look_again(stage: Stage) -> None:
    """And finds the other one then, to join with."""
    anna, anya = await stage.resident(), await stage.resident("Аня", "telegram-citizen")
    outcomes = await asyncio.gather(_keep(stage, anna), _keep(stage, anya), return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "NoneType"]


async def test_two_records_of_one_human_become_one(stage: Stage) -> None:
    """Channels, incidents and parcels go to the record that had the number first."""
    anna = await stage.resident("Анна", "max-citizen")
    anya = await stage.resident("Аня", "telegram-citizen")
    await _keep(stage, anna)
    incident, _ = await stage.report(anya)
    await stage.tell(anya, note("waits", ToPerson(anya.id)))
    await _join(stage, anya, anna)

    async with stage.open() as work:
        for account in (account_of(anna, "max-citizen"), account_of(anya, "telegram-citizen")):
            found = await work.people.by_account(account)
            assert found is not None
            assert found.id == anna.id
        assert (await work.people.get(DEMO, anya.id)).id == anna.id
        assert (await work.incidents.get(DEMO, incident)).author == anna.id
    assert (await stage.queries.of_author(DEMO, anna.id, page=0, per_page=5)).total == 1
    [parcel] = await stage.claim("telegram-citizen")
    assert (parcel.text[0].id, parcel.person) == ("waits", anna.id)


async def test_who_decided_on_an_incident_before_its_people_were_joined_has_to_look_again(
    stage: Stage,
) -> None:
    """A stale author or executor would come back otherwise."""
    anna, anya = await stage.resident(), await stage.resident("Аня", "telegram-citizen")
    mary, oleg = await stage.curator(), await stage.executor()
    incident, _ = await stage.report(anya)
    async with stage.open() as work:
        found = await work.incidents.get(DEMO, incident)
        await _join(stage, anya, anna)
        found.route(routed(oleg), at=at(mary))
        work.incidents.change(found)
        with pytest.raises(Conflict):
            await work.commit(acts(mary))


async def test_what_both_records_would_have_been_told_is_told_once(stage: Stage) -> None:
    """The joined person has one pocket."""
    anna = await stage.resident("Анна", "max-citizen")
    anya = await stage.resident("Аня", "telegram-citizen")
    both = [note("news", ToPerson(person.id)) for person in (anna, anya)]
    await stage.tell(anna, *both, note("hers", ToPerson(anya.id)))
    await _join(stage, anya, anna)
    assert await stage.texts("max-citizen") == ["news"]
    assert await stage.texts("telegram-citizen") == ["hers"]


async def test_what_waited_for_a_record_without_a_channel_finds_the_other_ones(stage: Stage) -> None:
    """Joining is a way to be reached again."""
    anna = await stage.resident("Анна", "max-citizen")
    anya = await stage.settle("Аня")
    await stage.tell(anna, note("waits", ToPerson(anya.id)))
    await _join(stage, anya, anna)
    assert await stage.texts("max-citizen") == ["waits"]


async def test_what_waited_for_somebody_goes_out_where_they_were_found_again(stage: Stage) -> None:
    """They blocked one messenger, came in another, and their phone told that it is them."""
    anna = await stage.resident("Анна", "telegram-citizen")
    await stage.channels.left("telegram-citizen", account_of(anna, "telegram-citizen").user)
    await stage.tell(anna, note("answered", ToPerson(anna.id)))
    anya = await stage.resident("Аня", "max-citizen")
    await _join(stage, anya, anna)
    assert await stage.texts("telegram-citizen") == []
    assert await stage.texts("max-citizen") == ["answered"]


async def test_what_waited_goes_on_waiting_when_the_other_messenger_was_left_too(stage: Stage) -> None:
    """And goes out when they come back, to whichever they come back."""
    anna = await stage.resident("Анна", "telegram-citizen")
    anya = await stage.resident("Аня", "max-citizen")
    for person, bot in ((anna, "telegram-citizen"), (anya, "max-citizen")):
        await stage.channels.left(bot, account_of(person, bot).user)
    await stage.tell(anna, note("answered", ToPerson(anna.id)))
    await _join(stage, anya, anna)
    assert await stage.texts("max-citizen") == []
    here = account_of(anya, "max-citizen")
    await stage.channels.came_back("max-citizen", here.user, here.chat)
    assert await stage.texts("max-citizen") == ["answered"]


async def test_who_is_joined_twice_is_still_found(stage: Stage) -> None:
    """The oldest id leads to the newest record."""
    first, second, third = [await stage.resident(name, "max-citizen") for name in ("А", "Б", "В")]
    await _join(stage, first, second)
    await _join(stage, second, third)
    async with stage.open() as work:
        assert (await work.people.get(DEMO, first.id)).id == third.id


async def test_staff_are_listed_by_name_as_russians_sort(stage: Stage) -> None:
    """Ё stands with Е, capitals do not count; residents and those who left are not staff."""
    for name in ("Жуков", "ёлкин", "Дятлов", "Ежова"):
        await stage.settle(name, roles=frozenset({Role.EXECUTOR}))
    await stage.settle("Абрамов", roles=frozenset({Role.HEAD}))
    await stage.settle("Житель")
    await stage.settle("Ли", roles=frozenset({Role.HEAD}), municipality=EAST)
    first = await stage.directory.staff(DEMO, role=None, page=0, per_page=3)
    second = await stage.directory.staff(DEMO, role=None, page=1, per_page=3)
    assert [person.name for person in first.items] == ["Абрамов", "Дятлов", "Ежова"]
    assert [person.name for person in second.items] == ["ёлкин", "Жуков"]
    assert (first.total, first.pages) == (5, 2)
    heads = await stage.directory.staff(DEMO, role=Role.HEAD, page=0, per_page=3)
    assert [person.name for person in heads.items] == ["Абрамов"]
    beyond = await stage.directory.staff(DEMO, role=None, page=9, per_page=3)
    assert (beyond.items, beyond.total) == ((), 5)
