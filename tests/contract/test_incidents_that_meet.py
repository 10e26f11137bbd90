"""Stories of incidents that meet: repeats, joins, and people whose records become one."""

import pytest

from core.deadlines.terms import Kind
from core.incidents.model import Incident
from core.incidents.side_facts import AppealShown
from core.incidents.values import (
    AnswerText,
    State,
    Words,
)
from core.people.model import Person
from core.shared.ids import IncidentId
from core.shared.refusal import Refusal
from core.shared.unit_of_work import Conflict
from tests.contract.reports import reported
from tests.contract.stage import (
    DEMO,
    EAST,
    NOON,
    Stage,
    acts,
    at,
    routed,
)


async def test_a_repeat_is_registered_with_what_it_tells_of_the_earlier_one(stage: Stage) -> None:
    """One commit, two incidents: a number for the new one, a line in the history of the old."""
    anna, mary, oleg = await stage.resident(), await stage.curator(), await stage.executor()
    old = await _answered(stage, anna, mary, oleg)
    assert await _not_solved(stage, anna, old, "again") == 2
    history = (await stage.queries.card(DEMO, old)).history
    assert history[-1].name == "not-solved"
    seen = await stage.queries.of_author(DEMO, anna.id, page=0, per_page=5)
    card = await stage.queries.card(DEMO, seen.items[0].id)
    assert (card.incident.repeats, card.numbers) == (old, {old: 1})


async def test_a_repeat_sent_twice_is_told_once(stage: Stage) -> None:
    """With the same key neither a second number nor a second line."""
    anna, mary, oleg = await stage.resident(), await stage.curator(), await stage.executor()
    old = await _answered(stage, anna, mary, oleg)
    assert [await _not_solved(stage, anna, old, "again") for _ in range(2)] == [2, 2]
    names = [entry.name for entry in (await stage.queries.card(DEMO, old)).history]
    assert names.count("not-solved") == 1
    assert (await stage.queries.of_author(DEMO, anna.id, page=0, per_page=5)).total == 2


async def test_two_incidents_become_one_in_one_commit(stage: Stage) -> None:
    """Both versions are guarded."""
    anna, boris, mary = await stage.resident(), await stage.resident("Борис"), await stage.curator()
    (first, number), (second, _) = await stage.report(anna), await stage.report(boris)
    async with stage.open() as work, stage.open() as late:
        found = await work.incidents.get(DEMO, second)
        into = await work.incidents.by_number(DEMO, number)
        stale = await late.incidents.get(DEMO, first)
        found.join(into, at=at(mary))
        work.incidents.change(found)
        work.incidents.change(into)
        await work.commit(acts(mary))
        stale.follow(at=at(boris))
        late.incidents.change(stale)
        with pytest.raises(Conflict):
            await late.commit(acts(boris))
    card = await stage.queries.card(DEMO, second)
    assert (card.incident.state, card.incident.joined_to, card.numbers) == (State.JOINED, first, {first: 1})
    async with stage.open() as work:
        assert (await work.incidents.get(DEMO, first)).followers == (boris.id,)


@pytest.mark.parametrize("number", [0, -1, 2, 2**31, 10**30])
async def test_numbers_nobody_gave_are_refused(stage: Stage, number: int) -> None:
    """People type them."""
    await stage.report(await stage.resident())
    async with stage.open() as work:
        with pytest.raises(Refusal, match="incident-unknown"):
            await work.incidents.by_number(DEMO, number)
        with pytest.raises(Refusal, match="incident-unknown"):
            await work.incidents.by_number(EAST, 1)


async def test_open_work_of_an_executor_is_found(stage: Stage) -> None:
    """Whatever they still have to do, by number; not what is over, nor what others have."""
    anna, mary = await stage.resident(), await stage.curator()
    oleg, ivan = await stage.executor(), await stage.executor("Иван")
    made = [(await stage.report(anna))[0] for _ in range(5)]
    for incident, executor in zip(made, (oleg, ivan, oleg, oleg, oleg), strict=True):
        await stage.assign(incident, executor, by=mary)
    await stage.change(made[2], mary, lambda found: found.redirect(at=at(mary)))
    await stage.change(made[4], oleg, lambda found: found.submit_draft(AnswerText("х" * 20), (), at=at(oleg)))
    async with stage.open() as work:
        assert list(await work.incidents.open_of(DEMO, oleg.id)) == [made[0], made[3], made[4]]
        assert list(await work.incidents.open_of(EAST, oleg.id)) == []


