"""Stories of rosters: kept as they were made, applied to people, watched, guarded against two at once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.notices.model import ToPerson, ToRole
from core.people.model import Person
from core.people.roster import Roster
from core.people.substitution import Absence, Phase, Reason, Substitution
from core.shared.actor import Absent
from core.shared.ids import PersonId
from core.shared.refusal import Refusal
from core.shared.roles import Role
from core.shared.unit_of_work import Conflict
from tests.contract.stage import DEMO, EAST, NOON, ROADS, Stage, account_of, acts, note

TODAY = date(2026, 3, 2)
MOSCOW_MIDNIGHT = datetime(2026, 3, 1, 21, tzinfo=UTC)


def plan(
    stage: Stage,
    absent: Person,
    substitute: Person,
    *,
    first: date = TODAY,
    last: date | None = TODAY + timedelta(days=6),
    order: str | None = None,
) -> Substitution:
    """On leave, by default for a week from today on."""
    asked = Absence(
        absent=absent.id, substitute=substitute.id, first=first, last=last, reason=Reason.LEAVE, order=order
    )
    zone = "Europe/Moscow" if absent.municipality == DEMO else "Asia/Vladivostok"
    return Substitution.plan(stage.new(), asked, absent, substitute, zone=zone, now=NOON)


async def enter(
    stage: Stage,
    absent: Person,
    substitute: Person,
    *,
    now: datetime = NOON,
    first: date = TODAY,
    last: date | None = TODAY + timedelta(days=6),
    order: str | None = None,
) -> Substitution:
    """A substitution is entered and settled."""
    made = plan(stage, absent, substitute, first=first, last=last, order=order)
    async with stage.open() as work:
        roster = await work.people.roster(absent.municipality)
        names = {absent.id: absent.name, substitute.id: substitute.name}
        roster.add(made, names, by=acts(absent), now=now)
        await keep(work.people, roster, absent, now)
        await work.commit(acts(absent))
    return made


async def keep(people: object, roster: Roster, by: Person, now: datetime) -> None:
    """Settle, tell, keep."""
    for shift in roster.settle(now):
        roster.tell(shift, 0, by=acts(by), now=now)
    people.keep_roster(roster)  # type: ignore[attr-defined]  # the people of an open unit of work


async def pass_to(stage: Stage, by: Person, now: datetime) -> None:
    """What the worker does at a moment."""
    async with stage.open() as work:
        roster = await work.people.roster(by.municipality)
        await keep(work.people, roster, by, now)
        await work.commit(acts(by))


async def person(stage: Stage, wanted: Person) -> Person:
    """As the record is now."""
    async with stage.open() as work:
        return await work.people.get(wanted.municipality, wanted.id)


async def test_a_substitution_is_read_back_as_it_was_made(stage: Stage) -> None:
    """Days, moments, reason, order, names; in force at once."""
    mary, oleg = await stage.curator(), await stage.executor()
    made = await enter(stage, mary, oleg, order="12-к «О замещении»")
    async with stage.open() as work:
        roster = await work.people.roster(DEMO)
        elsewhere = await work.people.roster(EAST)
    (found,) = roster.substitutions
    assert found == made
    assert (found.phase, found.order) == (Phase.ACTIVE, "12-к «О замещении»")
    assert (found.starts, found.ends) == (MOSCOW_MIDNIGHT, MOSCOW_MIDNIGHT + timedelta(days=7))
    assert roster.standing == {mary.id: oleg.id}
    assert roster.names == {mary.id: "Мария", oleg.id: "Олег"}
    assert (roster.version, roster.zone) == (1, "Europe/Moscow")
    assert (elsewhere.substitutions, elsewhere.version, elsewhere.zone) == ([], 0, "Asia/Vladivostok")


async def test_a_roster_of_no_city_is_refused(stage: Stage) -> None:
    """There is nobody in it."""
    async with stage.open() as work:
        with pytest.raises(Refusal, match="municipality-unknown"):
            await work.people.roster("nowhere")  # type: ignore[arg-type]  # any text may come from outside


async def test_a_record_says_who_does_their_work_and_whose_work_they_do(stage: Stage) -> None:
    """In the same read in which the bot recognises them."""
    mary, oleg = await stage.curator(), await stage.executor()
    await enter(stage, mary, oleg)
    async with stage.open() as work:
        found = await work.people.by_account(account_of(oleg, "max-staff"))
        away = await work.people.get(DEMO, mary.id)
    assert found is not None
    assert found.stands_for == (Absent(person=mary.id, name="Мария", roles=frozenset({Role.CURATOR})),)
    assert (away.stand_in, found.stand_in) == (oleg.id, None)
    assert {each.person for each in acts(found).absent} == {mary.id}


async def test_a_change_of_a_person_leaves_their_stand_in_alone(stage: Stage) -> None:
    """Read before the substitution, written after it."""
    mary, oleg = await stage.curator(), await stage.executor()
    async with stage.open() as work:
        before = await work.people.get(DEMO, mary.id)
        await enter(stage, mary, oleg)
        before.speak("en", by=acts(before), now=NOON)
        work.people.change(before)
        await work.commit(acts(before))
    found = await person(stage, mary)
    assert (found.language, found.stand_in) == ("en", oleg.id)


async def test_the_watch_names_the_next_moment_and_where_it_is_due(stage: Stage) -> None:
    """A start that is ahead, then its end; each city by its own midnight; nothing is nothing."""
    assert await stage.watch.next_change() is None
    mary, oleg = await stage.curator(), await stage.executor()
    made = await enter(stage, mary, oleg, first=TODAY + timedelta(days=2), last=TODAY + timedelta(days=3))
    assert await stage.watch.next_change() == made.starts
    assert await stage.watch.due(made.starts - timedelta(microseconds=1)) == []
    assert await stage.watch.due(made.starts) == [DEMO]

    await pass_to(stage, mary, made.starts)
    assert (await person(stage, mary)).stand_in == oleg.id
    assert made.ends is not None
    assert await stage.watch.next_change() == made.ends
    await pass_to(stage, mary, made.ends)
    assert (await person(stage, mary)).stand_in is None
    assert await stage.watch.next_change() is None
    assert await stage.watch.due(made.ends) == []


async def test_midnight_in_the_east_comes_first(stage: Stage) -> None:
    """The same day begins seven hours earlier there."""
    mary, oleg = await stage.curator(), await stage.executor()
    vera = await stage.settle("Вера", roles=frozenset({Role.CURATOR}), municipality=EAST)
    igor = await stage.settle("Игорь", roles=frozenset({Role.EXECUTOR}), municipality=EAST)
    tomorrow = TODAY + timedelta(days=1)
    await enter(stage, mary, oleg, first=tomorrow)
    there = await enter(stage, vera, igor, first=tomorrow)
    assert await stage.watch.next_change() == there.starts == datetime(2026, 3, 2, 14, tzinfo=UTC)
    assert await stage.watch.due(there.starts) == [EAST]


async def test_of_two_who_change_a_roster_at_once_the_second_has_to_look_again(stage: Stage) -> None:
    """Or each would substitute the other, and the work would go round for ever."""
    mary, oleg = await stage.curator(), await stage.executor()
    async with stage.open() as work:
        roster = await work.people.roster(DEMO)
        await enter(stage, mary, oleg)
        roster.add(plan(stage, oleg, mary), {mary.id: mary.name, oleg.id: oleg.name}, by=acts(oleg), now=NOON)
        work.people.keep_roster(roster)
        with pytest.raises(Conflict):
            await work.commit(acts(oleg))
    async with stage.open() as work:
        again = await work.people.roster(DEMO)
    with pytest.raises(Refusal, match="substitution-loop"):
        again.add(plan(stage, oleg, mary), {}, by=acts(oleg), now=NOON)


async def test_news_of_work_goes_to_whoever_does_it(stage: Stage) -> None:
    """To a person, to a role; what is meant personally, and what is for residents, stays with the person."""
    mary, oleg = await stage.curator(), await stage.executor()
    await stage.attach(mary, "max-citizen")
    await enter(stage, mary, oleg)
    for bot in ("max-staff", "telegram-staff"):
        assert await stage.texts(bot)
    await stage.tell(
        oleg,
        note("task", ToPerson(mary.id), audience="staff"),
        note("queue", ToRole(Role.CURATOR), audience="staff"),
        note("own", ToPerson(mary.id, personally=True), audience="staff"),
        note("home", ToPerson(mary.id)),
    )
    assert await stage.texts("max-staff") == ["task", "queue"]
    assert await stage.texts("telegram-staff") == ["own"]
    assert await stage.texts("max-citizen") == ["home"]


async def test_a_role_is_told_once_though_its_two_holders_have_one_substitute(stage: Stage) -> None:
    """One parcel a person."""
    mary, vera = await stage.curator(), await stage.curator("Вера")
    oleg = await stage.executor()
    await enter(stage, mary, oleg)
    await enter(stage, vera, oleg)
    assert await stage.texts("max-staff") == ["notice-work-yours", "notice-work-yours"]
    await stage.tell(oleg, note("queue", ToRole(Role.CURATOR), audience="staff"))
    assert await stage.texts("max-staff") == ["queue"]


async def test_a_record_that_is_joined_takes_its_substitutions_along(stage: Stage) -> None:
    """Whoever is away under one record, and substitutes under another, is one human."""
    mary, oleg = await stage.curator(), await stage.executor()
    again = await stage.settle("Олег", "telegram-staff", roles=frozenset({Role.EXECUTOR}), unit=ROADS)
    await enter(stage, mary, oleg)
    async with stage.open() as work:
        source = await work.people.get(DEMO, oleg.id)
        target = await work.people.get(DEMO, again.id)
        target.absorb(source, by=acts(source), now=NOON)
        work.people.move(source, target)
        work.people.change(source)
        work.people.change(target)
        await work.commit(acts(source))
    assert (await person(stage, mary)).stand_in == again.id
    async with stage.open() as work:
        roster = await work.people.roster(DEMO)
        found = await work.people.get(DEMO, again.id)
    assert [each.substitute for each in roster.substitutions] == [again.id]
    assert [each.person for each in found.stands_for] == [mary.id]
    assert roster.settle(NOON) == []


async def test_an_absent_person_whose_record_is_joined_stays_away(stage: Stage) -> None:
    """Their substitute goes on under the record that lives on."""
    mary, oleg = await stage.curator(), await stage.executor()
    again = await stage.settle("Мария", "max-staff", roles=frozenset({Role.CURATOR}))
    await enter(stage, mary, oleg)
    async with stage.open() as work:
        source, target = await work.people.get(DEMO, mary.id), await work.people.get(DEMO, again.id)
        target.absorb(source, by=acts(source), now=NOON)
        work.people.move(source, target)
        work.people.change(target)
        await work.commit(acts(source))
    found = await person(stage, oleg)
    assert (await person(stage, again)).stand_in == oleg.id
    assert [each.person for each in found.stands_for] == [PersonId(again.id)]
