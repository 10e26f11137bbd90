"""Stories of substitution in the city: who may, when work changes hands, who is told, the journal."""

from datetime import UTC, date, datetime, timedelta

import orjson
import pytest

from core.people.model import Account
from core.people.passport import system_actor
from core.people.substitution import Absence, Reason
from core.shared.actor import Actor
from core.shared.ids import PersonId
from core.shared.refusal import Refusal
from core.shared.roles import Right, Role
from storage.memory.state import JournalRow
from tests.core.city import DEMO, City

TODAY = date(2026, 5, 5)
DAY = timedelta(days=1)
MIDNIGHT = datetime(2026, 5, 5, 21, tzinfo=UTC)


def away(
    absent: Actor,
    substitute: Actor,
    first: int = 0,
    last: int | None = 6,
    *,
    reason: Reason = Reason.LEAVE,
    order: str | None = None,
) -> Absence:
    """Days are counted from today."""
    return Absence(
        absent=absent.person,
        substitute=substitute.person,
        first=TODAY + first * DAY,
        last=None if last is None else TODAY + last * DAY,
        reason=reason,
        order=order,
    )


async def now(city: City, who: str) -> Actor:
    """The person as the staff bot knows them now."""
    found = await city.app.who(Account("telegram-staff", who, ""))
    assert found is not None
    return found


def entries(city: City, name: str) -> list[JournalRow]:
    """What the journal says under this name."""
    return [row for _, row in city.world.state.journal if row.name == name]


def told(city: City, person: PersonId) -> list[str]:
    """First texts of the notices for a person, oldest first."""
    return [
        orjson.loads(row.body)["text"][0]["id"] for row in city.world.state.outbox if row.person == person
    ]


@pytest.fixture
async def olga(city: City) -> Actor:
    """A curator."""
    return await city.member(Role.CURATOR, "olga", name="Смирнова Ольга")


@pytest.fixture
async def peter(city: City) -> Actor:
    """An executor of roads."""
    return await city.member(Role.EXECUTOR, "peter", unit="roads", name="Ковалёв Пётр")


@pytest.fixture
async def vera(city: City) -> Actor:
    """Another executor."""
    return await city.member(Role.EXECUTOR, "vera", unit="roads", name="Лебедева Вера")


async def test_leave_begins_on_the_day_and_not_before(city: City, peter: Actor, vera: Actor) -> None:
    """Entered the day before; both learn of it at once, and again when the work changes hands at midnight."""
    office = city.app.office
    incident = await city.report(await city.resident("anna"))
    await city.app.assign(incident, peter.person, by=await city.member(Role.CURATOR, "curator"))
    await office.substitute(away(peter, vera, 1, 7), by=peter)
    assert told(city, vera.person) == ["notice-substitution-yours"]
    assert told(city, peter.person)[-1] == "notice-substitution-of-you"
    assert await office.apply_substitutions.next_change() == MIDNIGHT
    assert await office.apply_substitutions(MIDNIGHT - timedelta(seconds=1)) == 0
    assert (await now(city, "vera")).absent == ()

    assert await office.apply_substitutions(MIDNIGHT) == 1
    assert await office.apply_substitutions(MIDNIGHT) == 0
    assert (await now(city, "vera")).stands_for == {vera.person, peter.person}
    assert told(city, vera.person)[-1] == "notice-work-yours"
    assert told(city, peter.person)[-1] == "notice-work-away"
    (handed,) = entries(city, "work-handed-over")
    assert orjson.loads(handed.details)["work"] == 1
    assert handed.by == "system"

    assert await office.apply_substitutions(MIDNIGHT + 7 * DAY) == 1
    assert (await now(city, "vera")).absent == ()
    assert told(city, peter.person)[-1] == "notice-work-back"
    assert told(city, vera.person)[-1] == "notice-work-over"


async def test_somebody_falls_ill_today_and_the_work_is_anothers_at_once(
    city: City, olga: Actor, peter: Actor, vera: Actor
) -> None:
    """The curator enters it without an end; no worker is needed; the absent person may still act."""
    await city.app.office.substitute(away(peter, vera, 0, None, reason=Reason.ILLNESS), by=olga)
    assert (await now(city, "vera")).stands_for == {vera.person, peter.person}
    assert (await now(city, "peter")).may(Right.DRAFT)
    (made,) = entries(city, "substitution-made")
    assert (made.subject, made.by) == (peter.person, olga.person)
    assert orjson.loads(made.details) | {"substitution": ""} == {
        "substitution": "",
        "substitute": vera.person,
        "first": "2026-05-05",
        "last": None,
        "reason": "illness",
        "order": None,
    }
    assert "Ковал" not in made.details.decode()


async def test_a_chain_leads_past_everybody_who_is_away(
    city: City, olga: Actor, peter: Actor, vera: Actor
) -> None:
    """Peter to Vera, Vera to Boris: Boris does the work of both, and whoever had it until now is told."""
    boris = await city.member(Role.EXECUTOR, "boris", name="Борисов Борис")
    await city.app.office.substitute(away(peter, vera), by=olga)
    await city.app.office.substitute(away(vera, boris, 0, 2), by=vera)
    assert (await now(city, "boris")).stands_for == {boris.person, vera.person, peter.person}
    assert (await now(city, "vera")).absent == ()
    assert "notice-work-moved" in told(city, vera.person)
    await city.app.office.apply_substitutions(MIDNIGHT + 2 * DAY)
    assert (await now(city, "vera")).stands_for == {vera.person, peter.person}


