"""The clock's store: who sees what is due, and what is written with it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from core.deadlines.terms import Kind
from core.incidents.facts import DeadlineMissed
from core.incidents.values import Decline, State
from core.notices.facts import ActivityAlarmed
from core.notices.model import Lane, Notice, ToPerson, ToRole
from core.notices.outbox import Parcel
from core.notices.ports import DueDeadline, Fired, Member, Moved
from core.people.passport import system_actor
from core.shared.ids import BotId, TopicId
from core.shared.msg import Msg
from core.shared.roles import Role
from core.shared.unit_of_work import Conflict
from tests.contract.stage import DEMO, EAST, NOON, Stage, acts, at, note

HOMES = (DEMO, EAST)
TRIAGE_HALF = NOON + timedelta(minutes=90)
"""Noon is the beginning of lunch."""
EVENING = NOON + timedelta(hours=20)


def done(due: Sequence[DueDeadline]) -> Fired:
    """Nothing is due any more."""
    return Fired(moved=[Moved(each, 100, each.deadline.due, None) for each in due])


def deciding(
    seen: list[DueDeadline], more: Callable[[Fired], None] = lambda _: None
) -> Callable[[Sequence[DueDeadline], Sequence[Member]], Fired]:
    """Remembers what was claimed and is done with it."""

    def decide(due: Sequence[DueDeadline], _staff: Sequence[Member]) -> Fired:
        seen.extend(due)
        fired = done(due)
        more(fired)
        return fired

    return decide


async def test_nothing_is_due_before_its_moment(stage: Stage) -> None:
    """Each city by itself; the moment itself counts."""
    await stage.report(await stage.resident())

    assert list(await stage.deadlines.due(HOMES, TRIAGE_HALF - timedelta(microseconds=1))) == []
    assert list(await stage.deadlines.due(HOMES, TRIAGE_HALF)) == [DEMO]
    assert list(await stage.deadlines.due((EAST,), TRIAGE_HALF)) == []


async def test_the_clock_sleeps_until_the_first_moment_that_comes(stage: Stage) -> None:
    """What is due already is no reason to look again: it may be held by somebody."""
    await stage.report(await stage.resident())

    assert await stage.deadlines.soonest(HOMES, NOON) == TRIAGE_HALF
    later = await stage.deadlines.soonest(HOMES, TRIAGE_HALF)
    assert later is None or later > TRIAGE_HALF
    assert await stage.deadlines.soonest((EAST,), NOON) is None


async def test_what_is_claimed_tells_all_that_a_notice_needs(stage: Stage) -> None:
    """Number, topic, state, words, author, and the deadline as it is."""
    anna = await stage.resident()
    incident, number = await stage.report(anna)
    seen: list[DueDeadline] = []

    assert await stage.deadlines.fire(DEMO, TRIAGE_HALF, 10, deciding(seen)) == 1

    [due] = seen
    async with stage.open() as work:
        found = await work.incidents.get(DEMO, incident)
    assert (due.incident, due.number, due.state, due.author) == (incident, number, State.NEW, anna.id)
    assert (due.topic, due.topic_title, due.text) == (found.topic, found.topic_title, found.text)
    assert (due.executor, due.awaits, due.draft, due.version) == (None, None, 0, 1)
    assert due.deadline.kind is Kind.TRIAGE
    fired = next(each for each in found.deadlines if each.kind is Kind.TRIAGE)
    assert replace(due.deadline, progress=100, fires_at=None) == fired


async def test_what_follows_is_written_with_it(stage: Stage) -> None:
    """Journal and notices, in the same commit; what was fired is not claimed again."""
    incident, _ = await stage.report(await stage.resident())
    mary = await stage.curator()

    def more(fired: Fired) -> None:
        fired.facts.append(
            DeadlineMissed(
                subject=incident,
                at=TRIAGE_HALF,
                by=system_actor(DEMO),
                number=1,
                author=None,
                text="",
                topic=TopicId("potholes"),
                topic_title="",
                version=1,
                kind=Kind.TRIAGE,
                generation=1,
                due_at=NOON,
                owner=None,
                unit=None,
            )
        )
        fired.notices.append(note("late", ToPerson(mary.id), audience="staff"))

    assert await stage.deadlines.fire(DEMO, TRIAGE_HALF, 10, deciding([], more)) == 1
    assert await stage.deadlines.fire(DEMO, TRIAGE_HALF, 10, deciding([], more)) == 0

    card = await stage.queries.card(DEMO, incident)
    assert [entry.name for entry in card.history] == ["registered", "deadline-missed"]
    assert await stage.texts("telegram-staff") == ["late"]


async def test_an_error_takes_everything_back(stage: Stage) -> None:
    """A decision that fails has claimed nothing."""
    await stage.report(await stage.resident())

    def fail(_due: Sequence[DueDeadline], _staff: Sequence[Member]) -> Fired:
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        await stage.deadlines.fire(DEMO, TRIAGE_HALF, 10, fail)
    assert await stage.deadlines.fire(DEMO, TRIAGE_HALF, 10, deciding([])) == 1


async def test_many_are_claimed_batch_by_batch_and_each_once(stage: Stage) -> None:
    """Two lanes, three at a time, twenty in all."""
    anna = await stage.resident()
    for _ in range(20):
        await stage.report(anna)
    seen: list[DueDeadline] = []

    assert await stage.deadlines.fire(DEMO, TRIAGE_HALF, 3, deciding(seen)) == 20
    assert len({due.incident for due in seen}) == 20


async def test_two_workers_share_what_is_due(stage: Stage) -> None:
    """Neither waits for the other, nothing is claimed twice."""
    anna = await stage.resident()
    for _ in range(20):
        await stage.report(anna)
    seen: list[DueDeadline] = []

    runs = [stage.deadlines.fire(DEMO, TRIAGE_HALF, 2, deciding(seen)) for _ in range(3)]
    counts = await asyncio.gather(*runs)
    rest = await stage.deadlines.fire(DEMO, TRIAGE_HALF, 100, deciding(seen))

    assert sum(counts) + rest == 20
    assert len({due.incident for due in seen}) == 20


async def test_what_has_ended_is_never_due(stage: Stage) -> None:
    """Declined: no clock of it is claimed, whenever one looks (T12, T14)."""
    incident, _ = await stage.report(await stage.resident())
    mary = await stage.curator()
    await stage.change(incident, mary, lambda found: found.decline(Decline.INSULT, "", at=at(mary)))

    assert list(await stage.deadlines.due(HOMES, EVENING + timedelta(days=30))) == []


async def test_a_digest_takes_the_place_of_what_it_was(stage: Stage) -> None:
    """As long as it was not sent: one parcel, with the newest text."""
    anna, mary = await stage.resident(), await stage.curator()
    for _ in range(3):
        await stage.report(anna)
    await stage.texts("telegram-staff")
    counts = iter((1, 2, 3))

    def more(fired: Fired) -> None:
        args: dict[str, object] = {"count": next(counts)}
        fired.digests.append(note("digest", ToPerson(mary.id), audience="staff", args=args))

    assert await stage.deadlines.fire(DEMO, TRIAGE_HALF, 1, deciding([], more)) == 3

    [told] = await _arrived(stage, "telegram-staff")
    assert told.text == (Msg("digest", {"count": 3}),)
    await stage.outbox.sent(told, "m")
    assert await stage.texts("telegram-staff") == []


async def _arrived(stage: Stage, bot: BotId) -> list[Parcel]:
    """Digests are kept back for a moment."""
    for _ in range(100):
        if found := await stage.claim(bot):
            return found
        await asyncio.sleep(0.05)
    return []


async def test_the_clock_sees_the_staff_with_their_substitutes(stage: Stage) -> None:
    """Of its own city, active, in their posts."""
    await stage.resident()
    mary, oleg = await stage.curator(), await stage.executor()
    await stage.settle("Вера", roles=frozenset({Role.HEAD}), municipality=EAST)
    await stage.report(await stage.resident("Борис"))
    seen: list[Member] = []

    def decide(due: Sequence[DueDeadline], staff: Sequence[Member]) -> Fired:
        seen.extend(staff)
        return done(due)

    await stage.deadlines.fire(DEMO, TRIAGE_HALF, 10, decide)

    assert {each.person for each in seen} == {mary.id, oleg.id}
    [curator] = [each for each in seen if Role.CURATOR in each.roles]
    assert (curator.name, curator.unit, curator.stand_in) == (mary.name, None, None)


async def test_whoever_read_before_a_breach_was_told_decides_anew(stage: Stage) -> None:
    """Or the same breach would be booked twice (ZAR-20)."""
    incident, _ = await stage.report(await stage.resident())
    mary = await stage.curator()
    async with stage.open() as work:
        found = await work.incidents.get(DEMO, incident)
        await stage.deadlines.fire(DEMO, TRIAGE_HALF, 10, deciding([]))
        found.decline(Decline.INSULT, "", at=at(mary))
        work.incidents.change(found)
        with pytest.raises(Conflict):
            await work.commit(acts(mary))


async def test_a_notice_without_a_change_is_told_once(stage: Stage) -> None:
    """By its key, however often it is told."""
    mary = await stage.curator()
    alarm = Notice(
        key="calendar:2027:2026-40",
        to=ToRole(Role.CURATOR),
        audience="staff",
        text=(Msg("alarm"),),
        about="calendar",
        lane=Lane.URGENT,
    )

    await stage.deadlines.tell(DEMO, [alarm])
    await stage.deadlines.tell(DEMO, [alarm])

    assert [told.person for told in await stage.claim("telegram-staff", Lane.URGENT)] == [mary.id]


async def test_an_alarm_that_reached_somebody_stands_in_the_journal_once(stage: Stage) -> None:
    """Where nobody is to be told, nothing was."""
    fact = ActivityAlarmed(
        subject="potholes",
        at=NOON,
        by=system_actor(DEMO),
        since=NOON - timedelta(days=1),
        count=5,
        usual=1,
        roles=(Role.CURATOR,),
    )
    alarm = Notice(
        key="activity:potholes:2026-05-05",
        to=ToRole(Role.CURATOR),
        audience="staff",
        text=(Msg("alarm"),),
        about="potholes",
        lane=Lane.URGENT,
    )
    await stage.deadlines.tell(DEMO, [alarm], fact)
    assert await stage.journal("notices") == []

    await stage.curator()
    for _ in range(2):
        await stage.deadlines.tell(DEMO, [alarm], fact)
    told = {"since": "2026-03-01T09:00:00+00:00", "hours": 24, "count": 5, "usual": 1, "told": ["curator"]}
    assert await stage.journal("notices") == [("activity-alarmed", fact.by.person, None, told)]


async def test_messages_are_counted_by_topic_and_time(stage: Stage) -> None:
    """Those of the window and those before it, of this city only."""
    anna = await stage.resident()
    for _ in range(3):
        await stage.report(anna)
    await stage.report(await stage.settle("Зоя", "max-citizen", municipality=EAST))

    day = timedelta(days=1)
    [now] = await stage.deadlines.rates(DEMO, since=NOON - 28 * day, window=NOON - day, until=NOON)
    [before] = await stage.deadlines.rates(DEMO, since=NOON - day, window=NOON, until=NOON + day)
    assert (now.topic, now.now, now.before) == ("potholes", 3, 0)
    assert (before.now, before.before) == (0, 3)
    assert list(await stage.deadlines.rates(DEMO, since=NOON, window=NOON, until=NOON + day)) == []
