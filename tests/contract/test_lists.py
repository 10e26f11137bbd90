"""Stories of the lists of incidents: every cut, by the time that is left."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from core.deadlines.terms import Terms
from core.deadlines.timer import WorkingTime
from core.incidents.model import Incident
from core.incidents.ports import Wanted
from core.incidents.values import (
    OPEN,
    WORKING,
    AnswerText,
    Decline,
    Importance,
    Remark,
    State,
)
from core.people.model import Person
from core.shared.ids import IncidentId, TopicId, UnitId
from core.shared.roles import Role
from tests.contract.reports import reported
from tests.contract.stage import DEMO, EAST, HOUSING, NOON, ROADS, Stage, acts, at, routed

HOUR = timedelta(hours=1)
POTHOLES = TopicId("potholes")


async def _report(stage: Stage, author: Person, hours: int, *, unit: UnitId = ROADS) -> IncidentId:
    """A message with this many hours for its triage."""
    incident = reported(stage, author, terms=Terms(triage=WorkingTime(hours * HOUR)), unit=unit)
    async with stage.open() as work:
        work.incidents.add(incident)
        await work.commit(acts(author))
    return incident.id


async def _seen(stage: Stage, wanted: Wanted) -> list[IncidentId]:
    """The ids of all pages, after looking whether pages and counts agree."""
    whole = await stage.queries.listed(DEMO, wanted, page=0, per_page=100)
    ids = [row.id for row in whole.items]
    halves = [await stage.queries.listed(DEMO, wanted, page=page, per_page=2) for page in range(3)]
    assert [row.id for half in halves for row in half.items] == ids[:6]
    assert {half.total for half in halves} == {whole.total} == {len(ids)}
    assert await stage.queries.count(DEMO, wanted) == len(ids)
    assert (await stage.queries.listed(EAST, wanted, page=0, per_page=5)).total == 0
    return ids


def _states(states: Sequence[State]) -> Wanted:
    return Wanted(states=frozenset(states))


async def test_what_is_due_first_stands_first(stage: Stage) -> None:
    """Not what came first; those without a term stand at the end, by number."""
    anna, mary, oleg = await stage.resident(), await stage.curator(), await stage.executor()
    slow, quick, gone, left, middle = [await _report(stage, anna, hours) for hours in (7, 1, 2, 3, 4)]
    for incident in (left, gone):
        await stage.change(incident, mary, lambda found: found.decline(Decline.HARM, "", at=at(mary)))
    await stage.assign(middle, oleg, by=mary)
    order = [quick, slow, middle, gone, left]
    assert await _seen(stage, _states(list(State))) == order
    assert await _seen(stage, _states([State.NEW])) == [quick, slow]
    rows = (await stage.queries.listed(DEMO, _states(list(State)), page=0, per_page=9)).items
    assert [row.number for row in rows] == [2, 1, 5, 3, 4]
    assert [row.due_at is None for row in rows] == [False, False, False, True, True]
    assert [row.executor_name for row in rows] == [None, None, "Олег", None, None]


async def _work(stage: Stage) -> tuple[Person, Person, dict[State, IncidentId]]:
    """Incidents of one executor in the states of work, and a new one."""
    anna, mary, oleg = await stage.resident(), await stage.curator(), await stage.executor()
    made = {
        state: await _report(stage, anna, hours)
        for hours, state in enumerate(
            (State.NEW, State.ASSIGNED, State.ON_APPROVAL, State.REWORK, State.ANSWERED), 1
        )
    }
    for state, incident in made.items():

        def act(found: Incident, state: State = state) -> None:
            _bring(found, state, mary, oleg)

        if state is not State.NEW:
            await stage.change(incident, mary, act)
    return mary, oleg, made


def _bring(found: Incident, state: State, curator: Person, executor: Person) -> None:
    found.route(routed(executor, importance=Importance.HIGH), at=at(curator))
    if state is not State.ASSIGNED:
        found.submit_draft(AnswerText("Сделаем завтра"), (), at=at(executor))
    if state is State.REWORK:
        found.return_draft(1, Remark("Нет даты"), at=at(curator))
    if state is State.ANSWERED:
        found.approve(1, at=at(curator))


async def test_lists_show_the_states_that_are_asked_for(stage: Stage) -> None:
    """What is new, at work, on approval, open at all, answered, and any others together."""
    _, _, made = await _work(stage)
    for states in (OPEN, WORKING, [State.NEW], [State.ON_APPROVAL], [State.ANSWERED, State.NEW], []):
        found = await _seen(stage, _states(list(states)))
        assert set(found) == {incident for state, incident in made.items() if state in states}


async def test_a_line_tells_what_a_list_has_to_show(stage: Stage) -> None:
    """Topic, importance, whose it is, and whether the author owes a reply."""
    mary, _, made = await _work(stage)
    asked = made[State.ASSIGNED]
    await stage.change(asked, mary, lambda found: found.ask(AnswerText("Где именно яма?"), at=at(mary)))
    [row] = (await stage.queries.listed(DEMO, _states([State.ASSIGNED]), page=0, per_page=5)).items
    assert (row.id, row.topic, row.topic_title, row.executor_name) == (
        asked,
        "potholes",
        "Тема potholes",
        "Олег",
    )
    assert (row.importance, row.asked, row.registered_at) == (Importance.HIGH, True, NOON)


async def test_an_executor_has_a_list_of_their_own_and_of_those_they_stand_in_for(stage: Stage) -> None:
    """All that is open there, of any number of people."""
    _, oleg, made = await _work(stage)
    anna, mary, ivan = await stage.resident(), await stage.curator(), await stage.executor("Иван")
    his = await _report(stage, anna, 1)
    await stage.assign(his, ivan, by=mary)
    mine = {made[State.ASSIGNED], made[State.ON_APPROVAL], made[State.REWORK]}
    only = Wanted(states=OPEN, executors=frozenset({oleg.id}))
    assert set(await _seen(stage, only)) == mine
    assert set(await _seen(stage, Wanted(states=OPEN, executors=frozenset({oleg.id, ivan.id})))) == mine | {
        his
    }
    assert await _seen(stage, Wanted(states=OPEN, executors=frozenset({anna.id}))) == []
    assert await _seen(stage, Wanted(states=OPEN, executors=frozenset())) == []


async def test_a_topic_has_a_list_of_its_own(stage: Stage) -> None:
    """What is over does not stand in it, nor what another is about."""
    anna, mary = await stage.resident(), await stage.curator()
    first, second, over = [await _report(stage, anna, hours) for hours in (2, 1, 3)]
    await stage.change(over, mary, lambda found: found.decline(Decline.HARM, "", at=at(mary)))
    assert await _seen(stage, Wanted(states=OPEN, topic=POTHOLES)) == [second, first]
    assert await _seen(stage, Wanted(states=OPEN, topic=TopicId("x\0"))) == []
    assert await _seen(stage, Wanted(states=OPEN, topic=POTHOLES, unit=HOUSING)) == []


async def test_a_unit_has_a_list_of_its_own(stage: Stage) -> None:
    """The topic's unit until somebody has it, the executor's from then on."""
    anna, mary, oleg = await stage.resident(), await stage.curator(), await stage.executor()
    first = await _report(stage, anna, 1, unit=HOUSING)
    second = await _report(stage, anna, 2, unit=HOUSING)
    third = await _report(stage, anna, 3)
    await stage.assign(first, oleg, by=mary)
    assert await _seen(stage, Wanted(states=OPEN, unit=HOUSING)) == [second]
    assert set(await _seen(stage, Wanted(states=OPEN, unit=ROADS))) == {first, third}
    assert await _seen(stage, Wanted(states=WORKING, unit=ROADS)) == [first]
    assert await _seen(stage, Wanted(states=OPEN, unit=UnitId("x\0"))) == []
    assert await _seen(stage, Wanted(states=OPEN, unit=ROADS, executors=frozenset({oleg.id}))) == [first]


async def test_the_late_are_cut_out_at_a_moment(stage: Stage) -> None:
    """Strictly after the due moment; what has no term is never late."""
    anna, mary = await stage.resident(), await stage.curator()
    quick, slow, gone = [await _report(stage, anna, hours) for hours in (1, 4, 2)]
    await stage.change(gone, mary, lambda found: found.redirect(at=at(mary)))
    rows = (await stage.queries.listed(DEMO, _states([State.NEW]), page=0, per_page=5)).items
    first, second = [row.due_at for row in rows]
    assert first is not None
    assert second is not None
    instant = timedelta(microseconds=1)
    for moment, late in (
        (first, []),
        (first + instant, [quick]),
        (second + instant, [quick, slow]),
    ):
        assert await _seen(stage, Wanted(states=frozenset(State), late=moment)) == late
        assert await _seen(stage, Wanted(states=OPEN, unit=ROADS, late=moment)) == late


@pytest.mark.parametrize("others", [frozenset[Role](), frozenset({Role.HEAD})])
async def test_whoever_has_to_approve_sees_what_waits_for_them(stage: Stage, others: frozenset[Role]) -> None:
    """By role; a specialist's draft waits for the executor it belongs to, and for no other."""
    anna, mary = await stage.resident(), await stage.curator()
    oleg, ivan = await stage.executor(), await stage.executor("Иван")
    sasha = await stage.settle("Саша", roles=frozenset({Role.SPECIALIST}), unit=ROADS)
    chain = Terms(approval_chain=(Role.EXECUTOR, Role.CURATOR))
    made = [await _report(stage, anna, hours) for hours in (1, 2, 3)]
    for incident, executor, writer in zip(made, (oleg, ivan, oleg), (sasha, sasha, oleg), strict=True):

        def act(found: Incident, executor: Person = executor, writer: Person = writer) -> None:
            found.route(routed(executor), at=at(mary))
            found.submit_draft(AnswerText("Сделаем завтра"), (), at=at(writer, terms=chain))

        await stage.change(incident, mary, act)

    def waits_for(*roles: Role, mine: Person | None = None) -> Wanted:
        return Wanted(
            states=frozenset({State.ON_APPROVAL}),
            awaits=frozenset(roles) | others,
            executors=None if mine is None else frozenset({mine.id}),
        )

    for wanted, seen in (
        (waits_for(Role.CURATOR), [made[2]]),
        (waits_for(Role.CURATOR, mine=mary), [made[2]]),
        (waits_for(Role.EXECUTOR), made[:2]),
        (waits_for(Role.EXECUTOR, mine=oleg), made[:1]),
        (waits_for(Role.EXECUTOR, Role.CURATOR, mine=ivan), made[1:]),
        (waits_for(Role.CITY_HEAD, mine=ivan), []),
        (waits_for(), []),
    ):
        assert sorted(await _seen(stage, wanted)) == seen
