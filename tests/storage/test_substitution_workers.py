"""Several processes over one database: substitutions are applied once, edits are seen by all."""

import asyncio
from datetime import UTC, date, datetime

from core.catalogue.live import LiveProfiles
from core.catalogue.model import Title
from core.people.passport import system_actor
from core.people.substitution import Absence, Reason
from core.people.substitutions import ApplySubstitutions, Substitute
from core.regulation.rules import Rules
from core.shared.ids import MunicipalityId, PersonId, TopicId
from storage.postgres.atlas import Atlas
from storage.postgres.catalogue import PgCatalogueLists
from storage.postgres.directory import PgTopics
from storage.postgres.pool import Database
from storage.postgres.reference import synchronise
from storage.postgres.roster import PgRosterWatch
from tests.contract.stage import DEMO, NOON, acts
from tests.core.city import PROFILE, CountingIds, MovedClock
from tests.storage.town import settle, units_over

OPERATOR = system_actor(DEMO)
TOMORROW = datetime(2026, 3, 2, 21, tzinfo=UTC)


async def no_work(_municipality: MunicipalityId, _person: PersonId) -> int:
    """Nobody has anything open."""
    return 0


async def test_of_several_workers_one_hands_the_work_over(database: Database) -> None:
    """The others find that it was done: each person is told once."""
    units = units_over(database)
    anna, mary = await settle(database, units)
    await database.run("UPDATE persons SET roles = '{executor}' WHERE id = 'anna'")
    asked = Absence(absent=mary.id, substitute=anna.id, first=date(2026, 3, 3), last=None, reason=Reason.TRIP)
    enter = Substitute(open=units, work_of=no_work, ids=CountingIds(), clock=MovedClock(NOON))
    await enter(asked, by=acts(mary))
    workers = [
        ApplySubstitutions(open=units, watch=PgRosterWatch(database), work_of=no_work) for _ in range(6)
    ]
    assert await workers[0].next_change() == TOMORROW
    await asyncio.gather(*(worker(TOMORROW) for worker in workers))
    told = "SELECT count(*) FROM outbox WHERE key LIKE 'work-handed-over%' AND person_id = $1"
    assert [await database.value(told, each.id) for each in (anna, mary)] == [1, 1]
    assert await database.value("SELECT stand_in_id FROM persons WHERE id = 'mary'") == anna.id
    assert await database.value("SELECT version FROM rosters WHERE municipality_id = $1", DEMO) == 2
    assert await workers[0](TOMORROW) == 0


async def test_an_edit_in_one_process_is_seen_in_another_when_it_looks(database: Database) -> None:
    """By whoever asks the rules, and by what remembers the tables."""
    files = Rules.read([("demo.toml", PROFILE.read_text(encoding="utf-8"))]).profiles
    profile = files[DEMO]
    units = units_over(database)
    await synchronise(database, [profile.municipality], profile.units, profile.topics)
    atlas = Atlas(database)
    there = LiveProfiles(files, PgCatalogueLists(database), atlas.forget)
    topics, pothole = PgTopics(atlas), TopicId("pothole")
    assert pothole in {topic.id for topic in await topics.open(DEMO)}
    async with units() as work:
        closed = await work.catalogue.topic(DEMO, pothole)
        closed.close(by=OPERATOR, now=NOON)
        renamed = await work.catalogue.unit(DEMO, profile.units[0].id)
        renamed.rename(Title("Иначе"), by=OPERATOR, now=NOON)
        work.catalogue.keep_topic(closed)
        work.catalogue.keep_unit(renamed)
        await work.commit(OPERATOR)
    assert Rules(there).topic_title(DEMO, pothole, "ru") is not None
    await there.refresh()
    assert Rules(there).topic_title(DEMO, pothole, "ru") is None
    assert there[DEMO].units[0].title == "Иначе"
    assert pothole not in {topic.id for topic in await topics.open(DEMO)}
