"""Stories of units and topics that administrators edit over what the profile says."""

import pytest

from core.catalogue.model import Title, TopicEntry, UnitEntry
from core.people.model import Person
from core.shared.ids import TopicId, UnitId
from core.shared.refusal import Refusal
from core.shared.unit_of_work import Conflict
from tests.contract.stage import DEMO, EAST, HOUSING, NOON, ROADS, Stage, acts


async def add_topic(stage: Stage, by: Person, title: str, unit: UnitId = ROADS) -> TopicEntry:
    """A new one among roads."""
    made = TopicEntry.make(stage.new(), "roads", Title(title), None, unit, by=acts(by), now=NOON)
    async with stage.open() as work:
        work.catalogue.keep_topic(made)
        await work.commit(acts(by))
    return made


async def close_topic(stage: Stage, by: Person, topic: str) -> None:
    """It is offered no longer."""
    async with stage.open() as work:
        found = await work.catalogue.topic(DEMO, TopicId(topic))
        found.close(by=acts(by), now=NOON)
        work.catalogue.keep_topic(found)
        await work.commit(acts(by))


async def test_a_new_unit_and_a_new_topic_are_read_back(stage: Stage) -> None:
    """Among the others: units by title, topics at the end; what is edited is listed with its marks."""
    mary = await stage.curator()
    unit = UnitEntry.make(stage.new(), Title("Ёлочная служба"), by=acts(mary), now=NOON)
    async with stage.open() as work:
        work.catalogue.keep_unit(unit)
        await work.commit(acts(mary))
    topic = await add_topic(stage, mary, "Ёлки", unit.id)
    async with stage.open() as work:
        assert await work.catalogue.unit(DEMO, unit.id) == unit
        assert await work.catalogue.topic(DEMO, topic.id) == topic
        assert await work.catalogue.uses(DEMO, unit.id) == (1, 0)
    titles = [each.title for each in await stage.catalogue.units(DEMO)]
    assert titles == ["Ёлочная служба", "Жилищный отдел", "Управление дорог"]
    ids = [each.id for each in await stage.catalogue.topics(DEMO, "roads")]
    assert ids == ["potholes", "lights", topic.id]
    edits = await stage.catalogue.edits()
    assert (edits.units, edits.topics) == ((unit,), (topic,))


async def test_what_is_closed_is_listed_last_and_offered_to_nobody(stage: Stage) -> None:
    """A message that was sent on it still knows it."""
    mary = await stage.curator()
    await close_topic(stage, mary, "potholes")
    listed = await stage.catalogue.topics(DEMO)
    assert [(each.id, each.open) for each in listed] == [
        ("heating", True),
        ("lights", True),
        ("potholes", False),
    ]
    assert [each.id for each in await stage.topics.open(DEMO)] == ["heating", "lights"]
    assert (await stage.topics.get(DEMO, TopicId("potholes"))).title_ru == "Тема potholes"
    assert [each.id for each in await stage.topics.open(EAST)] == ["potholes"]


async def test_a_closed_unit_is_no_choice_and_still_has_its_title(stage: Stage) -> None:
    """For the cards that name it."""
    mary = await stage.curator()
    async with stage.open() as work:
        found = await work.catalogue.unit(DEMO, HOUSING)
        found.close(topics=0, people=0, by=acts(mary), now=NOON)
        work.catalogue.keep_unit(found)
        await work.commit(acts(mary))
    assert [unit.id for unit in await stage.directory.units(DEMO)] == [ROADS]
    housing = await stage.directory.unit(DEMO, HOUSING)
    assert housing is not None
    assert (housing.title, housing.open) == ("Жилищный отдел", False)


async def test_who_belongs_to_a_unit_is_counted(stage: Stage) -> None:
    """Open topics, and members of staff who are here."""
    mary = await stage.curator()
    await stage.executor()
    await stage.resident()
    async with stage.open() as work:
        assert await work.catalogue.uses(DEMO, ROADS) == (2, 1)
        assert await work.catalogue.uses(EAST, ROADS) == (0, 0)
    await close_topic(stage, mary, "lights")
    async with stage.open() as work:
        assert await work.catalogue.uses(DEMO, ROADS) == (1, 1)


async def test_of_two_who_edit_a_topic_at_once_the_second_has_to_look_again(stage: Stage) -> None:
    """The profile's version is the first."""
    mary = await stage.curator()
    async with stage.open() as work, stage.open() as other:
        for opened in (work, other):
            found = await opened.catalogue.topic(DEMO, TopicId("lights"))
            found.rename(Title("Фонари"), None, by=acts(mary), now=NOON)
            opened.catalogue.keep_topic(found)
        await work.commit(acts(mary))
        with pytest.raises(Conflict):
            await other.commit(acts(mary))


async def test_what_there_is_not_is_refused(stage: Stage) -> None:
    """In another city, too."""
    async with stage.open() as work:
        with pytest.raises(Refusal, match="unit-unknown"):
            await work.catalogue.unit(EAST, ROADS)
        with pytest.raises(Refusal, match="topic-unknown"):
            await work.catalogue.topic(EAST, TopicId("lights"))
