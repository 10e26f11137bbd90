"""Stories of incidents in units of work: nothing of their life is lost between two commits."""

from dataclasses import replace
from datetime import timedelta

from core.deadlines.terms import Kind, SourceKind, SourceTerm, Terms
from core.deadlines.timer import CalendarDays, WorkingDays
from core.incidents.model import Incident
from core.incidents.parts import Executor, Routing
from core.incidents.values import (
    AnswerText,
    Decline,
    DraftKind,
    Importance,
    Location,
    PostLink,
    Remark,
    Score,
    State,
    Words,
)
from core.shared.ids import FileId
from core.shared.roles import Role
from storage.timers import in_order
from tests.contract.reports import found_elsewhere, reported
from tests.contract.stage import (
    DEMO,
    HOUSING,
    NOON,
    ROADS,
    Stage,
    acts,
    at,
    topic,
)

CHAIN = Terms(approval_chain=(Role.CURATOR, Role.HEAD), pause_on_clarification=True)
SHORT = timedelta(hours=4)


async def _same_when_read(stage: Stage, incident: Incident) -> None:
    async with stage.open() as work:
        found = await work.incidents.get(incident.municipality, incident.id)
    assert found == replace(incident, deadlines=in_order(incident.deadlines))
    assert found.touched == set()


async def test_a_message_found_elsewhere_is_read_back_as_it_was_written(stage: Stage) -> None:
    """Origin, place, topics, importance, a group of executors with their parts, an interim answer."""
    mary = await stage.curator()
    oleg, ivan = await stage.executor(), await stage.executor("Иван")
    incident = found_elsewhere(stage, mary)
    async with stage.open() as work:
        work.incidents.add(incident)
        assert await work.commit(acts(mary)) == 1
    await _same_when_read(stage, incident)
    plan = Routing(
        topics=(topic("heating", "housing", HOUSING), topic("lights", "roads", ROADS)),
        location=Location(address="Лесная, 7"),
        executors=(Executor(person=oleg.id, unit=oleg.unit), Executor(person=ivan.id)),
        importance=Importance.SIGNIFICANT,
        shortened=SHORT,
    )

    def through(found: Incident) -> None:
        found.route(plan, at=at(mary))
        found.contribute(Words("Свет есть"), (FileId("c"),), at=at(oleg))
        found.tell_status(Words("Ждём вышку"), at=at(ivan), key="status")
        found.submit_draft(AnswerText("Работы начаты"), (FileId("d"),), at=at(ivan), kind=DraftKind.INTERIM)
        found.approve(1, at=at(mary))

    await _same_when_read(stage, await stage.change(incident.id, mary, through))
    out = await stage.change(
        incident.id,
        ivan,
        lambda found: found.publish(1, PostLink("https://vk.example/reply"), at=at(ivan)),
    )
    await _same_when_read(stage, out)
    assert (out.state, out.version, out.interim_at) == (State.INTERIM, 3, NOON)


async def test_a_residents_message_is_read_back_as_it_was_written(stage: Stage) -> None:
    """A question and its reply with paused clocks, followers, a chain of approval, ratings."""
    anna, boris, mary = await stage.resident(), await stage.resident("Борис"), await stage.curator()
    oleg = await stage.executor()
    hana = await stage.settle("Хана", roles=frozenset({Role.HEAD}))
    incident, _ = await stage.report(anna)
    await stage.assign(incident, oleg, by=mary)

    def asked(found: Incident) -> None:
        found.ask(AnswerText("Где именно яма?"), at=at(mary, terms=CHAIN))
        found.follow(at=at(boris))

    await _same_when_read(stage, await stage.change(incident, mary, asked))
    later = NOON + timedelta(hours=2)

    def answered(found: Incident) -> None:
        found.author_writes(Words("У подъезда"), (FileId("e"),), at=at(anna, now=later), key="reply")
        found.submit_draft(AnswerText("Заделаем завтра"), (), at=at(oleg, now=later, terms=CHAIN))
        found.return_draft(2, Remark("А когда?"), at=at(mary, now=later, terms=CHAIN))
        found.submit_draft(AnswerText("Заделали вчера"), (), at=at(oleg, now=later, terms=CHAIN), key="s")
        found.approve(3, at=at(mary, now=later, terms=CHAIN))

    await _same_when_read(stage, await stage.change(incident, mary, answered))

    def done(found: Incident) -> None:
        found.approve(3, at=at(hana, now=later, terms=CHAIN))
        found.rate(Score(4), "Почти", at=at(anna, now=later))
        found.grade(Score(5), at=at(mary, now=later))

    whole = await stage.change(incident, mary, done)
    await _same_when_read(stage, whole)
    assert (whole.state, whole.followers, whole.quality) == (State.ANSWERED, (boris.id,), 5)
    assert not any(deadline.is_open for deadline in whole.deadlines)