async def test_a_fact_of_no_incident_is_journaled(stage: Stage) -> None:
    """Once for each time it happened; the incidents area keeps it under its subject."""
    anna, mary = await stage.resident(), await stage.curator()
    incident, _ = await stage.report(anna)
    async with stage.open() as work:
        work.incidents.note(AppealShown(subject=incident, at=NOON, by=acts(mary)))
        assert await work.commit(acts(mary)) is None
    card = await stage.queries.card(DEMO, incident)
    assert [(entry.name, entry.by_name) for entry in card.history] == [
        ("registered", "Анна"),
        ("appeal-shown", "Мария"),
    ]
    assert card.incident.version == 1


async def test_people_who_turn_out_to_be_one_keep_all_their_parts(stage: Stage) -> None:
    """Followers, co-executors, writers of drafts and notes, owners of clocks."""
    anna, boris, mary = await stage.resident(), await stage.resident("Борис"), await stage.curator()
    borya = await stage.resident("Боря", "telegram-citizen")
    oleg, ivan = await stage.executor(), await stage.executor("Иван")
    oleg2 = await stage.executor("Олег второй")
    incident, _ = await stage.report(anna)

    def through(found: Incident) -> None:
        found.follow(at=at(boris))
        found.follow(at=at(borya))
        found.route(routed(oleg2, oleg), at=at(mary))
        found.contribute(Words("Моя часть"), (), at=at(oleg2))
        found.tell_status(Words(oleg2.id), at=at(oleg))

    await stage.change(incident, mary, through)
    for source, target in ((borya, boris), (oleg, ivan), (oleg2, ivan)):
        await _join(stage, source, target)
    async with stage.open() as work:
        found = await work.incidents.get(DEMO, incident)
    assert (found.followers, found.executor) == ((boris.id,), ivan.id)
    assert [share.executor for share in found.shares] == [ivan.id, ivan.id]
    assert [note.by for note in found.notes] == [ivan.id]
    assert {each.owner for each in found.deadlines if each.kind is not Kind.TRIAGE} == {ivan.id}


async def test_an_author_who_turns_out_to_follow_their_own_message_follows_it_no_more(stage: Stage) -> None:
    """They would get the answer twice."""
    anna, anya = await stage.resident(), await stage.resident("Аня", "telegram-citizen")
    incident, _ = await stage.report(anya)
    await stage.change(incident, anna, lambda found: found.follow(at=at(anna)))
    await _join(stage, anya, anna)
    async with stage.open() as work:
        found = await work.incidents.get(DEMO, incident)
    assert (found.author, found.followers) == (anna.id, ())
    assert (await stage.queries.of_author(DEMO, anna.id, page=0, per_page=5)).total == 1


async def _answered(stage: Stage, author: Person, curator: Person, executor: Person) -> IncidentId:
    incident, _ = await stage.report(author)

    def through(found: Incident) -> None:
        found.route(routed(executor), at=at(curator))
        found.submit_draft(AnswerText("Заделали вчера"), (), at=at(executor))
        found.approve(1, at=at(curator))

    await stage.change(incident, curator, through)
    return incident


async def _not_solved(stage: Stage, author: Person, old: IncidentId, key: str) -> int | None:
    async with stage.open() as work:
        known = await work.incidents.get(DEMO, old)
        known.not_solved(at=at(author))
        new = reported(stage, author)
        new.key, new.repeats = key, old
        work.incidents.change(known)
        work.incidents.add(new)
        return await work.commit(acts(author))


async def _join(stage: Stage, source: Person, target: Person) -> None:
    async with stage.open() as work:
        work.people.move(await work.people.get(DEMO, source.id), await work.people.get(DEMO, target.id))
        await work.commit(acts(target))
