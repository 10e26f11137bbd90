"""Profiles and the tables: written again and again, closed but never deleted."""

import asyncio
from dataclasses import replace

from core.people.model import Municipality
from core.shared.ids import TopicId
from storage.postgres.atlas import Atlas
from storage.postgres.clock import ClockShift
from storage.postgres.directory import PgDirectory, PgTopics
from storage.postgres.pool import Database
from storage.postgres.reference import synchronise
from tests.contract.stage import DEMO, EAST, MUNICIPALITIES, TOPICS, UNITS


async def test_what_a_profile_no_longer_names_is_closed_and_opens_again(database: Database) -> None:
    """Incidents refer to it; residents cannot choose it any more."""
    atlas = Atlas(database)
    topics = PgTopics(atlas)
    await synchronise(database, MUNICIPALITIES, UNITS, TOPICS)
    assert len(await topics.open(DEMO)) == 3
    await synchronise(database, MUNICIPALITIES, UNITS, [TOPICS[2], TOPICS[0]])
    atlas.forget()
    assert [topic.id for topic in await topics.open(DEMO)] == ["lights", "potholes"]
    assert (await topics.get(DEMO, TopicId("heating"))).sector == "housing"
    await synchronise(database, MUNICIPALITIES, UNITS, TOPICS)
    atlas.forget()
    assert [topic.id for topic in await topics.open(DEMO)] == ["potholes", "heating", "lights"]


async def test_a_municipality_without_a_profile_is_no_longer_offered(database: Database) -> None:
    """A region that leaves the demo city behind."""
    await synchronise(database, MUNICIPALITIES, UNITS, TOPICS)
    renamed: list[Municipality] = [
        replace(home, title="Восток") for home in MUNICIPALITIES if home.id == EAST
    ]
    await synchronise(database, renamed, (), ())
    directory = PgDirectory(Atlas(database))
    assert [home.title for home in await directory.municipalities()] == ["Восток"]
    assert await directory.units(DEMO) == ()


async def test_what_an_administrator_edited_is_theirs_whatever_the_profile_says(database: Database) -> None:
    """Renamed, closed, added: a restart with another profile changes none of it, and all the rest."""
    await synchronise(database, MUNICIPALITIES, UNITS, TOPICS)
    await database.run("UPDATE topics SET title_ru = 'Фонари', edited = true WHERE id = 'lights'")
    await database.run("UPDATE topics SET open = false, edited = true WHERE id = 'heating'")
    await database.run("UPDATE units SET title = 'Дороги', edited = true WHERE id = 'roads'")
    await database.run(
        "INSERT INTO units (municipality_id, id, title, edited) VALUES ('demo', 'new', 'Новое', true)"
    )
    renamed = [replace(topic, title_ru="По-новому") for topic in TOPICS]
    await synchronise(database, MUNICIPALITIES, [unit for unit in UNITS if unit.id != "housing"], renamed)
    atlas = Atlas(database)
    topics = {topic.id: topic.title_ru for topic in await PgTopics(atlas).open(DEMO)}
    assert topics == {"potholes": "По-новому", "lights": "Фонари"}
    assert [unit.title for unit in await PgDirectory(atlas).units(DEMO)] == ["Дороги", "Новое"]
    await synchronise(database, MUNICIPALITIES, UNITS, TOPICS)
    atlas.forget()
    assert [unit.title for unit in await PgDirectory(atlas).units(DEMO)] == [
        "Дороги",
        "Жилищный отдел",
        "Новое",
    ]


async def test_processes_that_start_at_once_write_the_same(database: Database) -> None:
    """No deadlock, no error."""
    await asyncio.gather(*(synchronise(database, MUNICIPALITIES, UNITS, TOPICS) for _ in range(8)))
    assert await database.value("SELECT count(*) FROM topics") == len(TOPICS)


async def test_what_was_read_is_remembered(database: Database) -> None:
    """A menu costs no question to the database."""
    atlas = Atlas(database)
    await synchronise(database, MUNICIPALITIES, UNITS, TOPICS)
    before = await PgDirectory(atlas).municipalities()
    await synchronise(database, MUNICIPALITIES[:1], (), ())
    assert await PgDirectory(atlas).municipalities() is before


async def test_the_shift_of_the_clock_only_grows(database: Database) -> None:
    """Processes that advance it at once all count."""
    shift = ClockShift(database)
    assert await shift.read() == 0.0
    await asyncio.gather(*(shift.advance(60) for _ in range(5)))
    assert await shift.read() == 300.0
