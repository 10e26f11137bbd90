"""Stories of the unit of work: everything or nothing, once, and nobody overwritten."""

import asyncio
from contextlib import suppress

import pytest

from core.incidents.model import Incident
from core.incidents.parts import Origin
from core.incidents.ports import Wanted
from core.incidents.values import IncidentText, Location, State
from core.notices.model import ToPerson, ToRole
from core.shared.actor import Cause
from core.shared.ids import BOTS, IncidentId
from core.shared.inbox import Admission
from core.shared.msg import NUMBER
from core.shared.refusal import Refusal
from core.shared.roles import Role
from core.shared.unit_of_work import Conflict, Duplicate
from tests.contract.stage import DEMO, EAST, NOON, Noted, Stage, acts, at, note, routed, topic

CAUSE = Cause("max-citizen", ("u1",))
ALL = Wanted(states=frozenset(State))


def again(cause: Cause) -> Cause:
    """The same update, delivered once more."""
    return Cause(cause.bot, cause.keys)


async def test_numbers_grow_one_by_one_in_each_municipality(stage: Stage) -> None:
    """A register has no gaps, and each city its own."""
    anna = await stage.resident()
    far = await stage.settle("Ли", "max-citizen", municipality=EAST)
    given = [(await stage.report(who))[1] for who in (anna, anna, far, anna, far)]
    assert given == [1, 2, 1, 3, 2]


async def test_a_report_repeated_with_its_key_gives_the_same_number_and_tells_nobody_again(
    stage: Stage,
) -> None:
    """The session's key registers once, whatever made the person send it twice."""
    anna, _ = await stage.resident(), await stage.curator()
    first, number = await stage.report(anna, "session-1", cause=again(CAUSE))
    _, repeated = await stage.report(anna, "session-1", cause=Cause("max-citizen", ("u2",)))
    _, other = await stage.report(anna, "session-2")
    assert (number, repeated, other) == (1, 1, 2)
    card = await stage.queries.card(DEMO, first)
    assert [entry.name for entry in card.history] == ["registered"]
    assert await stage.texts("telegram-staff") == ["notice-registered"] * 2


async def test_an_update_delivered_twice_is_a_duplicate_and_changes_nothing(stage: Stage) -> None:
    """Its effects and its mark are one commit."""
    anna = await stage.resident()
    await stage.report(anna, "one", cause=again(CAUSE))
    second = again(CAUSE)
    with pytest.raises(Duplicate):
        await stage.report(anna, "two", cause=second)
    assert second.settled
    found = await stage.queries.of_author(DEMO, anna.id, page=0, per_page=10)
    assert found.total == 1
    assert await stage.inbox.admit(again(CAUSE)) is Admission.DONE


async def test_a_commit_settles_its_cause_and_the_next_one_of_the_same_turn_goes_through(
    stage: Stage,
) -> None:
    """A turn may commit twice: the first writes the mark."""
    anna = await stage.resident()
    cause = again(CAUSE)
    before = cause.settled
    await stage.report(anna, "one", cause=cause)
    assert (before, cause.settled) == (False, True)
    assert (await stage.report(anna, "two", cause=cause))[1] == 2


async def test_an_album_is_a_duplicate_only_when_all_of_it_was_handled(stage: Stage) -> None:
    """A photo that came late makes the album worth handling."""
    anna = await stage.resident()
    await stage.report(anna, cause=Cause("max-citizen", ("a", "b")))
    await stage.report(anna, cause=Cause("max-citizen", ("b", "c", "c")))
    with pytest.raises(Duplicate):
        await stage.report(anna, cause=Cause("max-citizen", ("a", "b", "c")))


async def test_a_cause_alone_may_be_committed(stage: Stage) -> None:
    """A use case that found nothing to change still ends its update."""
    anna = await stage.resident()
    async with stage.open() as work:
        assert await work.commit(acts(anna, again(CAUSE))) is None
    async with stage.open() as work:
        with pytest.raises(Duplicate):
            await work.commit(acts(anna, again(CAUSE)))