async def test_a_loop_is_refused_with_the_name_of_who_is_away(
    city: City, olga: Actor, peter: Actor, vera: Actor
) -> None:
    """Nothing is written."""
    await city.app.office.substitute(away(peter, vera), by=olga)
    with pytest.raises(Refusal, match="substitution-loop") as refused:
        await city.app.office.substitute(away(vera, peter), by=vera)
    assert refused.value.args_ == {"name": "Ковалёв Пётр"}
    assert len(entries(city, "substitution-made")) == 1


async def test_back_early_by_their_own_press(city: City, olga: Actor, peter: Actor, vera: Actor) -> None:
    """The work is theirs again at once; the journal says who ended it; a second press is refused."""
    made = await city.app.office.substitute(away(peter, vera), by=olga)
    city.clock.advance(2 * DAY)
    ended = await city.app.office.end_substitution(made.id, by=peter)
    assert (ended.last, ended.ends) == (TODAY + 2 * DAY, city.clock.now())
    assert (await now(city, "vera")).absent == ()
    assert [row.by for row in entries(city, "substitution-ended")] == [peter.person]
    with pytest.raises(Refusal, match="substitution-over"):
        await city.app.office.end_substitution(made.id, by=peter)
    again = await city.app.office.substitute(
        Absence(
            absent=peter.person,
            substitute=vera.person,
            first=TODAY + 3 * DAY,
            last=TODAY + 4 * DAY,
            reason=Reason.LEAVE,
        ),
        by=peter,
    )
    await city.app.office.end_substitution(again.id, by=peter)
    assert told(city, vera.person)[-1] == "notice-substitution-off"
    assert await city.app.office.apply_substitutions.next_change() is None


async def test_the_head_is_substituted_by_order(city: City, olga: Actor, peter: Actor) -> None:
    """NVK-5.2: without its number it is refused; with it the journal keeps it; a curator may not do it."""
    head = await city.member(Role.HEAD, "head", name="Глава Иван")
    with pytest.raises(Refusal, match="substitution-beyond"):
        await city.app.office.substitute(away(head, peter, order="7"), by=olga)
    by = system_actor(DEMO)
    with pytest.raises(Refusal, match="order-missing"):
        await city.app.office.substitute(away(head, peter), by=by)
    await city.app.office.substitute(away(head, peter, order="160-р"), by=by)
    (made,) = entries(city, "substitution-made")
    assert orjson.loads(made.details)["order"] == "160-р"
    assert (await now(city, "peter")).may(Right.INVITE)


async def test_a_substitute_of_a_curator_acts_by_their_right_and_the_journal_says_for_whom(
    city: City, olga: Actor, peter: Actor, vera: Actor
) -> None:
    """Peter stands in for the curator, and enters a substitution by her right."""
    await city.app.office.substitute(away(olga, peter), by=olga)
    acting = await now(city, "peter")
    await city.app.office.substitute(away(vera, peter, 1, 2), by=acting)
    made = entries(city, "substitution-made")[-1]
    assert (made.by, made.acting_for) == (peter.person, olga.person)
    await city.app.office.apply_substitutions(MIDNIGHT + 7 * DAY)
    with pytest.raises(Refusal, match="no-right"):
        await city.app.office.substitute(away(vera, olga, 1, 2), by=await now(city, "peter"))


async def test_nobody_hands_on_rights_they_do_not_have(city: City, olga: Actor, peter: Actor) -> None:
    """Or a curator could make themselves administrator; the executor hands on their own work only."""
    admin = await city.member(Role.ADMINISTRATOR, "admin")
    with pytest.raises(Refusal, match="substitution-beyond"):
        await city.app.office.substitute(away(admin, olga), by=olga)
    with pytest.raises(Refusal, match="no-right"):
        await city.app.office.substitute(away(olga, peter), by=peter)
    made = await city.app.office.substitute(away(admin, olga), by=admin)
    with pytest.raises(Refusal, match="no-right"):
        await city.app.office.end_substitution(made.id, by=peter)


async def test_whom_one_may_choose(city: City, olga: Actor, peter: Actor, vera: Actor) -> None:
    """One's own unit first, never oneself, never a resident; handed on is only what one may do."""
    await city.resident("anna")
    admin = await city.member(Role.ADMINISTRATOR, "admin", name="Алексеев Антон")
    found = await city.app.office.colleagues(None, by=peter)
    assert [each.id for each in found] == [vera.person, admin.person, olga.person]
    assert {each.id for each in await city.app.office.colleagues.all(by=olga)} == {
        olga.person,
        peter.person,
        vera.person,
    }
    with pytest.raises(Refusal, match="no-right"):
        await city.app.office.colleagues.all(by=peter)
    with pytest.raises(Refusal, match="no-right"):
        await city.app.office.substitutions.roster(by=await city.resident("boris"))


async def test_a_substitute_of_a_curator_approves_and_the_journal_says_for_whom(
    city: City, olga: Actor, peter: Actor, vera: Actor
) -> None:
    """The executor's substitute writes the answer, the curator's approves it; each entry names both."""
    incident = await city.report(await city.resident("anna"))
    await city.app.assign(incident, vera.person, by=olga)
    boris = await city.member(Role.EXECUTOR, "boris", name="Борисов Борис")
    await city.app.office.substitute(away(vera, boris), by=olga)
    await city.app.office.substitute(away(olga, peter), by=olga)

    await city.app.submit_draft(incident, "Засыпали яму сегодня утром", (), by=await now(city, "boris"))
    await city.app.approve(incident, 1, by=await now(city, "peter"))

    done = {
        row.name: (row.by, row.acting_for) for _, row in city.world.state.journal if row.subject == incident
    }
    assert done["draft-submitted"] == (boris.person, vera.person)
    assert done["answered"] == (peter.person, olga.person)
