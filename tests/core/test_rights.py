"""Who may do what: every use case against every role, and never across a border."""

from collections.abc import Awaitable, Callable

import pytest

from core.deadlines.terms import SourceKind
from core.incidents.found import Found
from core.incidents.use_cases import Triage
from core.incidents.values import Decline, Location
from core.people.model import Account
from core.shared.actor import Actor
from core.shared.ids import IncidentId, MunicipalityId, PersonId, TopicId
from core.shared.refusal import Refusal
from core.shared.roles import Role
from tests.core.city import City

Deed = Callable[[City, Actor, IncidentId], Awaitable[object]]

STRANGER = PersonId("nobody")

FOUND = Found(
    source=SourceKind.HOTLINE, text="Яма на улице Ленина, объехать нельзя", topic=TopicId("pothole")
)
TRIAGE = Triage(topics=(TopicId("pothole"),), location=Location(), executors=(STRANGER,))

DEEDS: dict[str, Deed] = {
    "inbox": lambda city, by, _: city.app.inbox(by=by, page=0),
    "awaiting": lambda city, by, _: city.app.awaiting(by=by, page=0),
    "assignments": lambda city, by, _: city.app.assignments(by=by, page=0),
    "card": lambda city, by, incident: city.app.staff_card(incident, by=by),
    "executors": lambda city, by, incident: city.app.executors(incident, by=by, page=0),
    "assign": lambda city, by, incident: city.app.assign(incident, STRANGER, by=by),
    "draft": lambda city, by, incident: city.app.submit_draft(incident, "Всё сделали вчера", (), by=by),
    "return": lambda city, by, incident: city.app.return_draft(incident, 1, "Уточните", by=by),
    "approve": lambda city, by, incident: city.app.approve(incident, 1, by=by),
    "register": lambda city, by, _: city.app.register(by=by, page=0),
    "found": lambda city, by, _: city.app.register_found(FOUND, key="found", by=by),
    "route": lambda city, by, incident: city.app.route(incident, TRIAGE, by=by),
    "give-back": lambda city, by, incident: city.app.give_back(incident, "Не наше", by=by),
    "contribute": lambda city, by, incident: city.app.contribute(incident, "Наша часть", (), by=by),
    "ask": lambda city, by, incident: city.app.ask_author(incident, "Назовите номер дома", by=by),
    "publish": lambda city, by, incident: city.app.publish(incident, 1, "vk.com/wall-1_2", by=by),
    "decline": lambda city, by, incident: city.app.decline(incident, Decline.INSULT, by=by),
    "redirect": lambda city, by, incident: city.app.redirect(incident, by=by),
    "join": lambda city, by, incident: city.app.join(incident, 1, by=by),
    "link": lambda city, by, incident: city.app.link(incident, 1, by=by),
    "grade": lambda city, by, incident: city.app.grade(incident, 5, by=by),
    "ask-status": lambda city, by, incident: city.app.ask_status(incident, by=by),
    "tell-status": lambda city, by, incident: city.app.tell_status(incident, "Едем", by=by),
    "return-work": lambda city, by, _: city.app.return_work(STRANGER, by=by),
    "team": lambda city, by, _: city.app.team(by=by, page=0),
    "member": lambda city, by, _: city.app.team.member(by.person, by=by),
    "units": lambda city, by, _: city.app.units(by=by),
    "invite": lambda city, by, _: city.app.invite("Пётр", frozenset({Role.EXECUTOR}), None, by=by),
    "doubts": lambda city, by, _: city.app.doubts(by=by),
    "doubt": lambda city, by, _: city.app.resolve_doubt("1", resend=True, by=by),
}

