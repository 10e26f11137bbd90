"""Stories of reading: the directory, the topic tree, lists and cards."""

import pytest

from core.incidents.ports import Queue
from core.incidents.values import AnswerText, Remark, State
from core.people.model import Person
from core.shared.ids import IncidentId, TopicId, UnitId
from core.shared.refusal import Refusal
from tests.contract.stage import DEMO, EAST, HOUSING, NOON, ROADS, Stage, acts


async def test_cities_and_units_are_listed_by_title(stage: Stage) -> None:
    """Ё stands with Е, before Я."""
    assert [home.title for home in await stage.directory.municipalities()] == ["Ёлкино", "Яровое"]
    assert [unit.id for unit in await stage.directory.units(DEMO)] == [HOUSING, ROADS]
    roads = await stage.directory.unit(DEMO, ROADS)
    assert roads is not None
    assert roads.title == "Управление дорог"
    assert await stage.directory.unit(EAST, ROADS) is None
    assert await stage.directory.unit(DEMO, UnitId("none")) is None


async def test_topics_keep_the_order_of_the_profile(stage: Stage) -> None:
    """Sectors too, each once."""
    assert await stage.topics.sectors(DEMO) == ("roads", "housing")
    assert [topic.id for topic in await stage.topics.open(DEMO)] == ["potholes", "heating", "lights"]
    assert [topic.id for topic in await stage.topics.open(DEMO, "roads")] == ["potholes", "lights"]
    assert (await stage.topics.get(EAST, TopicId("potholes"))).unit == "all"
    with pytest.raises(Refusal, match="topic-unknown"):
        await stage.topics.get(EAST, TopicId("heating\0"))


async def test_a_resident_sees_their_own_incidents_newest_first(stage: Stage) -> None:
    """Page by page, and nobody else's."""
    anna, boris = await stage.resident(), await stage.resident("Борис")
    for who in (anna, boris, anna, anna):
        await stage.report(who)
    first = await stage.queries.of_author(DEMO, anna.id, page=0, per_page=2)
    second = await stage.queries.of_author(DEMO, anna.id, page=1, per_page=2)
    assert [row.number for row in (*first.items, *second.items)] == [4, 3, 1]
    assert (first.total, first.pages, second.page) == (3, 2, 1)
    line = first.items[0]
    assert (line.state, line.topic_title, line.executor_name) == (State.NEW, "Тема potholes", None)
    assert line.registered_at == NOON
    assert (await stage.queries.of_author(EAST, anna.id, page=0, per_page=2)).items == ()


async def _work(stage: Stage) -> tuple[Person, dict[State, IncidentId]]:
    """One incident in each state."""
    anna, mary, oleg = await stage.resident(), await stage.curator(), await stage.executor()
    made = {state: (await stage.report(anna))[0] for state in State}
    for state in (State.ASSIGNED, State.ON_APPROVAL, State.REWORK, State.ANSWERED):
        async with stage.open() as work:
            found = await work.incidents.get(DEMO, made[state])
            found.assign(oleg.id, by=acts(mary), now=NOON)
            if state is not State.ASSIGNED:
                found.submit_draft(AnswerText("Сделаем завтра"), (), by=acts(oleg), now=NOON)
            if state is State.REWORK:
                found.return_draft(1, Remark("Нет даты"), by=acts(mary), now=NOON)
            if state is State.ANSWERED:
                found.approve(1, by=acts(mary), now=NOON)
            work.incidents.change(found)
            await work.commit(acts(mary))
    return oleg, made


async def test_every_queue_shows_its_states_oldest_first(stage: Stage) -> None:
    """What is new, at work, on approval, open at all, answered."""
    oleg, made = await _work(stage)
    expected: dict[Queue, list[State]] = {
        "new": [State.NEW],
        "assigned": [State.ASSIGNED, State.REWORK],
        "on-approval": [State.ON_APPROVAL],
        "open": [State.NEW, State.ASSIGNED, State.ON_APPROVAL, State.REWORK],
        "answered": [State.ANSWERED],
    }
    for queue, states in expected.items():
        found = await stage.queries.queue(DEMO, queue, page=0, per_page=10)
        assert [row.id for row in found.items] == [made[state] for state in states]
        assert found.total == len(states)
        assert (await stage.queries.queue(EAST, queue, page=0, per_page=10)).total == 0
    mine = await stage.queries.of_executor(DEMO, oleg.id, page=0, per_page=10)
    assert [row.state for row in mine.items] == [State.ASSIGNED, State.ON_APPROVAL, State.REWORK]
    assert {row.executor_name for row in mine.items} == {"Олег"}


async def test_a_card_tells_the_whole_history(stage: Stage) -> None:
    """Who did what when, in order, and who is competent."""
    _, made = await _work(stage)
    card = await stage.queries.card(DEMO, made[State.REWORK])
    assert (card.author_name, card.executor_name, card.unit_title) == ("Анна", "Олег", "Управление дорог")
    assert [(entry.name, entry.by_name) for entry in card.history] == [
        ("registered", "Анна"),
        ("assigned", "Мария"),
        ("draft-submitted", "Олег"),
        ("draft-returned", "Мария"),
    ]
    assert card.history[-1].details == {"draft": 1, "remark": "Нет даты"}
    assert {entry.at for entry in card.history} == {NOON}
    assert card.history[0].acting_for_name is None


async def test_an_incident_nobody_has_yet_shows_the_unit_of_its_topic(stage: Stage) -> None:
    """That is where the curator will send it."""
    incident, _ = await stage.report(await stage.resident())
    card = await stage.queries.card(DEMO, incident)
    assert (card.executor_name, card.unit_title) == (None, "Управление дорог")


async def test_a_card_of_another_city_is_unknown(stage: Stage) -> None:
    """Ids travel in buttons; the city does not."""
    incident, _ = await stage.report(await stage.resident())
    for municipality, name in ((EAST, incident), (DEMO, IncidentId("x\0"))):
        with pytest.raises(Refusal, match="incident-unknown"):
            await stage.queries.card(municipality, name)
