"""Stories of units and topics: edited by administrators, seen at once by everybody who asks the rules."""

import pytest

from core.catalogue.live import LiveProfiles
from core.regulation.rules import Rules
from core.shared.actor import Actor
from core.shared.ids import TopicId, UnitId
from core.shared.refusal import Refusal
from core.shared.roles import Role
from tests.core.city import DEMO, City
from tests.core.test_substitutions import entries

POTHOLE, ROADS = TopicId("pothole"), UnitId("roads")


@pytest.fixture
async def admin(city: City) -> Actor:
    """An administrator."""
    return await city.member(Role.ADMINISTRATOR, "admin", name="Алексеев Антон")


async def test_a_new_topic_can_be_reported_on_at_once(city: City, admin: Actor) -> None:
    """At the end of its sector, in both languages."""
    made = await city.app.office.edit_topics.add("roads", "Ледяные горки", "Ice slides", ROADS, by=admin)
    anna = await city.resident("anna")
    assert [topic.id for topic in await city.app.topics.open("roads", by=anna)][-1] == made.id
    assert city.rules.topic_title(DEMO, made.id, "en") == "Ice slides"
    incident = await city.report(anna, topic=made.id)
    assert (await city.app.own_card(incident, by=anna)).incident.topic_title == "Ледяные горки"
    plain = await city.app.office.edit_topics.add("roads", "Сугробы", None, ROADS, by=admin)
    assert city.rules.topic_title(DEMO, plain.id, "en") == "Сугробы"


async def test_a_topic_is_renamed_regrouped_and_closed_over_the_profile(city: City, admin: Actor) -> None:
    """The profile's place in the list stays; closed, nobody can choose it; opened, it is back."""
    edit, anna = city.app.office.edit_topics, await city.resident("anna")
    before = [topic.id for topic in await city.app.topics.open(by=anna)]
    await edit.rename(POTHOLE, "Ямы и выбоины", "Potholes", by=admin)
    await edit.give_to(POTHOLE, UnitId("housing"), by=admin)
    found = await city.app.topics.get(POTHOLE, by=anna)
    assert (found.title_ru, found.unit) == ("Ямы и выбоины", "housing")
    assert [topic.id for topic in await city.app.topics.open(by=anna)] == before
    await edit.close(POTHOLE, by=admin)
    with pytest.raises(Refusal, match="topic-unknown"):
        await city.report(anna)
    await edit.reopen(POTHOLE, by=admin)
    assert await city.report(anna)
    assert len(entries(city, "topic-edited")) == 4


async def test_a_unit_is_closed_only_when_nothing_belongs_to_it(city: City, admin: Actor) -> None:
    """The refusal counts; a closed one is no choice for people or topics."""
    units, topics = city.app.office.edit_units, city.app.office.edit_topics
    made = await units.add("Зимняя служба", by=admin)
    topic = await topics.add("roads", "Сугробы", None, made.id, by=admin)
    peter = await city.member(Role.EXECUTOR, "peter", unit=made.id)
    with pytest.raises(Refusal, match="unit-in-use") as refused:
        await units.close(made.id, by=admin)
    assert refused.value.args_ == {"topics": 1, "people": 1}
    await topics.close(topic.id, by=admin)
    await city.app.office.move_to_unit(peter.person, ROADS, by=admin)
    await units.close(made.id, by=admin)
    assert made.id not in {unit.id for unit in city.rules.of(DEMO).units}
    assert made.id not in {unit.id for unit in await city.app.units(by=admin)}
    assert await city.app.units.title(DEMO, made.id) == "Зимняя служба"
    for act in (
        topics.reopen(topic.id, by=admin),
        topics.give_to(POTHOLE, made.id, by=admin),
        topics.add("roads", "Лёд", None, made.id, by=admin),
        city.app.office.move_to_unit(peter.person, made.id, by=admin),
        city.app.invite("Пётр", frozenset({Role.EXECUTOR}), made.id, by=admin),
    ):
        with pytest.raises(Refusal, match="unit-unknown"):
            await act
    await units.reopen(made.id, by=admin)
    await topics.reopen(topic.id, by=admin)


async def test_a_renamed_unit_is_renamed_everywhere(city: City, admin: Actor) -> None:
    """In the rules and in the directory."""
    await city.app.office.edit_units.rename(ROADS, "Дорожная служба", by=admin)
    assert {unit.title for unit in city.rules.of(DEMO).units} >= {"Дорожная служба"}
    assert await city.app.units.title(DEMO, ROADS) == "Дорожная служба"


async def test_only_administrators_edit_and_only_what_there_is(city: City, admin: Actor) -> None:
    """A curator may not; a sector is the profile's."""
    olga = await city.member(Role.CURATOR, "olga")
    office = city.app.office
    for act in (
        office.edit_units.add("Служба", by=olga),
        office.edit_units.close(ROADS, by=olga),
        office.edit_topics.close(POTHOLE, by=olga),
        office.catalogue.units(by=olga),
        office.catalogue.topic(POTHOLE, by=olga),
    ):
        with pytest.raises(Refusal, match="no-right"):
            await act
    with pytest.raises(Refusal, match="sector-unknown"):
        await office.edit_topics.add("space", "Ракеты", None, ROADS, by=admin)


async def test_another_process_sees_an_edit_when_it_looks(city: City, admin: Actor) -> None:
    """And tells whoever remembers something of it; without news nothing is made anew."""
    told: list[str] = []
    other = LiveProfiles(dict(city.rules.profiles), city.world.catalogue, lambda: told.append("changed"))
    before = other[DEMO]
    await other.refresh()
    assert (told, other[DEMO] is before) == ([], True)
    await city.app.office.edit_topics.close(POTHOLE, by=admin)
    assert Rules(other).topic_title(DEMO, POTHOLE, "ru") is not None
    await other.refresh()
    await other.refresh()
    assert Rules(other).topic_title(DEMO, POTHOLE, "ru") is None
    assert told == ["changed"]
