"""Stories of reading: the directory, the topic tree, lists and cards."""

from datetime import datetime, timedelta

import pytest

from core.incidents.values import AnswerText, Remark, State, Words
from core.notices.facts import ActivityAlarmed
from core.notices.model import Notice, ToRole
from core.people.passport import system_actor
from core.shared.ids import IncidentId, TopicId, UnitId
from core.shared.msg import Msg
from core.shared.refusal import Refusal
from core.shared.roles import Role
from tests.contract.reports import found_elsewhere
from tests.contract.stage import DEMO, EAST, HOUSING, NOON, ROADS, Stage, acts, at, routed


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
    """In a sector, too."""
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


async def test_a_resident_also_sees_what_they_joined(stage: Stage) -> None:
    """In its place among their own, and no longer than they follow it."""
    anna, boris = await stage.resident(), await stage.resident("Борис")
    await stage.report(anna)
    joined, _ = await stage.report(boris)
    await stage.report(boris)
    await stage.report(anna)
    async with stage.open() as work:
        found = await work.incidents.get(DEMO, joined)
        found.follow(at=at(anna))
        work.incidents.change(found)
        await work.commit(acts(anna))
    seen = await stage.queries.of_author(DEMO, anna.id, page=0, per_page=10)
    assert ([row.number for row in seen.items], seen.total) == ([4, 2, 1], 3)
    last = await stage.queries.of_author(DEMO, anna.id, page=1, per_page=2)
    assert ([row.number for row in last.items], last.total) == ([1], 3)


async def _returned(stage: Stage) -> IncidentId:
    """An incident whose first draft was sent back."""
    anna, mary, oleg = await stage.resident(), await stage.curator(), await stage.executor()
    incident, _ = await stage.report(anna)
    await stage.assign(incident, oleg, by=mary)
    for who, act in (
        (oleg, lambda found: found.submit_draft(AnswerText("Сделаем завтра"), (), at=at(oleg))),
        (mary, lambda found: found.return_draft(1, Remark("Нет даты"), at=at(mary))),
    ):
        await stage.change(incident, who, act)
    return incident


async def test_a_card_tells_the_whole_history(stage: Stage) -> None:
    """Who did what when, in order, and who is competent."""
    card = await stage.queries.card(DEMO, await _returned(stage))
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


async def test_an_alarm_of_its_topic_stands_in_the_history_of_each_message_that_was_counted(
    stage: Stage,
) -> None:
    """Not of another topic, nor where the message came before the time that was counted, or after it."""
    await stage.curator()
    incident, _ = await stage.report(await stage.resident())
    hour = timedelta(hours=1)
    for topic, since, told in (
        ("heating", NOON - hour, NOON + hour),
        ("potholes", NOON, NOON + hour),
        ("potholes", NOON - 2 * hour, NOON - hour),
        ("potholes", NOON - hour, NOON + 2 * hour),
    ):
        await _alarm(stage, topic, since, told)
    history = (await stage.queries.card(DEMO, incident)).history
    assert [(entry.name, entry.at) for entry in history] == [
        ("registered", NOON),
        ("activity-alarmed", NOON + 2 * hour),
    ]
    assert (history[-1].details["count"], history[-1].details["told"]) == (5, ["curator"])


async def _alarm(stage: Stage, topic: str, since: datetime, told: datetime) -> None:
    """A curator learns of many messages since then."""
    fact = ActivityAlarmed(
        subject=topic,
        at=told,
        by=system_actor(DEMO),
        since=since,
        count=5,
        usual=1,
        roles=(Role.CURATOR,),
    )
    notice = Notice(
        key=f"activity:{topic}:{told}",
        to=ToRole(Role.CURATOR),
        audience="staff",
        text=(Msg("alarm"),),
        about=topic,
    )
    await stage.deadlines.tell(DEMO, [notice], fact)


async def test_an_incident_nobody_has_yet_shows_the_unit_of_its_topic(stage: Stage) -> None:
    """That is where the curator will send it."""
    incident, _ = await stage.report(await stage.resident())
    card = await stage.queries.card(DEMO, incident)
    assert (card.executor_name, card.unit_title) == (None, "Управление дорог")


async def test_a_card_names_everybody_it_mentions_and_numbers_what_it_refers_to(stage: Stage) -> None:
    """Co-executors, authors of drafts and notes, those it was taken from; the earlier message."""
    anna, mary = await stage.resident(), await stage.curator()
    oleg, ivan, vera = [await stage.executor(name) for name in ("Олег", "Иван", "Вера")]
    earlier, first = await stage.report(anna)
    incident, _ = await stage.report(anna)
    await stage.assign(incident, vera, by=mary)
    async with stage.open() as work:
        found = await work.incidents.get(DEMO, incident)
        found.route(routed(oleg, ivan), at=at(mary))
        found.link(await work.incidents.by_number(DEMO, first), at=at(mary))
        work.incidents.change(found)
        await work.commit(acts(mary))
    await stage.change(incident, anna, lambda found: found.author_writes(Words("Ещё"), (), at=at(anna)))
    card = await stage.queries.card(DEMO, incident)
    assert card.names == {each.id: each.name for each in (anna, oleg, ivan, vera)}
    assert card.numbers == {earlier: first}
    assert (card.incident.executor, card.executor_name) == (oleg.id, "Олег")


async def test_a_card_of_a_message_found_elsewhere_has_no_author(stage: Stage) -> None:
    """Only the name that stands there."""
    mary = await stage.curator()
    found = found_elsewhere(stage, mary)
    async with stage.open() as work:
        work.incidents.add(found)
        await work.commit(acts(mary))
    card = await stage.queries.card(DEMO, found.id)
    assert (card.author_name, card.incident.author, card.incident.origin) == ("", None, found.origin)
    assert card.names == {}


async def test_a_card_of_another_city_is_unknown(stage: Stage) -> None:
    """Ids travel in buttons; the city does not."""
    incident, _ = await stage.report(await stage.resident())
    for municipality, name in ((EAST, incident), (DEMO, IncidentId("x\0"))):
        with pytest.raises(Refusal, match="incident-unknown"):
            await stage.queries.card(municipality, name)