SEES = {"inbox", "register", "card", "ask-status", "team", "member", "units"}
ROUTES = {"executors", "assign", "route", "join", "link"}
DECIDES = {"awaiting", "return", "approve"}
WRITES = {"assignments", "draft", "give-back", "contribute", "publish", "tell-status", "card", "units"}
ALLOWED: dict[Role | None, set[str]] = {
    None: set(),
    Role.CURATOR: SEES
    | ROUTES
    | DECIDES
    | {"found", "ask", "decline", "redirect", "grade", "doubts", "doubt"},
    Role.EXECUTOR: WRITES | DECIDES,
    Role.SPECIALIST: WRITES | DECIDES,
    Role.HEAD: SEES | ROUTES | {"invite"},
    Role.DEPUTY: SEES,
    Role.FIRST_DEPUTY: SEES,
    Role.HEAD_OF_STAFF: SEES,
    Role.CITY_HEAD: SEES,
    Role.ADMINISTRATOR: {"team", "member", "units", "invite", "return-work"},
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("role", ALLOWED, ids=lambda role: role.value if role else "resident")
async def test_a_right_is_needed_for_everything_and_checked_in_core(
    city: City, role: Role | None, deed: str
) -> None:
    """Without the right: `no-right`. With it: done, or refused for another reason."""
    author = await city.resident("author")
    incident = await city.report(author)
    by = await city.member(role, "staff") if role else author

    refused = ""
    try:
        await DEEDS[deed](city, by, incident)
    except Refusal as refusal:
        refused = refusal.code

    assert (refused != "no-right") == (deed in ALLOWED[role]), refused


@pytest.mark.parametrize("deed", ["card", "executors", "assign", "return", "approve"])
async def test_a_curator_of_another_city_finds_nothing(deed: str) -> None:
    """A municipality's border is kept on every use case."""
    city = City("other")
    incident = await city.report(await city.resident("author"))
    abroad = await city.member(Role.CURATOR, "curator", municipality=MunicipalityId("other"))

    with pytest.raises(Refusal, match="incident-unknown"):
        await DEEDS[deed](city, abroad, incident)

    assert (await city.app.inbox(by=abroad, page=0)).total == 0


async def test_an_executor_of_another_city_cannot_be_assigned() -> None:
    """The executor is looked up inside the curator's municipality."""
    city = City("other")
    incident = await city.report(await city.resident("author"))
    curator = await city.member(Role.CURATOR, "curator")
    abroad = await city.member(Role.EXECUTOR, "executor", municipality=MunicipalityId("other"))

    with pytest.raises(Refusal, match="person-unknown"):
        await city.app.assign(incident, abroad.person, by=curator)


async def test_a_resident_reads_their_own_incident_and_nobody_elses(city: City) -> None:
    """Another's incident is unknown, as if it did not exist; the list holds one's own only."""
    anna, boris = await city.resident("anna"), await city.resident("boris")
    incident = await city.report(anna)

    assert (await city.app.own_card(incident, by=anna)).incident.id == incident
    with pytest.raises(Refusal, match="incident-unknown"):
        await city.app.own_card(incident, by=boris)
    assert (await city.app.my_incidents(by=boris, page=0)).total == 0


async def test_an_executor_sees_only_what_is_assigned_to_them(city: City) -> None:
    """Assigned: open. Taken away: closed again."""
    incident = await city.report(await city.resident("anna"))
    curator = await city.member(Role.CURATOR, "curator")
    peter = await city.member(Role.EXECUTOR, "peter")
    vera = await city.member(Role.EXECUTOR, "vera")

    await city.app.assign(incident, peter.person, by=curator)
    assert (await city.app.staff_card(incident, by=peter)).incident.executor == peter.person
    with pytest.raises(Refusal, match="incident-not-yours"):
        await city.app.staff_card(incident, by=vera)

    await city.app.assign(incident, vera.person, by=curator)
    with pytest.raises(Refusal, match="incident-not-yours"):
        await city.app.staff_card(incident, by=peter)


async def test_only_somebody_who_drafts_can_be_assigned(city: City) -> None:
    """A resident or a curator is no executor, whatever a forged button says."""
    anna = await city.resident("anna")
    incident = await city.report(anna)
    curator = await city.member(Role.CURATOR, "curator")

    for nobody in (anna.person, curator.person):
        with pytest.raises(Refusal, match="executor-gone"):
            await city.app.assign(incident, nobody, by=curator)


async def test_a_resident_is_not_shown_to_the_team(city: City) -> None:
    """The card of a member is for staff; residents are no team."""
    anna = await city.resident("anna")
    head = await city.member(Role.HEAD, "head")

    with pytest.raises(Refusal, match="person-unknown"):
        await city.app.team.member(anna.person, by=head)


async def test_who_lost_every_post_is_nobody_to_the_staff_bot(city: City) -> None:
    """The gate asks `WhoAmI`, which looks at the record of today."""
    account = Account("telegram-staff", "peter", "chat-peter")
    peter = await city.member(Role.EXECUTOR, "peter")
    assert await city.app.who(account) is not None

    city.world.state.people[peter.person].roles = frozenset()

    assert await city.app.who(account) is None