async def test_a_declined_message_is_read_back_as_it_was_written(stage: Stage) -> None:
    """It has a state of its own, and so have all others that ended without an answer."""
    anna, mary = await stage.resident(), await stage.curator()
    first, _ = await stage.report(anna)
    second, _ = await stage.report(anna)
    for incident, act in (
        (first, lambda found: found.decline(Decline.INSULT, "Брань", at=at(mary))),
        (second, lambda found: found.redirect(at=at(mary))),
    ):
        await _same_when_read(stage, await stage.change(incident, mary, act))


async def test_clocks_of_every_kind_of_term_are_read_back(stage: Stage) -> None:
    """Working time, working days, calendar days, and what has to be there ahead of them."""
    anna = await stage.resident()
    for length in (WorkingDays(3), CalendarDays(30)):
        terms = Terms(sources=(SourceTerm(source=SourceKind.BOT, answer=length),))
        incident = reported(stage, anna, terms=terms)
        async with stage.open() as work:
            work.incidents.add(incident)
            await work.commit(acts(anna))
        await _same_when_read(stage, incident)


async def test_a_commit_never_takes_back_what_the_clock_did_meanwhile(stage: Stage) -> None:
    """A step is told once: the later progress stays, whoever writes last."""
    anna, mary, oleg = await stage.resident(), await stage.curator(), await stage.executor()
    incident, _ = await stage.report(anna)
    await stage.assign(incident, oleg, by=mary)
    told = await stage.change(incident, mary, lambda found: _progress(found, 80))
    assert _answer_progress(told) == 80
    back = await stage.change(incident, mary, lambda found: _progress(found, 50))
    async with stage.open() as work:
        found = await work.incidents.get(DEMO, incident)
    assert _answer_progress(found) == 80
    assert [each.generation for each in found.deadlines if each.kind is Kind.ANSWER] == [1]
    assert back.version == found.version


async def test_clocks_that_were_not_touched_are_not_written(stage: Stage) -> None:
    """The clock may have laid them anew under another calendar meanwhile."""
    anna, mary = await stage.resident(), await stage.curator()
    incident, _ = await stage.report(anna)

    async with stage.open() as work:
        found = await work.incidents.get(DEMO, incident)
        found.deadlines = tuple(replace(each, progress=90) for each in found.deadlines)
        work.incidents.change(found)
        await work.commit(acts(mary))
    async with stage.open() as work:
        again = await work.incidents.get(DEMO, incident)
    assert {each.progress for each in again.deadlines} == {0}


def _progress(found: Incident, percent: int) -> None:
    """As if the clock had fired this reminder of the answer's term."""
    deadline = found.deadline(Kind.ANSWER)
    assert deadline is not None
    found.deadlines = tuple(
        replace(each, progress=percent) if each is deadline else each for each in found.deadlines
    )
    found.touched.add((Kind.ANSWER, deadline.generation))


def _answer_progress(found: Incident) -> int:
    deadline = found.deadline(Kind.ANSWER)
    assert deadline is not None
    return deadline.progress