async def test_of_two_curators_who_change_the_same_incident_one_has_to_look_again(stage: Stage) -> None:
    """The second one's decision was made on what is no longer so; none of it is written."""
    anna, mary, nina = await stage.resident(), await stage.curator(), await stage.curator("Нина")
    oleg, ivan = await stage.executor(), await stage.executor("Иван")
    incident, _ = await stage.report(anna)
    await stage.texts("telegram-staff")
    async with stage.open() as first, stage.open() as second:
        mine = await first.incidents.get(DEMO, incident)
        hers = await second.incidents.get(DEMO, incident)
        mine.route(routed(oleg), at=at(mary))
        hers.route(routed(ivan), at=at(nina))
        first.incidents.change(mine)
        second.incidents.change(hers)
        await first.commit(acts(mary))
        cause = again(CAUSE)
        with pytest.raises(Conflict):
            await second.commit(acts(nina, cause))
    assert not cause.settled
    assert await stage.inbox.admit(again(CAUSE)) is Admission.FRESH
    card = await stage.queries.card(DEMO, incident)
    assert card.executor_name == "Олег"
    assert [parcel.person for parcel in await stage.claim("max-staff")] == [oleg.id]


async def test_a_stale_person_is_a_conflict_too(stage: Stage) -> None:
    """Languages and roles are not overwritten either."""
    anna = await stage.resident()
    async with stage.open() as work:
        now, before = await work.people.get(DEMO, anna.id), await work.people.get(DEMO, anna.id)
    now.speak("en", by=acts(now), now=NOON)
    async with stage.open() as work:
        work.people.change(now)
        await work.commit(acts(now))
    async with stage.open() as work:
        work.people.change(before)
        with pytest.raises(Conflict):
            await work.commit(acts(before))
    async with stage.open() as work:
        assert (await work.people.get(DEMO, anna.id)).language == "en"


async def test_leaving_without_a_commit_writes_nothing(stage: Stage) -> None:
    """An exception in the middle has nothing to undo."""
    anna = await stage.resident()
    incident = Incident.register(
        new_id=stage.new(),
        key="k",
        text=IncidentText("Яма во дворе"),
        topic=topic("potholes", "roads", None),
        location=Location(),
        media=(),
        origin=Origin(bot="max-citizen"),
        author=anna.id,
        at=at(anna),
    )
    with suppress(Refusal):
        async with stage.open() as work:
            work.incidents.add(incident)
            raise Refusal("changed-their-mind")
    assert (await stage.queries.listed(DEMO, ALL, page=0, per_page=5)).total == 0


async def test_many_at_once_get_a_number_each(stage: Stage) -> None:
    """No two alike and none left out."""
    anna = await stage.resident()
    given = await asyncio.gather(*(stage.report(anna, f"k{n}") for n in range(20)))
    assert sorted(number for _, number in given) == list(range(1, 21))


async def test_the_same_report_at_once_is_registered_once(stage: Stage) -> None:
    """Whoever comes second gets the first one's number."""
    anna, _ = await stage.resident(), await stage.curator()
    given = await asyncio.gather(*(stage.report(anna, "one") for _ in range(5)))
    assert len({number for _, number in given}) == 1
    assert (await stage.queries.of_author(DEMO, anna.id, page=0, per_page=5)).total == 1
    assert await stage.texts("telegram-staff") == ["notice-registered"]


async def test_the_same_update_handled_twice_at_once_has_its_effect_once(stage: Stage) -> None:
    """Two processes may get the same webhook."""
    anna = await stage.resident()
    outcomes = await asyncio.gather(
        *(stage.report(anna, f"k{n}", cause=again(CAUSE)) for n in range(4)), return_exceptions=True
    )
    assert sum(isinstance(outcome, Duplicate) for outcome in outcomes) == 3
    assert (await stage.queries.of_author(DEMO, anna.id, page=0, per_page=5)).total == 1


