"""Incidents that an older program left, and those it still writes during a rollout, live on."""

import asyncpg
import pytest

from core.incidents.parts import Origin
from core.incidents.ports import Wanted
from core.incidents.values import AnswerText, State
from core.people.model import Person
from core.shared.ids import IncidentId, PersonId
from core.shared.roles import Role
from storage.migrations import climb, upgrade
from storage.postgres.pool import Connection, Database
from storage.postgres.queries import PgQueries
from tests.contract.stage import DEMO, ROADS, acts, at
from tests.storage.town import units_over

BEFORE = "0006"

TOWN = """
INSERT INTO municipalities (municipality_id, title, zone, consent_version)
VALUES ('demo', 'Ёлкино', 'Europe/Moscow', '1');
INSERT INTO units (municipality_id, id, title)
VALUES ('demo', 'roads', 'Дороги'), ('demo', 'park', 'Парк');
INSERT INTO topics (municipality_id, id, sector, title_ru, title_en, unit_id, position)
VALUES ('demo', 'potholes', 'roads', 'Ямы', 'Potholes', 'roads', 0);
INSERT INTO persons (municipality_id, id, name, sort_name, language, roles, unit_id, version)
VALUES ('demo', 'anna', 'Анна', 'анна', 'ru', '{}', NULL, 1),
    ('demo', 'oleg', 'Олег', 'олег', 'ru', '{executor}', 'park', 1);
"""
OLD = """
INSERT INTO incidents (municipality_id, id, key, number, author_id, source, text, topic_id, topic_title,
    media, state, executor_id, drafts, registered_at, answered_at, version)
VALUES ('demo', $1, $1, $2, 'anna', 'telegram-citizen', 'Яма', 'potholes', 'Ямы', '{f}', $3, $4,
    CASE WHEN $3 IN ('new', 'assigned') THEN '[]'::jsonb ELSE '[{"number": 1, "text": "Заделаем", "media": [],
        "by": "oleg", "at": "2026-03-01T09:00:00+00:00", "remark": null, "key": "k"}]' END,
    '2026-03-01T08:00:00Z', CASE WHEN $3 = 'answered' THEN timestamptz '2026-03-01T10:00:00Z' END, 3)
"""
MARY = Person(id=PersonId("mary"), municipality=DEMO, name="Мария", roles=frozenset({Role.CURATOR}))
OLEG = Person(id=PersonId("oleg"), municipality=DEMO, name="Олег", roles=frozenset({Role.EXECUTOR}))


async def _write(connection: Connection, first: int = 1) -> None:
    """As the program of then wrote them: one in each of its states."""
    for number, state in enumerate(("new", "assigned", "on-approval", "rework", "answered"), first):
        executor = None if state == "new" else "oleg"
        await connection.execute(OLD, f"{state}-{number}", number, state, executor)


@pytest.fixture
async def grown(empty_database_url: str) -> Database:
    """Five incidents from before, and five that an older program wrote after the tables had grown."""
    await climb(empty_database_url, BEFORE)
    connection = await asyncpg.connect(empty_database_url)
    await connection.execute(TOWN)
    await _write(connection)
    await upgrade(empty_database_url)
    await _write(connection, 6)
    await connection.close()
    return Database(empty_database_url, size=2)


async def test_old_incidents_are_read_with_what_they_had(grown: Database) -> None:
    """The bot they came through, their unit, the one approver there was."""
    async with units_over(grown)() as work:
        new = await work.incidents.by_number(DEMO, 1)
        asked = await work.incidents.by_number(DEMO, 3)
        answered = await work.incidents.by_number(DEMO, 5)
    assert (new.origin, new.unit, new.deadlines) == (Origin(bot="telegram-citizen"), ROADS, ())
    assert (asked.unit, asked.awaits, asked.version) == ("park", Role.CURATOR, 3)
    assert answered.answer is not None
    assert answered.answer.published_at == answered.answered_at
    waiting = Wanted(states=frozenset({State.ON_APPROVAL}), awaits=frozenset({Role.CURATOR}))
    found = await PgQueries(grown).listed(DEMO, waiting, page=0, per_page=5)
    assert [row.number for row in found.items] == [3]
    await grown.close()


async def test_work_on_old_incidents_goes_on(grown: Database) -> None:
    """Whatever state they stand in, also where the older program wrote them a moment ago."""
    units = units_over(grown)
    for approved in (3, 8):
        async with units() as work:
            found = await work.incidents.by_number(DEMO, approved)
            found.approve(1, at=at(MARY))
            work.incidents.change(found)
            await work.commit(acts(MARY))
        assert found.state is State.ANSWERED
    for drafted in (2, 4, 7, 9):
        async with units() as work:
            found = await work.incidents.by_number(DEMO, drafted)
            found.submit_draft(AnswerText("Заделали вчера"), (), at=at(OLEG))
            work.incidents.change(found)
            await work.commit(acts(OLEG))
    async with units() as work:
        assert [each.kind for each in (await work.incidents.by_number(DEMO, 9)).deadlines] == ["approval"]
        assert len(await work.incidents.open_of(DEMO, OLEG.id)) == 4
    await grown.close()


async def test_a_step_back_keeps_what_older_programs_can_read(grown: Database) -> None:
    """New states become old ones; messages without an author cannot be kept."""
    async with units_over(grown)() as work:
        found = await work.incidents.get(DEMO, IncidentId("new-1"))
        found.redirect(at=at(MARY))
        work.incidents.change(found)
        await work.commit(acts(MARY))
    await climb(grown.dsn, BEFORE)
    rows = await grown.rows("SELECT state, source FROM incidents ORDER BY number")
    assert [row["state"] for row in rows[:2]] == ["answered", "assigned"]
    assert {row["source"] for row in rows} == {"telegram-citizen"}
    await upgrade(grown.dsn)
    assert await grown.value("SELECT count(*) FROM incidents") == 10
    await grown.close()