async def test_the_number_stands_in_the_notice_and_in_the_journal(stage: Stage) -> None:
    """It is known only in the commit, and written where a place was kept for it."""
    anna, _ = await stage.resident(), await stage.curator()
    await stage.report(anna)
    by = acts(anna)
    incident = Incident.register(
        new_id=stage.new(),
        key="k",
        text=IncidentText("Яма во дворе"),
        topic=topic("potholes", "roads", None),
        location=Location(),
        media=(),
        origin=Origin(bot="max-citizen"),
        author=anna.id,
        at=at(anna),
    )
    told = note("n", ToPerson(anna.id), args={"number": NUMBER})
    more = {"as": NUMBER, "deep": [{"er": NUMBER}]}
    incident.record(Noted(subject=incident.id, at=NOON, by=by, notices=(told,), more=more))
    async with stage.open() as work:
        work.incidents.add(incident)
        await work.commit(by)
    assert incident.number == 2
    [parcel] = await stage.claim("max-citizen")
    assert parcel.text[0].args == {"number": 2}
    card = await stage.queries.card(DEMO, incident.id)
    assert card.history[-1].details == {"as": 2, "deep": [{"er": 2}]}


@pytest.mark.parametrize(
    "text",
    [
        '{"$later":"number"}',
        '"},{"$later":"number"}',
        '\\"{\\"$later\\":\\"number\\"}',
        '\\{"$later":"number"}\\',
        "{'$later':'number'} $1 %s {0}",
    ],
)
async def test_what_people_write_is_never_taken_for_the_place_of_the_number(stage: Stage, text: str) -> None:
    """The place is an object of JSON, words are strings of JSON."""
    anna, _ = await stage.resident(), await stage.curator()
    await stage.report(anna, text=text)
    [parcel] = await stage.claim("telegram-staff")
    assert " ".join(text.split()) in [said.args.get("text") for said in parcel.text]
    assert parcel.text[0].args["number"] == 1


async def test_characters_no_database_keeps_are_left_out(stage: Stage) -> None:
    """NUL and halves of surrogate pairs come from broken clients; the rest of the text counts."""
    anna = await stage.resident()
    incident, _ = await stage.report(anna, text="Яма\0 во \ud800дворе 🕳")
    card = await stage.queries.card(DEMO, incident)
    assert card.incident.text.replace("\0", "").encode(errors="ignore").decode() == "Яма во дворе 🕳"


async def test_unknown_incidents_and_those_of_another_city_are_refused(stage: Stage) -> None:
    """The key begins with the municipality, in reading too."""
    anna = await stage.resident()
    incident, _ = await stage.report(anna)
    for municipality, name in ((EAST, incident), (DEMO, IncidentId("no\0thing"))):
        async with stage.open() as work:
            with pytest.raises(Refusal, match="incident-unknown"):
                await work.incidents.get(municipality, name)


async def test_role_and_unit_choose_who_is_told(stage: Stage) -> None:
    """Active members of staff with the role, in the unit if one is named, in this city."""
    anna = await stage.resident()
    oleg = await stage.executor()
    idle = await stage.executor("Уволен")
    await stage.settle("Пётр", "max-staff", roles=frozenset({Role.EXECUTOR}))
    await stage.settle("Ли", "max-staff", roles=frozenset({Role.EXECUTOR}), municipality=EAST)
    async with stage.open() as work:
        gone = await work.people.get(DEMO, idle.id)
        gone.active = False
        work.people.change(gone)
        await work.commit(acts(gone))
    await stage.tell(anna, note("unit", ToRole(Role.EXECUTOR, oleg.unit), audience="staff"))
    assert [parcel.person for parcel in await stage.claim("max-staff")] == [oleg.id]
    await stage.tell(anna, note("all", ToRole(Role.EXECUTOR), audience="staff"))
    assert await stage.texts("max-staff") == ["all"]


async def test_whoever_did_it_themselves_is_not_told_with_the_others(stage: Stage) -> None:
    """All with the role but one."""
    anna, mary, vera = await stage.resident(), await stage.curator(), await stage.curator("Вера")
    await stage.tell(anna, note("others", ToRole(Role.CURATOR, but=mary.id), audience="staff"))
    parcels = [each for bot in BOTS for each in await stage.claim(bot)]
    assert [parcel.person for parcel in parcels] == [vera.id]
